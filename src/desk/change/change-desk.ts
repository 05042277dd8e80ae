/** Makes, previews and undoes changes for a visitor. */
import type { Concern, ConcernCode } from '../../domain/concern.ts';
import type { PublishedMeeting } from '../../domain/published.ts';
import type { CourseFacts } from '../../domain/schedule.ts';
import type { Unreached } from '../../publish/agreed-rules.ts';
import {
  type ChangeOutcome,
  type ChangeRefused,
  type ChangeText,
  type Conflict,
  makeChange,
  type UndoRequest,
  undoChange,
} from '../../publish/changing.ts';
import { readRecorded } from '../../publish/differences.ts';
import type { CoursePlan } from '../../publish/plan.ts';
import type { Rules } from '../../publish/rules.ts';
import type { DeskChange } from '../../store/store.ts';
import { say } from '../../words/say.ts';
import type { DeskContext, Visitor } from '../desk-context.ts';

export interface DeskRequest {
  readonly subject: string;
  readonly text: ChangeText;
  /** By identity; see ChangeRequest. */
  readonly expected: Readonly<Record<string, number>>;
  readonly idempotencyKey: string | null;
  /** See ChangeRequest. */
  readonly agree?: readonly ConcernCode[];
}

export type DeskOutcome =
  | {
      readonly type: 'done';
      readonly change: DeskChange;
      readonly plans: readonly CoursePlan[];
      /** Courses of a term that it could not reach. */
      readonly unreached: readonly Unreached[];
      readonly repeated: boolean;
      readonly concerns: readonly Concern[];
    }
  | ChangeRefused
  /** Rules are being published; a retry may succeed. */
  | { readonly type: 'busy'; readonly why: string }
  | {
      readonly type: 'conflict';
      readonly meetings: readonly ConflictingMeeting[];
      /** The number of further conflicts that are not described. */
      readonly more: number;
    };

/** A meeting that somebody else changed since the visitor looked. */
export interface ConflictingMeeting {
  readonly identity: string;
  /** Null: it is no longer there. */
  readonly now: { readonly course: CourseFacts; readonly meeting: PublishedMeeting } | null;
  /** The changes made to it and by whom, newest first. */
  readonly done: readonly { readonly who: string; readonly at: number; readonly line: string }[];
}

/** Previews and publishes with the same call. */
export function request(
  context: DeskContext,
  visitor: Visitor,
  asked: DeskRequest,
  commit: boolean,
): Promise<DeskOutcome> {
  const { subject, text, expected, idempotencyKey, agree = [] } = asked;
  const made = { subject, text, by: visitor.name, idempotencyKey, expected, agree };
  return underRules(context, subject, commit, (rules) => makeChange({ ...context, rules }, made, commit));
}

export function takeBack(
  context: DeskContext,
  visitor: Visitor,
  { subject, id, expected = {} }: Pick<UndoRequest, 'subject' | 'id' | 'expected'>,
  commit: boolean,
): Promise<DeskOutcome> {
  const undo = { subject, id, by: visitor.name, expected };
  return underRules(context, subject, commit, (rules) => undoChange({ ...context, rules }, undo, commit));
}

/** The most conflicts described. */
const MOST_DESCRIBED = 50;

/** Publishing rules is rare; one retry suffices. */
const TRIES = 4;

async function underRules(
  context: DeskContext,
  subject: string,
  commit: boolean,
  act: (rules: Rules) => Promise<ChangeOutcome>,
): Promise<DeskOutcome> {
  for (let left = TRIES; ; left -= 1) {
    const rules = await context.rules(subject);
    if (!rules) return { type: 'unknown', missing: 'subject', why: say('deskChange.noRulesYet') };
    const outcome = await act(rules);
    if (outcome.type !== 'stale') return settle(context, subject, outcome, commit);
    if (left === 0) return { type: 'busy', why: say('deskChange.rulesBeingPublished') };
  }
}

async function settle(
  context: DeskContext,
  subject: string,
  outcome: Exclude<ChangeOutcome, { type: 'stale' }>,
  commit: boolean,
): Promise<DeskOutcome> {
  if (outcome.type === 'conflict') {
    const described = outcome.meetings.slice(0, MOST_DESCRIBED);
    const more = outcome.meetings.length - described.length;
    return { type: 'conflict', meetings: await describeConflicts(context, subject, described), more };
  }
  if (outcome.type !== 'done') return outcome;
  const { change, publication, repeated, concerns } = outcome;
  if (commit) await context.catchUp(publication);
  const { plans, unreached } = publication;
  return { type: 'done', change, plans, unreached, repeated, concerns };
}

/** Grouped by course, because a course's meetings share a document and history. */
async function describeConflicts(
  { store }: DeskContext,
  subject: string,
  conflicts: readonly Conflict[],
): Promise<ConflictingMeeting[]> {
  const found: ConflictingMeeting[] = [];
  for (const [key, own] of Map.groupBy(conflicts, ({ course }) => course)) {
    const course = key === null ? undefined : (await store.loadCourse(key))?.published;
    const subjects = [...new Set([subject, ...(course ? [course.course.key, course.course.term] : [])])];
    const entries = await store.history({ subjects, limit: 50 });
    for (const { identity } of own) {
      const meeting = course?.meetings.find((one) => one.identity === identity);
      const done = entries
        .filter(({ after }) => readRecorded(after).differences.some((one) => one.identity === identity))
        .map(({ who, at }) => ({ who, at, line: lineAt(meeting, at) }));
      found.push({
        identity,
        now: course && meeting ? { course: course.course, meeting } : null,
        done: done.slice(0, 5),
      });
    }
  }
  return found;
}

function lineAt(meeting: PublishedMeeting | undefined, at: number): string {
  return meeting?.history.find((line) => line.at === at)?.line ?? 'changed';
}
