/** Relative patterns: meetings before or after each final meeting of another section. */
import { attendeeOf, isMeant } from '../domain/audience.ts';
import { isWithin, type LocalDate, type LocalTime, minutesOf, timeOfMinutes } from '../domain/date.ts';
import { identifyRelativeMeeting, identifySeries } from '../domain/identity.ts';
import type { Course, Section } from '../domain/model.ts';
import type { RelativePattern } from '../domain/pattern.ts';
import { type Draft, type SeriesRule, sectionIdentityOf, UNCHANGED } from './draft.ts';
import { endDateOf, hasEnd, type Slot, shiftTime } from './slot.ts';
import type { TermCalendar } from './term-calendar.ts';

/**
 * One draft for each meeting of the base section, including moved, swapped and extra ones; cancelled with the base's
 * reason if the base meeting is cancelled. Its original date is the base's; so is its room unless the pattern names
 * one. If a base meeting has no end, nothing is placed after it. Of the term's breaks only those for its own section
 * (`for:`) matter here; all others decide about the base.
 */
export function draftRelativeMeetings(
  course: Course,
  section: Section,
  pattern: RelativePattern,
  bases: readonly Draft[],
  calendar: TermCalendar,
): Draft[] {
  const who = attendeeOf(course, section);
  const gaps = calendar.term.breaks.filter(({ audience }) => audience && isMeant(audience, who));
  const drafts: Draft[] = [];
  // One object for all meetings of a rule, as of other patterns.
  const rules = new Map<SeriesRule, SeriesRule | null>();
  const seriesOf = ({ series, originalDate }: Draft): SeriesRule | null => {
    if (!series) return null;
    const known = rules.get(series);
    const rule = known === undefined ? leanSeries(course, section, pattern, series, originalDate) : known;
    rules.set(series, rule);
    return rule;
  };
  for (const base of bases) {
    if (!fits(pattern, base, calendar) || gaps.some((gap) => isWithin(base.originalDate, gap))) continue;
    const slot = lean(pattern, base.slot);
    if (!slot) continue;
    drafts.push({
      identity: identifyRelativeMeeting(sectionIdentityOf(course, section), pattern.id, base.identity),
      section,
      pattern: pattern.id,
      originalDate: base.originalDate,
      series: seriesOf(base),
      given: lean(pattern, base.given) ?? slot,
      slot,
      where: pattern.where.length > 0 ? pattern.where : base.where,
      staff: pattern.staff,
      copies: pattern.copies,
      notes: pattern.note === null ? [] : [pattern.note],
      cancelled: base.cancelled,
      reason: base.reason,
      at: pattern.at,
      ...UNCHANGED,
    });
  }
  return drafts;
}

/** `from`, `until`, `except`, `weeks` and `half` apply to the base's original date. */
function fits(pattern: RelativePattern, base: Draft, calendar: TermCalendar): boolean {
  const day = calendar.dayOf(base.originalDate);
  if (pattern.from !== null && day.date < pattern.from) return false;
  if (pattern.until !== null && day.date > pattern.until) return false;
  if (pattern.except?.includes(day.date)) return false;
  if (pattern.half !== null && day.half !== pattern.half) return false;
  return pattern.weeks === null || (day.teachingWeek !== null && pattern.weeks.includes(day.teachingWeek.number));
}

/** The slot relative to a base slot, in wall time; null if the base's end or the pattern's length is missing. */
function lean(pattern: RelativePattern, base: Slot): Slot | null {
  const { gap, minutes } = pattern;
  if (pattern.side === 'before') {
    if (minutes === null) return null;
    const start = shiftTime(base.date, base.start, -gap - minutes);
    return { date: start.date, start: start.time, end: shiftTime(base.date, base.start, -gap).time };
  }
  if (!hasEnd(base)) return null;
  const start = shiftTime(endDateOf(base), base.end, gap);
  return { date: start.date, start: start.time, end: endAfter(start.time, minutes) };
}

function endAfter(start: LocalTime, minutes: number | null): LocalTime | null {
  return minutes === null ? null : timeOfMinutes(minutesOf(start) + minutes).time;
}

/** A weekly base gives a series on its weekdays, unless the relative meeting falls on another day. */
function leanSeries(
  course: Course,
  section: Section,
  pattern: RelativePattern,
  { weekdays, start, end, where }: SeriesRule,
  date: LocalDate,
): SeriesRule | null {
  const slot = lean(pattern, { date, start, end });
  if (slot?.date !== date) return null;
  return {
    identity: identifySeries(sectionIdentityOf(course, section), pattern.id, weekdays),
    weekdays,
    start: slot.start,
    end: slot.end,
    pattern,
    where: pattern.where.length > 0 ? pattern.where : where,
  };
}
