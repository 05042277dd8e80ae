/** `hours:` of a term: other hours over a span of dates. */
import type { ClockHours, OtherHours } from '../../domain/model.ts';
import { readSpan } from '../../words/date.ts';
import { readTimeSpan, type TimeSpan } from '../../words/time-span.ts';
import { readText, textOf } from '../fields.ts';
import type { Reading } from '../reading.ts';
import { type Entry, entriesOf, itemsOf, type Node, valueAt } from '../yaml/tree.ts';
import { readAudience } from './audience.ts';

export function readOtherHours(
  reading: Reading,
  root: Node,
  clock: ClockHours | null,
  campuses: readonly string[],
): OtherHours[] {
  return itemsOf(valueAt(root, 'hours')).flatMap((item) => {
    const replace: OtherHours['replace'][number][] = [];
    for (const entry of entriesOf(valueAt(item, 'replace'))) {
      const one = readReplacement(reading, entry, clock);
      if (one && replace.some(({ start, end }) => start === one.start && end === one.end))
        reading.error('duplicate-key', entry.keySpan, 'This time is replaced twice.', 'Keep one of the two.');
      if (one) replace.push(one);
    }
    const audience = readAudience(reading, item, campuses);
    return itemsOf(valueAt(item, 'dates')).flatMap((dates) => {
      const span = readText(reading, dates, readSpan);
      return span ? [{ name: textOf(item, 'name'), ...span, replace, ...audience }] : [];
    });
  });
}

function readReplacement(
  reading: Reading,
  { key, keySpan, value }: Entry,
  clock: ClockHours | null,
): OtherHours['replace'][number] | null {
  const read = (text: string) => readTimeSpan(text, clock);
  const from: TimeSpan | null = readText(reading, { type: 'text', value: key, ...keySpan }, read);
  const to = readText(reading, value, read);
  return from && to ? { ...from, to, at: reading.positionOf(keySpan) } : null;
}
