/** `hours:` of a term: other hours over a span of dates. */
import type { HourCycle, OtherHours } from '../../domain/model.ts';
import { readSpan } from '../../words/date.ts';
import { readTimeSpan, type TimeSpan } from '../../words/time-span.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readText, textOf } from '../fields.ts';
import { type Entry, entriesOf, itemsOf, type Node, valueAt } from '../yaml/tree.ts';
import { readAudience } from './audience.ts';

export function readOtherHours(
  diagnostics: Diagnostics,
  root: Node,
  hourCycle: HourCycle | null,
  campuses: readonly string[],
): OtherHours[] {
  return itemsOf(valueAt(root, 'hours')).flatMap((item) => {
    const replace: OtherHours['replace'][number][] = [];
    for (const entry of entriesOf(valueAt(item, 'replace'))) {
      const one = readReplacement(diagnostics, entry, hourCycle);
      if (one && replace.some(({ start, end }) => start === one.start && end === one.end))
        diagnostics.error('duplicate-key', entry.keySpan, 'This time is replaced twice.', 'Keep one of the two.');
      if (one) replace.push(one);
    }
    const audience = readAudience(diagnostics, item, campuses);
    return itemsOf(valueAt(item, 'dates')).flatMap((dates) => {
      const span = readText(diagnostics, dates, readSpan);
      return span ? [{ name: textOf(item, 'name'), ...span, replace, ...audience }] : [];
    });
  });
}

function readReplacement(
  diagnostics: Diagnostics,
  { key, keySpan, value }: Entry,
  hourCycle: HourCycle | null,
): OtherHours['replace'][number] | null {
  const read = (text: string) => readTimeSpan(text, hourCycle);
  const from: TimeSpan | null = readText(diagnostics, { type: 'text', value: key, ...keySpan }, read);
  const to = readText(diagnostics, value, read);
  return from && to ? { ...from, to, at: diagnostics.positionOf(keySpan) } : null;
}
