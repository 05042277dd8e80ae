/** The message of `serve` once it listens: addresses to open and subscribe to, and the dates of meetings. */

import type { Courses } from '../feeds/courses.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import { sayDateAndYear } from '../words/wording.ts';

/** The number of courses shown. */
export const SHOWN = 5;

interface Address {
  readonly host: string;
  readonly port: number;
}

export function describeServing(
  courses: Courses,
  address: Address,
  publicUrl: string | null,
  folder: string,
): readonly string[] {
  const base = publicUrl ?? `http://${nameHost(address.host)}:${address.port}`;
  const keys = courses.keys();
  const lines = [
    `Belltower serves ${keys.length === 1 ? 'one course' : `${keys.length} courses`} from ${folder}`,
    `  open       ${base}/`,
  ];
  for (const key of keys.slice(0, SHOWN)) {
    const found = unlessUnreadable(() => courses.get(key));
    const section = found?.sections.find(({ gone }) => !gone);
    if (!found || !section) continue;
    const dates = unlessUnreadable(() => found.meetings.map(({ facts }) => facts.date).sort()) ?? [];
    const [first] = dates;
    const last = dates.at(-1);
    lines.push(`  subscribe  ${base}/${key}/${section.id}.ics`);
    const title = `${found.course.code} ${found.course.title}`;
    lines.push(
      first && last ? `             ${title}: ${saySpan(first, last)}` : `             ${title}: no dates yet`,
    );
  }
  if (keys.length > SHOWN) lines.push(`             … and ${keys.length - SHOWN} more courses`);
  if (keys.length === 0)
    lines.push('  there is no course yet: `belltower new term` and `belltower new course` write the first');
  lines.push('Stop with Ctrl+C.');
  return lines;
}

/** A host as written in a URL; `localhost` for a server that listens on every address. */
function nameHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function saySpan(first: string, last: string): string {
  const from = sayDateAndYear(first);
  return `${first.slice(0, 4) === last.slice(0, 4) ? from.replace(/ \d{4}$/, '') : from} to ${sayDateAndYear(last)}`;
}
