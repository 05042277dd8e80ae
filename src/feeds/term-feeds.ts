/** Answers requests for the feeds of a whole term. */
import type { FeedAnswer } from './feed-cache.ts';
import { type Holidays, makeHolidayFeed } from './holidays.ts';

/** Null: not such an address, or a course has it. */
export type AnswerTermFeed = (path: string) => FeedAnswer | Promise<FeedAnswer> | null;

export type TermFeedName = 'holidays';

export interface TermFeedParts {
  readonly holidays: Pick<Holidays, 'find'>;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
}

/** The feeds that a term has. */
export function listTermFeeds(term: string, { holidays, drafts }: Omit<TermFeedParts, 'publicUrl'>): TermFeedName[] {
  return holidays.find(term, drafts) ? ['holidays'] : [];
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
