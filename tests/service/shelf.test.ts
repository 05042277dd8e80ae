import { expect, it } from 'vitest';
import { reviseCourse } from '../../src/publication/revise.ts';
import { createCourses } from '../../src/service/courses.ts';
import { createShelf } from '../../src/service/shelf.ts';
import { PUBLISHED, schedule } from '../publication/schedules.ts';

const { next } = reviseCourse(null, schedule(), PUBLISHED);
const SECTIONS = next.sections.map(({ id }) => id);

/** A shelf whose feeds weigh 1,000 bytes each. */
function open(maxBytes: number) {
  const courses = createCourses();
  courses.put(next.course.key, next);
  return createShelf({
    courses,
    drafts: false,
    maxBytes,
    compose: () => ({ body: Buffer.alloc(1000), lastModified: PUBLISHED }),
  });
}

/** Addresses that are feeds of their own: they differ in how many of their parts lead nowhere. */
const addresses = Array.from({ length: 39 }, (_, unknown) => {
  const parts = [SECTIONS[0], ...Array.from({ length: unknown }, (_nothing, n) => `none${n}`)];
  return `/${next.course.key}/${parts.join('+')}.ics`;
});

it('keeps no more than it may, however many feeds are asked for, and the one asked for last', () => {
  const shelf = open(5000);
  for (const address of addresses) {
    expect(shelf.answer(address)?.type).toBe('feed');
    expect(shelf.counts().bytes).toBeLessThanOrEqual(5000);
  }
  expect(shelf.counts()).toMatchObject({ kept: 0, made: addresses.length, bytes: 5000 });
  const last = addresses.at(-1) ?? '';
  shelf.answer(last);
  expect(shelf.counts()).toMatchObject({ kept: 1, made: addresses.length });
});

it('knows a feed again by any of its addresses, long ones too', () => {
  const shelf = open(100_000);
  const one = addresses[3] ?? '';
  const first = shelf.answer(one);
  const turned = one.replace(/([^/]+)\.ics$/, (_all, parts: string) => `${parts.split('+').reverse().join('+')}.ics`);
  expect(shelf.answer(turned)).toBe(first);
  const long = `/${next.course.key}/${[SECTIONS[0], ...Array.from('abcdefghij', (letter) => letter.repeat(32))].join('+')}.ics`;
  expect(long.length).toBeGreaterThan(300);
  const second = shelf.answer(long);
  expect(second?.type).toBe('feed');
  expect(shelf.answer(long)).toBe(second);
  expect(shelf.counts().made).toBe(2);
});
