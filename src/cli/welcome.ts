/** The message of `serve` once it listens: addresses to open and subscribe to, and the dates of meetings. */

import type { CourseKey } from '../domain/model.ts';
import type { Courses } from '../feeds/courses.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import { sayDateAndYear } from '../words/wording.ts';

/** The number of courses shown. */
const SHOWN = 5;

export function listShown(courses: Pick<Courses, 'terms' | 'inTerm'>): readonly CourseKey[] {
  const keys: CourseKey[] = [];
  for (const term of courses.terms()) if (keys.length < SHOWN) keys.push(...courses.inTerm(term).keys());
  return keys.slice(0, SHOWN);
}

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
  const size = courses.size();
  const lines = [
    `Belltower serves ${size === 1 ? 'one course' : `${size} courses`} from ${folder}`,
    `  open       ${base}/`,
  ];
  for (const key of listShown(courses)) {
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
  if (size > SHOWN) lines.push(`             … and ${size - SHOWN} more courses`);
  if (size === 0)
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
