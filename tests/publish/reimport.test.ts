/** A registrar's table imported twice, and its subscribers' copies after the second import. */
import { afterAll, afterEach, expect, test } from 'vitest';
import type { ImportTerm } from '../../src/import/table/draft.ts';
import { planImport } from '../../src/import/table/plan.ts';
import { readTable } from '../../src/import/table/read-table.ts';
import { publish } from '../../src/publish/publisher.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import type { Store } from '../../src/store/store.ts';
import { createSqlitePlaces } from '../store/places.ts';

const places = createSqlitePlaces();
afterEach(() => places.closeAll());
afterAll(() => places.remove());

const NOW = Date.parse('2027-01-05T12:00:00Z');
const TERM: ImportTerm = { id: 'spring-2027', classes: { from: '2027-01-11', until: '2027-04-27' } };
const SITE = [
  { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
  {
    path: 'terms/spring-2027.yaml',
    text: 'title: Spring\nzone: America/New_York\nclasses: 2027-01-11 to 2027-04-27\npublished: 2026-11-01\n',
  },
];
const HEAD = 'CRN,Subj,Crse,Sec,Title,Type,Days,Time,Room,Instructor,Start Date,End Date';
const DATES = '01/11/2027,04/27/2027';
const WHOLE = `10,KEE,101,1,T,Lecture,MW,9:00am-9:50am,R3,C. Able,${DATES}`;

/** Imports a table over the folder's imported files. */
function importRows(files: Map<string, string>, rows: readonly string[]): Rules {
  const imported = new Map([...files].map(([path, text]) => [path.replace(/^.*\/|\.yaml$/g, ''), text]));
  const plan = planImport(readTable([HEAD, ...rows].join('\n')), TERM, files.size === 0 ? null : { imported });
  for (const { path, text } of plan.files) {
    if (text === null) files.delete(path);
    else files.set(path, text);
  }
  return readRules([...SITE, ...[...files].map(([path, text]) => ({ path, text }))]);
}

/** Meetings of a section by UID: "confirmed 0 09:00 R1". */
async function seen(store: Store, course: string, section = '1'): Promise<Map<string, string>> {
  const key = `spring-2027/${course}`;
  const stored = await store.loadCourse((await store.findCourse(key))?.key ?? key);
  return new Map(
    (stored?.published.meetings ?? [])
      .filter(({ facts }) => facts.section === section)
      .map(({ uid, sequence, facts }) => [
        uid,
        `${facts.status} ${sequence} ${facts.startTime} ${facts.where.map(({ text }) => text).join(' / ')}`,
      ]),
  );
}

const count = (meetings: ReadonlyMap<string, string>): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(meetings.values(), (text) => text)].map(([text, all]) => [text, all.length]));

/** Publishes both tables, agreeing to each edit; returns one section's meetings before and after. */
async function reimport(
  first: readonly string[],
  second: readonly string[],
  course: string,
  after = course,
): Promise<{ before: Map<string, string>; after: Map<string, string>; store: Store }> {
  const store = await places.open(await places.create());
  const files = new Map<string, string>();
  await publish(store, () => NOW, importRows(files, first));
  const before = await seen(store, course);
  const rules = importRows(files, second);
  const { plans } = await publish(store, () => NOW + 86_400_000, rules);
  const edits = new Map(plans.filter(({ held }) => held).map(({ key, digest }) => [key, digest.split('.')[0] ?? '']));
  await publish(store, () => NOW + 86_400_000, rules, { agreement: { edits, by: 'owner' } });
  expect(await store.heldEdits()).toEqual([]);
  return { before, after: await seen(store, after), store };
}

test('a class that becomes cross-listed goes on at both addresses under its UIDs', async () => {
  const rows = (room: string): string[] => [
    `151,ART,110,1,Art,Lecture,MW,9:00am-9:50am,${room},A. Able,${DATES}`,
    `152,BIO,210,1,Bio,Lecture,MW,9:00am-9:50am,${room},A. Able,${DATES}`,
  ];
  const { before, after, store } = await reimport(rows('TBA'), rows('Hall 55'), 'art110');
  expect(count(after)).toEqual({ 'confirmed 1 09:00 Hall 55': before.size });
  expect([...after.keys()]).toEqual([...before.keys()]);
  const guest = (await store.loadCourse('spring-2027/bio210'))?.published;
  expect(guest?.meetings.map(({ facts, sequence }) => `${facts.status} ${sequence} ${facts.where[0]?.text}`)).toEqual(
    Array.from(before, () => 'confirmed 1 Hall 55'),
  );
  expect(guest?.sections.map(({ id, gone }) => [id, gone ?? false])).toEqual([['1', false]]);
});

test('a course that the table no longer has is cancelled for its subscribers', async () => {
  const gone = `9,DRO,101,1,T,Lecture,MW,9:00am-9:50am,R2,B. Able,${DATES}`;
  const { before, after } = await reimport([gone, WHOLE], [WHOLE], 'dro101');
  expect(count(before)).toEqual({ 'confirmed 0 09:00 R2': before.size });
  expect(count(after)).toEqual({ 'cancelled 1 09:00 R2': before.size });
});

test('a course under another number goes on under its UIDs, and its old address leads to it', async () => {
  const row = (code: string, time: string, room: string): string =>
    `8,SHA,${code},1,T,Lecture,MW,${time},${room},A. Able,${DATES}`;
  const { before, after, store } = await reimport(
    [row('101', '9:00am-9:50am', 'R1'), WHOLE],
    [row('1010', '4:00pm-4:50pm', 'R9'), WHOLE],
    'sha101',
    'sha1010',
  );
  expect(count(after)).toEqual({ 'confirmed 1 16:00 R9': before.size });
  expect([...after.keys()]).toEqual([...before.keys()]);
  expect((await store.findCourse('spring-2027/sha101'))?.key ?? 'spring-2027/sha1010').toBe('spring-2027/sha1010');
});

test.each([
  [
    'another room from a date on',
    [`17,PAR,1,1,T,Lecture,MW,9:00am-9:50am,R1,A. Able,${DATES}`],
    [
      '17,PAR,1,1,T,Lecture,MW,9:00am-9:50am,R1,A. Able,01/11/2027,03/05/2027',
      '17,PAR,1,1,T,Lecture,MW,9:00am-9:50am,R2,A. Able,03/06/2027,04/27/2027',
    ],
    ['confirmed 0 09:00 R1', 'confirmed 1 09:00 R2'],
  ],
  [
    'one row that becomes two, by days',
    [`6,PAR,1,1,T,Lecture,TR,11:00am-12:15pm,R1,G. Able,${DATES}`],
    [
      `6,PAR,1,1,T,Lecture,T,11:00am-12:15pm,R1,G. Able,${DATES}`,
      `6,PAR,1,1,T,Lecture,R,11:00am-12:15pm,R2,G. Able,${DATES}`,
    ],
    ['confirmed 0 11:00 R1', 'confirmed 1 11:00 R2'],
  ],
  [
    'rows in another order',
    [
      `5,PAR,1,1,T,Lecture,MW,11:00am-12:15pm,R1,E. Able,${DATES}`,
      `5,PAR,1,1,T,Lab,F,1:00pm-3:50pm,L1,F. Able,${DATES}`,
    ],
    [
      `5,PAR,1,1,T,Lab,F,1:00pm-3:50pm,L1,F. Able,${DATES}`,
      `5,PAR,1,1,T,Lecture,MW,11:00am-12:15pm,R1,E. Able,${DATES}`,
    ],
    ['confirmed 0 11:00 R1', 'confirmed 0 13:00 L1'],
  ],
])('%s: every meeting keeps its UID, and only what changed is raised', async (_, first, second, expected) => {
  const { before, after } = await reimport(first, second, 'par1');
  expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
  expect([...new Set(after.values())].sort()).toEqual(expected);
});

test('a number used again for another course is a new course, and the old one is cancelled', async () => {
  const { after, store } = await reimport(
    [`13,OLD,1,1,Old subject,Lecture,MW,9:00am-9:50am,R1,A. Able,${DATES}`, WHOLE],
    [`13,NEW,900,7,Wholly other,Lecture,TR,6:00pm-6:50pm,R8,Q. Able,${DATES}`, WHOLE],
    'old1',
  );
  expect(Object.keys(count(after))).toEqual(['cancelled 1 09:00 R1']);
  expect(Object.keys(count(await seen(store, 'new900', '7')))).toEqual(['confirmed 0 18:00 R8']);
});
