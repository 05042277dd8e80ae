/** Finds in a change's plans what its maker must confirm: one concern of each kind. */
import type { Concern, ConcernCode } from '../domain/concern.ts';
import { isWithin, type LocalDate } from '../domain/date.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { MeetingFacts } from '../domain/schedule.ts';
import { localTimeIn } from '../domain/zone.ts';
import { say } from '../words/say.ts';
import { sayDateWithYear, sayDay, sayDistance, sayLength, sayTime } from '../words/wording.ts';
import { listVisible, type VisibleDifference } from './differences.ts';
import type { CoursePlan } from './plan.ts';

const MINUTE = 60_000;
const LONGEST = 360 * MINUTE;
const SHORTEST = 10 * MINUTE;
const EARLIEST = '06:00';
/** Fewer meetings are only the last week of a term. */
const FEWEST_OF_A_REST = 3;

interface Touched {
  readonly course: PublishedCourse;
  /** Before the change; null: the course is new. */
  readonly before: PublishedCourse | null;
  readonly differences: readonly VisibleDifference[];
  readonly today: LocalDate;
  readonly now: number;
}

type Finding = (touched: Touched) => Concern | null;

/** In the order in which they matter; of several courses each kind is told once. @param now epoch ms */
export async function findConcerns(plans: readonly CoursePlan[], now: number): Promise<readonly Concern[]> {
  const pace = createPace();
  const found = new Map<ConcernCode, Concern>();
  for (const plan of plans) {
    await pace();
    if (plan.found?.concerns.every((code) => found.has(code))) continue;
    for (const concern of examine(plan, now)) if (!found.has(concern.code)) found.set(concern.code, concern);
  }
  return [...found.values()];
}

/** As PlanFindings.concerns. */
export function listConcernCodes(plan: CoursePlan, now: number): ConcernCode[] {
  return examine(plan, now).map(({ code }) => code);
}

function examine(plan: CoursePlan, now: number): Concern[] {
  const differences = listVisible(plan);
  if (differences.length === 0) return [];
  const today = localTimeIn(plan.next.course.zone, now).date;
  const touched = { course: plan.next, before: plan.before, differences, today, now };
  return FINDINGS.map((find) => find(touched)).filter((concern) => concern !== null);
}

const findPast: Finding = ({ course, differences, today, now }) => {
  const past = differences.flatMap(({ before, after, parts }) => {
    // Notes on meetings that are over are harmless.
    if (parts.every(({ type }) => type === 'notes' || type === 'topic')) return [];
    if (before && isOver(before, now)) return [{ facts: before, moved: false }];
    return after.start < now && after.start !== before?.start ? [{ facts: after, moved: true }] : [];
  });
  const [first] = past;
  if (!first) return null;
  const { facts, moved } = first;
  const meeting = say(moved ? 'concern.wouldBe' : 'concern.was', {
    meeting: `${course.course.code} ${facts.deadline?.title ?? facts.section}`,
    day: sayDay(facts.date, today),
    distance: sayDistance(facts.date, today),
  });
  const message =
    past.length === 1 ? say('concern.past', { meeting }) : say('concern.somePast', { count: past.length, meeting });
  return { code: 'in-the-past', message };
};

function isOver({ start, end }: MeetingFacts, now: number): boolean {
  return (end ?? start) <= now;
}

const findOutside: Finding = ({ course: { course }, differences }) => {
  const outside = differences.find(
    ({ before, after }) => after.date !== before?.date && !isWithin(after.date, course.span),
  );
  if (!outside) return null;
  const { date, section, deadline } = outside.after;
  const message = say('concern.outside', {
    meeting: `${course.code} ${deadline?.title ?? section}`,
    date: sayDateWithYear(date),
    term: course.termTitle,
    from: sayDateWithYear(course.span.from),
    until: sayDateWithYear(course.span.until),
  });
  return { code: 'outside-term', message };
};

const lengthOf = ({ start, end }: MeetingFacts): number | null => (end === null ? null : end - start);

/** If the section has a similar meeting already, it is deliberate. */
function findUnlike({ before, differences }: Touched, isOdd: (facts: MeetingFacts) => boolean): MeetingFacts | null {
  const odd = differences.find(
    (one) => one.after.status === 'confirmed' && isOdd(one.after) && !(one.before && isOdd(one.before)),
  );
  if (!odd) return null;
  const usual = before?.meetings.some(({ facts }) => facts.section === odd.after.section && isOdd(facts));
  return usual ? null : odd.after;
}

const findLong: Finding = (touched) => {
  const long = findUnlike(touched, (facts) => facts.days === undefined && (lengthOf(facts) ?? 0) > LONGEST);
  if (!long) return null;
  const length = sayLength((lengthOf(long) ?? 0) / MINUTE);
  const endsNextDay = long.endTime !== null && long.endTime <= long.startTime;
  const message = say(endsNextDay ? 'concern.longNextDay' : 'concern.long', {
    meeting: nameOf(touched, long),
    length,
    from: sayTime(long.startTime),
    until: sayTime(long.endTime ?? long.startTime),
  });
  return { code: 'long-meeting', message };
};

const findShort: Finding = (touched) => {
  const short = findUnlike(touched, (facts) => (lengthOf(facts) ?? SHORTEST) < SHORTEST);
  if (!short) return null;
  const length = sayLength((lengthOf(short) ?? 0) / MINUTE);
  return { code: 'short-meeting', message: say('concern.short', { meeting: nameOf(touched, short), length }) };
};

const findNight: Finding = (touched) => {
  const night = findUnlike(
    touched,
    ({ startTime, deadline, days }) => !deadline && days === undefined && startTime < EARLIEST,
  );
  if (!night) return null;
  return {
    code: 'night-meeting',
    message: say('concern.night', { meeting: nameOf(touched, night), time: sayTime(night.startTime) }),
  };
};

function nameOf({ course, today }: Touched, { section, date }: MeetingFacts): string {
  return say('concern.meeting', { section: `${course.course.code} ${section}`, day: sayDay(date, today) });
}

const findTogether: Finding = (touched) => {
  const moved = touched.differences.filter(
    ({ before, after }) => before && !after.deadline && after.status === 'confirmed' && after.start !== before.start,
  );
  const slots = Map.groupBy(moved, ({ after }) => `${after.section} ${after.start}`);
  const together = [...slots.values()].find((group) => new Set(group.map(({ before }) => before?.start)).size > 1);
  const [first] = together ?? [];
  if (!together || !first) return null;
  const times = [...new Set(together.map(({ before }) => sayTime(before?.startTime ?? '')))];
  const message = say('concern.together', {
    count: together.length,
    meeting: nameOf(touched, first.after),
    time: sayTime(first.after.startTime),
    times: times.join(', '),
  });
  return { code: 'moved-together', message };
};

const findRest: Finding = ({ course, before, differences, now }) => {
  const cancelled = differences.filter(
    (one) => one.before?.status === 'confirmed' && one.before.start >= now && one.after.status === 'cancelled',
  );
  if (cancelled.length < FEWEST_OF_A_REST) return null;
  if (takesPlaceAfter(course, now) || !before || !takesPlaceAfter(before, now)) return null;
  const message = say('concern.rest', { count: cancelled.length, course: course.course.code });
  return { code: 'cancels-the-rest', message };
};

function takesPlaceAfter({ meetings }: PublishedCourse, now: number): boolean {
  return meetings.some(({ facts }) => facts.status === 'confirmed' && facts.start >= now);
}

const FINDINGS: readonly Finding[] = [findRest, findPast, findOutside, findLong, findShort, findNight, findTogether];
