/**
 * Answers requests for the feeds beside those of courses: a term's holidays and exams, a room, a person. Which courses
 * a feed is made of is known from the index; they are loaded when it is composed, and a conditional request for a feed
 * that was composed before needs none of them.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { createBoundedMap } from '../domain/bounded-map.ts';
import { StoreError } from '../store/errors.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import { say } from '../words/say.ts';
import { NOT_READY, UNREADABLE } from './answering.ts';
import { composeGathering } from './course-feeds.ts';
import type { Courses } from './courses.ts';
import { createFeed, type Feed, weighFeed } from './feed.ts';
import type { FeedAnswer } from './feed-cache.ts';
import {
  type FoundGathering,
  findGathering,
  type GatheringAddress,
  type GatheringContext,
  readTermFeedPath,
  reservedIdOf,
} from './gatherings.ts';
import { makeHolidayFeed } from './holidays.ts';
import type { KnownValidators } from './known-validators.ts';
import { findUnchanged, isConditional } from './unchanged.ts';

/** Null: not such an address, or a course has it. @param headers of the request, for a 304 */
export type AnswerTermFeed = (path: string, headers?: IncomingHttpHeaders) => FeedAnswer | Promise<FeedAnswer> | null;

/** The feeds of a term that its page offers. */
export type TermFeedName = 'holidays' | 'exams';

export interface TermFeedContext extends GatheringContext {
  readonly courses: Courses;
  readonly validators: Pick<KnownValidators, 'find' | 'note'>;
}

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_KEPT = 5000;

interface Kept {
  readonly stamp: string;
  readonly feed: Feed;
  readonly bytes: number;
}

export function listTermFeeds(
  term: string,
  {
    holidays,
    courses,
    drafts,
  }: Pick<TermFeedContext, 'holidays' | 'drafts'> & { readonly courses: Pick<Courses, 'inTerm' | 'entryAt'> },
): TermFeedName[] {
  const exams: TermFeedName[] =
    courses.inTerm(term).hasExams(drafts) && !courses.entryAt(term, 'exams') ? ['exams'] : [];
  return holidays.find(term, drafts) ? ['holidays', ...exams] : exams;
}

export function createTermFeeds(context: TermFeedContext): AnswerTermFeed {
  const { holidays, publicUrl, drafts, courses } = context;
  const kept = createBoundedMap<string, Kept>({ entries: MAX_KEPT, weight: MAX_BYTES, weigh: ({ bytes }) => bytes });
  return (path, headers = {}) => {
    const address = readTermFeedPath(path);
    if (!address) return null;
    if (address.type === 'holidays') {
      const published = holidays.find(address.term, drafts);
      return published && offer(makeHolidayFeed(published, publicUrl), false);
    }
    const reserved = reservedIdOf(address);
    if (reserved !== null && courses.entryAt(address.term, reserved)) return null;
    return answer(context, kept, path, address, headers);
  };
}

async function answer(
  context: TermFeedContext,
  kept: { use(path: string): Kept | undefined; set(path: string, one: Kept): void },
  path: string,
  address: GatheringAddress,
  headers: IncomingHttpHeaders,
): Promise<FeedAnswer> {
  const known = kept.use(path);
  let found: FoundGathering | null = null;
  try {
    if (address.type === 'room' && context.site() === null) return NOT_READY;
    found = await findGathering(context, address);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    // The last good feed, while the database is away.
    return known ? offer(known.feed, false) : NOT_READY;
  }
  if (!found) return { type: 'text', status: 404, text: say(`missing.${address.type}`) };
  const stamp = stampOf(found);
  if (known?.stamp === stamp) return offer({ ...known.feed, lastModified: found.lastModified }, found.isUnlisted);
  const unchanged = isConditional(headers)
    ? await findUnchanged(context.validators, path, stamp, headers, found.lastModified)
    : null;
  if (unchanged) return offer(unchanged, found.isUnlisted);
  const feed = await compose(context, found);
  if (!feed) return UNREADABLE;
  kept.set(path, { stamp, feed, bytes: weighFeed(feed) });
  context.validators.note(path, stamp, feed);
  return offer(feed, found.isUnlisted);
}

/** Null: a course of it cannot be read, and an answer without it would remove its meetings. */
async function compose({ courses, publicUrl }: TermFeedContext, found: FoundGathering): Promise<Feed | null> {
  const keys = found.entries.map(({ key }) => key);
  await courses.ready(keys);
  const loaded = keys.map((key) => unlessUnreadable(() => courses.get(key)));
  const readable = loaded.filter((course) => course !== null);
  if (readable.length < loaded.length) return null;
  const body = composeGathering({ ...found.describe(), courses: readable, publicUrl });
  return createFeed(body, found.lastModified, found.filename);
}

function stampOf({ entries, facts }: FoundGathering): string {
  return [...entries.map(({ key, revision }) => `${key} ${revision}`), facts].join(' ');
}

function offer(feed: Feed, isUnlisted: boolean): FeedAnswer {
  return { type: 'feed', feed, isPrivate: false, download: false, ...(isUnlisted ? { isUnlisted } : {}) };
}
