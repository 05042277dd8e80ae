/** The meetings that lean on another section's: before or after each of them as it finally stands. */
import { type LocalTime, minutesOf, timeOfMinutes } from '../domain/date.ts';
import { identifyRelativeMeeting, identifySeries } from '../domain/identity.ts';
import type { Course, RelativePattern, Section } from '../domain/model.ts';
import { type Draft, type SeriesRule, sectionIdentityOf, UNCHANGED } from './draft.ts';
import { endDateOf, type Slot, shiftTime } from './slot.ts';
import type { TermCalendar } from './term-calendar.ts';

/**
 * One draft for each meeting of the base section: moved, borrowed and extra ones included, cancelled with the
 * base's reason where that is cancelled. Its original date is the base's, and so is its room unless the pattern
 * names one. A base without an end gives nothing to come after.
 */
export function draftRelativeMeetings(
  course: Course,
  section: Section,
  pattern: RelativePattern,
  bases: readonly Draft[],
  calendar: TermCalendar,
): Draft[] {
  const drafts: Draft[] = [];
  for (const base of bases) {
    if (!isMeant(pattern, base, calendar)) continue;
    const slot = lean(pattern, base.slot);
    if (!slot) continue;
    drafts.push({
      identity: identifyRelativeMeeting(sectionIdentityOf(course, section), pattern.id, base.identity),
      section,
      pattern: pattern.id,
      originalDate: base.originalDate,
      series: leanSeries(course, section, pattern, base),
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

/** From, until, weeks and half are those of the base's original date. */
function isMeant(pattern: RelativePattern, base: Draft, calendar: TermCalendar): boolean {
  const day = calendar.dayOf(base.originalDate);
  if (pattern.from !== null && day.date < pattern.from) return false;
  if (pattern.until !== null && day.date > pattern.until) return false;
  if (pattern.half !== null && day.half !== pattern.half) return false;
  return pattern.weeks === null || (day.teachingWeek !== null && pattern.weeks.includes(day.teachingWeek.number));
}

/** Where the pattern stands by a base slot, in wall time; null where the base has no end or the pattern no length. */
function lean(pattern: RelativePattern, base: Slot): Slot | null {
  const { gap, minutes } = pattern;
  if (pattern.side === 'before') {
    if (minutes === null) return null;
    const start = shiftTime(base.date, base.start, -gap - minutes);
    return { date: start.date, start: start.time, end: shiftTime(base.date, base.start, -gap).time };
  }
  if (base.end === null) return null;
  const start = shiftTime(endDateOf({ ...base, end: base.end }), base.end, gap);
  return { date: start.date, start: start.time, end: endAfter(start.time, minutes) };
}

function endAfter(start: LocalTime, minutes: number | null): LocalTime | null {
  return minutes === null ? null : timeOfMinutes(minutesOf(start) + minutes).time;
}

/** A weekly base gives a series with its weekdays, unless what leans on it falls on another day. */
function leanSeries(course: Course, section: Section, pattern: RelativePattern, base: Draft): SeriesRule | null {
  if (!base.series) return null;
  const { weekdays, start, end, where } = base.series;
  const slot = lean(pattern, { date: base.originalDate, start, end });
  if (slot?.date !== base.originalDate) return null;
  return {
    identity: identifySeries(sectionIdentityOf(course, section), pattern.id, weekdays),
    weekdays,
    start: slot.start,
    end: slot.end,
    pattern,
    where: pattern.where.length > 0 ? pattern.where : where,
  };
}
