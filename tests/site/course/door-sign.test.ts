/** The page of a door sign: how often its section meets, and the calendar of the room that it hangs at. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPagesSite, type PagesSite, textOf } from '../pages-site.ts';

const COURSE = `code: CS 1
title: Erste
sections:
  L01: {kind: lecture, meets: {on: Mon 9-10, every: third week}, where: CS 304}
  L02: {kind: lecture, meets: Tue 9-10, where: somewhere else, note: x}
allow: [unknown-place]
`;
const PLACES = 'places:\n  cs-304: {name: Informatik 304, also: [CS 304]}\n  bowen-222: Bowen Hall 222\n';

let site: PagesSite;
beforeAll(async () => {
  site = await openPagesSite({
    empty: true,
    now: '2026-11-20T15:00:00Z',
    files: {
      'site.yaml': `uidDomain: example.edu\nname: Test\n${PLACES}`,
      'terms/t.yaml':
        'title: Herbst\nzone: Europe/Vienna\nclock: 24\nlanguage: de\nclasses: 2026-10-01 to 2027-01-29\n',
      'courses/t/cs1.yaml': COURSE,
    },
  });
});
afterAll(() => site.stop());

it('offers the feed of the place at which the section usually meets, which is there', async () => {
  const { body } = await site.get('/t/cs1/L01/sign');
  const text = textOf(body).replaceAll(/\s+/g, ' ');
  expect(text).toContain('Montags 9:00 bis 10:00 Uhr, alle 3 Wochen ab 5. Oktober');
  expect(text).toContain('Alles in Informatik 304 abonnieren');
  expect(text).not.toContain('Bowen');
  const [address] = /http[^"]*\/t\/rooms\/cs-304\.ics/.exec(body) ?? [];
  expect((await site.get(new URL(address ?? '').pathname)).body).toContain('BEGIN:VEVENT');
});

it('offers none where the site does not name the place', async () => {
  expect((await site.get('/t/cs1/L02/sign')).body).not.toContain('/t/rooms/');
});
