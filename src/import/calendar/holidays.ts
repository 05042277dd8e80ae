/** A calendar of whole days → the `breaks:` of a term. */
import { addDays, type DateSpan, isSpanWithin } from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { type ForeignComponent, propertyOf, textOf } from '../../ical/foreign/components.ts';
import { momentOf } from '../../ical/foreign/moment.ts';
import { writeSpan } from '../../words/date.ts';
import { quoteText, writeFlow } from '../table/yaml-text.ts';
import { isAssignment, type Occurrence } from './occurrences.ts';

export interface HolidaysWritten {
  /** `breaks:`; empty: the term has them all. */
  readonly yaml: string;
  readonly breaks: number;
  /** Those that the term's file, or an event before them, names already, by their dates. */
  readonly known: number;
}

interface Holiday extends DateSpan {
  readonly name: string;
}

/** Whether every event is of whole days, and none is an assignment of Canvas. */
export function isOfWholeDays(calendars: readonly ForeignComponent[]): boolean {
  const events = calendars.flatMap(({ components }) => components.filter(({ name }) => name === 'VEVENT'));
  return events.every(
    (event) => momentOf(propertyOf(event, 'DTSTART'))?.type === 'date' && !isAssignment(textOf(event, 'UID')),
  );
}

/** Each is to be checked: academic calendars also name days that have class, such as the last one to drop a course. */
export function writeHolidays(occurrences: readonly Occurrence[], { breaks }: Pick<Term, 'breaks'>): HolidaysWritten {
  const all = occurrences
    .map(({ title, date, days = 1 }): Holiday => ({ name: title, from: date, until: addDays(date, days - 1) }))
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  // A break of some students leaves the others their classes.
  const there = breaks.filter(({ audience }) => audience === undefined);
  const fresh = all.filter(
    (one, at) =>
      !there.some((known) => isSpanWithin(one, known)) &&
      !all.slice(0, at).some(({ from, until }) => from === one.from && until === one.until),
  );
  const lines = fresh.map((one) => {
    const name: [string, string][] = one.name === '' ? [] : [['name', quoteText(one.name.slice(0, 200))]];
    return `  - ${writeFlow([...name, ['dates', writeSpan(one)]])} # check: is there no class?\n`;
  });
  return {
    yaml: lines.length === 0 ? '' : `breaks:\n${lines.join('')}`,
    breaks: fresh.length,
    known: all.length - fresh.length,
  };
}
