/** The content of a notice: differences of a course's future meetings between two published documents. */
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { MeetingFacts } from '../domain/schedule.ts';
import { listDifferences } from '../publication/delta.ts';
import { compareMeeting, type MeetingDifference } from '../publication/difference.ts';
import { coversSections, type DeliveryPart } from '../store/notices.ts';
import { type Voice, voiceOf } from '../words/voice.ts';

export interface ToldMeeting {
  readonly identity: string;
  /** Its section, and those whose feeds include it. */
  readonly sections: readonly string[];
  readonly exam: boolean;
  readonly before: MeetingFacts | null;
  readonly after: MeetingFacts | null;
}

/** In the course's voice; notices of earlier releases have none, and are English. */
export interface NoticeContent extends Voice {
  readonly course: CourseKey;
  readonly code: string;
  readonly title: string;
  /** '/fall-2018/cos418' */
  readonly path: string;
  readonly meetings: readonly ToldMeeting[];
}

const WEEK = 7 * 86_400_000;

/** The differences to notify followers of; no meetings: nothing to send, for example after an undo. */
export function compareDocuments(before: PublishedCourse, after: PublishedCourse, now: number): NoticeContent {
  const sections = new Map(after.sections.map((section) => [section.id, section]));
  const { key, code, title, term, id } = after.course;
  return {
    ...{ course: key, code, title, path: `/${term}/${id}` },
    ...voiceOf(after.course),
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

/** Whether the meeting differs and is still in the future. */
function isNews(meeting: ToldMeeting, now: number): boolean {
  return isToCome(meeting, now) && differenceOf(meeting).parts.length > 0;
}

/** Whether its old or its new start is in the future. */
function isToCome({ before, after }: ToldMeeting, now: number): boolean {
  return (before !== null && before.start > now) || (after !== null && after.start > now);
}

/** The old and the new start. */
function startsOf({ before, after }: ToldMeeting): number[] {
  return [before, after].flatMap((facts) => (facts ? [facts.start] : []));
}

/** The earliest of the old and the new start that is still in the future. */
export function soonestOf(meeting: ToldMeeting, now: number): number {
  return Math.min(...startsOf(meeting).filter((start) => start > now));
}

/** The later of the old and the new start; after it the notice is obsolete. */
export function lastOf(meeting: ToldMeeting): number {
  return Math.max(...startsOf(meeting));
}

/** Sent at once by default: meetings within seven days, by the old or the new time, and exams. */
export function isUrgent(meeting: ToldMeeting, at: number): boolean {
  return meeting.exam || soonestOf(meeting, at) <= at + WEEK;
}

/** The meetings of a choice of sections (empty: all) and of a part of the notice created at `at`. */
export function selectMeetings(
  content: NoticeContent,
  { sections, part, at }: { readonly sections: readonly string[]; readonly part: DeliveryPart; readonly at: number },
): readonly ToldMeeting[] {
  return content.meetings.filter(
    (meeting) =>
      coversSections(sections, meeting.sections) &&
      isForChoice(meeting, sections) &&
      (part === 'all' || isUrgent(meeting, at) === (part === 'urgent')),
  );
}

/** A deadline may be for some sections: those who chose others as well are not told of it. */
function isForChoice({ before, after, sections: own }: ToldMeeting, chosen: readonly string[]): boolean {
  const deadline = (after ?? before)?.deadline;
  const attended = chosen.filter((id) => !own.includes(id));
  if (!deadline || deadline.for.length === 0 || attended.length === 0) return true;
  return attended.some((id) => deadline.for.includes(id));
}

/** Merges notices about the same meetings, oldest first; drops meetings that are back in their original state. */
export function joinMeetings(notices: readonly (readonly ToldMeeting[])[], now: number): readonly ToldMeeting[] {
  const joined = new Map<string, ToldMeeting>();
  for (const meeting of notices.flat()) {
    const first = joined.get(meeting.identity);
    joined.set(meeting.identity, first ? { ...meeting, before: first.before } : meeting);
  }
  // A single notice was filtered when it was created; only meetings that have begun since need to be dropped.
  const isStillNews = notices.length > 1 ? isNews : isToCome;
  return [...joined.values()].filter((meeting) => isStillNews(meeting, now));
}
