import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openSite } from '../site/site.ts';
import { openTrial, type Trial } from './terminal.ts';

const trials: Trial[] = [];
afterEach(async () => {
  for (const trial of trials.splice(0)) await trial.remove();
});

async function start(environment: Record<string, string> = {}): Promise<Trial> {
  const trial = await openTrial(environment);
  trials.push(trial);
  // `staff` requires an existing store.
  await trial.run('publish');
  return trial;
}

const COURSE = ['--course', 'fall-2018/cos418'];

test('adds, lists and removes people, and prints their links', async () => {
  const { run } = await start({ PUBLIC_URL: 'https://calendar.example.edu' });
  const added = await run('staff', 'add', 'TA@Example.edu', ...COURSE, '--role', 'editor', '--name', 'Lab TA');
  expect(added.code).toBe(0);
  expect(added.out).toMatch(/^https:\/\/calendar\.example\.edu\/desk\/sign-in\/[\w-]{43}$/m);
  expect((await run('staff', 'list')).out).toBe('ta@example.edu (Lab TA): editor of fall-2018/cos418');
  expect((await run('staff', 'link', 'ta@example.edu')).out).toMatch(/sign-in/);
  expect((await run('staff', 'add', 'owner@example.edu', '--site')).out).toContain('owner of everything');
  expect((await run('staff', 'remove', 'owner@example.edu')).err).toContain('the last owner');
  expect((await run('staff', 'remove', 'ta@example.edu', ...COURSE)).code).toBe(0);
  expect((await run('staff', 'list', ...COURSE)).out).toContain('nobody yet');
});

test.each([
  [['staff', 'add', 'x', ...COURSE], 1, 'is no mail address'],
  [['staff', 'add', 'a@example.edu'], 2, 'say over what'],
  [['staff', 'add', 'a@example.edu', ...COURSE, '--site'], 2, 'say one of'],
  [['staff', 'add', 'a@example.edu', '--course', 'fall-2018/none'], 1, 'there is no course'],
  [['staff', 'add', 'a@example.edu', ...COURSE, '--role', 'owner'], 1, 'owner cannot be given'],
  [['staff', 'add', 'a@example.edu', ...COURSE, '--role', 'king'], 1, 'a role is one of'],
  [['staff', 'link', 'a@example.edu'], 1, 'does not work here'],
  [['staff', 'import', 'nowhere.csv', ...COURSE], 1, 'cannot read'],
  [['token', 'revoke', 'none', ...COURSE], 1, 'no open token'],
])('a mistake is said plainly: %j', async (argv, code, words) => {
  const { run } = await start();
  const answer = await run(...argv);
  expect(answer.code).toBe(code);
  expect(answer.err).toContain(words);
});

test('a roster is added whole or not at all, and a second time changes nothing', async () => {
  const { run, folder } = await start();
  const file = path.join(folder, 'roster.csv');
  await writeFile(file, '\uFEFFName;Email;Role\nA B;a@example.edu;TA\n;b@example.edu;Instructor\n');
  const first = await run('staff', 'import', 'roster.csv', ...COURSE);
  expect(first.out).toContain('2 added or changed, 0 as before');
  expect(first.out.match(/sign-in/g)).toHaveLength(2);
  expect((await run('staff', 'import', 'roster.csv', ...COURSE)).out).toBe('0 added or changed, 2 as before');
  expect((await run('staff', 'list')).out).toContain('b@example.edu: head of fall-2018/cos418');
  await writeFile(file, 'mail\nc@example.edu\nnot a mail\n');
  const bad = await run('staff', 'import', 'roster.csv', ...COURSE);
  expect([bad.code, bad.err]).toEqual([1, expect.stringContaining('line 3: “not a mail” is no mail address')]);
  expect((await run('staff', 'list')).out).not.toContain('c@example.edu');
  await writeFile(file, 'who\nc@example.edu\n');
  expect((await run('staff', 'import', 'roster.csv', ...COURSE)).err).toContain('must name the columns');
});

test('tokens are made, listed without their secrets, and revoked', async () => {
  const { run } = await start();
  const made = await run('token', 'make', 'autograder', ...COURSE, '--days', '10');
  expect(made.out).toMatch(/^bt_[\w-]{43}$/);
  const listed = await run('token', 'list', ...COURSE);
  expect(listed.out).toMatch(
    /^[0-9a-f]{12} {2}autograder: editor of fall-2018\/cos418, made by command line, until \d{4}-/,
  );
  expect(listed.out).not.toContain(made.out);
  const [id = ''] = listed.out.split(' ');
  expect((await run('token', 'revoke', id, ...COURSE)).code).toBe(0);
  expect((await run('token', 'list')).out).toContain('revoked');
});

test('a link leads to the server of the state, or the output says that there is none', async () => {
  const { run, data, folder } = await start();
  const state = path.join(folder, '.belltower');
  const first = await run('staff', 'add', 'a@example.edu', ...COURSE);
  expect(first.err).toMatch(/no server has used .* yet: the link leads to http:\/\/127\.0\.0\.1:4180/);
  const local = await openSite({ data, state });
  const { base } = local;
  await local.stop();
  const second = await run('staff', 'link', 'a@example.edu');
  expect([second.err, second.out.startsWith(`${base}/desk/sign-in/`)]).toEqual(['', true]);
  await (await openSite({ data, state, publicUrl: 'https://calendar.example.edu' })).stop();
  const third = await run('staff', 'link', 'a@example.edu');
  expect([third.err, third.out]).toEqual([
    '',
    expect.stringMatching(/^https:\/\/calendar\.example\.edu\/desk\/sign-in\//),
  ]);
});
