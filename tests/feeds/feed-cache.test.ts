import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PublishedCourse } from '../../src/domain/published.ts';
import { createCourses } from '../../src/feeds/courses.ts';
import { encodeFeed, type Feed, weighFeed } from '../../src/feeds/feed.ts';
import { createFeedCache, type FeedCache } from '../../src/feeds/feed-cache.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { PUBLISHED, schedule } from '../publication/schedules.ts';

const { next } = reviseCourse(null, schedule(), PUBLISHED);
const SECTIONS = next.sections.map(({ id }) => id);

/** A feed cache in which each feed has 1,000 bytes. */
function open(maxBytes: number) {
  const courses = createCourses();
  courses.put(next.course.key, next);
  return createFeedCache({
    courses,
    drafts: false,
    maxBytes,
    compose: () => ({ body: Buffer.alloc(1000), lastModified: PUBLISHED }),
  });
}

/** Addresses of distinct feeds: they differ in the number of unknown parts. */
const addresses = Array.from({ length: 39 }, (_, unknown) => {
  const parts = [SECTIONS[0], ...Array.from({ length: unknown }, (_nothing, n) => `none${n}`)];
  return `/${next.course.key}/${parts.join('+')}.ics`;
});

it('stays within its bound for any number of feeds, and keeps the latest', () => {
  const feedCache = open(5000);
  for (const address of addresses) {
    expect(feedCache.answer(address)?.type).toBe('feed');
    expect(feedCache.counts().bytes).toBeLessThanOrEqual(5000);
  }
  expect(feedCache.counts()).toMatchObject({ kept: 0, made: addresses.length, bytes: 5000 });
  const last = addresses.at(-1) ?? '';
  feedCache.answer(last);
  expect(feedCache.counts()).toMatchObject({ kept: 1, made: addresses.length });
});

it('knows a feed again by any of its addresses, long ones too', () => {
  const feedCache = open(100_000);
  const one = addresses[3] ?? '';
  const first = feedCache.answer(one);
  const turned = one.replace(/([^/]+)\.ics$/, (_all, parts: string) => `${parts.split('+').reverse().join('+')}.ics`);
  expect(feedCache.answer(turned)).toBe(first);
  const long = `/${next.course.key}/${[SECTIONS[0], ...Array.from('abcdefghij', (letter) => letter.repeat(32))].join('+')}.ics`;
  expect(long.length).toBeGreaterThan(300);
  const second = feedCache.answer(long);
  expect(second?.type).toBe('feed');
  expect(feedCache.answer(long)).toBe(second);
  expect(feedCache.counts().made).toBe(2);
});

it('tells who has a feed already that it is the same, long after its bytes were let go', () => {
  const feedCache = open(1500);
  const [first = '', second = ''] = addresses;
  const kept = feedAt(feedCache, first);
  expect(encodeFeed(feedAt(feedCache, second), 'identity')).toHaveLength(1000);
  expect(weighFeed(kept)).toBe(0);
  expect(feedAt(feedCache, first)).toBe(kept);
  expect(feedCache.counts()).toMatchObject({ made: 2, bytes: 1000 });
  // Sending it again renders it again and evicts the other's body.
  expect(encodeFeed(kept, 'identity')).toEqual(Buffer.alloc(1000));
  expect(feedCache.counts()).toMatchObject({ made: 3, bytes: 1000 });
});

it('weighs compressed forms too, once they are made', () => {
  const feedCache = open(100_000);
  const feed = feedAt(feedCache, addresses[0] ?? '');
  const { length } = encodeFeed(feed, 'gzip');
  encodeFeed(feed, 'gzip');
  expect(feedCache.counts().bytes).toBe(1000 + length);
  feedCache.forget(next.course.key);
  expect(feedCache.counts().bytes).toBe(0);
  // A reference to an evicted feed still works, and its bytes are no longer counted.
  encodeFeed(feed, 'br');
  expect(feedCache.counts().bytes).toBe(0);
});

it('evicts plain bytes of compressed feeds before it evicts feeds', () => {
  const feedCache = open(1500);
  const feeds = addresses.slice(0, 4).map((address) => feedAt(feedCache, address));
  for (const feed of feeds) encodeFeed(feed, 'gzip');
  const [first, , , last] = feeds;
  expect(feeds.map(({ bodies }) => [bodies.identity !== null, bodies.gzip !== null])).toEqual([
    [false, true],
    [false, true],
    [false, true],
    [true, true],
  ]);
  const { made, bytes } = feedCache.counts();
  expect(bytes).toBe(feeds.reduce((sum, feed) => sum + weighFeed(feed), 0));
  // Compressed bodies are sent from the cache; plain bodies are rendered again and evict another.
  for (const feed of feeds) encodeFeed(feed, 'gzip');
  expect(feedCache.counts().made).toBe(made);
  if (first) expect(encodeFeed(first, 'identity')).toEqual(Buffer.alloc(1000));
  expect(feedCache.counts()).toMatchObject({ made: made + 1, bytes });
  expect(last?.bodies.identity).toBeNull();
  feedCache.forget(next.course.key);
  expect(feedCache.counts().bytes).toBe(0);
});

it('evicts in order of use and stays within its bound, for any order and form of requests', () => {
  const feed = fc.nat(7);
  const encoding = fc.constantFrom('identity', 'gzip', 'br');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(feed, encoding), { maxLength: 60 }),
      fc.integer({ min: 1100, max: 5000 }),
      (asked, max) => {
        const feedCache = open(max);
        const seen = new Map<number, Feed>();
        for (const [index, form] of asked) {
          const one = feedAt(feedCache, addresses[index] ?? '');
          // A lookup alone renders a new feed's plain body, which is within the limit by itself.
          expect(seen.get(index) ?? one).toBe(one);
          seen.set(index, one);
          expect(encodeFeed(one, form).length).toBeGreaterThan(0);
          const bytes = [...seen.values()].reduce((sum, other) => sum + weighFeed(other), 0);
          expect(feedCache.counts().bytes).toBe(bytes);
          expect(bytes).toBeLessThanOrEqual(max);
          expect(one.bodies[form]).not.toBeNull();
        }
      },
    ),
  );
});

it('makes the very selection again that an address had, though its own words would mean another now', () => {
  const courses = createCourses();
  courses.put(next.course.key, next);
  const composed: string[] = [];
  const feedCache = createFeedCache({
    courses,
    drafts: false,
    maxBytes: 1,
    compose: ({ sections, unknown }) => {
      composed.push(`${sections.map(({ section }) => section.id).join('+')} ${unknown}`);
      return { body: Buffer.alloc(10), lastModified: PUBLISHED };
    },
  });
  const feed = feedAt(feedCache, `/${next.course.key}/${SECTIONS[0]}+guest.ics`);
  courses.put('fall-2018/cos518', listedIn('cos418/guest'));
  feedAt(feedCache, `/${next.course.key}/${SECTIONS[1]}.ics`);
  encodeFeed(feed, 'identity');
  expect(composed).toEqual([`${SECTIONS[0]} 1`, `${SECTIONS[1]} 0`, `${SECTIONS[0]} 1`]);
});

it('drops a course’s feeds when another course lists a section in it, and when it does so no longer', () => {
  const courses = createCourses();
  expect([...courses.put(next.course.key, next)]).toEqual([next.course.key]);
  const other = 'fall-2018/cos518';
  expect([...courses.put(other, listedIn('cos418/guest'))]).toEqual([other, next.course.key]);
  expect([...courses.put(other, null)]).toEqual([other, next.course.key]);
});

function feedAt(feedCache: FeedCache, address: string): Feed {
  const answer = feedCache.answer(address);
  if (answer?.type !== 'feed') throw new Error(`no feed at ${address}`);
  return answer.feed;
}

/** Another course whose first section is cross-listed at 'course/section'. */
function listedIn(place: string): PublishedCourse {
  const [course = '', section = ''] = place.split('/');
  const [first, ...rest] = next.sections;
  if (!first) throw new Error('a course without sections');
  return {
    ...next,
    course: { ...next.course, key: 'fall-2018/cos518', id: 'cos518' },
    sections: [{ ...first, listed: [{ course, section }] }, ...rest],
  };
}
