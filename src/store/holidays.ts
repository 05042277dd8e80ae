/** The published calendars of terms. */
import { isLocalDate, WEEKDAYS } from '../domain/date.ts';
import type { PublishedHolidays } from '../domain/holidays.ts';
import { LANGUAGES } from '../domain/language.ts';
import { isZone } from '../domain/zone.ts';
import { fits, flag, having, listOf, natural, oneOf, orNull, text, textThat, whole } from './checks.ts';
import type { Sql } from './sql.ts';

export interface StoredHolidays {
  readonly term: string;
  /** A digest of the texts that it was published from. */
  readonly rules: string;
  readonly published: PublishedHolidays;
}

/** As a reader finds it. */
export interface FoundHolidays {
  readonly term: string;
  readonly rules: string;
  /** Null: the row is damaged. */
  readonly published: PublishedHolidays | null;
  /** The store's number of the write. */
  readonly revision: number;
}

export interface HolidayReads {
  /** Those written after a revision; default: all. Sorted by term. */
  holidays(after?: number): Promise<FoundHolidays[]>;
}

export interface HolidayWrites {
  saveHolidays(holidays: StoredHolidays): Promise<void>;
}

export const HOLIDAY_TABLES = [
  `CREATE TABLE holidays (
     term TEXT PRIMARY KEY, revision BIGINT NOT NULL, rules TEXT NOT NULL, published TEXT NOT NULL)`,
] as const;

const date = textThat(isLocalDate);
const facts = having({
  type: oneOf('break', 'closing', 'swap'),
  name: text,
  from: date,
  until: date,
  hours: orNull(having({ start: whole, end: whole })),
  follows: orNull(oneOf(...WEEKDAYS)),
});
const published = having(
  {
    term: having(
      { id: text, title: text, zone: textThat(isZone), draft: flag, span: having({ from: date, until: date }) },
      { language: oneOf(...LANGUAGES) },
    ),
    days: listOf(
      having({ identity: text, uid: text, facts, sequence: natural, lastModified: whole }, { taken: whole }),
    ),
    absent: listOf(having({ identity: text, sequence: natural })),
    lastModified: whole,
  },
  { sequencesFrom: natural },
);

/** A line of an export. */
export const storedHolidays = having({ term: text, rules: text, published });

export function isStoredHolidays(value: unknown): value is StoredHolidays {
  return fits(storedHolidays, value);
}

export function createHolidayReads(sql: Sql): HolidayReads {
  return {
    async holidays(after = -1) {
      const rows = await sql.all('SELECT term, revision, rules, published FROM holidays WHERE revision > ?', after);
      return rows
        .map((row) => ({
          term: String(row.term),
          rules: String(row.rules),
          published: readPublished(String(row.published)),
          revision: Number(row.revision),
        }))
        .sort((a, b) => (a.term < b.term ? -1 : 1));
    },
  };
}

function readPublished(source: string): PublishedHolidays | null {
  try {
    const value: unknown = JSON.parse(source);
    return fits(published, value) ? (value as PublishedHolidays) : null;
  } catch {
    // Callers report the damage.
    return null;
  }
}

/** @param stamp assigns this transaction's revision; the store's instant is at least the given one afterwards */
export function createHolidayWrites(sql: Sql, stamp: (instant: number) => Promise<number>): HolidayWrites {
  return {
    async saveHolidays(holidays) {
      const revision = await stamp(holidays.published.lastModified);
      await sql.all(
        `INSERT INTO holidays (term, revision, rules, published) VALUES (?, ?, ?, ?)
         ON CONFLICT (term) DO UPDATE SET revision = excluded.revision, rules = excluded.rules,
           published = excluded.published`,
        holidays.term,
        revision,
        holidays.rules,
        JSON.stringify(holidays.published),
      );
    },
  };
}
