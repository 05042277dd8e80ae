/** Damaged folders of rules, all the way to feeds: read, checked, published first and over what was there, printed. */
import type { SourceFile } from '../../src/catalog/catalog.ts';
import { openCourseContext, openTermContext, readChange } from '../../src/catalog/read-change.ts';
import type { Change } from '../../src/domain/change.ts';
import type { CourseKey } from '../../src/domain/model.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import type { PublishedCourse } from '../../src/domain/published.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { readFeed } from '../../src/ical/read-feed.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { checkRules } from '../../src/publish/check.ts';
import { planFirstPublications } from '../../src/publish/plan.ts';
import { readRules } from '../../src/publish/rules.ts';
import { scheduleCourse } from '../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { pickOne, type Random } from '../corpus/seeded.ts';
import { FOLDER } from './corpus.ts';
import { damageText, damageValue, gatherVocabulary } from './mutation.ts';

const VOCABULARY = gatherVocabulary(FOLDER.map(({ text }) => text));
const SOUND_RULES = readRules(FOLDER);
const NOW = Date.UTC(2018, 9, 1);

/** Some folder that somebody might save: one term's, with one or two files damaged. */
export function damageFolder(random: Random): SourceFile[] {
  const [first, second] = [pickOne(random, FOLDER), pickOne(random, FOLDER)];
  const damaged = [first.path, random() < 0.3 ? second.path : ''];
  const term = first.path.includes('/fall-2018') ? 'fall-2018' : 'full';
  return FOLDER.filter(({ path }) => !path.includes('/') || path.includes(`/${term}`)).map((file) =>
    damaged.includes(file.path) ? { ...file, text: damageText(random, file.text, VOCABULARY) } : file,
  );
}

let known: Promise<ReadonlyMap<CourseKey, PublishedCourse>> | null = null;

async function publishSound(): Promise<ReadonlyMap<CourseKey, PublishedCourse>> {
  const published = new Map<CourseKey, PublishedCourse>();
  for await (const { key, next } of planFirstPublications(SOUND_RULES, () => false)) published.set(key, next);
  return published;
}

/** @throws Error where anything fails that should be a problem with a place */
export async function tryFolder(files: readonly SourceFile[], random: Random): Promise<void> {
  if (random() < 0.1) for (const problem of checkRules(files).problems) formatProblem(problem);
  const rules = readRules(files);
  for (const problem of rules.problems) formatProblem(problem);
  known ??= publishSound();
  const before = await known;
  const isSame = (key: CourseKey): boolean => SOUND_RULES.digests.get(key) === rules.digests.get(key);
  for await (const { key, next } of planFirstPublications(rules, isSame)) {
    tryFeeds(next, random);
    const last = before.get(key);
    const course = rules.catalog.courses.get(key);
    const term = rules.catalog.terms.get(course?.term ?? '');
    if (!last || !course || !term) continue;
    const schedule = scheduleCourse(course, openTermCalendar(term), rules.catalog.site);
    tryFeeds(reviseCourse(last, schedule, NOW).next, random);
  }
}

/** Prints the whole course's feeds and one section's, and now and then has a parser that is not ours read them. */
export function tryFeeds(course: PublishedCourse, random: Random): void {
  const ids = course.sections.map(({ id }) => id);
  const choices = ['all', ...(ids.length > 0 ? [[pickOne(random, ids)]] : [])] as const;
  const read = random() < 0.05;
  for (const choice of choices) {
    for (const form of ['subscription', 'download'] as const) {
      const text = composeFeed(course, choice, form, { publicUrl: 'https://calendar.example.edu' }).toString();
      if (read) readFeed(text);
    }
  }
}

const CHANGES: readonly unknown[] = [
  { sections: 'P02', on: '2018-09-25', cancel: 'yes', say: 'No precept', why: 'Ill' },
  {
    sections: 'L01',
    on: 'Wed 2018-09-26',
    move: 'Thu 2018-09-27 4pm-5pm',
    where: 'CS 104',
    announced: '2018-09-21 18:00',
  },
  {
    kinds: 'precept',
    from: '2018-10-10',
    until: '2018-10-20',
    instead: ['Mon 4pm-6pm', { on: 'Tue 1pm-2pm', id: 'b' }],
  },
  { sections: ['Review', 'OH'], extra: 'Sun 2018-10-07 4pm-5pm', id: 'more', where: 'online', note: 'Hi', staff: 'ta' },
  { on: '2018-11-15', closed: 'from 2pm', say: 'Snow' },
];
const SOUND = SOUND_RULES.catalog;
const KEY = 'full/ful101';

/** Something that a form or a command might say. */
export function damageChange(random: Random): unknown {
  const value = damageValue(random, pickOne(random, CHANGES));
  if (random() < 0.4 || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) =>
      typeof text === 'string' && random() < 0.5 ? [key, damageText(random, text, VOCABULARY)] : [key, text],
    ),
  );
}

/** @throws Error where anything fails that should be a problem */
export function tryChange(value: unknown, random: Random): void {
  const contexts = [openCourseContext(SOUND, KEY), openTermContext(SOUND, 'full')];
  const course = SOUND.courses.get(KEY);
  const term = SOUND.terms.get('full');
  if (!course || !term) throw new Error('the corpus has lost its course');
  for (const context of contexts) {
    if (!context) throw new Error('no context');
    const { change, problems } = readChange(value, context);
    for (const problem of problems) formatProblem(problem);
    if (change === null && problems.length === 0) throw new Error('neither a change nor a problem');
    if (!change) continue;
    const changes: Change[] = [{ ...change, at: null }];
    const { next } = reviseCourse(null, scheduleCourse(course, openTermCalendar(term), SOUND.site, { changes }), NOW);
    tryFeeds(next, random);
  }
}
