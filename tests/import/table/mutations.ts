/** Tables with seeded damage, and the invariants of reading them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { planImport } from '../../../src/import/table/plan.ts';
import { readTable } from '../../../src/import/table/read-table.ts';
import { pickOne, type Random, seeded } from '../../corpus/seeded.ts';
import { TERM, textsOf } from './tables.ts';

const FOLDER = path.join(import.meta.dirname, '../../fixtures/tables');
const TABLES = readdirSync(FOLDER)
  .sort()
  .map((name) => readFileSync(path.join(FOLDER, name)).toString('latin1'));

const SNIPPETS = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '|',
  '-',
  '–',
  ':',
  '/',
  '\\',
  '\0',
  '\u2028',
  '=',
  "'",
  '#',
  '{',
  '}',
  ': ',
  ' #',
  '&',
  '*',
  '!',
  'TBA',
  'ARR',
  'TH',
  'TTh',
  'MTWRFSU',
  '24:00',
  '9:99',
  '0000-0000',
  '12:00 am - 12:00 am',
  '31/02/2022',
  '02/30/2022',
  '99999999',
  '0.5',
  'CANCELLED',
  'Course,Section,Days,Time',
  'ALL',
  'all',
  '../../etc',
  '__proto__',
  'constructor',
  '🙂',
  '\ud800',
  'ﬀ',
  'ı',
  'ß',
  ' '.repeat(50),
  'M'.repeat(300),
  '('.repeat(200),
  '1-1-1-1-1-1-1-1-1-1',
  'a.m.p.m.',
  '10:00-',
  '-10:00',
  'to',
  'noon to midnight',
  'Mon-Sun-Mon',
];

type Damage = (text: string, random: Random) => string;

const at = (text: string, random: Random): number => Math.floor(random() * (text.length + 1));

const lines = (text: string, change: (rows: string[]) => string[]): string => change(text.split('\n')).join('\n');

const DAMAGES: readonly Damage[] = [
  (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + pickOne(random, SNIPPETS) + text.slice(place);
  },
  (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + text.slice(place + 1 + Math.floor(random() * 20));
  },
  (text, random) => {
    const place = at(text, random);
    return text.slice(0, place) + String.fromCharCode(Math.floor(random() * 0x300)) + text.slice(place + 1);
  },
  (text, random) => lines(text, (rows) => rows.filter(() => random() > 0.2)),
  (text, random) => lines(text, (rows) => rows.flatMap((row) => (random() > 0.8 ? [row, row] : [row]))),
  (text, random) =>
    lines(text, (rows) =>
      rows
        .map((row) => ({ row, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ row }) => row),
    ),
  (text, random) =>
    lines(text, (rows) => {
      const cells = rows.map((row) => row.split(','));
      const column = Math.floor(random() * 12);
      for (const row of cells) if (row.length > column) row[column] = pickOne(random, cells)[column] ?? '';
      return cells.map((row) => row.join(','));
    }),
  (text, random) =>
    lines(text, (rows) => {
      const cells = rows.map((row) => row.split(','));
      const [a, b] = [Math.floor(random() * 12), Math.floor(random() * 12)];
      for (const row of cells) [row[a], row[b]] = [row[b] ?? '', row[a] ?? ''];
      return cells.map((row) => row.join(','));
    }),
  (text, random) => {
    const other = pickOne(random, TABLES);
    return text.slice(0, at(text, random)) + other.slice(at(other, random));
  },
  (text) => text.replaceAll(',', ';'),
];

/** A table made of a fixture and a seed. */
export function damageTable(seed: number): string {
  const random = seeded(seed);
  let text = pickOne(random, TABLES);
  for (let count = 1 + Math.floor(random() * 5); count > 0; count -= 1) text = pickOne(random, DAMAGES)(text, random);
  return text;
}

/** The violated invariant of one damaged table; null: none. */
export function judgeTable(seed: number, patience: number): string | null {
  const text = damageTable(seed);
  const started = process.cpuUsage();
  const reading = readTable(seed % 2 === 0 ? text : Buffer.from(text, 'utf8'));
  const planned = planImport(reading, TERM, null);
  const again = planImport(reading, TERM, { imported: textsOf(planned) });
  const used = process.cpuUsage(started);
  const spent = (used.user + used.system) / 1000;
  const { counts, outcomes } = planned;
  if (spent > patience) return `seed ${seed}: ${Math.round(spent)} ms`;
  if (outcomes.length !== reading.total) return `seed ${seed}: ${outcomes.length} outcomes for ${reading.total} rows`;
  if (outcomes.some(({ row }, index) => row !== index + 1)) return `seed ${seed}: rows are not accounted for in order`;
  if (counts.imported + counts.tba + counts.reported + counts.passedOver !== counts.rows)
    return `seed ${seed}: counts do not add up`;
  if (outcomes.some(({ outcome, reason }) => (outcome === 'reported' || outcome === 'passed over') && !reason))
    return `seed ${seed}: a row without a reason`;
  if (planned.failures.length === 0 && again.failures.length > 0) return `seed ${seed}: ${again.failures[0]}`;
  if (again.files.length > 0)
    return `seed ${seed}: importing again changes ${again.files.map((file) => file.path).join(', ')}`;
  return null;
}

/** Judges `count` tables from `first` on; the complaints, at most ten. `patience` in ms of the processor's time: how long one may take. */
export function fuzzTables(count: number, first = 1, patience = Number.POSITIVE_INFINITY): string[] {
  const complaints: string[] = [];
  for (let seed = first; seed < first + count && complaints.length < 10; seed += 1) {
    const complaint = judgeTable(seed, patience);
    if (complaint !== null) complaints.push(complaint);
  }
  return complaints;
}
