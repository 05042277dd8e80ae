/** What a publication turned into what, short enough for the history. */
import type { PublishedMeeting } from '../domain/published.ts';
import type { CoursePlan } from './plan.ts';

export interface BriefMeeting {
  readonly section: string;
  readonly date: string;
  readonly start: string;
  readonly end: string | null;
  readonly where: readonly string[];
  readonly staff: readonly string[];
  readonly notes: readonly string[];
  readonly cancelled: boolean;
}

/** Meetings by identity, as they were and as they are. */
export interface BriefTurn {
  readonly before: Readonly<Record<string, BriefMeeting>>;
  readonly after: Readonly<Record<string, BriefMeeting>>;
  /** How many more meetings were touched than are told here. */
  readonly more: number;
}

/** A snow day over a university is told by its change; the first meetings show what it did. */
const MOST = 100;

export function briefTurn(plans: readonly CoursePlan[]): BriefTurn {
  const before: Record<string, BriefMeeting> = {};
  const after: Record<string, BriefMeeting> = {};
  let more = 0;
  for (const plan of plans) {
    const was = new Map(plan.before?.meetings.map((meeting) => [meeting.identity, meeting]));
    for (const meeting of plan.next.meetings) {
      const old = was.get(meeting.identity);
      if (old === meeting || old?.sequence === meeting.sequence) continue;
      if (Object.keys(after).length >= MOST) {
        more += 1;
        continue;
      }
      if (old) before[meeting.identity] = brief(old);
      after[meeting.identity] = brief(meeting);
    }
  }
  return { before, after, more };
}

function brief({ facts }: PublishedMeeting): BriefMeeting {
  return {
    section: facts.section,
    date: facts.date,
    start: facts.startTime,
    end: facts.endTime,
    where: facts.where.map(({ text }) => text),
    staff: facts.staff,
    notes: facts.notes,
    cancelled: facts.status === 'cancelled',
  };
}
