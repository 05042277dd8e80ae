/**
 * Changes made while the site runs: cancel, move, another room, an extra meeting, undo. A change and its publication
 * are one transaction; a preview is the same call, rolled back.
 */
import { randomUUID } from 'node:crypto';
import { openCourseContext, openTermContext, readChange } from '../catalog/read-change.ts';
import type { Change } from '../domain/change.ts';
import type { Clock } from '../domain/clock.ts';
import type { Concern, ConcernCode } from '../domain/concern.ts';
import type { Catalog, CourseKey } from '../domain/model.ts';
import { isError, type Problem } from '../domain/problem.ts';
import type { DeskChange, Store, StoreReads, StoreTransaction } from '../store/store.ts';
import { say } from '../words/say.ts';
import type { Unreached } from './agreed-rules.ts';
import { type ChangedCourses, findChangedCourses } from './changed-courses.ts';
import { openClosed, sayClosed } from './closing.ts';
import { findConcerns } from './concerns.ts';
import { catalogOf } from './course-rules.ts';
import { type DeskPublication, publishChanges } from './desk-publication.ts';
import { recordDifferences } from './differences.ts';
import { publishSubjectCalendar } from './holidays.ts';
import { type PlansAhead, planChangesAhead } from './plans-ahead.ts';
import type { Rules } from './rules.ts';

/** A change as people give it: the keys of docs/format.md with their text, without `announced` and `id`. */
export type ChangeText = Readonly<Record<string, unknown>>;

export interface ChangeRequest {
  /** A course's key, or a term's id for a change of the whole term. */
  readonly subject: string;
  readonly text: ChangeText;
  readonly by: string;
  /** A request repeated with the same maker and key returns the existing change. */
  readonly idempotencyKey: string | null;
  /** The SEQUENCE of each meeting that the maker saw, by identity; a difference is a conflict. */
  readonly expected?: Readonly<Record<string, number>>;
  /** Concerns that the maker has confirmed. */
  readonly agree?: readonly ConcernCode[];
}

/** Why nothing was published; the desk shows it as it is. */
export type ChangeRefused =
  /** Refused until the maker confirms the concerns. */
  | { readonly type: 'questioned'; readonly concerns: readonly Concern[] }
  | {
      readonly type: 'refused';
      readonly reason: RefusalReason;
      readonly problems: readonly Problem[];
      readonly why: string;
    }
  /** There is no such course, term or change. */
  | { readonly type: 'unknown'; readonly missing: 'subject' | 'change'; readonly why: string };

export type ChangeOutcome =
  | {
      readonly type: 'done';
      readonly change: DeskChange;
      readonly publication: DeskPublication;
      /** The change existed already, under the same idempotency key. */
      readonly repeated: boolean;
      /** In a preview: the concerns that the maker must confirm. */
      readonly concerns: readonly Concern[];
    }
  | ChangeRefused
  /** Other rules were published meanwhile: read them and retry. */
  | { readonly type: 'stale' }
  /** Somebody changed these meetings meanwhile. */
  | { readonly type: 'conflict'; readonly meetings: readonly Conflict[] };

export type RefusalReason =
  /** Its text has errors. */
  | 'unreadable'
  /** Another change was made under its idempotency key. */
  | 'key-reused'
  /** It would change nothing. */
  | 'no-effect'
  /** The term is closed, or the course's rules cannot be published. */
  | 'not-changeable';

export interface Conflict {
  readonly identity: string;
  /** The course with this identity, whose id may have been another when the identity was made; null: none. */
  readonly course: CourseKey | null;
}

/** Rolls back a transaction. */
class Refusal extends Error {
  readonly outcome: ChangeOutcome;

  constructor(outcome: ChangeOutcome) {
    super(outcome.type);
    this.outcome = outcome;
  }
}

export interface ChangingContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly rules: Rules;
}

/** Makes a change and publishes what follows from it. @param commit false: a preview */
export async function makeChange(
  context: ChangingContext,
  request: ChangeRequest,
  commit: boolean,
): Promise<ChangeOutcome> {
  const { store, clock, rules } = context;
  // The same in the plans that are made ahead and in the transaction.
  const id = `d-${randomUUID().slice(0, 12)}`;
  const text = { ...request.text, id, announced: new Date(clock()).toISOString() };
  const ahead = await planAhead(context, request.subject, async (changed) => {
    const { change, made, problems } = readRequest(
      changed,
      rules,
      request,
      text,
      await store.deskChanges(request.subject),
    );
    if (!change || made || problems.some(isError)) return null;
    return (earlier) => [...earlier, describeMade(request, change, changed, clock())];
  });
  return settle(store, commit, async (tx) => {
    const changed = await openSubject(tx, rules, request.subject);
    const now = clock();
    const earlier = await tx.deskChanges(request.subject);
    const { change, made, problems } = readRequest(changed, rules, request, text, earlier);
    if (!change || problems.some(isError)) {
      throw new Refusal({ type: 'refused', reason: 'unreadable', problems, why: say('refused.unreadable') });
    }
    if (made) {
      if (saysSame(made.change, change)) return repeat(made, now);
      const why = say('refused.otherChange');
      throw new Refusal({ type: 'refused', reason: 'key-reused', problems: [], why });
    }
    // After the idempotency check, because a repeated request finds its own meetings changed.
    await refuseConflict(tx, changed.courses.keys(), request.expected ?? {});
    const added = await tx.addDeskChange(describeMade(request, change, changed, now));
    if (added.repeated) return repeat(added.change, now);
    const { publication: all, isCalendarChanged } = await publishAll(tx, context, request.subject, changed, ahead);
    const publication = keepOwnProblems(all, change.id);
    refuseIdle(publication, isCalendarChanged);
    const concerns = await findConcerns(publication.plans, now);
    const open = concerns.filter(({ code }) => !request.agree?.includes(code));
    if (commit && open.length > 0) throw new Refusal({ type: 'questioned', concerns: open });
    await tx.addAudit({
      at: publication.instant,
      who: request.by,
      what: 'change',
      subject: request.subject,
      before: null,
      after: { ...added.change, ...(await tellPublication(publication)) },
    });
    return { type: 'done', change: added.change, publication, repeated: false, concerns };
  });
}

export interface UndoRequest {
  readonly subject: string;
  /** The change's. */
  readonly id: string;
  readonly by: string;
  /** See ChangeRequest. */
  readonly expected?: Readonly<Record<string, number>>;
}

/**
 * Takes a change back: the meetings are again as the rules and the other changes have them, with a higher SEQUENCE. One
 * that was taken back before stays so.
 */
export async function undoChange(context: ChangingContext, undo: UndoRequest, commit: boolean): Promise<ChangeOutcome> {
  const ahead = await planAhead(
    context,
    undo.subject,
    async () => (earlier) => earlier.filter(({ subject, id }) => subject !== undo.subject || id !== undo.id),
  );
  return settle(context.store, commit, async (tx) => {
    const now = context.clock();
    const changed = await openSubject(tx, context.rules, undo.subject);
    const made = (await tx.deskChanges(undo.subject)).find(({ id }) => id === undo.id);
    if (made && made.undoneAt !== null) return repeat(made, now);
    await refuseConflict(tx, changed.courses.keys(), undo.expected ?? {});
    const change = await tx.undoDeskChange(undo.subject, undo.id, now, undo.by);
    if (!change) {
      const why = say('refused.noChange', { id: undo.id, subject: undo.subject });
      throw new Refusal({ type: 'unknown', missing: 'change', why });
    }
    const { publication: all } = await publishAll(tx, context, undo.subject, changed, ahead);
    const publication = keepOwnProblems(all, change.id);
    const entry = { at: publication.instant, who: undo.by, what: 'undo', subject: undo.subject };
    await tx.addAudit({ ...entry, before: change, after: await tellPublication(publication) });
    return { type: 'done', change, publication, repeated: false, concerns: [] };
  });
}

/** Publishes the courses of the subject and, if that is a term, its calendar. */
async function publishAll(
  tx: StoreTransaction,
  { clock, rules }: ChangingContext,
  subject: string,
  changed: ChangedCourses,
  ahead: PlansAhead | null,
): Promise<{ readonly publication: DeskPublication; readonly isCalendarChanged: boolean }> {
  const courses = await publishChanges(tx, clock, rules, changed, ahead);
  const { isChanged, outdated } = await publishSubjectCalendar(tx, rules, subject, courses.instant);
  const publication = { ...courses, unreached: [...courses.unreached, ...outdated] };
  return { publication, isCalendarChanged: isChanged };
}

/** The desk's changes as a transaction will have them, made of those before it. */
type Alter = (earlier: readonly DeskChange[]) => DeskChange[];

/**
 * Plans a change of a whole term before its transaction; null: it is of one course, or there is nothing to plan.
 * @param open answers null where the transaction will refuse the change
 */
async function planAhead(
  { store, clock, rules }: ChangingContext,
  subject: string,
  open: (changed: ChangedCourses) => Promise<Alter | null>,
): Promise<PlansAhead | null> {
  if (subject.includes('/')) return null;
  try {
    const changed = await openSubject(store, rules, subject);
    const alter = await open(changed);
    if (!alter) return null;
    const reads = { ...store, deskChanges: async () => alter(await store.deskChanges()) };
    return await planChangesAhead(reads, store.location, clock, changed);
  } catch (error) {
    // The transaction refuses it as well, and says why.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** A request as a change, and the change that was made of it before. */
function readRequest(
  changed: ChangedCourses,
  { catalog }: Rules,
  request: ChangeRequest,
  text: ChangeText,
  earlier: readonly DeskChange[],
): ReturnType<typeof readChange> & { readonly made: DeskChange | undefined } {
  const made = earlier.find((one) => isRepeated(one, request));
  return { ...readOne(text, catalogFor(catalog, request.subject, changed), request.subject, earlier), made };
}

function describeMade(
  { subject, by, idempotencyKey }: ChangeRequest,
  change: Change,
  changed: ChangedCourses,
  now: number,
): DeskChange {
  const { at: _at, ...kept } = { ...change, laidOver: laidOverFiles(changed) };
  const undone = { undoneAt: null, undoneBy: null };
  return { subject, id: change.id, change: kept, madeAt: now, madeBy: by, ...undone, idempotencyKey };
}

/** For the history. */
async function tellPublication({ plans, unreached }: DeskPublication): Promise<object> {
  return { ...(await recordDifferences(plans)), ...(unreached.length > 0 ? { unreached } : {}) };
}

async function settle(
  store: Store,
  commit: boolean,
  work: (tx: StoreTransaction) => Promise<ChangeOutcome>,
): Promise<ChangeOutcome> {
  try {
    return await (commit ? store.write(work) : store.rehearse(work));
  } catch (error) {
    if (error instanceof Refusal) return error.outcome;
    throw error;
  }
}

/** @param earlier the subject's changes, whose extra meetings are known by change ids */
function readOne(
  text: ChangeText,
  catalog: Catalog,
  subject: string,
  earlier: readonly DeskChange[],
): ReturnType<typeof readChange> {
  const context = openCourseContext(catalog, subject) ?? openTermContext(catalog, subject);
  if (!context) return { change: null, problems: [] };
  const changeIds = [...context.changeIds, ...earlier.flatMap(({ change }) => listIds(change))];
  return readChange(text, { ...context, changeIds });
}

function listIds({ id, effect }: DeskChange['change']): string[] {
  return [id, ...(effect.instead ?? []).map((pattern) => pattern.id)].filter((one) => one !== '');
}

function isRepeated(change: DeskChange, { by, idempotencyKey }: ChangeRequest): boolean {
  return idempotencyKey !== null && change.idempotencyKey === idempotencyKey && change.madeBy === by;
}

/** Whether two changes are equal apart from `announced` and `id`. */
function saysSame(a: DeskChange['change'], b: DeskChange['change']): boolean {
  const said = ({ scope, effect, say: line, why }: DeskChange['change']) => JSON.stringify([scope, effect, line, why]);
  return said(a) === said(b);
}

function repeat(change: DeskChange, now: number): ChangeOutcome {
  const publication = { instant: now, plans: [], revision: null, unreached: [] };
  return { type: 'done', change, publication, repeated: true, concerns: [] };
}

/** The courses that a change of this subject is about, over their agreed rules. */
async function openSubject(tx: StoreReads, rules: Rules, subject: string): Promise<ChangedCourses> {
  await refuseStale(tx, rules);
  if ((await openClosed(tx))(subject))
    throw new Refusal({ type: 'refused', reason: 'not-changeable', problems: [], why: sayClosed(subject) });
  const keys = await keysOf(tx, rules.catalog, subject);
  if (keys === null) throw new Refusal(describeUnknown(rules.catalog, subject));
  const changed = await findChangedCourses(tx, rules, keys);
  const [unreached] = changed.unreached;
  if (unreached && changed.courses.size === 0) {
    throw new Refusal({ type: 'refused', reason: 'not-changeable', problems: [], why: sayUnreached(unreached) });
  }
  return changed;
}

/** 'fall-2018/cos418: its rules have errors, …' */
export function sayUnreached({ key, why }: Unreached): string {
  return `${key}: ${why}`;
}

/** The courses of a subject, in the folder of rules or published; null: there is no such subject. */
async function keysOf(tx: StoreReads, catalog: Catalog, subject: string): Promise<Set<CourseKey> | null> {
  const { courses, broken, terms } = catalog;
  if (subject.includes('/')) {
    const isKnown = courses.has(subject) || broken.has(subject) || (await tx.findCourse(subject)) !== null;
    return isKnown ? new Set([subject]) : null;
  }
  const keys = [...courses.keys(), ...broken, ...(await tx.listCourses(subject)).map(({ key }) => key)];
  const own = keys.filter((key) => key.startsWith(`${subject}/`));
  return terms.has(subject) || own.length > 0 ? new Set(own) : null;
}

/** The rules that the change is read against, and applied to. */
function catalogFor(catalog: Catalog, subject: string, { courses }: ChangedCourses): Catalog {
  const [first] = courses.values();
  return first && (subject.includes('/') || !catalog.terms.has(subject)) ? catalogOf(first.rules) : catalog;
}

function describeUnknown(catalog: Catalog, subject: string): ChangeOutcome {
  const known = subject.includes('/') ? [...catalog.courses.keys()] : [...catalog.terms.keys()];
  const shown = known.slice(0, 10).join(', ');
  return {
    type: 'unknown',
    missing: 'subject',
    why: say('refused.noSubject', { subject, known: shown || say('refused.nothingYet') }),
  };
}

/** Or two rule sets would publish over each other. */
async function refuseStale(tx: StoreReads, { number }: Rules): Promise<void> {
  if (number !== undefined && (await tx.rulesNumber()) !== number) throw new Refusal({ type: 'stale' });
}

async function refuseConflict(
  tx: StoreTransaction,
  courses: Iterable<CourseKey>,
  expected: Readonly<Record<string, number>>,
): Promise<void> {
  const awaited = new Map(Object.entries(expected));
  const conflicts: Conflict[] = [];
  for (const key of courses) {
    // Of a term's two thousand courses, only those before the last of the meetings found are read.
    if (awaited.size === 0) break;
    for (const { identity, sequence } of (await tx.loadCourse(key))?.published.meetings ?? []) {
      const seen = awaited.get(identity);
      if (seen === undefined) continue;
      awaited.delete(identity);
      if (seen !== sequence) conflicts.push({ identity, course: key });
    }
  }
  for (const identity of awaited.keys()) conflicts.push({ identity, course: null });
  if (conflicts.length > 0) throw new Refusal({ type: 'conflict', meetings: conflicts });
}

/** The latest `announced` in each file under the change (Change.laidOver). */
function laidOverFiles({ courses }: ChangedCourses): Readonly<Record<string, number>> {
  const latest: Record<string, number> = {};
  for (const { rules } of courses.values()) {
    for (const [name, { changes }] of [
      [rules.term.id, rules.term] as const,
      [rules.course.key, rules.course] as const,
    ]) {
      for (const { announced } of changes) latest[name] = Math.max(latest[name] ?? announced, announced);
    }
  }
  return latest;
}

/** Problems of earlier changes are not reported here. */
function keepOwnProblems(publication: DeskPublication, id: string): DeskPublication {
  const isOwn = ({ about }: Problem): boolean => about === undefined || about === id;
  const plans = publication.plans.map((plan) => ({ ...plan, problems: plan.problems.filter(isOwn) }));
  return { ...publication, plans };
}

/** Refuses a change without any effect, with its problems. */
function refuseIdle({ plans, unreached }: DeskPublication, isCalendarChanged: boolean): void {
  if (isCalendarChanged || plans.some(({ delta }) => delta.feeds.length > 0)) return;
  const problems = plans.flatMap((plan) => plan.problems).filter(({ about }) => about !== undefined);
  const [first] = unreached;
  const why = first ? sayUnreached(first) : say('refused.idle');
  throw new Refusal({ type: 'refused', reason: first ? 'not-changeable' : 'no-effect', problems, why });
}
