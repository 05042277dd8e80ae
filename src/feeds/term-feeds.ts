/** Answers requests for the feeds of a whole term. */
import type { FeedAnswer } from './feed-cache.ts';
import { type Holidays, makeHolidayFeed } from './holidays.ts';

/** Null: not such an address, or a course has it. */
export type AnswerTermFeed = (path: string) => FeedAnswer | Promise<FeedAnswer> | null;

export interface TermFeedParts {
  readonly holidays: Holidays;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
}

const HOLIDAYS = /^\/([^/]+)\/holidays\.ics$/i;

export function createTermFeeds({ holidays, publicUrl, drafts }: TermFeedParts): AnswerTermFeed {
  return (path) => {
    const [, term] = HOLIDAYS.exec(path) ?? [];
    const published = term === undefined ? null : holidays.find(term, drafts);
    if (!published) return null;
    return { type: 'feed', feed: makeHolidayFeed(published, publicUrl), isPrivate: false, download: false };
  };
}
