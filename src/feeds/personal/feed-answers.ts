/**
 * Answers requests for personal feeds. Bodies are cached until the calendar or one of its courses changes; while the
 * database is unreachable the last known calendar is served.
 */

import { createBoundedMap } from '../../domain/bounded-map.ts';
import { StoreUnavailableError } from '../../store/errors.ts';
import { type ChosenSpan, readOptions, readSelection } from '../../store/personal-choice.ts';
import type { PersonalFeed, StoreReads } from '../../store/store.ts';
import { say } from '../../words/say.ts';
import type { Courses } from '../courses.ts';
import { createFeed, type Feed, weighFeed } from '../feed.ts';
import type { FeedAnswer } from '../feed-cache.ts';
import { composePersonal, type FoundSpan, findSpans } from './composition.ts';
import type { Fetches } from './fetches.ts';
import { readRaises } from './raises.ts';
import { hashSecret, isSecret } from './secrets.ts';

export interface PersonalAnswerContext {
  readonly store: Pick<StoreReads, 'personalFeed'>;
  readonly courses: Courses;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
  /** Records which program fetched a calendar. */
  readonly fetches?: Pick<Fetches, 'note'>;
  /** Timeout of the store (ms); then the last known calendar is served. */
  readonly patienceMs?: number;
}

/** The answer for a request's path; null: not a personal feed's address. */
export type AnswerPersonalFeed = (path: string, userAgent?: string) => Promise<FeedAnswer> | null;

interface Kept {
  readonly row: PersonalFeed;
  /** Identifies the revisions of its courses that it was composed from. */
  readonly stamp: string;
  readonly feed: Feed;
  /** Its size when it was cached; compressed bodies come later and are small. */
  readonly bytes: number;
}

const SHAPE = /^\/my\/([A-Za-z0-9_-]{1,64})\.ics$/i;
const MAX_KEPT = 4000;
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_FEED_BYTES = 900_000;
/** A database that hangs refuses no connection; this is far below the timeouts of calendar programs. */
const PATIENCE_MS = 2000;
const PRIVATE = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' };

export function createPersonalAnswers(context: PersonalAnswerContext): AnswerPersonalFeed {
  const kept = createBoundedMap<string, Kept>({ entries: MAX_KEPT, weight: MAX_BYTES, weigh: ({ bytes }) => bytes });

  const make = async (row: PersonalFeed, selection: readonly ChosenSpan[]): Promise<Feed | null> => {
    await context.courses.readyAt(selection);
    return compose(row, findSpans(context.courses, selection, context.drafts), context.publicUrl);
  };

  const answer = async (hash: string): Promise<FeedAnswer> => {
    const last = kept.use(hash);
    const row = await readRow(context, hash, last?.row);
    if (row === 'unavailable') {
      return refuse(503, say('personalFeed.unavailable'), { 'Retry-After': '60' });
    }
    if (!row) return refuse(404, say('personalFeed.noSuch'));
    if (row.revokedAt !== null) {
      kept.delete(hash);
      return refuse(410, say('personalFeed.gone'));
    }
    const selection = readSelection(row.selection);
    const stamp = await stampOf(context.courses, selection);
    const current = last?.row.instant === row.instant && last.row.edits === row.edits && last.stamp === stamp;
    const feed = current && last ? last.feed : await make(row, selection);
    if (feed === null) return refuse(404, say('personalFeed.tooLarge'));
    if (!current) kept.set(hash, { row, stamp, feed, bytes: weighFeed(feed) });
    return { type: 'feed', feed, isPrivate: true, download: false };
  };

  const answerAndNote = async (hash: string, userAgent: string | undefined): Promise<FeedAnswer> => {
    const found = await answer(hash);
    if (found.type === 'feed') context.fetches?.note(hash, userAgent);
    return found;
  };

  return (path, userAgent) => {
    const token = SHAPE.exec(path)?.[1];
    if (token === undefined) return null;
    if (!isSecret(token)) return Promise.resolve(refuse(404, say('personalFeed.noSuch')));
    return answerAndNote(hashSecret(token), userAgent);
  };
}

async function readRow(
  { store, patienceMs = PATIENCE_MS }: PersonalAnswerContext,
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

async function stampOf(courses: Courses, selection: readonly ChosenSpan[]): Promise<string> {
  for (const { term, course } of selection) await courses.openAt(term, course);
  return selection.map(({ term, course }) => courses.stampOf(term, course) ?? '').join('\n');
}

function refuse(status: number, text: string, headers: Readonly<Record<string, string>> = {}): FeedAnswer {
  return { type: 'text', status, text, headers: { ...PRIVATE, ...headers } };
}
