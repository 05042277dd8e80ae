/** Hides the feeds of draft courses from requests that may not see them. */
import { readFeedPath } from './address.ts';
import type { AnswerFeed } from './answering.ts';
import type { Courses } from './courses.ts';
import type { FeedAnswer } from './feed-cache.ts';
import { describeWhatExists } from './missing.ts';

/** Answers as if there were no such course. */
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
