/** A term's breaks, closings and day swaps. */
import type { LocalTime, Weekday } from '../../domain/date.ts';
import type { Language } from '../../domain/language.ts';
import type { Break, Closing, DaySwap, HourCycle } from '../../domain/model.ts';
import { readDate, readSpan } from '../../words/date.ts';
import { say } from '../../words/say.ts';
import { readTime } from '../../words/time-span.ts';
import { inVoice } from '../../words/voice.ts';
import { readWeekday } from '../../words/weekday.ts';
import { sayWeekday } from '../../words/wording.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, readFlag, readText, textOf } from '../fields.ts';
import { itemsOf, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import { readAudience } from './audience.ts';

interface BreakContext {
  /** Of the term: what the term does not name is named in it. */
  readonly language: Language;
  readonly hourCycle: HourCycle | null;
  readonly campuses: readonly string[];
}

export function readBreaks(diagnostics: Diagnostics, root: Node, { language, campuses }: BreakContext): Break[] {
  return itemsOf(valueAt(root, 'breaks')).flatMap((item) => {
    const counts = readFlag(item, 'counts') ? { counts: true } : {};
    const named = readName(item, language, () => say('holidays.unnamedBreak'));
    const more = { ...counts, ...readAudience(diagnostics, item, campuses) };
    return itemsOf(valueAt(item, 'dates')).flatMap((dates) => {
      const span = readText(diagnostics, dates, readSpan);
      return span ? [{ ...named, ...span, ...more }] : [];
    });
  });
}

export function readClosings(
  diagnostics: Diagnostics,
  root: Node,
  { language, hourCycle, campuses }: BreakContext,
): Closing[] {
  return itemsOf(valueAt(root, 'closings')).flatMap((item) => {
    const date = readField(diagnostics, item, 'date', readDate);
    const hours = readHours(diagnostics, item, hourCycle, (from, until) => ({
      message: `The closing ends at ${until}, before it begins at ${from}.`,
      hint: 'A closing lies within one day; write one for each day.',
    }));
    const audience = readAudience(diagnostics, item, campuses);
    const named = readName(item, language, () => say('holidays.unnamedClosing'));
    return date ? [{ ...named, date, ...hours, ...audience }] : [];
  });
}

export function readSwaps(
  diagnostics: Diagnostics,
  root: Node,
  { language, hourCycle, campuses }: BreakContext,
): DaySwap[] {
  return itemsOf(valueAt(root, 'swaps')).flatMap((item) => {
    const date = readField(diagnostics, item, 'date', readDate);
    const follows: Weekday | null = readField(diagnostics, item, 'follows', readWeekday);
    const hours = readHours(diagnostics, item, hourCycle, (from, until) => ({
      message: `The swap ends at ${until}, before it begins at ${from}.`,
      hint: 'from and until are times of the day on which the classes begin.',
    }));
    const part = hours.from === null && hours.until === null ? {} : hours;
    const audience = readAudience(diagnostics, item, campuses);
    if (!date || !follows) return [];
    const named = readName(item, language, () => say('holidays.unnamedSwap', { day: sayWeekday(follows) }));
    return [{ ...named, date, follows, ...part, ...audience }];
  });
}

function readName(item: Node, language: Language, sayUsual: () => string): Pick<Break, 'name' | 'unnamed'> {
  const name = textOf(item, 'name');
  return name === null ? { name: inVoice({ language }, sayUsual), unnamed: true } : { name };
}

/** `from` and `until` of one day. */
function readHours(
  diagnostics: Diagnostics,
  item: Node,
  hourCycle: HourCycle | null,
  describe: (from: LocalTime, until: LocalTime) => { readonly message: string; readonly hint: string },
): { readonly from: LocalTime | null; readonly until: LocalTime | null } {
  const read = (text: string) => readTime(text, hourCycle);
  const from = readField(diagnostics, item, 'from', read);
  const until = readField(diagnostics, item, 'until', read);
  if (from !== null && until !== null && until <= from && until !== '00:00') {
    const { message, hint } = describe(from, until);
    diagnostics.error('span-backwards', valueSpanOf(item, 'until'), message, hint);
  }
  return { from, until: until === '00:00' ? null : until };
}
