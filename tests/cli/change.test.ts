import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../patient.ts';
import { openSite, type RunningSite } from '../site/site.ts';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
let site: RunningSite;
beforeEach(async () => {
  trial = await openTrial();
  site = await openSite({ data: trial.data });
});
afterEach(async () => {
  await site.stop();
  await site.forget();
  await trial.remove();
});

const COURSE = 'fall-2018/cos418';
const CANCEL = [
  '--sections',
  'P02',
  '--on',
  'Fri 2018-10-12',
  '--cancel',
  '--say',
  'Join P01 or P03',
  '--why',
  'secret',
  '--agree',
  'in-the-past',
];
const change = (...argv: string[]) => trial.run('change', COURSE, ...argv, '--state', site.state);

/** The shipped term is over. */
const AGREED = ['--agree', 'in-the-past'];

async function waitFor(path: string, wanted: (body: string) => boolean): Promise<{ body: string }> {
  let body = '';
  await until(async () => {
    body = (await site.get(path)).body;
    return wanted(body);
  }, path);
  return { body: body.replaceAll('\r\n ', '') };
}

it('is in the feeds of a running server, and disappears when undone', async () => {
  const path = `/${COURSE}/P02.ics`;
  const preview = await change(...CANCEL, '--dry-run');
  expect(preview.out).toContain('would publish: cancels 1, moves 0, changes 0 rooms; P02 and all');
  expect((await site.get(path)).body).not.toContain('CANCELLED');

  const made = await change(...CANCEL);
  expect(made.code).toBe(0);
  const { body } = await waitFor(path, (text) => text.includes('SUMMARY:CANCELLED: COS 418 P02'));
  const event = body.split('BEGIN:VEVENT').find((text) => text.includes('CANCELLED: ')) ?? '';
  expect(event).toContain('SEQUENCE:1');
  expect(event).toContain('STATUS:CONFIRMED');
  expect(event).toContain('TRANSP:TRANSPARENT');
  expect(event).toContain('Join P01 or P03');
  expect(body).not.toContain('secret');

  const id = /change (d-[\w-]+)/.exec(made.out)?.[1] ?? '';
  expect((await change('--undo', id)).code).toBe(0);
  const back = await waitFor(path, (text) => !text.includes('CANCELLED: '));
  expect(back.body).toContain('SEQUENCE:2');
  expect(await change('--undo', id)).toMatchObject({ code: 0, out: `${id} was taken back before` });
  expect((await change('--list')).out).toContain(`${id} `);
});

it('refuses what touches no meeting or cannot be read, and changes nothing', async () => {
  const nothing = await change('--sections', 'P02', '--on', '2018-10-11', '--cancel');
  expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('change-refers-to-nothing')]);
  const unread = await change('--sections', 'P99', '--on', '2018-10-12', '--move', '3-4');
  expect(unread.code).toBe(1);
  expect(unread.err).toMatch(/unknown-section[\s\S]*ambiguous-time|ambiguous-time[\s\S]*unknown-section/);
  expect((await trial.run('change', 'fall-2018/nope', ...CANCEL, '--state', site.state)).err).toContain(
    'there is no fall-2018/nope',
  );
  expect((await change('--list')).out).toContain('no changes');
});

it('refuses options that do not go together', async () => {
  const mixed = await change('--undo', 'd-1', '--cancel');
  expect([mixed.code, mixed.err]).toEqual([2, expect.stringContaining('--undo and --cancel do not go together')]);
  expect((await change('--list', '--on', '2018-10-12')).code).toBe(2);
});

it('asks about probable mistakes, and makes the change once they are confirmed', async () => {
  const unagreed = CANCEL.slice(0, -2);
  const asked = await change(...unagreed);
  expect([asked.code, asked.err]).toEqual([
    1,
    expect.stringMatching(
      /Is this meant\?\n {2}This is in the past: COS 418 P02 was on Friday 12 October 2018, .* ago\.\n {2}If it is: --agree in-the-past/,
    ),
  ]);
  expect((await change('--list')).out).toContain('no changes');
  expect((await change(...unagreed, '--dry-run')).err).toContain('(--agree in-the-past)');
  const unknown = await change(...unagreed, '--agree', 'yes');
  expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('--agree takes one of in-the-past,')]);
});

it('moves, adds and closes, with what leans on a meeting following', async () => {
  const moved = ['--move', 'Thu 2018-10-11 2pm-2:50pm', '--where', 'CS 003', ...AGREED];
  await change('--sections', 'L01', '--on', '2018-10-10', ...moved);
  const { body } = await waitFor(`/${COURSE}/OH-Lloyd.ics`, (text) => text.includes('SEQUENCE:1'));
  const followed = body.split('BEGIN:VEVENT').find((text) => text.includes('SEQUENCE:1')) ?? '';
  expect(followed).toContain('DTSTART:20181011T185000Z');
  expect(followed).toContain('LOCATION:Computer Science 003');

  await change(
    '--sections',
    'L01',
    '--extra',
    'Sun 2018-12-16 4pm-6pm',
    '--note',
    'Review',
    ...AGREED,
    '--agree',
    'outside-term',
  );
  await waitFor(`/${COURSE}/L01.ics`, (text) => text.includes('DTSTART:20181216T210000Z'));

  const snow = await trial.run(
    'change',
    'fall-2018',
    '--on',
    '2018-11-16',
    '--closed',
    'from 10:30am',
    '--say',
    'Snow',
    ...AGREED,
    '--state',
    site.state,
  );
  expect(snow.code).toBe(0);
  const closed = await waitFor(`/${COURSE}/all.ics`, (text) => text.includes('Snow'));
  const onTheDay = closed.body.split('BEGIN:VEVENT').filter((text) => /DTSTART:20181116T/.test(text));
  // P01 is shortened to the start of the closing; P02, P03 and the office hours are cancelled.
  expect(onTheDay.filter((text) => text.includes('SUMMARY:CANCELLED: '))).toHaveLength(3);
  expect(onTheDay.find((text) => text.includes('COS 418 P01'))).toContain('DTEND:20181116T153000Z');
});

it('carries its state to another store', async () => {
  await change(...CANCEL);
  const before = await waitFor(`/${COURSE}/P02.ics`, (text) => text.includes('CANCELLED: '));
  expect((await trial.run('export', '--out', 'state.jsonl', '--state', site.state)).code).toBe(0);
  expect((await trial.run('restore', 'state.jsonl', '--state', 'other')).code).toBe(0);
  const again = await trial.run('restore', 'state.jsonl', '--state', 'other');
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('not empty')]);
  const other = await openSite({ data: trial.data, state: `${trial.folder}/other` });
  expect((await other.get(`/${COURSE}/P02.ics`)).body.replaceAll('\r\n ', '')).toBe(before.body);
  await other.stop();
});

it('serves a course whose term is over as it was, retired or not', async () => {
  const before = (await site.get(`/${COURSE}/P02.ics`)).body;
  for (const undo of [[], ['--undo']]) {
    expect((await trial.run('retire', COURSE, ...undo, '--state', site.state)).code).toBe(0);
    await site.readAgain();
    expect((await site.get(`/${COURSE}/P02.ics`)).body).toBe(before);
  }
});
