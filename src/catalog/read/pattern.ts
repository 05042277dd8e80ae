/** One pattern: weekly, dated or relative, in one text or as a mapping. */
import type { DatedPattern, MeetingPattern, WeeklyPattern } from '../../domain/pattern.ts';
import { readWholeDays, takeAllDay, WHOLE_DAY } from '../../words/all-day.ts';
import { readDates, readMeetingTime } from '../../words/meeting-time.ts';
import { say } from '../../words/say.ts';
import { readTimeSpan, type TimeSpan } from '../../words/time-span.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, readText, textNodeOf, textOf } from '../fields.ts';
import { entryAt, itemsOf, keySpanOf, type MapNode, type Node, type TextNode, valueAt } from '../yaml/tree.ts';
import {
  NEEDS_BASE,
  NEEDS_RULE,
  NEEDS_WEEKLY,
  type Parts,
  type PatternContext,
  type PatternDefaults,
  readBounds,
  readExcept,
  readParts,
  refuse,
  refuseAll,
} from './pattern-parts.ts';
import { readRelative } from './relative-pattern.ts';
import { readDuring, readHalf, readRhythm, readWeekNumbers } from './weekly-rule.ts';

/** Null: it has errors, which have been reported. */
export function readPattern(
  diagnostics: Diagnostics,
  node: Node,
  context: PatternContext,
  defaults: PatternDefaults,
): MeetingPattern | null {
  if (node.type === 'text') return readWhen(diagnostics, node, node, context, defaults);
  if (node.type !== 'map') return null;
  const when = ['on', 'dates', 'after', 'before'].filter((key) => entryAt(node, key));
  const [first, second] = when;
  if (first === undefined) {
    diagnostics.error(
      'pattern-incomplete',
      node,
      'This pattern does not say when it meets.',
      'Write on: Mon Wed 10:00am-10:50am, or dates and time, or after: a section.',
    );
    return null;
  }
  if (second !== undefined) {
    refuse(diagnostics, node, second, `${first} and ${second} do not go together.`, 'Write two patterns.');
    return null;
  }
  if (first === 'on') {
    const on = textNodeOf(node, 'on');
    return on ? readWhen(diagnostics, node, on, context, defaults) : null;
  }
  return first === 'dates'
    ? readDated(diagnostics, node, context, defaults)
    : readRelative(diagnostics, node, first === 'after' ? 'after' : 'before', context, defaults);
}

/** Reads `on`, or a whole pattern given as one text. */
function readWhen(
  diagnostics: Diagnostics,
  node: Node,
  text: TextNode,
  context: PatternContext,
  defaults: PatternDefaults,
): MeetingPattern | null {
  const isAllDay = takeAllDay(textOf(node, 'time') ?? '') === '';
  const read = readMeetingTime(isAllDay ? `${text.value}, all day` : text.value, context.days.term.clock);
  if (!read.ok) {
    diagnostics.mistake(text, read.mistake);
    return null;
  }
  const time = read.value.time ?? readTimeOf(diagnostics, node, context);
  if (read.value.time && entryAt(node, 'time') && !isAllDay)
    refuse(diagnostics, node, 'time', 'The time is there twice.', 'Take time: away.');
  if (!time) {
    if (!entryAt(node, 'time'))
      diagnostics.error('pattern-incomplete', text, say('mistake.daysAlone'), say('remedy.daysAlone'));
    return null;
  }
  const parts = readParts(diagnostics, node, read.value, context, defaults);
  return 'dates' in read.value.on
    ? dated(diagnostics, node, read.value.on, time, parts)
    : weekly(diagnostics, node, read.value.on, time, parts, context);
}

function readTimeOf(diagnostics: Diagnostics, node: Node, { days }: PatternContext): TimeSpan | null {
  return readField(diagnostics, node, 'time', (text) => readTimeSpan(text, days.term.clock));
}

function weekly(
  diagnostics: Diagnostics,
  node: Node,
  on: Pick<WeeklyPattern, 'weekdays' | 'ofMonth'>,
  time: TimeSpan,
  parts: Parts,
  context: PatternContext,
): WeeklyPattern {
  refuseAll(diagnostics, node, NEEDS_BASE, 'goes with after or before.');
  const { from, until } = readBounds(diagnostics, node);
  const weeks = readWeekNumbers(diagnostics, node, context.days);
  const half = readHalf(diagnostics, node, context.days.term);
  const during = readDuring(diagnostics, node, context.days.term);
  const rhythm = readRhythm(node);
  const except = readExcept(diagnostics, node);
  if (on.ofMonth && rhythm !== 'week')
    refuse(diagnostics, node, 'every', 'every does not go with days of the month.', 'Take every: away.');
  return { type: 'weekly', ...parts, ...on, ...time, from, until, rhythm, weeks, half, during, ...except };
}

function readDated(
  diagnostics: Diagnostics,
  node: MapNode,
  context: PatternContext,
  defaults: PatternDefaults,
): DatedPattern | null {
  if (takeAllDay(textOf(node, 'time') ?? '') === '') return readAllDays(diagnostics, node, context, defaults);
  const found: string[] = [];
  for (const item of itemsOf(valueAt(node, 'dates'))) {
    const read = item.type === 'text' ? readDates(item.value) : null;
    if (read?.ok) found.push(...read.value);
    else if (read && item.type === 'text') diagnostics.mistake(item, read.mistake);
  }
  const time = readTimeOf(diagnostics, node, context);
  if (!entryAt(node, 'time'))
    diagnostics.error(
      'pattern-incomplete',
      keySpanOf(node, 'dates'),
      'These dates have no time.',
      'Add time: 7pm-9pm.',
    );
  if (!time || found.length === 0) return null;
  return dated(
    diagnostics,
    node,
    { dates: [...new Set(found)].sort() },
    time,
    readParts(diagnostics, node, { copies: null }, context, defaults),
  );
}

/** `dates` with `time: all day`: each date or span is an item. */
function readAllDays(
  diagnostics: Diagnostics,
  node: MapNode,
  context: PatternContext,
  defaults: PatternDefaults,
): DatedPattern | null {
  const found = new Map<string, number>();
  for (const item of itemsOf(valueAt(node, 'dates'))) {
    const read = readText(diagnostics, item, readWholeDays);
    for (const [index, date] of (read?.dates ?? []).entries()) found.set(date, read?.days[index] as number);
  }
  if (found.size === 0) return null;
  const dates = [...found.keys()].sort();
  const days = dates.map((date) => found.get(date) as number);
  const parts = readParts(diagnostics, node, { copies: null }, context, defaults);
  return dated(diagnostics, node, { dates, days }, WHOLE_DAY, parts);
}

function dated(
  diagnostics: Diagnostics,
  node: Node,
  on: Pick<DatedPattern, 'dates' | 'days'>,
  time: TimeSpan,
  parts: Parts,
): DatedPattern {
  refuseAll(diagnostics, node, [...NEEDS_WEEKLY, ...NEEDS_RULE], 'goes with weekdays, not with dates.');
  refuseAll(diagnostics, node, NEEDS_BASE, 'goes with after or before.');
  return { type: 'dated', ...parts, ...on, ...time };
}
