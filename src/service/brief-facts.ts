/** What a publication turned into what, short enough for the history and complete enough to announce. */
import type { MeetingFacts } from '../domain/schedule.ts';
import { createPace } from './pace.ts';
import type { CoursePlan } from './plan.ts';
import { countTouched, listTouched } from './touched.ts';

export interface BriefMeeting {
  readonly section: string;
  readonly date: string;
  readonly start: string;
  readonly end: string | null;
  /** Epoch ms. */
  readonly startsAt: number;
  readonly where: readonly string[];
  readonly online: boolean;
  readonly staff: readonly string[];
  readonly notes: readonly string[];
  readonly cancelled: boolean;
  readonly reason: string | null;
}

/** One meeting's turn; `before` is null where it was not there. */
export interface BriefTurn {
  readonly code: string;
  readonly identity: string;
  readonly before: BriefMeeting | null;
  readonly after: BriefMeeting;
}

/** A snow day over a university is told by its change; the first meetings show what it did. */
const MOST = 100;

export async function briefTurns(plans: readonly CoursePlan[]): Promise<{
  readonly turns: readonly BriefTurn[];
  readonly more: number;
}> {
  const pace = createPace();
  const turns: BriefTurn[] = [];
  let all = 0;
  for (const plan of plans) {
    all += countTouched(plan);
    await pace();
    if (turns.length >= MOST) continue;
    for (const { before, after } of listTouched(plan).slice(0, MOST - turns.length)) {
      const { code } = plan.next.course;
      turns.push({
        code,
        identity: after.identity,
        before: before ? brief(before.facts) : null,
        after: brief(after.facts),
      });
    }
  }
  return { turns, more: all - turns.length };
}

export function brief(facts: MeetingFacts): BriefMeeting {
  return {
    section: facts.section,
    date: facts.date,
    start: facts.startTime,
    end: facts.endTime,
    startsAt: facts.start,
    where: facts.where.map(({ text }) => text),
    online: facts.where.length > 0 && facts.where.every(({ online }) => online),
    staff: facts.staff,
    notes: facts.notes,
    cancelled: facts.status === 'cancelled',
    reason: facts.reason,
  };
}
