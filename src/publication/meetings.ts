/**
 * The meetings of a publication: those the rules give, and as cancelled ones those they gave once and give no more.
 * Each is compared with what was last published of it, and raised at most once.
 */
import { foldId } from '../domain/id.ts';
import type { ChangeLine, PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts, CourseSchedule, MeetingFacts, ScheduledMeeting } from '../domain/schedule.ts';
import { compareMeeting } from './difference.ts';
import type { SectionState } from './sections.ts';
import { fitsSeries, offsetsOf, standingOf } from './standing.ts';
import { sameFacts, settingsOf, surroundingsOf } from './visible.ts';
import { sayDifference } from './words.ts';

/** So many lines of a meeting's history are kept, the newest ones. */
const HISTORY_KEPT = 30;

/** What the comparison of every meeting of a course needs. */
export interface MeetingContext {
  readonly last: PublishedCourse | null;
  readonly fresh: CourseSchedule;
  readonly course: CourseFacts;
  readonly sections: readonly SectionState[];
  /** The present id of each last published section, by its folded former id. */
  readonly presentIds: ReadonlyMap<string, string>;
  /** Sequences of what has left the feeds, by identity. */
  readonly absent: ReadonlyMap<string, number>;
  readonly instant: number;
}

/** The meetings of the next publication, sorted by identity. */
export function reviseMeetings(context: MeetingContext): PublishedMeeting[] {
  const { last, fresh } = context;
  const withdrawn = new Set(fresh.withdrawn);
  const lastById = new Map(last?.meetings.map((meeting) => [meeting.identity, meeting]));
  const freshIds = new Set(fresh.meetings.map((meeting) => meeting.identity));
  const rules = new Map(fresh.series.map((series) => [series.identity, series]));
  const offsets = offsetsOf(context.course);
  const before = describeSurroundings(last?.course, last?.sections ?? []);
  const after = describeSurroundings(context.course, context.sections);
  const known = new Set(last?.sections.map((section) => context.presentIds.get(foldId(section.id))));

  const wanted: ScheduledMeeting[] = [
    ...fresh.meetings,
    ...(last?.meetings ?? []).filter((meeting) => !freshIds.has(meeting.identity)).map((m) => bury(m, context)),
  ].filter((meeting) => !withdrawn.has(meeting.identity));

  const meetings = wanted.map((meeting): PublishedMeeting => {
    const { identity, pattern, originalDate, facts } = meeting;
    const was = lastById.get(identity);
    const rule = meeting.series === null ? undefined : rules.get(meeting.series);
    const standing = standingOf(fitsSeries(facts, originalDate, rule, offsets), was);
    const series = rule ? rule.identity : null;
    if (!was) {
      // A section that is new is announced as one.
      const news = known.has(facts.section) ? listNews(meeting, null, context.instant) : [];
      const sequence = (context.absent.get(identity) ?? -1) + 1;
      const revision = { sequence, lastModified: context.instant };
      return { identity, uid: meeting.uid, pattern, originalDate, series, facts, standing, history: news, ...revision };
    }
    const same =
      sameFacts(was.facts, facts) &&
      was.standing === standing &&
      before(was.facts) === after(facts) &&
      settingsOf(last?.course ?? context.course, was.facts) === settingsOf(context.course, facts);
    // A UID once published stays, whatever the site says of its domain later.
    if (same) return was.series === series && was.pattern === pattern ? was : { ...was, series, pattern };
    const revision = { sequence: was.sequence + 1, lastModified: context.instant };
    const history = [...was.history, ...listNews(meeting, was.facts, context.instant)].slice(-HISTORY_KEPT);
    return { identity, uid: was.uid, pattern, originalDate, series, facts, standing, history, ...revision };
  });
  return meetings.sort((a, b) => (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0));
}

/** A meeting that the rules no longer give, as it stays: cancelled, under the present id of its section. */
function bury(meeting: PublishedMeeting, context: MeetingContext): ScheduledMeeting {
  const section = context.presentIds.get(foldId(meeting.facts.section)) ?? meeting.facts.section;
  const facts: MeetingFacts = { ...meeting.facts, section, status: 'cancelled', number: null };
  return { ...meeting, facts };
}

function listNews({ identity, facts }: ScheduledMeeting, before: MeetingFacts | null, at: number): ChangeLine[] {
  const line = sayDifference(compareMeeting(identity, before, facts));
  return line === null ? [] : [{ at, line }];
}

/** What the events of each section say besides their meetings' own facts. */
function describeSurroundings(
  course: CourseFacts | undefined,
  sections: readonly SectionState[],
): (facts: MeetingFacts) => string {
  if (!course) return () => '';
  const bySection = new Map(sections.map((section) => [section.id, surroundingsOf(course, section)]));
  return (facts) => bySection.get(facts.section) ?? surroundingsOf(course, undefined);
}
