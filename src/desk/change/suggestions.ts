/** Suggests days for a meeting: the same time on nearby days, those without clashes first. */
import { addDays, type LocalDate, USUAL_WEEKEND, weekdayOf, weekStart } from '../../domain/date.ts';
import { createPace } from '../../domain/pace.ts';
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { findOffsets, toInstant } from '../../domain/zone.ts';
import { type ClashContext, type DeskClash, openClashes } from './clashes.ts';

export interface Suggestion {
  readonly date: LocalDate;
  readonly clashes: readonly DeskClash[];
}

const MOST = 5;
const DAYS = 12;

/** @param now epoch ms; past days are left out unless the meeting itself is past */
export async function suggestDays(
  context: ClashContext,
  course: PublishedCourse,
  meeting: PublishedMeeting,
  now: number,
): Promise<Suggestion[]> {
  const candidates = listCandidates(course, meeting, now).map((facts) => ({ own: course, facts }));
  const finder = await openClashes(context, candidates);
  const pace = createPace();
  const found: Suggestion[] = [];
  for (const candidate of candidates) {
    found.push({ date: candidate.facts.date, clashes: finder.find(candidate) });
    await pace();
  }
  const clean = found.filter(({ clashes }) => clashes.length === 0);
  const rest = found.filter(({ clashes }) => clashes.length > 0 && clashes.every(({ kind }) => kind !== 'break'));
  return [...clean, ...rest].slice(0, MOST).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The meeting as it would be on each of the nearby days. */
function listCandidates(course: PublishedCourse, { facts }: PublishedMeeting, now: number): MeetingFacts[] {
  const { zone, span, weekStarts, weekend = USUAL_WEEKEND } = course.course;
  const isWeekend = (date: LocalDate): boolean => weekend.includes(weekdayOf(date));
  const offsets = findOffsets(zone, span.from, span.until);
  const weekends = course.meetings.some(
    (other) => other.facts.section === facts.section && isWeekend(other.facts.date),
  );
  const first = weekStart(facts.date, weekStarts);
  return Array.from({ length: DAYS }, (_, index) => addDays(first, index))
    .filter((date) => date !== facts.date && (weekends || !isWeekend(date)) && span.from <= date && date <= span.until)
    .map((date): MeetingFacts => {
      const start = toInstant(offsets, date, facts.startTime);
      const end = facts.end === null ? null : start + (facts.end - facts.start);
      return { ...facts, date, start, end, status: 'confirmed' };
    })
    .filter(({ start }) => start >= now || facts.start < now);
}
