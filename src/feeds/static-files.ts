/** A course's feeds as files for any static host. */
import { createPace } from '../domain/pace.ts';
import { writeFeedPath } from './address.ts';
import type { StaticFeeds } from './combinations.ts';
import type { Courses, CourseView } from './courses.ts';
import { encodeFeed } from './feed.ts';
import type { FeedCache } from './feed-cache.ts';

export interface MadeFeeds {
  readonly feeds: readonly MadeFeed[];
  /** The joined feeds that were made, as lists of section ids. */
  readonly joined: readonly (readonly string[])[];
  readonly refused: readonly RefusedFeed[];
}

export interface MadeFeed {
  /** Path relative to the site's folder. */
  readonly name: string;
  readonly body: Buffer;
  /** Epoch ms. */
  readonly lastModified: number;
}

/** A feed that was not made, with the server's answer. */
export interface RefusedFeed {
  readonly file: string;
  readonly why: string;
}

/** Every address of a published course: its id, its former ids, those of cross-listed codes. */
export function* listViews(courses: Courses): Generator<CourseView> {
  for (const key of courses.keys()) {
    const published = courses.get(key);
    if (!published) continue;
    const { course } = published;
    for (const id of [course.id, ...course.formerly, ...course.crossListed.map((other) => other.id)]) {
      const view = courses.find(course.term, id);
      if (view?.published === published) yield view;
    }
  }
}

/** 'fall-2018/cos418' */
export function addressOf({ published, id }: CourseView): string {
  return `${published.course.term}/${id}`;
}

export async function makeFeeds(feedCache: FeedCache, addresses: StaticFeeds['addresses']): Promise<MadeFeeds> {
  const pace = createPace();
  const refused: RefusedFeed[] = [];
  const joined: (readonly string[])[] = [];
  const feeds: MadeFeed[] = [];
  for (const address of addresses) {
    const answer = feedCache.find(address);
    const name = writeFeedPath(address).slice(1);
    if (answer.type !== 'feed') {
      refused.push({ file: name, why: answer.text });
      continue;
    }
    feeds.push({ name, body: encodeFeed(answer.feed, 'identity'), lastModified: answer.feed.lastModified });
    if (address.form === 'subscription' && address.parts.length > 1) joined.push(address.parts);
    await pace();
  }
  return { feeds, joined, refused };
}
