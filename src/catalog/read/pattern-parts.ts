/** Parts common to all types of patterns. */
import type { MeetingPattern, WeeklyPattern } from '../../domain/pattern.ts';
import { readDate } from '../../words/date.ts';
import { type MeetingTime, readDates } from '../../words/meeting-time.ts';
import { type Read, understood } from '../../words/mistake.ts';
import type { TermDays } from '../check/term-days.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, readText, textOf } from '../fields.ts';
import { entriesOf, entryAt, itemsOf, keySpanOf, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import { type PersonIndex, readStaff } from './person.ts';
import { type PlaceIndex, readVenues } from './place.ts';
import type { SectionIndex } from './references.ts';

export interface PatternContext {
  readonly days: TermDays;
  readonly places: PlaceIndex;
  readonly people: PersonIndex;
  /** Null: there is no course (a term's change). */
  readonly sections: SectionIndex | null;
}

/** The section's `where` and `staff`, defaults for its patterns. */
export type PatternDefaults = Pick<MeetingPattern, 'where' | 'staff'>;

export const NEEDS_WEEKLY = ['every', 'during'];
export const NEEDS_RULE = ['from', 'until', 'weeks', 'half', 'except'];
export const NEEDS_BASE = ['for', 'gap'];

export type Parts = Pick<MeetingPattern, 'id' | 'where' | 'staff' | 'copies' | 'note' | 'at'>;

export function readParts(
  diagnostics: Diagnostics,
  node: Node,
  when: Pick<MeetingTime, 'copies'>,
  context: PatternContext,
  defaults: PatternDefaults,
): Parts {
  if (when.copies !== null && entryAt(node, 'copies'))
    refuse(diagnostics, node, 'copies', 'The number of copies is there twice.', 'Take copies: or the x away.');
  return {
    id: textOf(node, 'id') ?? '',
    where: readVenues(diagnostics, valueAt(node, 'where'), context.places) ?? defaults.where,
    staff: readStaff(diagnostics, valueAt(node, 'staff'), context.people) ?? defaults.staff,
    copies: when.copies ?? readField(diagnostics, node, 'copies', readCount) ?? 1,
    note: textOf(node, 'note'),
    at: diagnostics.positionOf(node),
  };
}

/** The schema allows only 1 to 99. */
function readCount(text: string): Read<number> {
  return understood(/^[1-9]\d?$/.test(text) ? Number(text) : 1);
}

export function readBounds(diagnostics: Diagnostics, node: Node): Pick<WeeklyPattern, 'from' | 'until'> {
  const from = readField(diagnostics, node, 'from', readDate);
  const until = readField(diagnostics, node, 'until', readDate);
  if (from !== null && until !== null && until < from) {
    diagnostics.error(
      'span-backwards',
      valueSpanOf(node, 'until'),
      `${until} lies before ${from}.`,
      'Put the earlier date into from.',
    );
  }
  return { from, until };
}

/** `except:` dates and spans of them. Patterns without any have no key at all: identical rules stay identical. */
export function readExcept(diagnostics: Diagnostics, node: Node): Pick<WeeklyPattern, 'except'> {
  const dates = itemsOf(valueAt(node, 'except')).flatMap((item) => readText(diagnostics, item, readDates) ?? []);
  return dates.length === 0 ? {} : { except: [...new Set(dates)].sort() };
}

export function refuseAll(diagnostics: Diagnostics, node: Node, keys: readonly string[], why: string): void {
  for (const { key } of entriesOf(node)) {
    if (keys.includes(key) && entryAt(node, key))
      refuse(diagnostics, node, key, `${key} ${why}`, `Take ${key}: away, or write a pattern of its own.`);
  }
}

export function refuse(diagnostics: Diagnostics, node: Node, key: string, message: string, hint: string): void {
  diagnostics.error('key-combination', keySpanOf(node, key), message, hint);
}
