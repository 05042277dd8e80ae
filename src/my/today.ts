/** A personal calendar's remaining meetings of today; if there are none, those of the next day that has any. */
import { addDays, type LocalDate, type LocalTime } from '../domain/date.ts';
import { dayOfFacts } from '../domain/due.ts';
import { localTimeIn } from '../domain/zone.ts';
import { type ChosenMeeting, type FoundSpan, listChosenMeetings } from '../feeds/personal/composition.ts';
import { findReplaced, findUsualPlaces, type UsualPlaces } from '../timetable/usual-place.ts';

export interface TodayMeeting extends ChosenMeeting {
  /** '/fall-2026/cs101' */
  readonly path: string;
  /** Its usual place, if it is elsewhere. */
  readonly replaced: string | null;
}

export interface Today {
  readonly date: LocalDate;
  /** In the zone of the courses. */
  readonly today: LocalDate;
  readonly time: LocalTime;
  readonly meetings: readonly TodayMeeting[];
}

/** Days to look ahead. */
const DAYS_AHEAD = 14;

/** Null: no meetings within two weeks. */
export function findToday(found: readonly FoundSpan[], now: number): Today | null {
  const usual = new Map<string, UsualPlaces>();
  const usualOf = ({ course }: ChosenMeeting): UsualPlaces => {
    const known = usual.get(course.course.key) ?? findUsualPlaces(course.meetings);
    usual.set(course.course.key, known);
    return known;
  };
  const ahead = listChosenMeetings(found).filter(({ meeting }) => (meeting.facts.end ?? meeting.facts.start) > now);
  const [first] = ahead;
  if (!first) return null;
  const { date: today, time } = localTimeIn(first.course.course.zone, now);
  // A meeting that began yesterday and is under way counts as today's.
  const day = dayOfFacts(first.meeting.facts);
  const date = day < today ? today : day;
  if (date > addDays(today, DAYS_AHEAD)) return null;
  const meetings = ahead
    .filter(({ meeting }) => dayOfFacts(meeting.facts) <= date)
    .map((one) => ({
      ...one,
      path: `/${one.course.course.term}/${one.course.course.id}`,
      replaced: findReplaced(usualOf(one), one.meeting),
    }));
  return { date, today, time, meetings };
}
