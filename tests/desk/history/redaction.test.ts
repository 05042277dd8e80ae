import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { request, takeBack } from '../../../src/desk/change/change-desk.ts';
import { readHistory } from '../../../src/desk/history/history.ts';
import { REDACTED, redact } from '../../../src/desk/history/redaction.ts';
import { makeToken } from '../../../src/desk/staff/api-tokens.ts';
import { composeFeed } from '../../../src/ical/feed.ts';
import { closeTerm } from '../../../src/publish/closing.ts';
import { printAtom } from '../../../src/site/data/atom.ts';
import { writeCourseJson } from '../../../src/site/data/course-json.ts';
import { exportState } from '../../store/state-text.ts';
import { COURSE, type DeskTrial, openDeskTrial } from '../desk-trial.ts';

let desk: DeskTrial;
beforeEach(async () => {
  desk = await openDeskTrial();
});
afterEach(() => desk.stop());

const WORDS = 'Pat (has) the flu.';
const ASK = { subject: null, who: null, what: null, section: null, before: null };

async function change(text: Record<string, unknown>) {
  const visitor = desk.visitor('pat@example.edu', { role: 'editor', scope: COURSE });
  const outcome = await request(desk, visitor, { subject: COURSE, text, expected: {}, idempotencyKey: null }, true);
  if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.change;
}

const meeting = async (date: string) =>
  (await desk.store.loadCourse(COURSE))?.published.meetings.find(
    ({ facts, originalDate }) => facts.section === 'P02' && originalDate === date,
  );
const everything = async () =>
  JSON.stringify([
    await desk.store.auditTrail(1000),
    await desk.store.deskChanges(),
    [...(await desk.store.loadCourses()).values()],
  ]);

test('words go from history, changes and feeds; what happened stays, and the redaction is recorded without them', async () => {
  await change({
    sections: 'P02',
    on: '2018-10-12',
    cancel: 'yes',
    say: `Cancelled: ${WORDS}`,
    why: `${WORDS} Really.`,
  });
  const before = await meeting('2018-10-12');
  expect(await everything()).toContain(WORDS);
  desk.now += 60_000;
  const outcome = await redact(desk, 'owner@example.edu', WORDS.toUpperCase(), true);
  expect(outcome).toMatchObject({ type: 'redacted' });
  expect(await everything()).not.toContain('flu');
  const after = await meeting('2018-10-12');
  expect(after?.facts).toMatchObject({ status: 'cancelled', reason: `Cancelled: ${REDACTED}` });
  // Subscribers' cached copies are replaced: higher SEQUENCE, later timestamp.
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  expect(after?.lastModified).toBeGreaterThan(before?.lastModified ?? 0);
  const { lines } = await readHistory(desk, ASK);
  expect(lines.map(({ what, who }) => [what, who])).toEqual([
    ['redact', 'owner@example.edu'],
    ['change', 'pat@example.edu'],
  ]);
});

test('a line of a change that was taken back goes too, and its meeting is revised', async () => {
  await change({ sections: 'P02', on: '2018-10-19', note: 'Ask Pat Doe' });
  await change({ sections: 'P02', on: '2018-10-19', note: 'Nothing' });
  const before = await meeting('2018-10-19');
  await redact(desk, 'owner@example.edu', 'Pat Doe', true);
  const after = await meeting('2018-10-19');
  expect(JSON.stringify(after)).not.toContain('Pat Doe');
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
});

test('a person goes wherever they stand; ids and dates that contain the words stay', async () => {
  const made = await change({ sections: 'P02', on: '2018-10-12', cancel: 'yes', say: '2018 is over' });
  await redact(desk, 'owner@example.edu', 'pat@example.edu', true);
  expect(await everything()).not.toContain('pat@example.edu');
  expect((await desk.store.deskChanges(COURSE))[0]).toMatchObject({ id: made.id, madeBy: REDACTED });
  await redact(desk, 'owner@example.edu', '2018', true);
  const [kept] = await desk.store.deskChanges(COURSE);
  expect(kept?.change).toMatchObject({ say: `${REDACTED} is over`, scope: { dates: { from: '2018-10-12' } } });
});

test('what stands nowhere, is too short, or is oneself is refused', async () => {
  expect(await redact(desk, 'owner@example.edu', 'never written', true)).toMatchObject({ type: 'refused' });
  expect(await redact(desk, 'owner@example.edu', 'a', true)).toMatchObject({ type: 'refused' });
  expect(await redact(desk, 'owner@example.edu', 'Owner@example.edu', true)).toMatchObject({ type: 'refused' });
  expect((await desk.store.auditTrail(10)).filter(({ what }) => what === 'redact')).toEqual([]);
});

const SECRET = 'QQSECRETQQ';

/** The raw content of the store's files. */
const filesOf = () =>
  readdirSync(desk.folder)
    .filter((name) => !name.endsWith('-shm'))
    .map((name) => readFileSync(path.join(desk.folder, name)).toString('latin1'))
    .join('');

const exported = () => exportState(desk.store);

async function publicAnswers(): Promise<string> {
  await desk.catchUp();
  const view = desk.courses.find('fall-2018', 'cos418');
  if (!view) throw new Error('no course');
  const feeds = (['subscription', 'download'] as const).map((form) =>
    composeFeed(view.published, 'all', form, { publicUrl: 'https://calendar.example.edu' }).toString(),
  );
  const unfolded = feeds.map((feed) => feed.replaceAll('\r\n ', ''));
  return [...unfolded, printAtom(view, null), JSON.stringify(writeCourseJson(desk.courses, view))].join('\n');
}

const visitor = () => desk.visitor('pat@example.edu', { role: 'editor', scope: COURSE });

async function undo(id: string): Promise<void> {
  const outcome = await takeBack(desk, visitor(), { subject: COURSE, id }, true);
  if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
}

const P02 = { sections: 'P02', on: '2018-10-19' };
const HOURS = { sections: 'P02', from: '2018-11-05', until: '2018-11-11', say: 'other hours' };

/** Each free-text field; `undo` reverts the preceding step. */
const SEEDS: readonly (readonly [string, readonly (Record<string, unknown> | 'undo')[]])[] = [
  ['a note', [{ ...P02, note: `call ${SECRET}` }]],
  ['a note in small letters', [{ ...P02, note: `call ${SECRET.toLowerCase()}` }]],
  ['a public line', [{ ...P02, cancel: 'yes', say: `because ${SECRET}` }]],
  ['a reason for staff', [{ ...P02, note: 'plain', why: `because ${SECRET}` }]],
  ['a place', [{ ...P02, where: `Room ${SECRET}` }]],
  [
    'a place that changed again',
    [
      { ...P02, where: `Room ${SECRET}` },
      { ...P02, where: 'Room 5' },
    ],
  ],
  ['a place, undone', [{ ...P02, where: `Room ${SECRET}` }, 'undo']],
  ['an address with a password', [{ ...P02, where: `online https://meet.example/j/1?pwd=${SECRET}` }]],
  ['an address with a password, undone', [{ ...P02, where: `online https://meet.example/j/1?pwd=${SECRET}` }, 'undo']],
  ['a person', [{ ...P02, staff: `Doctor ${SECRET}` }]],
  ['a person, undone', [{ ...P02, staff: `Doctor ${SECRET}` }, 'undo']],
  ['an extra meeting', [{ sections: 'P02', extra: 'Thu 2018-11-08 4pm-5pm', where: SECRET, note: SECRET }]],
  ['an extra meeting, undone', [{ sections: 'P02', extra: 'Thu 2018-11-08 4pm-5pm', note: SECRET }, 'undo']],
  ['other hours', [{ ...HOURS, instead: [{ on: 'Thu 6pm-7pm', where: SECRET, note: SECRET, id: SECRET }] }]],
  ['other hours, undone', [{ ...HOURS, instead: [{ on: 'Thu 6pm-7pm', where: SECRET, id: SECRET }] }, 'undo']],
  ['a cancellation, undone', [{ ...P02, cancel: 'yes', say: `because ${SECRET}` }, 'undo']],
];

test.each(SEEDS)('%s leaves nothing behind, and nothing is said about its going', async (_, acts) => {
  let last = '';
  for (const act of acts) {
    if (act === 'undo') await undo(last);
    else last = (await change(act)).id;
    desk.now += 60_000;
  }
  const before = (await desk.store.loadCourse(COURSE))?.published;
  expect(filesOf().toLowerCase()).toContain(SECRET.toLowerCase());

  const preview = await redact(desk, 'owner@example.edu', SECRET, false);
  expect((await exported()).toLowerCase()).toContain(SECRET.toLowerCase());
  const outcome = await redact(desk, 'owner@example.edu', SECRET, true);
  expect(outcome).toMatchObject({ type: 'redacted', unscrubbed: null, rules: [], unreadable: [] });
  if (preview.type !== 'preview' || outcome.type !== 'redacted') throw new Error(preview.type);
  expect(preview.where).toEqual(outcome.where);
  expect(preview.places).toBeGreaterThan(0);

  expect((await everything()).toLowerCase()).not.toContain(SECRET.toLowerCase());
  expect((await exported()).toLowerCase()).not.toContain(SECRET.toLowerCase());
  expect((await publicAnswers()).toLowerCase()).not.toContain(SECRET.toLowerCase());
  expect(filesOf().toLowerCase()).not.toContain(SECRET.toLowerCase());

  const after = (await desk.store.loadCourse(COURSE))?.published;
  expect(after?.changes.map(({ at, section }) => [at, section])).toEqual(
    before?.changes.map(({ at, section }) => [at, section]),
  );
  expect(after?.meetings.map(({ uid }) => uid).toSorted()).toEqual(before?.meetings.map(({ uid }) => uid).toSorted());
  const was = new Map(before?.meetings.map((meeting) => [meeting.uid, meeting]));
  for (const meeting of after?.meetings ?? []) {
    const said = JSON.stringify([was.get(meeting.uid)?.facts, was.get(meeting.uid)?.history]).toLowerCase();
    const raised = said.includes(SECRET.toLowerCase()) ? 1 : 0;
    expect(meeting.sequence).toBe((was.get(meeting.uid)?.sequence ?? 0) + raised);
  }
  // The agreed text is the published one: a later change does not restore the redacted text.
  await change({ ...P02, note: 'Bring laptops' });
  expect((await publicAnswers()).toLowerCase()).not.toContain(SECRET.toLowerCase());
});

test.each(['announced', 'taken back', 'in a closed term'])(
  'a snow day leaves nothing behind in its term’s calendar (%s)',
  async (state) => {
    const visitor = desk.visitor('dean@example.edu', { role: 'owner', scope: '*' });
    const ask = { subject: 'fall-2018', text: { on: '2018-11-14', closed: 'all day', say: `Snow, says ${SECRET}` } };
    const made = await request(desk, visitor, { ...ask, expected: {}, idempotencyKey: null }, true);
    if (made.type !== 'done') throw new Error(JSON.stringify(made));
    desk.now += 60_000;
    const taken = { subject: 'fall-2018', id: made.change.id, expected: {} };
    if (state === 'taken back') await takeBack(desk, visitor, taken, true);
    if (state === 'in a closed term') await closeTerm(desk.store, desk.clock, 'fall-2018');
    const calendars = async () => JSON.stringify(await desk.store.holidays());
    const sequenceOf = async () =>
      (await desk.store.holidays())[0]?.published?.days.find(({ facts }) => facts.name.startsWith('Snow'))?.sequence;
    const before = await sequenceOf();
    expect(await calendars()).toContain(SECRET);
    desk.now += 60_000;
    expect(await redact(desk, 'owner@example.edu', SECRET, true)).toMatchObject({ type: 'redacted' });
    expect(await calendars()).not.toContain(SECRET);
    expect(await calendars()).toContain(`Snow, says ${REDACTED}`);
    expect(await sequenceOf()).toBe((before ?? 0) + 1);
  },
);

test('a person who left goes from sessions, links, tokens and whatever others were given by them', async () => {
  const MAIL = 'forgetme@example.edu';
  const by = { addedAt: 0, addedBy: MAIL, grants: [{ role: 'viewer', scope: COURSE, at: 0, by: MAIL }] };
  const signed = { madeAt: 0, expiresAt: desk.now + 1e9 };
  const makers = [`person:${MAIL}`] as const;
  await desk.store.write(async (tx) => {
    await tx.saveStaff({ mail: 'newbie@example.edu', name: 'Newbie of Forgotten Person', ...by });
    await tx.saveSession({ hash: 's', mail: MAIL, device: 'Forgotten Person’s phone', endedAt: 1, ...signed });
    await tx.saveSession({ hash: 'n', mail: 'newbie@example.edu', device: 'phone', endedAt: null, makers, ...signed });
    await tx.saveSignInLink({ hash: 'l', mail: MAIL, madeBy: MAIL, usedAt: 1, revokedAt: null, ...signed });
  });
  const leaver = desk.visitor(MAIL, { role: 'head', scope: COURSE });
  await makeToken(desk, leaver, { label: 'for Forgotten Person', role: 'editor', scope: COURSE, days: null });
  const outcome = await request(
    desk,
    leaver,
    { subject: COURSE, text: { ...P02, note: 'plain' }, expected: {}, idempotencyKey: `key of ${MAIL}` },
    true,
  );
  expect(outcome.type).toBe('done');
  expect(await exported()).toContain(MAIL);
  expect(await redact(desk, 'owner@example.edu', 'NEWBIE@example.edu', true)).toMatchObject({ type: 'refused' });
  for (const words of [MAIL, 'Forgotten Person']) {
    expect(await redact(desk, 'owner@example.edu', words, true)).toMatchObject({ type: 'redacted' });
    expect(await exported()).not.toContain(words);
    expect(filesOf()).not.toContain(words);
  }
  expect((await desk.store.session('n'))?.makers).toEqual([`person:${REDACTED}`]);
  expect(await desk.store.session('s')).toBeNull();
});

test('names of personal calendars, a withdrawn meeting and a retired course are redacted', async () => {
  const stored = await desk.store.loadCourse(COURSE);
  if (!stored) throw new Error('no course');
  const options = { name: `${SECRET} and I`, reminders: {}, cancelled: null };
  const feed = { tokenHash: 't', keyHash: 'k', selection: [], options, instant: 1000, edits: 0, raised: null };
  const course = { ...stored.published.course, title: SECRET, note: SECRET, links: [{ title: SECRET, url: SECRET }] };
  await desk.store.write(async (tx) => {
    await tx.savePersonalFeed({ ...feed, revokedAt: null });
    await tx.saveCourse('fall-2018/old1', {
      ...stored,
      retired: true,
      published: { ...stored.published, absent: [], course: { ...course, key: 'fall-2018/old1', id: 'old1' } },
    });
  });
  const outcome = await redact(desk, 'owner@example.edu', SECRET, true);
  expect(outcome).toMatchObject({ where: { calendars: 1, feeds: 4 } });
  expect(filesOf()).not.toContain(SECRET);
  const after = (await desk.store.loadCourse('fall-2018/old1'))?.published;
  expect(after?.course.title).toBe(REDACTED);
  expect(
    after?.meetings.every(({ sequence }, index) => sequence === (stored.published.meetings[index]?.sequence ?? 0) + 1),
  ).toBe(true);
  expect((await desk.store.personalFeed('t'))?.instant).toBeGreaterThan(1000);
});

test('what the rules say stays, is published as before, and is named', async () => {
  await change({ ...P02, note: 'Ask Zhenyu Song' });
  const before = (await desk.store.loadCourse(COURSE))?.published;
  const outcome = await redact(desk, 'owner@example.edu', 'Zhenyu Song', true);
  expect(outcome).toMatchObject({ type: 'redacted', rules: ['courses/fall-2018/cos418.yaml'] });
  const after = (await desk.store.loadCourse(COURSE))?.published;
  expect(after?.meetings.find(({ facts }) => facts.date === P02.on && facts.section === 'P02')?.facts).toMatchObject({
    staff: ['Zhenyu Song'],
    notes: [`Ask ${REDACTED}`],
  });
  expect(after?.changes).toHaveLength(before?.changes.length ?? 0);
  const only = await redact(desk, 'owner@example.edu', 'Bowen Hall', false);
  expect(only).toMatchObject({ type: 'refused', why: expect.stringContaining('site.yaml') });
});
