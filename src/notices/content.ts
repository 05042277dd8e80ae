/** What a notice tells: how a course's meetings to come differ between two published documents. */
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { MeetingFacts } from '../domain/schedule.ts';
import { listDifferences } from '../publication/delta.ts';
import { compareMeeting, type MeetingDifference } from '../publication/difference.ts';
import { coversSections, type DeliveryPart } from '../store/notices.ts';

export interface ToldMeeting {
  readonly identity: string;
  /** Its section, and those in whose feeds it appears too. */
  readonly sections: readonly string[];
  readonly exam: boolean;
  readonly before: MeetingFacts | null;
  readonly after: MeetingFacts | null;
}

export interface NoticeContent {
  readonly course: CourseKey;
  readonly code: string;
  readonly title: string;
  /** '/fall-2018/cos418' */
  readonly path: string;
  readonly meetings: readonly ToldMeeting[];
}

const WEEK = 7 * 86_400_000;

/** What somebody who follows the course should hear; without meetings: nothing, as after an undo. */
export function compareDocuments(before: PublishedCourse, after: PublishedCourse, now: number): NoticeContent {
  const sections = new Map(after.sections.map((section) => [section.id, section]));
  const { key, code, title, term, id } = after.course;
  return {
    ...{ course: key, code, title, path: `/${term}/${id}` },
    meetings: listDifferences(before, after)
      .map(({ identity, before: was, after: is }): ToldMeeting => {
        const own = (is ?? was)?.section ?? '';
        const section = sections.get(own);
        const exam = section?.kind === 'exam';
        return { identity, sections: [own, ...(section?.with ?? [])], exam, before: was, after: is };
      })
      .filter((meeting) => isNews(meeting, now)),
  };
}

export function differenceOf({ identity, before, after }: ToldMeeting): MeetingDifference {
  return compareMeeting(identity, before, after);
}

/** Whether something of it is news, and the meeting is still to come. */
function isNews(meeting: ToldMeeting, now: number): boolean {
  return isToCome(meeting, now) && differenceOf(meeting).parts.length > 0;
}

/** By its old or its new time. */
function isToCome({ before, after }: ToldMeeting, now: number): boolean {
  return (before !== null && before.start > now) || (after !== null && after.start > now);
}

/** The old and the new start. */
function startsOf({ before, after }: ToldMeeting): number[] {
  return [before, after].flatMap((facts) => (facts ? [facts.start] : []));
}

/** The earlier of the old and the new time, if that is still to come. */
export function soonestOf(meeting: ToldMeeting, now: number): number {
  return Math.min(...startsOf(meeting).filter((start) => start > now));
}

/** When the meeting has begun by both times, nobody needs to be told any more. */
export function lastOf(meeting: ToldMeeting): number {
  return Math.max(...startsOf(meeting));
}

/** Told at once by default: the next seven days, by the old or the new time, and exams. */
export function isUrgent(meeting: ToldMeeting, at: number): boolean {
  return meeting.exam || soonestOf(meeting, at) <= at + WEEK;
}

/** Those of a choice of sections (empty: all), of one part of the notice that was made at `at`. */
export function selectMeetings(
  content: NoticeContent,
  { sections, part, at }: { readonly sections: readonly string[]; readonly part: DeliveryPart; readonly at: number },
): readonly ToldMeeting[] {
  return content.meetings.filter(
    (meeting) =>
      coversSections(sections, meeting.sections) && (part === 'all' || isUrgent(meeting, at) === (part === 'urgent')),
  );
}

/** Several notices about one meeting, oldest first, as one; none where it is as it was before the first. */
export function joinMeetings(notices: readonly (readonly ToldMeeting[])[], now: number): readonly ToldMeeting[] {
  const joined = new Map<string, ToldMeeting>();
  for (const meeting of notices.flat()) {
    const first = joined.get(meeting.identity);
    joined.set(meeting.identity, first ? { ...meeting, before: first.before } : meeting);
  }
  // What one notice tells was news when it was made, and is as long as its meeting is still to come.
  const isStillNews = notices.length > 1 ? isNews : isToCome;
  return [...joined.values()].filter((meeting) => isStillNews(meeting, now));
}
