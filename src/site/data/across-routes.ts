/** Handlers for several courses: changes since a cursor, meetings by day, room and course, and the site's Atom feed. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { DateSpan } from '../../domain/date.ts';
import { foldId } from '../../domain/id.ts';
import { createPace } from '../../domain/pace.ts';
import { roomKey } from '../../domain/resource.ts';
import type { CourseEntry } from '../../store/course-entry.ts';
import type { Store } from '../../store/store.ts';
import { addressWith } from '../../web/paging.ts';
import { sendProblem } from '../../web/problem-details.ts';
import { say } from '../../words/say.ts';
import type { SiteContext } from '../site-context.ts';
import { type changesSinceQuery, type meetingsAcrossQuery, writeChanges, writeMeetings } from './across-json.ts';
import { printSiteAtom } from './atom.ts';
import { listChangesSince } from './changes-since.ts';
import { findCoursesIn, findMeetings, findPeople, writeMeetingsCursor } from './meetings-across.ts';
import { listNewest, MOST_COURSES } from './newest-changes.ts';

export interface AcrossContext extends SiteContext {
  readonly store: Pick<Store, 'coursesUsing'>;
  /** See Serving.publishedUntil. */
  readonly publishedUntil: () => number;
}

const USUAL_CHANGES = 500;
const USUAL_MEETINGS = 200;
const MOST_DAYS = 31;
const DAY = 86_400_000;

/** Null: the request was refused. */
export async function answerChanges(
  context: AcrossContext,
  asked: z.infer<typeof changesSinceQuery>,
  request: Request,
  response: Response,
): Promise<object | null> {
  const until = context.publishedUntil();
  const { since = { after: until, rest: null }, limit = USUAL_CHANGES } = asked;
  const entries = await chooseEntries(context, asked, response, (term) =>
    context.courses.inTerm(term).changed(since.after, { drafts: context.drafts, most: MOST_IN_TERM }),
  );
  if (!entries) return null;
  if (until === 0) {
    response.setHeader('Retry-After', '60');
    return refuse(response, 'unavailable', say('feeds.notReady'));
  }
  const found = await listChangesSince(context.courses, entries, since, { until, limit });
  return writeChanges(found, (cursor) => addressWith(request, { since: cursor }));
}

/** Null: the request was refused. */
export async function answerMeetings(
  context: AcrossContext,
  asked: z.infer<typeof meetingsAcrossQuery>,
  request: Request,
  response: Response,
): Promise<object | null> {
  const { from = null, until = null, course, after = null, limit = USUAL_MEETINGS } = asked;
  if (course === undefined && !isShort(from, until))
    return refuseQuery(response, 'from', say('query.days', { most: MOST_DAYS }));
  const room = asked.room === undefined ? null : roomKey(asked.room);
  if (room === '') return refuseQuery(response, 'room', say('query.room'));
  const isNear = (span: DateSpan): boolean => (until ?? span.until) >= span.from && (from ?? span.from) <= span.until;
  const chosen = await chooseEntries(context, asked, response, async (term) => {
    const span = context.courses.inTerm(term).span();
    if (!span || !isNear(span)) return [];
    await context.courses.open(term);
    return context.courses.entriesOf(term);
  });
  if (!chosen) return null;
  const near = chosen.filter(({ termFacts }) => isNear(termFacts.span));
  const terms = [...new Set(near.map(({ term }) => term))];
  const there = room === null ? null : await findCoursesIn(room, terms, context.store.coursesUsing);
  const used = there ? near.filter(({ key }) => there.has(key)) : near;
  const people = asked.person === undefined ? null : findPeople(used, asked.person);
  const entries = people ? used.filter(({ key }) => people.has(key)) : used;
  const ask = { entries, from, until, room, people, cursor: after, limit };
  const { meetings, rest } = await findMeetings(context.courses, ask);
  return writeMeetings(meetings, rest && addressWith(request, { after: writeMeetingsCursor(rest) }));
}

export async function printNewest(context: SiteContext): Promise<string> {
  const { courses, drafts } = context;
  const wanted = { drafts, most: MOST_COURSES };
  const latest = await readTerms(context, courses.terms(), (term) => courses.inTerm(term).changed(0, wanted));
  const changes = await listNewest(courses, latest, MOST_ENTRIES);
  return printSiteAtom(changes, context.siteName, context.publicUrl);
}

const MOST_ENTRIES = 100;
/** More courses than a term has. */
const MOST_IN_TERM = 1_000_000;

/** The entries of a term that are of interest. */
type ReadTerm = (term: string) => Iterable<CourseEntry> | Promise<Iterable<CourseEntry>>;

/** The courses named in a query, or what is read of its terms; null: one of them does not exist. */
async function chooseEntries(
  context: AcrossContext,
  { term, course }: { readonly term?: string | undefined; readonly course?: readonly string[] | undefined },
  response: Response,
  read: ReadTerm,
): Promise<readonly CourseEntry[] | null> {
  const { courses } = context;
  if (course === undefined) {
    if (term === undefined) return readTerms(context, courses.terms(), read);
    const known = courses.terms().find((id) => foldId(id) === foldId(term));
    return known === undefined
      ? refuseQuery(response, 'term', say('query.noTerm', { term }))
      : readTerms(context, [known], read);
  }
  const found: CourseEntry[] = [];
  for (const key of new Set(course)) {
    const [own = '', id = ''] = key.split('/');
    const entry = courses.entryAt(own, id);
    if (!entry || (entry.draft && !context.drafts))
      return refuseQuery(response, 'course', say('query.noCourse', { key }));
    if (!found.includes(entry) && (term === undefined || foldId(entry.term) === foldId(term))) found.push(entry);
  }
  return found;
}

/** Without what the visitor may not see. */
async function readTerms(
  { drafts }: Pick<SiteContext, 'drafts'>,
  terms: readonly string[],
  read: ReadTerm,
): Promise<readonly CourseEntry[]> {
  const found: CourseEntry[] = [];
  const pace = createPace();
  for (const term of terms) {
    for (const entry of await read(term)) if (drafts || !entry.draft) found.push(entry);
    await pace();
  }
  return found;
}

function isShort(from: string | null, until: string | null): boolean {
  return from !== null && until !== null && Date.parse(until) - Date.parse(from) <= MOST_DAYS * DAY;
}

function refuseQuery(response: Response, parameter: string, message: string): null {
  sendProblem(response, 'bad-query', say('query.invalid'), {
    problems: [{ code: 'bad-parameter', message, parameter }],
  });
  return null;
}

function refuse(response: Response, code: 'unavailable', why: string): null {
  sendProblem(response, code, why);
  return null;
}
