/**
 * Answers to requests for feeds: from what is kept where it can be, else once the courses that are needed are loaded.
 */
import type { CourseKey } from '../domain/model.ts';
import { CourseNotLoadedError } from '../store/unloaded-course.ts';
import { UNREADABLE_RETRY_S, UNREADABLE_TEXT, UnreadableCourseError } from '../store/unreadable-course.ts';
import { readFeedPath } from './address.ts';
import type { Courses } from './courses.ts';
import { weighFeed } from './feed.ts';
import type { FeedAnswer, Shelf } from './shelf.ts';

/** Null: no feed's address. */
export type AnswerFeed = (path: string) => FeedAnswer | Promise<FeedAnswer> | null;

const NOT_READY: FeedAnswer = {
  type: 'text',
  status: 503,
  text: 'The feeds cannot be loaded just now.',
  headers: { 'Retry-After': '30' },
};

/** A damaged course is one course: its addresses answer 503, so that calendar programs keep what they have. */
const UNREADABLE: FeedAnswer = {
  type: 'text',
  status: 503,
  text: UNREADABLE_TEXT,
  headers: { 'Retry-After': String(UNREADABLE_RETRY_S), 'Cache-Control': 'no-store' },
};

/** @param isReady whether there is anything to serve */
export function createFeedAnswers(courses: Courses, shelf: Pick<Shelf, 'answer'>, isReady: () => boolean): AnswerFeed {
  const answer = (path: string): FeedAnswer | Promise<FeedAnswer> | null => {
    try {
      const found = shelf.answer(path);
      // Bytes that were evicted are made again while they are sent, which cannot wait.
      return found?.type === 'feed' && weighFeed(found.feed) === 0 && !areLoaded(courses, path)
        ? answerLater(path)
        : found;
    } catch (error) {
      if (error instanceof UnreadableCourseError) return UNREADABLE;
      if (error instanceof CourseNotLoadedError) return answerLater(path);
      throw error;
    }
  };
  const answerLater = async (path: string): Promise<FeedAnswer> => {
    await courses.ready(keysIn(courses, path));
    try {
      return shelf.answer(path) ?? NOT_READY;
    } catch (error) {
      if (error instanceof UnreadableCourseError) return UNREADABLE;
      // It was published anew meanwhile, or left the store.
      if (error instanceof CourseNotLoadedError) return NOT_READY;
      throw error;
    }
  };
  return (path) => {
    const found = answer(path);
    return isReady() || found === null ? found : NOT_READY;
  };
}

function areLoaded(courses: Courses, path: string): boolean {
  return keysIn(courses, path).every(courses.isLoaded);
}

function keysIn(courses: Courses, path: string): readonly CourseKey[] {
  const address = readFeedPath(path);
  return address === null || typeof address === 'string' ? [] : courses.keysAt(address.term, address.course);
}
