/** The command line of the benchmark. Pure. */
import { parseArgs } from 'node:util';
import { SECTIONS, type SectionName } from './figure.ts';

export interface Options {
  readonly sections: readonly SectionName[];
  readonly quick: boolean;
  readonly rounds: number;
  /** How long wrk loads one server, in each round. */
  readonly seconds: number;
  /** How many terms the table of kept terms has, line by line. */
  readonly terms: readonly number[];
  /** Peers that are left out. */
  readonly without: ReadonlySet<string>;
  /** Connection string of an empty database to measure on; null: one of the tests' own server. */
  readonly database: string | null;
  /** `2026-11-22`; stands in the table. */
  readonly date: string;
  /** Where table and picture go; null: nowhere, for only a part was measured. */
  readonly out: string | null;
}

export const USAGE = `usage: npm run bench -- [options]
  --only LIST      of ${SECTIONS.join(', ')}
  --quick          fewer rounds, smaller catalogues; its figures are rough
  --rounds N       how often everything is measured (7)
  --seconds S      how long each server is loaded in a round (1)
  --terms LIST     terms that are kept, for the table "years" (1,5,10,20)
  --without LIST   of nginx, radicale: peers to leave out
  --database URL   an empty database of PostgreSQL to measure on (one of the tests' own server)
  --date DATE      the date that the table carries (today)
  --out FOLDER     where benchmark.md and benchmark.svg go (docs, if everything was measured)`;

const TERMS: readonly number[] = [1, 5, 10, 20];

export class UsageError extends Error {
  override name = 'UsageError';
}

/** @param today the date that is written when none is given */
export function readOptions(args: readonly string[], today: string): Options {
  let values: Readonly<Record<string, string | boolean | undefined>>;
  try {
    const text = { type: 'string' } as const;
    const counts = { rounds: text, seconds: text, terms: text };
    const options = { ...counts, only: text, without: text, database: text, date: text, out: text };
    ({ values } = parseArgs({ args: [...args], options: { ...options, quick: { type: 'boolean' } } }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const list = (name: string): string[] =>
    String(values[name] ?? '')
      .split(',')
      .filter((word) => word !== '');
  const only = list('only');
  const quick = values.quick === true;
  const whole = only.length === 0 && !quick;
  return {
    sections: only.length === 0 ? SECTIONS : pick('--only', only, SECTIONS),
    quick,
    rounds: count('--rounds', values.rounds, quick ? 2 : 7),
    seconds: count('--seconds', values.seconds, 1),
    terms: list('terms').length === 0 ? TERMS : list('terms').map((one) => count('--terms', one, 1)),
    without: new Set(pick('--without', list('without'), ['nginx', 'radicale'])),
    database: typeof values.database === 'string' ? values.database : null,
    date: typeof values.date === 'string' ? values.date : today,
    out: typeof values.out === 'string' ? values.out : whole ? 'docs' : null,
  };
}

function pick<T extends string>(option: string, words: readonly string[], known: readonly T[]): T[] {
  return words.map((word) => {
    const found = known.find((name) => name === word);
    if (!found) throw new UsageError(`${option} knows ${known.join(', ')}, not “${word}”`);
    return found;
  });
}

function count(option: string, value: string | boolean | undefined, normal: number): number {
  if (value === undefined) return normal;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 1000) {
    throw new UsageError(`${option} is a whole number from 1 on, not “${value}”`);
  }
  return number;
}
