/**
 * Changes over a whole term, interrupted while its courses are loaded, evicted and searched: each cancels
 * a day for all courses or undoes the latest change. Atomicity: either all courses show it or none does.
 */
import { isDeepStrictEqual } from 'node:util';
import { CONCERN_CODES } from '../../src/domain/concern.ts';
import { createFollowing } from '../../src/feeds/following.ts';
import { createInstaller, type Installer } from '../../src/feeds/install-publication.ts';
import { makeChange, undoChange } from '../../src/publish/changing.ts';
import { publish } from '../../src/publish/publisher.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import { makeEntry } from '../../src/store/course-entry.ts';
import type { DeskChange, Store } from '../../src/store/store.ts';
import { CourseNotLoadedError } from '../../src/store/store.ts';
import type { Answer, CrashStory, Sight } from './story.ts';

const TERM = 'fall-2026';
const WHO = 'crash test ';
const DAYS = [
  '2026-09-14',
  '2026-09-21',
  '2026-09-28',
  '2026-10-05',
  '2026-10-12',
  '2026-10-19',
  '2026-10-26',
] as const;
/** Room for five documents. */
const LOADED_BYTES = 50_000;

function listKeys(courses: number): string[] {
  return Array.from({ length: courses }, (_, index) => `${TERM}/c${index}`);
}

function writeRules(keys: readonly string[]): Rules {
  const course = (key: string): string =>
    `code: ${key.slice(TERM.length + 1).toUpperCase()}\ntitle: Trial\n` +
    'sections: {L01: {kind: lecture, meets: Mon Wed 10am-11am}, P01: {kind: precept, meets: Fri 2pm-3pm}}\n';
  return readRules([
    { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
    { path: `terms/${TERM}.yaml`, text: 'title: F\nzone: UTC\nclasses: 2026-09-07 to 2026-12-11\n' },
    ...keys.map((key) => ({ path: `courses/${key}.yaml`, text: course(key) })),
  ]);
}

export interface TermServer {
  change(n: number): Promise<Answer>;
}

/** Serves and changes the term's courses, as a server does. */
export async function serveTerm(store: Store, courses: number): Promise<TermServer> {
  // Before the first of the days, so that no change needs confirmation.
  const clock = (): number => Date.UTC(2026, 7, 1);
  const keys = listKeys(courses);
  const rules = writeRules(keys);
  await publish(store, clock, rules);
  const conditions = { raise: (...what: unknown[]) => fail(what.join(' ')), clear: () => undefined };
  const installer = createInstaller({
    store,
    last: null,
    conditions,
    forget: () => undefined,
    loadedBytes: LOADED_BYTES,
  });
  const following = createFollowing(store, installer);
  await following.catchUp();
  void loadForEver(installer, keys);
  return {
    async change(n) {
      const context = { store, clock, rules };
      const by = `${WHO}${n}`;
      const latest = (await store.deskChanges(TERM)).findLast(({ undoneAt }) => undoneAt === null);
      const text = { on: DAYS[n % DAYS.length] as string, cancel: 'yes', say: `Round ${n}` };
      const outcome =
        n % 2 === 0 && latest
          ? await undoChange(context, { subject: TERM, id: latest.id, by }, true)
          : await makeChange(context, { subject: TERM, text, by, idempotencyKey: by, agree: CONCERN_CODES }, true);
      if (outcome.type !== 'done') return fail(`change ${n}: ${JSON.stringify(outcome)}`);
      await following.catchUp(outcome.publication);
      await expectShown(installer, keys, await store.deskChanges(TERM));
      const [entry] = await store.auditTrail(1);
      return { n, instant: entry?.at ?? 0 };
    },
  };
}

function fail(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

/** Continuously loads, evicts and searches courses. */
async function loadForEver(installer: Installer, keys: readonly string[]): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const key = keys[(turn * 11) % keys.length] as string;
    await installer.courses.ready([key]);
    if (!loadNow(installer, key)) fail(`${key} was not loaded`);
    if (turn % 50 === 0) await installer.verify(() => false);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** True also if a newer revision has not been loaded over the network yet; it is then loaded again. */
function loadNow({ courses }: Installer, key: string): boolean {
  try {
    return (courses.get(key)?.meetings.length ?? 0) > 0;
  } catch (error) {
    if (error instanceof CourseNotLoadedError) return true;
    throw error;
  }
}

async function expectShown(
  installer: Installer,
  keys: readonly string[],
  changes: readonly DeskChange[],
): Promise<void> {
  for (const key of [keys.at(0), keys.at(-1)] as string[]) {
    await installer.courses.ready([key]);
    const shown = listCancelled(installer.courses.get(key)?.meetings ?? []);
    if (!isDeepStrictEqual(shown, listDays(changes))) fail(`${key} shows ${shown}, not ${listDays(changes)}`);
  }
}

function listDays(changes: readonly DeskChange[]): string[] {
  const days = changes.flatMap(({ change, undoneAt }) => (undoneAt === null ? [change.scope.dates?.from ?? ''] : []));
  return [...new Set(days)].sort();
}

function listCancelled(meetings: readonly { readonly facts: { readonly date: string; readonly status: string } }[]) {
  const cancelled = meetings.filter(({ facts }) => facts.status === 'cancelled').map(({ facts }) => facts.date);
  return [...new Set(cancelled)].sort();
}

async function inspect(
  courses: number,
  store: Store,
  answers: readonly Answer[],
  before: Sight,
): ReturnType<CrashStory['inspect']> {
  const wrong: string[] = [];
  const summaries = await store.listCourses();
  const revisions = new Map<string, { sequence: number; lastModified: number }>();
  const { instant } = await store.head();
  // Killed before the first publication.
  if (summaries.length === 0 && answers.length === 0) return { wrong, sight: { instant, revisions } };
  const made = new Map((await store.auditTrail(1_000_000)).map((entry) => [numberOf(entry), entry.at]));
  for (const { n, instant: at } of answers) {
    if (made.get(n) !== at) wrong.push(`change ${n} was acknowledged and is not there`);
  }
  if (summaries.length !== courses) wrong.push(`${summaries.length} courses are there`);
  if (new Set(summaries.map(({ revision }) => revision)).size > 1) wrong.push('the courses are of different revisions');
  if (instant < before.instant) wrong.push('the store went back in time');
  const days = listDays(await store.deskChanges(TERM));
  const index = new Map((await store.courseIndex()).map(({ key, entry }) => [key, entry]));
  const found = new Set(await store.searchCourses(TERM, ['trial']));
  for (const { key, revision } of summaries) {
    const course = (await store.loadCourse(key))?.published;
    if (!course) continue;
    if (!isDeepStrictEqual(listCancelled(course.meetings), days)) wrong.push(`${key} is not what its changes come to`);
    const isIndexed = isDeepStrictEqual(index.get(key), { ...makeEntry(course, revision), key }) && found.has(key);
    if (!isIndexed) wrong.push(`${key} is indexed as another`);
    if (!(await store.isIntact(key))) wrong.push(`the checksum of ${key} does not hold`);
    for (const { identity, sequence, lastModified } of course.meetings) {
      revisions.set(`${key} ${identity}`, { sequence, lastModified });
    }
  }
  for (const [key, was] of before.revisions) {
    const is = revisions.get(key);
    if (!is || is.sequence < was.sequence || is.lastModified < was.lastModified) wrong.push(`${key} went back`);
  }
  return { wrong, sight: { instant, revisions } };
}

function numberOf({ who }: { readonly who: string }): number {
  return Number(who.slice(WHO.length));
}

/** From FEWEST_FOR_THREADS courses on they are planned in threads; 40 are written in two batches. */
export function changeWholeTerm(courses: number): CrashStory {
  return {
    script: 'term-child.ts',
    args: [String(courses)],
    numberOf,
    inspect: (store, answers, before) => inspect(courses, store, answers, before),
  };
}
