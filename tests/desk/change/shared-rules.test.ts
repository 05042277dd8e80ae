/** On a shared database a change is made under the rules that were published last, whoever read which. */

import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { request } from '../../../src/desk/change/change-desk.ts';
import { createRulesSource } from '../../../src/desk/change/current-rules.ts';
import type { DeskContext, Visitor } from '../../../src/desk/desk-context.ts';
import { createCourses } from '../../../src/feeds/courses.ts';
import { makeChange } from '../../../src/publish/changing.ts';
import { readFolder } from '../../../src/publish/folder.ts';
import { publishRules } from '../../../src/publish/publisher.ts';
import { readRules } from '../../../src/publish/rules.ts';
import { createPostgresPlaces } from '../../store/places.ts';

const COURSE = 'fall-2018/cos418';
// Before the first class: an edit that rewrites meetings that are over would wait.
const NOW = Date.parse('2018-09-01T12:00:00Z');
const places = createPostgresPlaces();
let place = '';
beforeAll(async () => {
  place = await places.create();
});
afterAll(async () => {
  await places.closeAll();
  await places.remove();
});

test('a replica that read older rules publishes nothing by them', async () => {
  const [one, other] = [await places.open(place), await places.open(place)];
  const files = await readFolder(path.resolve(import.meta.dirname, '../../../data'));
  const clock = () => NOW;
  await publishRules(one, clock, files, readRules(files));
  const source = createRulesSource(other, null);
  const stale = await source();
  expect(stale?.number).toBe(1);
  const moved = files.map((file) =>
    file.path.endsWith('cos418.yaml')
      ? {
          ...file,
          text: file.text.replace(
            'P01: {kind: precept, meets: Fri 10:00am-10:50am',
            'P01: {kind: precept, meets: Fri 9:00am-9:50am',
          ),
        }
      : file,
  );
  await publishRules(one, clock, moved, readRules(moved));
  const text = { sections: 'P02', on: '2018-10-12', cancel: 'yes' };
  const asked = { subject: COURSE, text, by: 'x', idempotencyKey: null };
  if (!stale) throw new Error('no rules');
  expect(await makeChange({ store: other, clock, rules: stale }, asked, true)).toEqual({ type: 'stale' });
  // The desk reads the new rules and goes on.
  let asks = 0;
  const desk: DeskContext = {
    store: other,
    clock,
    rules: async () => {
      asks += 1;
      return asks === 1 ? stale : source();
    },
    courses: createCourses(),
    catchUp: async () => undefined,
    mail: null,
  };
  const visitor: Visitor = {
    ...{ id: 'person:x', name: 'x', mail: 'x', shownName: null, hash: '' },
    ...{ grants: [], makers: [], ceiling: null },
  };
  const outcome = await request(desk, visitor, { subject: COURSE, text, expected: {}, idempotencyKey: null }, true);
  expect(outcome.type).toBe('done');
  const published = (await one.loadCourse(COURSE))?.published;
  const starts = published?.meetings.filter(({ facts }) => facts.section === 'P01').map(({ facts }) => facts.startTime);
  expect(new Set(starts)).toEqual(new Set(['09:00']));
  expect(published?.meetings.some(({ facts }) => facts.section === 'P02' && facts.status === 'cancelled')).toBe(true);
});
