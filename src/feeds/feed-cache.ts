/**
 * The cache of public feeds: each is composed on its first request and evicted when its course is published again.
 * Bodies are bounded in memory; ETags stay cached after bodies are evicted, so a client that has a feed gets a 304.
 * Equivalent addresses (another order or case, repeated ids, former ids) share one entry.
 */

import { createBoundedMap } from '../domain/bounded-map.ts';
import type { CourseKey } from '../domain/model.ts';
import { isRefused } from '../publish/feed-sizes.ts';
import { say } from '../words/say.ts';
import { type FeedAddress, MAX_PARTS, readFeedPath } from './address.ts';
import type { Courses } from './courses.ts';
import { createFeed, type Feed, type FeedKeeper, weighFeed } from './feed.ts';
import { createFeedBytes } from './feed-bytes.ts';
import { type FeedSelection, nameSelection, readSelectionName, selectSections } from './feed-selection.ts';
import { describeSections, describeTooLarge, describeWhatExists } from './missing.ts';

export interface FoundFeed {
  readonly type: 'feed';
  readonly feed: Feed;
  /** A personal feed: shared caches must not store it. */
  readonly isPrivate: boolean;
  readonly download: boolean;
  /** Search engines must not list it. */
  readonly isUnlisted?: boolean;
}

export type FeedAnswer =
  | FoundFeed
  | {
      readonly type: 'text';
      readonly status: number;
      readonly text: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface ComposedFeed {
  readonly body: Buffer;
  readonly lastModified: number;
}

export interface FeedCache {
  /** The answer for a request's path; null: not a feed's address. */
  answer(path: string): FeedAnswer | null;
  /** The cached answer of a path that was answered before; null: there is none. */
  kept(path: string): FeedAnswer | null;
  /** The feed at an address, for pages and builds. */
  find(address: FeedAddress): FeedAnswer;
  /** Evicts the feeds of a course that was published again. */
  forget(key: CourseKey): void;
  /** Since the start: cache hits, feeds composed; and the bytes in memory now. */
  counts(): { readonly kept: number; readonly made: number; readonly bytes: number };
}

export interface FeedCacheContext {
  readonly courses: Courses;
  readonly compose: (selection: FeedSelection) => ComposedFeed;
  /** Whether draft courses are served (on loopback only). */
  readonly drafts: boolean;
  /** Bound on the bodies in memory; the least recently sent are evicted first. */
  readonly maxBytes: number;
}

/** A course has as many feeds as combinations of its sections, so entries are bounded too. */
const MAX_FEEDS = 50_000;
const MAX_PATHS = 50_000;
/** Longer paths are parsed each time: one feed has any number of them. */
const MAX_PATH = 300;

interface Kept {
  readonly answer: FeedAnswer;
  /** The courses whose next publication evicts it. */
  readonly courses: readonly CourseKey[];
}

export function createFeedCache(context: FeedCacheContext): FeedCache {
  const { courses } = context;
  const byPath = createBoundedMap<string, string>({ entries: MAX_PATHS });
  const byCourse = new Map<CourseKey, Set<string>>();
  const memory = createFeedBytes(context.maxBytes);
  const kept = createBoundedMap<string, Kept>({
    entries: MAX_FEEDS,
    onLeave(name, { answer, courses: shown }) {
      for (const key of shown) byCourse.get(key)?.delete(name);
      if (answer.type === 'feed') memory.leave(answer.feed);
    },
  });
  let foundKept = 0;
  let made = 0;

  const compose = (selection: FeedSelection): ComposedFeed => {
    made += 1;
    return context.compose(selection);
  };

  const keeper: FeedKeeper = {
    remake({ name }) {
      const selection = readSelectionName(courses, name);
      // Nothing can be published between looking a feed up and sending it.
      if (!selection) throw new Error(`the feed ${name} went while it was sent`);
      return compose(selection).body;
    },
    used(feed, added) {
      if (isFeed(kept.get(feed.name)?.answer, feed)) memory.used(feed, added);
    },
  };

  const keep = (name: string, entry: Kept): void => {
    kept.set(name, entry);
    for (const key of entry.courses) {
      const names = byCourse.get(key);
      if (names) names.add(name);
      else byCourse.set(key, new Set([name]));
    }
    if (entry.answer.type === 'feed') memory.used(entry.answer.feed, weighFeed(entry.answer.feed));
  };

  const touch = (name: string): FeedAnswer | null => {
    const found = kept.get(name);
    if (!found) return null;
    foundKept += 1;
    return found.answer;
  };

  const look = (address: FeedAddress): { readonly answer: FeedAnswer; readonly name: string | null } => {
    const view = courses.find(address.term, address.course);
    if (!view || (view.published.course.draft && !context.drafts)) {
      return { answer: refuse(404, describeWhatExists(courses, address, context.drafts)), name: null };
    }
    const selection = selectSections(courses, view, address);
    if (selection.sections.length === 0 && !selection.all) {
      return { answer: refuse(404, describeSections(courses, view)), name: null };
    }
    const name = nameSelection(selection);
    const known = touch(name);
    if (known) return { answer: known, name };
    const { body, lastModified } = compose(selection);
    const answer = isRefused(body.length, selection.sections)
      ? refuse(404, describeTooLarge(selection.sections))
      : offer(selection, createFeed(body, lastModified, nameFile(selection), { keeper, name }));
    const shown = [view, ...selection.sections.map((section) => section.view)];
    keep(name, { answer, courses: [...new Set(shown.map(({ published }) => published.course.key))] });
    return { answer, name };
  };

  const remember = (path: string, name: string): void => {
    if (path.length <= MAX_PATH) byPath.set(path, name);
  };

  return {
    find: (address) => look(address).answer,
    kept(path) {
      const name = byPath.get(path);
      return name === undefined ? null : touch(name);
    },
    counts: () => ({ kept: foundKept, made, bytes: memory.total() }),
    answer(path) {
      const address = readFeedPath(path);
      if (address === null) return null;
      if (address === 'too-many') return refuse(400, say('feeds.tooMany', { most: MAX_PARTS }));
      if (address === 'malformed') return refuse(404, say('feeds.noSuchFeed'));
      const found = look(address);
      if (found.name !== null) remember(path, found.name);
      return found.answer;
    },
    forget(key) {
      for (const name of byCourse.get(key) ?? []) kept.delete(name);
      byCourse.delete(key);
      // Ids may have moved.
      byPath.clear();
    },
  };
}

function isFeed(answer: FeedAnswer | undefined, feed: Feed): boolean {
  return answer?.type === 'feed' && answer.feed === feed;
}

function offer({ form }: FeedSelection, feed: Feed): FeedAnswer {
  return { type: 'feed', feed, isPrivate: false, download: form === 'download' };
}

function nameFile({ view, sections, all }: FeedSelection): string {
  const ids = all ? [] : sections.map(({ section }) => section.id);
  return `${[view.id, ...ids].join('-').slice(0, 100)}.ics`;
}

function refuse(status: number, text: string): FeedAnswer {
  return { type: 'text', status, text };
}
