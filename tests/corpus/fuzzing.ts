/** Fuzzes the page reader with seeded damage: it must not crash or hang, and must give each result's source line. */
import { parseDocument } from 'yaml';
import { writeCourse } from '../../src/import/page/course/course.ts';
import { toExpectedJson } from '../../src/import/page/expected.ts';
import type { PageReading } from '../../src/import/page/model.ts';
import { readPage } from '../../src/import/page/read-page.ts';
import { openDoubts, settleReading } from '../../src/import/page/settle.ts';
import { pickOne, type Random, seeded } from './seeded.ts';

const SNIPPETS = [
  'MWF 10-11',
  '8-10',
  '12:00AM',
  '(',
  ')',
  '[',
  ']',
  '|',
  '|---|---|',
  '<table>',
  '</table>',
  '<tr><td>',
  '<td rowspan=99 colspan=99>',
  '<ul><li>',
  '</ul>',
  '<!--',
  '-->',
  '~~',
  '**',
  '```',
  '\\begin{tabular}{ll}',
  '\\end{tabular}',
  '\\\\',
  '&',
  '\\item',
  '{',
  '}',
  '\\section{',
  '---',
  '===',
  '::',
  ';',
  ',',
  ' - ',
  'every other',
  'weeks 4-10, 12',
  'by appointment',
  'TBA',
  'immediately after lecture',
  '\u0000',
  '\u202e',
  '\ud800',
  '🎓',
  'ﬀ',
  '\t\t\t',
  '   ',
  '\r',
  '99:99',
  '25:61',
  '0-0',
  '24:00',
  '13pm',
  'T-Th',
  'Office hours:',
  '# ',
  '- ',
  '1700-1800',
  'x2',
  '&nbsp;',
];

/** One damaged page. */
export function damage(pages: readonly string[], seed: number): string {
  const random = seeded(seed);
  let page = pickOne(random, pages);
  const times = 1 + Math.floor(random() * 8);
  for (let i = 0; i < times; i++) page = damageOnce(page, pages, random).slice(0, 60_000);
  return page;
}

function damageOnce(page: string, pages: readonly string[], random: Random): string {
  const at = Math.floor(random() * (page.length + 1));
  const lines = page.split('\n');
  const line = Math.floor(random() * lines.length);
  switch (Math.floor(random() * 9)) {
    case 0:
      return page.slice(0, at) + pickOne(random, SNIPPETS) + page.slice(at);
    case 1:
      return page.slice(0, at) + page.slice(at + Math.floor(random() * 40));
    case 2:
      return lines.toSpliced(line, 1).join('\n');
    case 3:
      return lines.toSpliced(line, 0, lines[Math.floor(random() * lines.length)] ?? '').join('\n');
    case 4:
      return page.slice(0, at) + pickOne(random, SNIPPETS).repeat(1 + Math.floor(random() * 300)) + page.slice(at);
    case 5:
      return lines.toSorted(() => random() - 0.5).join('\n');
    case 6:
      return page.slice(0, at) + String.fromCharCode(Math.floor(random() * 65536)) + page.slice(at + 1);
    case 7: {
      const other = pickOne(random, pages);
      return page.slice(0, at) + other.slice(Math.floor(random() * other.length));
    }
    default:
      return lines.map((text) => (random() < 0.1 ? `${pickOne(random, SNIPPETS)} ${text}` : text)).join('\n');
  }
}

export interface FuzzResult {
  readonly pages: number;
  readonly meetings: number;
  /** Time of the slowest page (ms). */
  readonly slowest: number;
  readonly failures: readonly { readonly seed: number; readonly why: string }[];
}

/** Reads `count` damaged pages. `clock` returns milliseconds; used only for `slowest`. */
export function fuzzPages(
  pages: readonly string[],
  options: { seed: number; count: number; clock: () => number },
): FuzzResult {
  const failures: { seed: number; why: string }[] = [];
  let slowest = 0;
  let meetings = 0;
  for (let seed = options.seed; seed < options.seed + options.count; seed++) {
    const page = damage(pages, seed);
    const begin = options.clock();
    const why = judge(page);
    const took = options.clock() - begin;
    slowest = Math.max(slowest, took);
    if (typeof why === 'string') failures.push({ seed, why });
    else meetings += why;
    if (took > 1000) failures.push({ seed, why: `took ${Math.round(took)} ms` });
  }
  return { pages: options.count, meetings, slowest, failures };
}

/** The number of meetings read, or a description of the failure. */
function judge(page: string): number | string {
  try {
    const reading = readPage(page, 'fuzz.txt');
    const last = page.split(/\r\n?|\n/).length;
    const lines = [
      ...reading.used,
      ...reading.unused,
      ...reading.doubts,
      ...reading.sections.flatMap((section) => section.meetings),
    ].map((each) => each.line);
    const astray = lines.find((line) => !Number.isInteger(line) || line < 1 || line > last);
    if (astray !== undefined) return `line ${astray} of ${last}`;
    const meetings = toExpectedJson(reading).sections.flatMap((section) => section.meetings);
    const odd = meetings.find((meeting) =>
      [meeting.start, meeting.end].some((time) => time !== null && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)),
    );
    if (odd) return `a time like ${odd.start}–${odd.end}`;
    const patterns = reading.sections.reduce((sum, section) => sum + section.meetings.length, 0);
    const used = reading.used.filter(({ how }) => how !== 'office hours by appointment').length;
    if (patterns !== used) return `${patterns} meetings, ${used} lines used`;
    return whyNoRules(reading) ?? patterns;
  } catch (error) {
    return error instanceof Error ? `${error.message} ${error.stack?.split('\n')[1] ?? ''}` : String(error);
  }
}

/** As at the desk: resolves each doubt by its second reading, then writes the rules; null: they are valid YAML. */
function whyNoRules(reading: PageReading): string | null {
  const answers = new Map(openDoubts(reading).map(({ key }) => [key, true] as const));
  for (const each of [reading, settleReading(reading, answers)]) {
    const { errors } = parseDocument(writeCourse(each, { id: 'x101' }));
    if (errors[0]) return `rules that are no YAML: ${errors[0].message}`;
  }
  return null;
}
