/** Feeds without those of draft courses, for requests that must not see them. */
import { readFeedPath } from './address.ts';
import type { Courses } from './courses.ts';
import { describeWhatExists } from './missing.ts';
import type { FeedAnswer } from './shelf.ts';

type AnswerFeed = (path: string) => FeedAnswer | null;

/** Answers as where there is no such course. */
export function refuseDrafts(courses: Courses, answer: AnswerFeed): AnswerFeed {
  return (path) => {
    const address = readFeedPath(path);
    if (address === null || typeof address === 'string') return answer(path);
    const course = courses.find(address.term, address.course)?.published.course;
    const found = answer(path);
    if (course?.draft === false || (found?.type === 'text' && found.status !== 404)) return found;
    return { type: 'text', status: 404, text: describeWhatExists(courses, address, false) };
  };
}
