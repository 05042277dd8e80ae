/** Suggests days for a meeting: the same time on nearby days, those without clashes first. */
import { addDays, type LocalDate, USUAL_WEEKEND, weekdayOf, weekStart } from '../../domain/date.ts';
import { createPace } from '../../domain/pace.ts';
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import { findOffsets, toInstant } from '../../domain/zone.ts';
import type { ClashFinder, DeskClash } from './clashes.ts';

export interface Suggestion {
  readonly date: LocalDate;
  readonly clashes: readonly DeskClash[];
}

const MOST = 5;
const DAYS = 12;

/** @param now epoch ms; past days are left out unless the meeting itself is past */
export async function suggestDays(
  finder: ClashFinder,
  course: PublishedCourse,
  meeting: PublishedMeeting,
  now: number,
): Promise<Suggestion[]> {
  const { facts } = meeting;
  const { zone, span, weekStarts, weekend = USUAL_WEEKEND } = course.course;
  const isWeekend = (date: LocalDate): boolean => weekend.includes(weekdayOf(date));
  const offsets = findOffsets(zone, span.from, span.until);
  const weekends = course.meetings.some(
    (other) => other.facts.section === facts.section && isWeekend(other.facts.date),
  );
  const first = weekStart(facts.date, weekStarts);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(first, index)).filter(
    (date) => date !== facts.date && (weekends || !isWeekend(date)) && span.from <= date && date <= span.until,
  );
  const pace = createPace();
  const found: Suggestion[] = [];
  for (const date of days) {
    const start = toInstant(offsets, date, facts.startTime);
    if (start < now && facts.start >= now) continue;
    const end = facts.end === null ? null : start + (facts.end - facts.start);
    const moved = { ...facts, date, start, end, status: 'confirmed' as const };
    found.push({ date, clashes: finder.find({ own: course, facts: moved }) });
    await pace();
  }
  const clean = found.filter(({ clashes }) => clashes.length === 0);
  const rest = found.filter(({ clashes }) => clashes.length > 0 && clashes.every(({ kind }) => kind !== 'break'));
  return [...clean, ...rest].slice(0, MOST).sort((a, b) => (a.date < b.date ? -1 : 1));
}
