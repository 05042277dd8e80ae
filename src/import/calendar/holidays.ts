/** A calendar of whole days → the `breaks:` of a term. */
import { addDays, type DateSpan } from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { quoteText, writeFlow } from '../table/yaml-text.ts';
import { writeSpan } from './course.ts';
import type { Occurrence } from './occurrences.ts';

export interface HolidaysWritten {
  /** `breaks:`; empty: the term has them all. */
  readonly yaml: string;
  readonly breaks: number;
  /** Those that the term's file names already, by their dates. */
  readonly known: number;
}

interface Holiday extends DateSpan {
  readonly name: string;
}

export function writeHolidays(occurrences: readonly Occurrence[], { breaks }: Pick<Term, 'breaks'>): HolidaysWritten {
  const all = occurrences
    .map(({ title, date, days = 1 }): Holiday => ({ name: title, from: date, until: addDays(date, days - 1) }))
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const fresh = all.filter((one) => !breaks.some(({ from, until }) => from <= one.from && one.until <= until));
  const lines = fresh.map((one) => {
    const name: [string, string][] = one.name === '' ? [] : [['name', quoteText(one.name.slice(0, 200))]];
    return `  - ${writeFlow([...name, ['dates', writeSpan(one)]])}\n`;
  });
  return {
    yaml: lines.length === 0 ? '' : `breaks:\n${lines.join('')}`,
    breaks: fresh.length,
    known: all.length - fresh.length,
  };
}
