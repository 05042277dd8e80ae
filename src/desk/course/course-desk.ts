/** One course at the desk: its published meetings by week, and changes whose meeting is gone. */
import { addDays, type LocalDate, weekStart } from '../../domain/date.ts';
import type { CourseKey } from '../../domain/model.ts';
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import { localTimeIn } from '../../domain/zone.ts';
import { openDeskChanges } from '../../publish/desk-changes.ts';
import type { Rules } from '../../publish/rules.ts';
import { scheduleCourse } from '../../schedule/schedule.ts';
import { calendarOf } from '../../schedule/term-calendar.ts';
import { summariseChange } from '../change/change-summary.ts';
import type { DeskContext } from '../desk-context.ts';

export interface DeskWeek {
  readonly from: LocalDate;
  readonly until: LocalDate;
  /** By start. */
  readonly meetings: readonly PublishedMeeting[];
  readonly breaks: readonly string[];
}

export interface DeskCourse {
  readonly published: PublishedCourse;
  readonly weeks: readonly DeskWeek[];
  /** The open week: as requested, or that of the next meeting, or the last one with meetings. */
  readonly open: DeskWeek | null;
  readonly today: LocalDate;
  /** The next meeting that takes place. */
  readonly next: PublishedMeeting | null;
}

/** Null: no such course is published. */
export function openDeskCourse(
  { courses, clock }: DeskContext,
  key: CourseKey,
  asked: LocalDate | null,
  sections: ReadonlySet<string> | null,
): DeskCourse | null {
  const published = courses.get(key);
  if (!published) return null;
  const { zone, span, weekStarts, breaks } = published.course;
  const now = clock();
  const today = localTimeIn(zone, now).date;
  const weeks = new Map<LocalDate, PublishedMeeting[]>();
  const shown = published.meetings.filter(
    ({ facts, taken }) => taken === undefined && (sections === null || sections.has(facts.section)),
  );
  const dates = [span.from, span.until, ...shown.map(({ facts }) => facts.date)].sort();
  const last = dates.at(-1) ?? span.until;
  for (let from = weekStart(dates[0] ?? span.from, weekStarts); from <= last; from = addDays(from, 7))
    weeks.set(from, []);
  for (const meeting of shown) weeks.get(weekStart(meeting.facts.date, weekStarts))?.push(meeting);
  const list = [...weeks].map(([from, meetings]): DeskWeek => {
    const until = addDays(from, 6);
    return {
      from,
      until,
      meetings: meetings.sort((a, b) => a.facts.start - b.facts.start || (a.identity < b.identity ? -1 : 1)),
      breaks: breaks.filter((gap) => gap.from <= until && from <= gap.until).map(({ name }) => name),
    };
  });
  const ahead = list.flatMap(({ meetings }) => meetings).filter(({ facts }) => (facts.end ?? facts.start) > now);
  const filled = list.filter(({ meetings }) => meetings.length > 0);
  const day = asked ?? ahead[0]?.facts.date ?? filled.at(-1)?.from ?? today;
  const next = ahead.find(({ facts }) => facts.status !== 'cancelled') ?? null;
  return { published, weeks: list, open: chooseWeek(list, day), today, next };
}

function chooseWeek(weeks: readonly DeskWeek[], date: LocalDate): DeskWeek | null {
  const found = weeks.find(({ from, until }) => from <= date && date <= until);
  if (found) return found;
  const [first] = weeks;
  return first && date < first.from ? first : (weeks.at(-1) ?? null);
}

export interface LeftOver {
  readonly id: string;
  readonly summary: string;
  readonly say: string | null;
}

/** The desk's changes whose meeting is gone. */
export async function findLeftOver(context: DeskContext, rules: Rules | null, key: CourseKey): Promise<LeftOver[]> {
  const course = rules?.catalog.courses.get(key);
  const term = course && rules?.catalog.terms.get(course.term);
  if (!rules || !course || !term) return [];
  const active = (await context.store.deskChanges(key)).filter(({ undoneAt }) => undoneAt === null);
  if (active.length === 0) return [];
  const { changes } = (await openDeskChanges(context.store, new Set([key])))(course);
  const { problems } = scheduleCourse(course, calendarOf(term), rules.catalog.site, { changes });
  const idle = new Set(problems.filter(({ code }) => code === 'change-refers-to-nothing').map(({ about }) => about));
  return active
    .filter(({ id }) => idle.has(id))
    .map(({ id, change }) => ({ id, summary: summariseChange(change), say: change.say }));
}
