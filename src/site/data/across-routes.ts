/** Handlers for several courses: changes since a cursor, meetings by day, room and course, and the site's Atom feed. */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { foldId } from '../../domain/id.ts';
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
import { listNewest } from './newest-changes.ts';

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
  const entries = chooseEntries(context, asked, response);
  if (!entries) return null;
  const until = context.publishedUntil();
  if (until === 0) {
    response.setHeader('Retry-After', '60');
    return refuse(response, 'unavailable', say('feeds.notReady'));
  }
  const { since = { after: until, rest: null }, limit = USUAL_CHANGES } = asked;
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
  const chosen = chooseEntries(context, asked, response);
  if (!chosen) return null;
  const near = [...chosen].filter(
    ({ termFacts: { span } }) => (until ?? span.until) >= span.from && (from ?? span.from) <= span.until,
  );
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
  const changes = await listNewest(context.courses, listVisible(context, context.courses.entries()), MOST_ENTRIES);
  return printSiteAtom(changes, context.siteName, context.publicUrl);
}

const MOST_ENTRIES = 100;

/** The courses named in a query; null: one of them does not exist. */
function chooseEntries(
  context: AcrossContext,
  { term, course }: { readonly term?: string | undefined; readonly course?: readonly string[] | undefined },
  response: Response,
): Iterable<CourseEntry> | null {
  const { courses } = context;
  if (course === undefined) {
    if (term === undefined) return listVisible(context, courses.entries());
    const known = courses.terms().find((id) => foldId(id) === foldId(term));
    return known === undefined
      ? refuseQuery(response, 'term', say('query.noTerm', { term }))
      : listVisible(context, courses.entriesOf(known));
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

function* listVisible({ drafts }: SiteContext, entries: Iterable<CourseEntry>): Generator<CourseEntry> {
  for (const entry of entries) if (drafts || !entry.draft) yield entry;
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
