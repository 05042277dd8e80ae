/**
 * What publishing would do, course by course: the one computation behind every publication, preview and build.
 * Reads what was last published, writes nothing.
 */
import type { Change, Course, CourseKey, Site } from '../domain/model.ts';
import type { Problem } from '../domain/problem.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule } from '../domain/schedule.ts';
import { type CourseDelta, compareCourses } from '../publication/delta.ts';
import { nextInstant } from '../publication/instant.ts';
import { publishFirst } from '../publication/replay.ts';
import { reviseCourse } from '../publication/revise.ts';
import { isDrastic } from '../publication/summary.ts';
import { listAnnouncements } from '../schedule/announcements.ts';
import { scheduleCourse } from '../schedule/schedule.ts';
import type { TermCalendar } from '../schedule/term-calendar.ts';
import { calendarOf } from './calendars.ts';
import type { FindDeskChanges } from './desk-changes.ts';
import { createPace, type Pace } from './pace.ts';
import type { Rules } from './rules.ts';

export interface PlanParts {
  readonly rules: Rules;
  /** Digest of the inputs that a course was last published from; null: never published. */
  readonly lastDigest: (key: CourseKey) => string | null;
  /** 'unreadable': its stored document is damaged, so it is left as it is. */
  readonly last: (key: CourseKey) => Promise<PublishedCourse | 'unreadable' | null>;
  /** Courses that are not to be published whatever the rules say. */
  readonly isRetired: (key: CourseKey) => boolean;
  readonly deskChanges: FindDeskChanges;
  /** The instant at which this publication would be stamped. */
  readonly instant: number;
  /** Only these courses; all without it. */
  readonly only?: ReadonlySet<CourseKey>;
  /** Whether somebody agreed to the drastic edit with this digest. */
  readonly isAgreed: (digest: string) => Promise<boolean>;
  readonly now: number;
}

export interface CoursePlan {
  readonly key: CourseKey;
  readonly digest: string;
  readonly before: PublishedCourse | null;
  readonly next: PublishedCourse;
  readonly delta: CourseDelta;
  /** A drastic edit that nobody has agreed to: not to be published. */
  readonly held: boolean;
  readonly problems: readonly Problem[];
}

/** Plans every course whose inputs differ from those of its last publication. */
export async function* planPublication(parts: PlanParts): AsyncGenerator<CoursePlan, void> {
  const { catalog, digests } = parts.rules;
  const pace = createPace();
  for (const key of parts.only ?? catalog.courses.keys()) {
    const course = catalog.courses.get(key);
    const term = course && catalog.terms.get(course.term);
    if (!course || !term) continue;
    // Skipped courses take their time too, where two thousand are.
    await pace();
    const desk = parts.deskChanges(course);
    const digest = `${digests.get(key) ?? ''}.${desk.digest}`;
    if (parts.lastDigest(key) === digest || parts.isRetired(key)) continue;
    const last = await parts.last(key);
    if (last === 'unreadable') continue;
    const calendar = calendarOf(term);
    const plan = await planCourse({
      course,
      calendar,
      site: catalog.site,
      desk: desk.changes,
      digest,
      last,
      parts,
      pace,
    });
    await pace();
    yield plan;
  }
}

/** First revisions of the courses that `isKnown` does not know, from their files alone. */
export function planFirstPublications(
  rules: Rules,
  isKnown: (key: CourseKey) => boolean,
): AsyncGenerator<CoursePlan, void> {
  return planPublication({
    rules,
    last: () => Promise.resolve(null),
    lastDigest: () => null,
    isRetired: isKnown,
    deskChanges: () => ({ changes: [], digest: '' }),
    instant: 0,
    now: 0,
    isAgreed: () => Promise.resolve(true),
  });
}

interface CourseInput {
  readonly course: Course;
  readonly calendar: TermCalendar;
  readonly site: Site;
  readonly desk: readonly Change[];
  readonly digest: string;
  readonly last: PublishedCourse | null;
  readonly parts: PlanParts;
  /** Asked between the steps: one course of eighty sections takes long enough. */
  readonly pace: Pace;
}

async function planCourse(input: CourseInput): Promise<CoursePlan> {
  const { course, calendar, site, desk, digest, last, parts, pace } = input;
  const { key } = course;
  if (!last) {
    const { next, problems } = await publishFromNothing(input);
    await pace();
    return { key, digest, before: null, next, delta: compareCourses(null, next), held: false, problems };
  }
  const schedule = scheduleCourse(course, calendar, site, { changes: desk });
  await pace();
  const instant = nextInstant(parts.instant, last.lastModified);
  const { next, delta } = reviseCourse(last, schedule, instant);
  await pace();
  const held = isDrastic(last, next, parts.now) && !(await parts.isAgreed(digest));
  return { key, digest, before: last, next, delta, held, problems: schedule.problems };
}

/** The first revision at `published:`, then each announced change at its own instant: needs neither clock nor memory. */
async function publishFromNothing({
  course,
  calendar,
  site,
  desk,
  pace,
}: CourseInput): Promise<{ readonly next: PublishedCourse; readonly problems: readonly Problem[] }> {
  const { term } = calendar;
  const first = course.published ?? term.published ?? calendar.instantOf(calendar.span.from, '00:00');
  const announced = new Set([...listAnnouncements(course, term), ...desk.map((change) => change.announced)]);
  const instants = [first, ...[...announced].filter((at) => at > first).sort((a, b) => a - b)];
  const schedules: { readonly at: number; readonly schedule: CourseSchedule }[] = [];
  for (const at of instants) {
    schedules.push({ at, schedule: scheduleCourse(course, calendar, site, { changes: desk, changesUntil: at }) });
    await pace();
  }
  // The last one has every change.
  return { next: publishFirst(schedules), problems: schedules.at(-1)?.schedule.problems ?? [] };
}
