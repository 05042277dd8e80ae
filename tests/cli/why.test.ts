/** `belltower why` and `belltower history`, over a published course and a change at the command line. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

const KEY = 'fall-2018/cos418';
let trial: Trial;
let state: string;
beforeAll(async () => {
  trial = await openTrial();
  state = path.join(trial.folder, 'state');
  await trial.run('publish', '--state', state);
  const flags = ['--sections', 'P02', '--on', '2018-10-12', '--by', 'ta@example.edu', '--agree', 'in-the-past'];
  const made = await trial.run(
    ...['change', KEY, '--state', state, '--cancel', '--say', 'Snow', '--why', 'road closed', ...flags],
  );
  expect(made).toMatchObject({ code: 0 });
});
afterAll(() => trial.remove());

const why = (feed: string, on: string, ...flags: string[]): ReturnType<Trial['run']> =>
  trial.run('why', feed, '--on', on, '--state', state, ...flags);

describe('why', () => {
  it('names the rule and the change that made a meeting what it is, and who made it', async () => {
    const { code, out } = await why(`https://calendar.example.edu/${KEY}/P02.ics`, '2018-10-12');
    expect(code).toBe(0);
    expect(out).toContain('COS 418 P02, Friday 12 October 2018 (America/New_York)');
    expect(out).toContain('cancelled: Snow');
    expect(out).toMatch(/SEQUENCE 1, as it is since \d+ \w+ \d{4}/);
    expect(out).toMatch(/rule: courses\/fall-2018\/cos418\.yaml, line \d+/);
    expect(out).toMatch(/change: Cancelled P02, .*\(for staff: road closed\).*by ta@example\.edu/);
  });

  it('tells changes that do not concern the meeting apart', async () => {
    expect((await why(`${KEY}/P01`, '2018-10-12')).out).not.toContain('change:');
    expect((await why(`${KEY}/P02`, '2018-10-19')).out).not.toContain('change:');
  });

  it('says why there is no meeting, and which are the nearest', async () => {
    const { out } = await why(`${KEY}/L01`, '2018-10-31');
    expect(out).toContain('Fall recess');
    expect(out).toContain('no meeting on this date');
    expect(out).toContain('the one before: L01, Wednesday 24 October 2018');
    expect(out).toContain('the next: L01, Monday 5 November 2018');
  });

  it('follows a change that was taken back', async () => {
    const id = /change: .*/.exec((await why(`${KEY}/P02`, '2018-10-12')).out)?.[0];
    expect(id).not.toContain('taken back');
    const json = JSON.parse((await why(`${KEY}/P02`, '2018-10-12', '--json')).out);
    expect(json).toMatchObject({
      course: KEY,
      rulesKnown: true,
      meetings: [
        { sequence: 1, facts: { status: 'cancelled' }, changes: [{ madeBy: 'ta@example.edu', undoneAt: null }] },
      ],
    });
    const undo = await trial.run(
      'change',
      KEY,
      '--undo',
      json.meetings[0].changes[0].id,
      '--state',
      state,
      '--by',
      'head',
    );
    expect(undo).toMatchObject({ code: 0 });
    const { out } = await why(`${KEY}/P02`, '2018-10-12');
    expect(out).toMatch(/taken back by head/);
    expect(out).toContain('back on');
    expect(out).not.toMatch(/^ {2}cancelled: Snow$/m);
  });

  it.each([
    ['fall-2018/cos418/P09', 1, 'no section P09'],
    ['fall-2018/mat100/L01', 1, 'no course fall-2018/mat100'],
    ['cos418', 2, 'a feed is named by its address'],
    ['/my/abcdefghijklmnopqrstuvwx.ics', 2, 'personal feed'],
  ])('refuses %s', async (feed, code, message) => {
    expect(await why(feed, '2018-10-12')).toMatchObject({ code, err: expect.stringContaining(message) });
  });

  it('makes no store where there is none', async () => {
    const missing = path.join(trial.folder, 'nowhere');
    const asked = await trial.run('why', `${KEY}/P02`, '--on', '2018-10-12', '--state', missing);
    expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('there is no store') });
  });
});

describe('history', () => {
  const history = (...argv: string[]): ReturnType<Trial['run']> => trial.run('history', ...argv, '--state', state);

  it('lists who changed what, newest first', async () => {
    const { code, out } = await history(KEY, '--section', 'P02');
    expect(code).toBe(0);
    expect(out).toMatch(/ta@example\.edu: Cancelled P02.*\[fall-2018\/cos418\]/);
    expect(out).toContain('public: Snow');
    expect(out).toContain('for staff: road closed');
    expect(JSON.parse((await history(KEY, '--json')).out).lines.at(-1)).toMatchObject({ what: 'change', subject: KEY });
  });

  it('has nothing to list of a section that nothing concerned', async () => {
    expect((await history(KEY, '--section', 'L01')).out).toBe('nothing is recorded');
  });

  it('refuses a section without its course', async () => {
    expect(await history('--section', 'P02')).toMatchObject({ code: 2 });
  });
});
