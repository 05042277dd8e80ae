/** Answers requests for feeds: from the cache where possible, otherwise after loading the courses that are needed. */

import type { IncomingHttpHeaders } from 'node:http';
import type { CourseKey } from '../domain/model.ts';
import { CourseNotLoadedError } from '../store/store.ts';
import { sayUnreadable, UNREADABLE_RETRY_S, UnreadableCourseError } from '../store/unreadable-course.ts';
import { say } from '../words/say.ts';
import { readFeedPath } from './address.ts';
import type { Courses } from './courses.ts';
import { type Feed, weighFeed } from './feed.ts';
import type { FeedAnswer, FeedCache } from './feed-cache.ts';
import type { KnownValidators } from './known-validators.ts';
import { describeWhatExists } from './missing.ts';
import { findUnchanged, isConditional } from './unchanged.ts';

/** Null: not a feed's address. @param headers of the request, for a 304; without them the answer has its body */
export type AnswerFeed = (path: string, headers?: IncomingHttpHeaders) => FeedAnswer | Promise<FeedAnswer> | null;

export const NOT_READY: FeedAnswer = {
  type: 'text',
  status: 503,
  text: say('feeds.notReady'),
  headers: { 'Retry-After': '30' },
};

/** A damaged course answers 503 at its own addresses only, so that calendar programs keep what they have. */
export const UNREADABLE: FeedAnswer = {
  type: 'text',
  status: 503,
  text: sayUnreadable(),
  headers: { 'Retry-After': String(UNREADABLE_RETRY_S), 'Cache-Control': 'no-store' },
};

export interface AnsweringContext {
  readonly courses: Courses;
  readonly feedCache: Pick<FeedCache, 'answer' | 'kept'>;
  readonly validators: KnownValidators;
  /** Whether there is anything to serve. */
  readonly isReady: () => boolean;
}

export interface FeedAnswers {
  readonly answerFeed: AnswerFeed;
  /** A feed's answer if it was answered before, which nearly all were; otherwise null. */
  readonly answerKept: (path: string) => FeedAnswer | Promise<FeedAnswer> | null;
}

export function createFeedAnswers(context: AnsweringContext): FeedAnswers {
  const { feedCache, isReady } = context;
  const answerKept: FeedAnswers['answerKept'] = (path) => {
    const kept = feedCache.kept(path);
    if (kept === null || !isReady()) return null;
    return lacksCourses(context, path, kept) ? answerLater(context, path) : kept;
  };
  return {
    answerKept,
    answerFeed(path, headers) {
      const found = answerKept(path) ?? answerNew(context, path, headers);
      return isReady() || found === null ? found : NOT_READY;
    },
  };
}

function answerNew(
  context: AnsweringContext,
  path: string,
  headers: IncomingHttpHeaders | undefined,
): FeedAnswer | Promise<FeedAnswer> | null {
  return headers && mayBeUnchanged(context, path, headers)
    ? answerUnchanged(context, path, headers)
    : answer(context, path);
}

/** Whether this is a conditional request for a feed that others, or an earlier start, may have composed. */
function mayBeUnchanged({ courses }: AnsweringContext, path: string, headers: IncomingHttpHeaders): boolean {
  if (!isConditional(headers)) return false;
  const address = readFeedPath(path);
  if (address === null || typeof address === 'string') return false;
  // The cache decides who may see a draft.
  return courses.entryAt(address.term, address.course)?.draft === false;
}

/** From the stored validators if the client's copy matches them; otherwise as any other request. */
async function answerUnchanged(
  context: AnsweringContext,
  path: string,
  headers: IncomingHttpHeaders,
): Promise<FeedAnswer> {
  const address = readFeedPath(path);
  if (address !== null && typeof address !== 'string') {
    const stamp = context.courses.stampOf(address.term, address.course);
    const feed = await findUnchanged(context.validators, path, stamp, headers);
    if (feed) return { type: 'feed', feed, isPrivate: false, download: address.form === 'download' };
  }
  return (await answer(context, path)) ?? NOT_READY;
}

function answer(context: AnsweringContext, path: string): FeedAnswer | Promise<FeedAnswer> | null {
  try {
    const found = context.feedCache.answer(path);
    if (found?.type !== 'feed') return found;
    noteMade(context, path, found.feed);
    return lacksCourses(context, path, found) ? answerLater(context, path) : found;
  } catch (error) {
    if (error instanceof UnreadableCourseError) return UNREADABLE;
    if (error instanceof CourseNotLoadedError) return answerLater(context, path);
    throw error;
  }
}

async function answerLater(context: AnsweringContext, path: string): Promise<FeedAnswer> {
  const { courses, feedCache } = context;
  await courses.ready(keysIn(courses, path));
  try {
    const found = feedCache.answer(path);
    if (found?.type === 'feed') noteMade(context, path, found.feed);
    return found ?? NOT_READY;
  } catch (error) {
    if (error instanceof UnreadableCourseError) return UNREADABLE;
    // The course was published again meanwhile, or left the store.
    if (error instanceof CourseNotLoadedError) return NOT_READY;
    throw error;
  }
}

function noteMade({ courses, validators }: AnsweringContext, path: string, feed: Feed): void {
  const address = readFeedPath(path);
  if (address === null || typeof address === 'string') return;
  if (courses.entryAt(address.term, address.course)?.draft === false) {
    validators.note(path, courses.stampOf(address.term, address.course), feed);
  }
}

/** Evicted bodies are rendered again while they are sent, which must be synchronous. */
function lacksCourses({ courses }: AnsweringContext, path: string, found: FeedAnswer): boolean {
  return found.type === 'feed' && weighFeed(found.feed) === 0 && !keysIn(courses, path).every(courses.isLoaded);
}

function keysIn(courses: Courses, path: string): readonly CourseKey[] {
  const address = readFeedPath(path);
  return address === null || typeof address === 'string' ? [] : courses.keysAt(address.term, address.course);
}

/** Answers for draft courses as if there were no such course, for requests that may not see them. */
export function refuseDrafts(courses: Courses, answer: AnswerFeed): AnswerFeed {
  return (path, headers) => {
    const address = readFeedPath(path);
    if (address === null || typeof address === 'string') return answer(path, headers);
    const isDraft = courses.entryAt(address.term, address.course)?.draft;
    const found = answer(path, headers);
    if (isDraft === false || found === null) return found;
    const refuse = (given: FeedAnswer): FeedAnswer =>
      given.type === 'text' && given.status !== 404
        ? given
        : { type: 'text', status: 404, text: describeWhatExists(courses, address, false) };
    return found instanceof Promise ? found.then(refuse) : refuse(found);
  };
}
