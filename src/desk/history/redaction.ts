/**
 * Redacts words or a person in everything stored and published. The entries stay, with who redacted and when; the
 * words are removed, also from the record of the redaction.
 */
import { isDeepStrictEqual } from 'node:util';
import type { PublishedHoliday } from '../../domain/holidays.ts';
import { type CourseKey, termOf } from '../../domain/model.ts';
import { createPace } from '../../domain/pace.ts';
import type { CourseSchedule } from '../../domain/schedule.ts';
import { nextInstant } from '../../publication/instant.ts';
import { findChangedCourses } from '../../publish/changed-courses.ts';
import { openDeskChanges } from '../../publish/desk-changes.ts';
import { publishChanges } from '../../publish/desk-publication.ts';
import { publishSubjectCalendar } from '../../publish/holidays.ts';
import type { Rules } from '../../publish/rules.ts';
import { isAnnounced } from '../../schedule/holidays.ts';
import { scheduleCourse } from '../../schedule/schedule.ts';
import { calendarOf } from '../../schedule/term-calendar.ts';
import { StoreError } from '../../store/errors.ts';
import type { StoreTransaction } from '../../store/store.ts';
import { UnreadableCourseError } from '../../store/unreadable-course.ts';
import type { WordsKind } from '../../store/words.ts';
import type { DeskContext } from '../desk-context.ts';
import { redactCourse } from './redacted-course.ts';
import { createRedactor, type Redactor } from './redacted-words.ts';

export { REDACTED } from './redacted-words.ts';

/** The number of occurrences, by place. */
export type RedactionCounts = Readonly<Record<WordsKind | 'feeds' | 'calendars', number>>;

export interface Redaction {
  /** The sum over all places. */
  readonly places: number;
  readonly where: RedactionCounts;
  /** Files of rules with the words, which stay there and in the feeds until these files are edited. */
  readonly rules: readonly string[];
  /** Courses whose damaged document contains the words. */
  readonly unreadable: readonly CourseKey[];
}

export type RedactionOutcome =
  | ({
      readonly type: 'redacted';
      /** Why the store's files, which may still contain the words, could not be rewritten; null if they were. */
      readonly unscrubbed: string | null;
    } & Redaction)
  | ({ readonly type: 'preview' } & Redaction)
  | { readonly type: 'refused'; readonly why: string };

/** Shorter words occur in too many other texts. */
const SHORTEST = 3;
const LONGEST = 500;

/**
 * @param words exact words, or a mail address; case-insensitive
 * @param commit false: only counts the occurrences
 */
export async function redact(
  context: DeskContext,
  by: string,
  words: string,
  commit: boolean,
): Promise<RedactionOutcome> {
  const wanted = words.trim();
  if (wanted.length < SHORTEST || wanted.length > LONGEST) {
    return { type: 'refused', why: `give the exact words, at least ${SHORTEST} characters` };
  }
  if (wanted.toLowerCase() === by.toLowerCase()) return { type: 'refused', why: 'somebody else has to redact you' };
  if (await context.store.staffMember(wanted.toLowerCase())) {
    return { type: 'refused', why: 'this person still works here; remove them from the staff first' };
  }
  const rules = await context.rules();
  const work = (tx: StoreTransaction) => redactWithin(tx, context, rules, { by, words: wanted });
  const done = await (commit ? context.store.write(work) : context.store.rehearse(work));
  // Also if nothing is found: an earlier redaction may have ended before this step.
  const unscrubbed = commit ? await scrub(context) : null;
  if (done.places > 0) return commit ? { type: 'redacted', ...done, unscrubbed } : { type: 'preview', ...done };
  const why =
    done.rules.length === 0
      ? 'these words stand nowhere'
      : `these words stand only in the rules: take them out of ${done.rules.slice(0, 5).join(', ')}`;
  return { type: 'refused', why };
}

async function redactWithin(
  tx: StoreTransaction,
  context: DeskContext,
  rules: Rules | null,
  { by, words }: { readonly by: string; readonly words: string },
): Promise<Redaction> {
  const before = await tx.deskChanges();
  const redactor = createRedactor(words, before);
  const where = { history: 0, changes: 0, people: 0, rules: 0, feeds: 0, calendars: 0 };
  await tx.rewriteWords((value, kind) => {
    where[kind] += redactor.count(value);
    return redactor.rewrite(value);
  });
  where.people += await tx.forgetPerson((mail) => redactor.isIn(mail));
  const instant = nextInstant(context.clock(), (await tx.head()).instant);
  where.calendars += await redactCalendars(tx, redactor, instant);

  const after = await tx.deskChanges();
  const subjects = after.filter((change, index) => !isDeepStrictEqual(change, before[index])).map((one) => one.subject);
  const courses = await redactCourses(tx, redactor, rules, instant);
  where.feeds += courses.places + (await redactHolidays(tx, redactor, rules, instant));
  const touched = new Set(subjects);
  if (rules && touched.size > 0) {
    const keys = [...(await tx.listCourses()).map(({ key }) => key), ...rules.catalog.courses.keys()];
    const only = new Set(keys.filter((key) => touched.has(key) || touched.has(termOf(key))));
    const publication = await publishChanges(tx, context.clock, rules, await findChangedCourses(tx, rules, only));
    for (const subject of touched) await publishSubjectCalendar(tx, rules, subject, publication.instant);
  }
  const places = Object.values(where).reduce((sum, count) => sum + count, 0);
  if (places > 0) {
    const entry = { at: context.clock(), who: by, what: 'redact', subject: '*', before: null };
    await tx.addAudit({ ...entry, after: { places } });
  }
  return { places, where, rules: await listRules(tx, redactor, rules), unreadable: courses.unreadable };
}

/** Names of personal calendars, and the identities of renamed ids. */
async function redactCalendars(tx: StoreTransaction, redactor: Redactor, instant: number): Promise<number> {
  const pace = createPace();
  let places = 0;
  for (const feed of await tx.personalFeeds()) {
    await pace();
    const { options, raised } = redactor.rewrite({ options: feed.options, raised: feed.raised });
    if (isDeepStrictEqual({ options, raised }, { options: feed.options, raised: feed.raised })) continue;
    places += redactor.count(feed.options);
    await tx.savePersonalFeed({ ...feed, options, raised, instant });
  }
  return places;
}

/**
 * What was removed from a term's calendar stays in it as cancelled, and what the desk closed is not published anew
 * where the term is closed or its file has errors. What stands in the rules stays, as in the feeds of courses.
 */
async function redactHolidays(
  tx: StoreTransaction,
  redactor: Redactor,
  current: Rules | null,
  instant: number,
): Promise<number> {
  let places = 0;
  for (const { term, rules, published } of await tx.holidays()) {
    const written = new Set(current?.catalog.terms.get(term)?.changes.map(({ say }) => say));
    const isDue = ({ identity, taken, facts }: PublishedHoliday): boolean =>
      (taken !== undefined || (isAnnounced(identity) && !written.has(facts.name))) && redactor.count(facts.name) > 0;
    const found = published?.days.filter(isDue) ?? [];
    if (!published || found.length === 0) continue;
    places += found.length;
    const days = published.days.map((day) => {
      if (!found.includes(day)) return day;
      const facts = { ...day.facts, name: String(redactor.rewrite(day.facts.name)) };
      return { ...day, facts, sequence: day.sequence + 1, lastModified: instant };
    });
    await tx.saveHolidays({ term, rules, published: { ...published, days, lastModified: instant } });
  }
  return places;
}

async function redactCourses(
  tx: StoreTransaction,
  redactor: Redactor,
  rules: Rules | null,
  instant: number,
): Promise<{ readonly places: number; readonly unreadable: readonly CourseKey[] }> {
  const pace = createPace();
  const unreadable: CourseKey[] = [];
  let places = 0;
  for (const { key } of await tx.listCourses()) {
    await pace();
    const document = await tx.loadDocument(key);
    // Parsing a university is slow, searching texts is fast. There are few ended courses.
    if (document !== null && !redactor.isIn(document)) continue;
    try {
      const stored = await tx.loadCourse(key);
      if (!stored || redactor.count(stored.published) === 0) continue;
      const fresh = await scheduleAgain(tx, rules, key);
      const published = redactCourse(stored.published, redactor, fresh, instant);
      if (isDeepStrictEqual(published, stored.published)) continue;
      places += redactor.count(stored.published) - redactor.count(published);
      await tx.saveCourse(key, { ...stored, published });
    } catch (error) {
      if (!(error instanceof UnreadableCourseError) && !(error instanceof SyntaxError)) throw error;
      unreadable.push(key);
    }
  }
  return { places, unreadable };
}

/** The schedule of the current rules and desk changes. */
async function scheduleAgain(
  tx: StoreTransaction,
  rules: Rules | null,
  key: CourseKey,
): Promise<CourseSchedule | null> {
  if (!rules) return null;
  const only = new Set([key]);
  const found = (await findChangedCourses(tx, rules, only)).courses.get(key)?.rules;
  if (!found) return null;
  const { changes } = (await openDeskChanges(tx, only))(found.course);
  return scheduleCourse(found.course, calendarOf(found.term), found.site, { changes });
}

/** The rules in force, the agreed rules of the course, and the latest rules of a shared database. */
async function listRules(tx: StoreTransaction, { isIn }: Redactor, rules: Rules | null): Promise<string[]> {
  const found = new Set<string>();
  const look = (texts: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(texts)) if (isIn(text)) found.add(path);
  };
  for (const key of rules?.catalog.courses.keys() ?? []) look(rules?.textsOf(key) ?? {});
  look((await tx.latestRules())?.files ?? {});
  const digests = new Set((await tx.agreedTexts()).filter(({ text }) => isIn(text)).map(({ digest }) => digest));
  for (const { files } of await tx.allAgreedRules()) {
    for (const [path, digest] of Object.entries(files)) if (digests.has(digest)) found.add(path);
  }
  return [...found].sort();
}

async function scrub({ store }: DeskContext): Promise<string | null> {
  try {
    await store.scrub();
    return null;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return error.message;
  }
}
