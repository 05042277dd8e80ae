/** One pattern: weekly, dated or relative, in one text or as a mapping. */
import type { DatedPattern, MeetingPattern, RelativePattern, WeeklyPattern } from '../../domain/model.ts';
import type { TermDays } from '../check/term-days.ts';
import { readField, textNodeOf, textOf } from '../fields.ts';
import { readDate } from '../notation/date.ts';
import { readLength } from '../notation/length.ts';
import { type MeetingTime, readDates, readMeetingTime } from '../notation/meeting-time.ts';
import { type Read, understood } from '../notation/mistake.ts';
import { readTimeSpan, type TimeSpan } from '../notation/time.ts';
import type { Reading } from '../reading.ts';
import { entriesOf, entryAt, itemsOf, type MapNode, type Node, type TextNode, valueAt } from '../yaml/tree.ts';
import { type PersonIndex, readStaff } from './person.ts';
import { type PlaceIndex, readVenues } from './place.ts';
import { findSection, type SectionIndex } from './references.ts';
import { readDuring, readHalf, readRhythm, readWeekNumbers } from './weekly-rule.ts';

export interface PatternContext {
  readonly days: TermDays;
  readonly places: PlaceIndex;
  readonly people: PersonIndex;
  /** Null: no course's sections are known (a term's change). */
  readonly sections: SectionIndex | null;
}

/** `where` and `staff` of the section, for the patterns that do not say it themselves. */
export type PatternDefaults = Pick<MeetingPattern, 'where' | 'staff'>;

const NEEDS_WEEKLY = ['every', 'during'];
const NEEDS_RULE = ['from', 'until', 'weeks', 'half'];
const NEEDS_BASE = ['for', 'gap'];

/** Null: it has errors, which are reported. */
export function readPattern(
  reading: Reading,
  node: Node,
  context: PatternContext,
  defaults: PatternDefaults,
): MeetingPattern | null {
  if (node.type === 'text') return readWhen(reading, node, node, context, defaults);
  if (node.type !== 'map') return null;
  const when = ['on', 'dates', 'after', 'before'].filter((key) => entryAt(node, key));
  const [first, second] = when;
  if (first === undefined) {
    reading.error(
      'pattern-incomplete',
      node,
      'This pattern does not say when it meets.',
      'Write on: Mon Wed 10:00am-10:50am, or dates and time, or after: a section.',
    );
    return null;
  }
  if (second !== undefined) {
    refuse(reading, node, second, `${first} and ${second} do not go together.`, 'Write two patterns.');
    return null;
  }
  if (first === 'on') {
    const on = textNodeOf(node, 'on');
    return on ? readWhen(reading, node, on, context, defaults) : null;
  }
  return first === 'dates'
    ? readDated(reading, node, context, defaults)
    : readRelative(reading, node, first === 'after' ? 'after' : 'before', context, defaults);
}

/** `on`, or the whole pattern in one text. */
function readWhen(
  reading: Reading,
  node: Node,
  text: TextNode,
  context: PatternContext,
  defaults: PatternDefaults,
): MeetingPattern | null {
  const read = readMeetingTime(text.value);
  if (!read.ok) {
    reading.mistake(text, read.mistake);
    return null;
  }
  const time = read.value.time ?? readField(reading, node, 'time', readTimeSpan);
  if (read.value.time && entryAt(node, 'time'))
    refuse(reading, node, 'time', 'The time is there twice.', 'Take time: away.');
  if (!time) {
    if (!entryAt(node, 'time'))
      reading.error(
        'pattern-incomplete',
        text,
        'This says on which days, but not at what time.',
        'Write Mon Wed 10:00am-10:50am.',
      );
    return null;
  }
  const parts = readParts(reading, node, read.value, context, defaults);
  return 'dates' in read.value.on
    ? dated(reading, node, read.value.on.dates, time, parts)
    : weekly(reading, node, read.value.on.weekdays, time, parts, context);
}

type Parts = Pick<MeetingPattern, 'id' | 'where' | 'staff' | 'copies' | 'note' | 'at'>;

function readParts(
  reading: Reading,
  node: Node,
  when: Pick<MeetingTime, 'copies'>,
  context: PatternContext,
  defaults: PatternDefaults,
): Parts {
  if (when.copies !== null && entryAt(node, 'copies'))
    refuse(reading, node, 'copies', 'The number of copies is there twice.', 'Take copies: or the x away.');
  return {
    id: textOf(node, 'id') ?? '',
    where: readVenues(reading, valueAt(node, 'where'), context.places) ?? defaults.where,
    staff: readStaff(reading, valueAt(node, 'staff'), context.people) ?? defaults.staff,
    copies: when.copies ?? readField(reading, node, 'copies', readCount) ?? 1,
    note: textOf(node, 'note'),
    at: reading.positionOf(node),
  };
}

/** The schema lets nothing but 1 to 99 through. */
function readCount(text: string): Read<number> {
  return understood(/^[1-9]\d?$/.test(text) ? Number(text) : 1);
}

function weekly(
  reading: Reading,
  node: Node,
  weekdays: WeeklyPattern['weekdays'],
  time: TimeSpan,
  parts: Parts,
  context: PatternContext,
): WeeklyPattern {
  refuseAll(reading, node, NEEDS_BASE, 'goes with after or before.');
  const { from, until } = readBounds(reading, node);
  const weeks = readWeekNumbers(reading, node, context.days);
  const half = readHalf(reading, node, context.days.term);
  const during = readDuring(reading, node, context.days.term);
  return { type: 'weekly', ...parts, weekdays, ...time, from, until, rhythm: readRhythm(node), weeks, half, during };
}

function readDated(
  reading: Reading,
  node: MapNode,
  context: PatternContext,
  defaults: PatternDefaults,
): DatedPattern | null {
  const found: string[] = [];
  for (const item of itemsOf(valueAt(node, 'dates'))) {
    const read = item.type === 'text' ? readDates(item.value) : null;
    if (read?.ok) found.push(...read.value);
    else if (read && item.type === 'text') reading.mistake(item, read.mistake);
  }
  const time = readField(reading, node, 'time', readTimeSpan);
  if (!entryAt(node, 'time'))
    reading.error(
      'pattern-incomplete',
      entryAt(node, 'dates')?.keySpan ?? node,
      'These dates have no time.',
      'Add time: 7pm-9pm.',
    );
  if (!time || found.length === 0) return null;
  return dated(
    reading,
    node,
    [...new Set(found)].sort(),
    time,
    readParts(reading, node, { copies: null }, context, defaults),
  );
}

function dated(reading: Reading, node: Node, dates: DatedPattern['dates'], time: TimeSpan, parts: Parts): DatedPattern {
  refuseAll(reading, node, [...NEEDS_WEEKLY, ...NEEDS_RULE], 'goes with weekdays, not with dates.');
  refuseAll(reading, node, NEEDS_BASE, 'goes with after or before.');
  return { type: 'dated', ...parts, dates, ...time };
}

function readRelative(
  reading: Reading,
  node: MapNode,
  side: 'before' | 'after',
  context: PatternContext,
  defaults: PatternDefaults,
): RelativePattern | null {
  refuseAll(
    reading,
    node,
    NEEDS_WEEKLY,
    'goes with weekdays; a relative pattern meets whenever the other section does.',
  );
  refuseAll(reading, node, ['time'], 'goes with dates; say for how long with for.');
  const base = textNodeOf(node, side);
  if (!base) return null;
  const section = context.sections ? findSection(reading, base, base.value.trim(), context.sections) : null;
  if (!context.sections)
    reading.error(
      'key-combination',
      base,
      `${side} cannot stand here: no one course is meant.`,
      'Write it in the course’s own file.',
    );
  const { from, until } = readBounds(reading, node);
  const gap = readField(reading, node, 'gap', readLength) ?? 0;
  const minutes = readField(reading, node, 'for', readLength);
  const weeks = readWeekNumbers(reading, node, context.days);
  const half = readHalf(reading, node, context.days.term);
  const parts = readParts(reading, node, { copies: null }, context, defaults);
  return section === null
    ? null
    : { type: 'relative', ...parts, side, section, gap, minutes, from, until, weeks, half };
}

function readBounds(reading: Reading, node: Node): Pick<WeeklyPattern, 'from' | 'until'> {
  const from = readField(reading, node, 'from', readDate);
  const until = readField(reading, node, 'until', readDate);
  if (from !== null && until !== null && until < from) {
    reading.error(
      'span-backwards',
      valueAt(node, 'until') ?? node,
      `${until} lies before ${from}.`,
      'Put the earlier date into from.',
    );
  }
  return { from, until };
}

function refuseAll(reading: Reading, node: Node, keys: readonly string[], why: string): void {
  for (const { key } of entriesOf(node)) {
    if (keys.includes(key) && entryAt(node, key))
      refuse(reading, node, key, `${key} ${why}`, `Take ${key}: away, or write a pattern of its own.`);
  }
}

function refuse(reading: Reading, node: Node, key: string, message: string, hint: string): void {
  reading.error('key-combination', entryAt(node, key)?.keySpan ?? node, message, hint);
}
