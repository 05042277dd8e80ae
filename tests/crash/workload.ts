/**
 * The stream of changes that is interrupted, and what must hold after every interruption. One change is one
 * transaction over two courses, the list of desk changes and the audit trail.
 */
import { isDeepStrictEqual } from 'node:util';
import type { PublishedCourse } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { nextInstant } from '../../src/publication/instant.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { makeEntry } from '../../src/store/course-entry.ts';
import type { DeskChange, Store, StoreTransaction } from '../../src/store/store.ts';
import { courseFacts, edit, PUBLISHED, schedule, venue } from '../publication/schedules.ts';
import { deskChange } from '../store/samples.ts';
import type { Answer, CrashStory, Sight } from './story.ts';

const KEYS = ['fall-2018/cos418', 'fall-2018/cos418x'] as const;
const SUBJECT = 'fall-2018';
const RULES = schedule();
const DATES = RULES.meetings.map(({ originalDate }) => originalDate);

/** What the rules and the changes that are not undone come to: the latest room for each date. */
function scheduleOf(changes: readonly DeskChange[], key: string): CourseSchedule {
  const rooms = new Map<string, string>();
  for (const { change, undoneAt } of changes) {
    if (undoneAt === null && change.scope.dates && change.say) rooms.set(change.scope.dates.from, change.say);
  }
  const changed = edit(
    RULES,
    ({ originalDate }) => rooms.has(originalDate),
    (facts) => ({ ...facts, where: [venue(rooms.get(facts.date) ?? '')] }),
  );
  return { ...changed, course: courseFacts({ key, id: key.slice(key.indexOf('/') + 1) }) };
}

/** Makes the n-th change (every third one takes the latest back), as the desk would: all of it or nothing. */
export async function makeChange(store: Store, n: number, now: number): Promise<Answer> {
  return await store.write(async (tx): Promise<Answer> => {
    const instant = nextInstant(now, Math.max((await tx.head()).instant, PUBLISHED));
    const latest = (await tx.deskChanges(SUBJECT)).findLast(({ undoneAt }) => undoneAt === null);
    if (n % 3 === 0 && latest) await tx.undoDeskChange(SUBJECT, latest.id, instant, 'crash test');
    else await tx.addDeskChange(changeOf(n, instant));
    await publish(tx, instant);
    await tx.addAudit({ at: instant, who: 'crash test', what: String(n), subject: SUBJECT, before: null, after: null });
    return { n, instant };
  });
}

function changeOf(n: number, instant: number): DeskChange {
  const date = DATES[(n * 7) % DATES.length] as string;
  const { change } = deskChange({ id: `c${n}` });
  const scope = { ...change.scope, dates: { from: date, until: date } };
  return deskChange({
    subject: SUBJECT,
    id: `c${n}`,
    change: { ...change, scope, say: `Room ${n}` },
    madeAt: instant,
    idempotencyKey: String(n),
  });
}

async function publish(tx: StoreTransaction, instant: number): Promise<void> {
  const changes = await tx.deskChanges(SUBJECT);
  for (const key of KEYS) {
    const last = (await tx.loadCourse(key))?.published ?? null;
    const { next, changed } = reviseCourse(last, scheduleOf(changes, key), instant);
    if (changed) await tx.saveCourse(key, { published: next, rules: String(changes.length), retired: false });
  }
}

/** What is wrong with the store after an interruption, in sentences; and what it shows now. */
export async function inspect(
  store: Store,
  answers: readonly Answer[],
  before: Sight,
): Promise<{ readonly wrong: string[]; readonly sight: Sight }> {
  const wrong: string[] = [];
  const [head, trail, changes] = [
    await store.head(),
    await store.auditTrail(1_000_000),
    await store.deskChanges(SUBJECT),
  ];
  const made = new Map(trail.map(({ what, at }) => [Number(what), at]));
  for (const { n, instant } of answers) {
    if (made.get(n) !== instant) wrong.push(`change ${n} was acknowledged and is not there`);
  }
  const undone = changes.filter(({ undoneAt }) => undoneAt !== null).length;
  if (trail.length !== changes.length + undone) wrong.push('the audit trail and the changes disagree');
  if (trail.length > 0 && head.instant !== Math.max(...made.values())) wrong.push('the head and the trail disagree');
  if (head.instant < before.instant) wrong.push('the store went back in time');

  const revisions = new Map<string, { sequence: number; lastModified: number }>();
  const published: PublishedCourse[] = [];
  for (const key of KEYS) {
    const course = (await store.loadCourse(key))?.published;
    if (!course) continue;
    published.push(course);
    const revision = (await store.findCourse(key))?.revision;
    const indexed = (await store.courseIndex()).find((one) => one.key === key)?.entry;
    if (!isDeepStrictEqual(indexed, { ...makeEntry(course, revision), key }))
      wrong.push(`${key} is indexed as another`);
    const again = reviseCourse(course, scheduleOf(changes, key), head.instant + 1000);
    if (again.changed) wrong.push(`${key} is not what its changes come to`);
    for (const { identity, sequence, lastModified } of course.meetings) {
      revisions.set(`${key} ${identity}`, { sequence, lastModified });
    }
  }
  if (published.length === 1 || (trail.length > 0 && published.length === 0)) wrong.push('a course is missing');
  const [one, two] = published;
  if (one && two && !isDeepStrictEqual(one.meetings, two.meetings)) wrong.push('the courses are of different instants');
  for (const [key, was] of before.revisions) {
    const is = revisions.get(key);
    if (!is || is.sequence < was.sequence || is.lastModified < was.lastModified) wrong.push(`${key} went back`);
  }
  return { wrong, sight: { instant: head.instant, revisions } };
}

export const STREAM: CrashStory = { script: 'child.ts', numberOf: ({ what }) => Number(what), inspect };
