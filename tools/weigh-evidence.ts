/**
 * Counts how often each part of a reading is right, by its source: `node tools/weigh-evidence.ts CORPUSDIR [SLUG…]`.
 * CORPUSDIR holds NN-slug/page.txt and expected.json; the table justifies DOUBTED_FROM in src/import/page/reading/evidence.ts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../src/import/decoding.ts';
import type { Evidence, ReadMeeting, ReadSection } from '../src/import/page/model.ts';
import { readPage } from '../src/import/page/read-page.ts';

interface Labelled {
  readonly id: string | null;
  readonly people: readonly string[];
  readonly days: readonly string[];
  readonly start: string | null;
  readonly location: string | null;
  readonly weeks: string | null;
}

const [corpus, ...only] = process.argv.slice(2);
if (!corpus) {
  console.error('usage: node tools/weigh-evidence.ts CORPUSDIR [SLUG…]');
  process.exit(2);
}
const fold = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
const alike = (a: string, b: string): boolean => a !== '' && b !== '' && (a.includes(b) || b.includes(a));
const counts = new Map<string, [right: number, wrong: number]>();

for (const slug of readdirSync(corpus).sort()) {
  const page = join(corpus, slug, 'page.txt');
  if (!existsSync(page) || (only.length > 0 && !only.includes(slug))) continue;
  const reading = readPage(decodeText(readFileSync(page)).text, 'page.txt');
  const labels = labelsIn(readFileSync(join(corpus, slug, 'expected.json'), 'utf8'));
  for (const section of reading.sections) for (const meeting of section.meetings) weigh(section, meeting, labels);
}
for (const [where, [right, wrong]] of [...counts].sort())
  console.log(`${where.padEnd(34)} ${right} right, ${wrong} wrong`);

function labelsIn(text: string): Labelled[] {
  const { sections } = JSON.parse(text) as {
    sections: { id: string | null; people: string[]; meetings: Omit<Labelled, 'id' | 'people'>[] }[];
  };
  return sections.flatMap(({ id, people, meetings }) => meetings.map((meeting) => ({ ...meeting, id, people })));
}

/** Compares with the labelled meetings of the same day and start; unlabelled ones are ignored. */
function weigh(section: ReadSection, meeting: ReadMeeting, labels: readonly Labelled[]): void {
  const same = labels.filter(
    ({ days, start }) => start === meeting.start && days.some((day) => meeting.days.includes(day as never)),
  );
  if (same.length === 0) return;
  for (const evidence of meeting.evidence) {
    const right = same.some((label) => isRight(evidence, label, section));
    const key = `${evidence.part} | ${evidence.relation} | ${band(evidence.distance)}`;
    const count = counts.get(key) ?? [0, 0];
    count[right ? 0 : 1]++;
    counts.set(key, count);
  }
}

function isRight({ part, chosen }: Evidence, label: Labelled, section: ReadSection): boolean {
  if (part === 'place') return alike(fold(chosen), fold(label.location ?? ''));
  if (part === 'people') return label.people.some((name) => alike(fold(name), fold(chosen)));
  if (part === 'weeks') return label.weeks !== null;
  if (part === 'id') return fold(label.id ?? '') === fold(section.id ?? '');
  return true;
}

function band(distance: number): string {
  if (distance <= 4) return String(distance);
  return distance < 10 ? '5-9' : '10+';
}
