/**
 * Answers requests for personal feeds. Bodies are cached until the calendar or one of its courses changes; while the
 * database is unreachable the last known calendar is served.
 */
import { createBoundedMap } from '../../domain/bounded-map.ts';
import { StoreUnavailableError } from '../../store/errors.ts';
import { type ChosenSpan, readOptions, readSelection } from '../../store/personal-choice.ts';
import type { PersonalFeed, StoreReads } from '../../store/store.ts';
import type { Courses } from '../courses.ts';
import { createFeed, type Feed, weighFeed } from '../feed.ts';
import type { FeedAnswer } from '../shelf.ts';
import { composePersonal, type FoundSpan, findSpans } from './composition.ts';
import { readRaises } from './raises.ts';
import { hashSecret, isSecret } from './secrets.ts';

export interface PersonalAnswerParts {
  readonly store: Pick<StoreReads, 'personalFeed'>;
  readonly courses: Courses;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
  /** How long the store may take before the last known calendar is served (ms). */
  readonly patienceMs?: number;
}

/** The answer for a request's path; null when it is no personal feed's address. */
export type AnswerPersonalFeed = (path: string) => Promise<FeedAnswer> | null;

interface Kept {
  readonly row: PersonalFeed;
  /** Names the revisions of its courses that it was made from. */
  readonly stamp: string;
  readonly feed: Feed;
  /** As weighed when it was kept; compressed forms come later and weigh little. */
  readonly bytes: number;
}

const SHAPE = /^\/my\/([A-Za-z0-9_-]{1,64})\.ics$/i;
const MAX_KEPT = 4000;
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_FEED_BYTES = 900_000;
/** A database that hangs, or whose machine is gone, refuses nothing: it is given up long before programs do. */
const PATIENCE_MS = 2000;
const PRIVATE = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' };

export function createPersonalAnswers(parts: PersonalAnswerParts): AnswerPersonalFeed {
  const kept = createBoundedMap<string, Kept>({ entries: MAX_KEPT, weight: MAX_BYTES, weigh: ({ bytes }) => bytes });

  const make = async (row: PersonalFeed, selection: readonly ChosenSpan[]): Promise<Feed | null> => {
    await parts.courses.ready(new Set(selection.flatMap(({ term, course }) => parts.courses.keysAt(term, course))));
    return compose(row, findSpans(parts.courses, selection, parts.drafts), parts.publicUrl);
  };

  const answer = async (hash: string): Promise<FeedAnswer> => {
    const last = kept.use(hash);
    const row = await readRow(parts, hash, last?.row);
    if (row === 'unavailable') {
      return refuse(503, 'Personal calendars are out of reach for the moment.', { 'Retry-After': '60' });
    }
    if (!row) return refuse(404, 'There is no personal calendar at this address.');
    if (row.revokedAt !== null) {
      kept.delete(hash);
      return refuse(410, 'This personal calendar was deleted, or has a new address. Its owner knows.');
    }
    const selection = readSelection(row.selection);
    const stamp = stampOf(parts.courses, selection);
    const current = last?.row.instant === row.instant && last.row.edits === row.edits && last.stamp === stamp;
    const feed = current && last ? last.feed : await make(row, selection);
    if (feed === null) return refuse(404, 'This calendar holds too much for calendar programs. Choose fewer sections.');
    if (!current) kept.set(hash, { row, stamp, feed, bytes: weighFeed(feed) });
    return { type: 'feed', feed, isPrivate: true, download: false };
  };

  return (path) => {
    const token = SHAPE.exec(path)?.[1];
    if (token === undefined) return null;
    if (!isSecret(token)) return Promise.resolve(refuse(404, 'There is no personal calendar at this address.'));
    return answer(hashSecret(token));
  };
}

async function readRow(
  { store, patienceMs = PATIENCE_MS }: PersonalAnswerParts,
  hash: string,
  last: PersonalFeed | undefined,
): Promise<PersonalFeed | null | 'unavailable'> {
  const { promise: late, resolve: giveUp } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => giveUp('late'), patienceMs);
  try {
    const row = await Promise.race([store.personalFeed(hash), late]);
    return row === 'late' ? (last ?? 'unavailable') : row;
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    return last ?? 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}

function compose(row: PersonalFeed, found: readonly FoundSpan[], publicUrl: string | null): Feed | null {
  const revision = {
    options: readOptions(row.options),
    instant: row.instant,
    edits: row.edits,
    raises: readRaises(row.raised, row.instant),
  };
  const { body, lastModified } = composePersonal(found, revision, publicUrl);
  return body.length > MAX_FEED_BYTES ? null : createFeed(body, lastModified, 'my-courses.ics');
}

function stampOf(courses: Courses, selection: readonly ChosenSpan[]): string {
  return selection.map(({ term, course }) => courses.stampOf(term, course) ?? '').join('\n');
}

function refuse(status: number, text: string, headers: Readonly<Record<string, string>> = {}): FeedAnswer {
  return { type: 'text', status, text, headers: { ...PRIVATE, ...headers } };
}
