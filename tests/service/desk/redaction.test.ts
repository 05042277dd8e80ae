import { afterEach, beforeEach, expect, test } from 'vitest';
import { request } from '../../../src/service/desk/change-desk.ts';
import { readHistory } from '../../../src/service/desk/history.ts';
import { REDACTED, redact } from '../../../src/service/desk/redaction.ts';
import { COURSE, type DeskTrial, openDeskTrial } from './desk-trial.ts';

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
  const outcome = await redact(desk, 'owner@example.edu', WORDS.toUpperCase());
  expect(outcome).toMatchObject({ type: 'redacted' });
  expect(await everything()).not.toContain('flu');
  const after = await meeting('2018-10-12');
  expect(after?.facts).toMatchObject({ status: 'cancelled', reason: `Cancelled: ${REDACTED}` });
  // Subscribers who keep a copy get the new words: a higher SEQUENCE, a later instant.
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
  await redact(desk, 'owner@example.edu', 'Pat Doe');
  const after = await meeting('2018-10-19');
  expect(JSON.stringify(after)).not.toContain('Pat Doe');
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
});

test('a person goes wherever they stand; ids and dates that contain the words stay', async () => {
  const made = await change({ sections: 'P02', on: '2018-10-12', cancel: 'yes', say: '2018 is over' });
  await redact(desk, 'owner@example.edu', 'pat@example.edu');
  expect(await everything()).not.toContain('pat@example.edu');
  expect((await desk.store.deskChanges(COURSE))[0]).toMatchObject({ id: made.id, madeBy: REDACTED });
  await redact(desk, 'owner@example.edu', '2018');
  const [kept] = await desk.store.deskChanges(COURSE);
  expect(kept?.change).toMatchObject({ say: `${REDACTED} is over`, scope: { dates: { from: '2018-10-12' } } });
});

test('what stands nowhere, is too short, or is oneself is refused', async () => {
  expect(await redact(desk, 'owner@example.edu', 'never written')).toMatchObject({ type: 'refused' });
  expect(await redact(desk, 'owner@example.edu', 'a')).toMatchObject({ type: 'refused' });
  expect(await redact(desk, 'owner@example.edu', 'Owner@example.edu')).toMatchObject({ type: 'refused' });
  expect((await desk.store.auditTrail(10)).filter(({ what }) => what === 'redact')).toEqual([]);
});
