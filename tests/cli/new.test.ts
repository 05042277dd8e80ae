import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

it('writes a first term and course into an empty folder, which pass check as they are', async () => {
  const data = path.join(trial.folder, 'mine');
  const term = await trial.run(
    'new',
    'term',
    'spring-2027',
    '--data',
    'mine',
    '--zone',
    'Europe/Zurich',
    '--classes',
    '2027-02-22 to 2027-06-04',
  );
  expect([term.code, term.err]).toEqual([0, '']);
  expect((await trial.run('new', 'course', 'spring-2027/cs101', '--data', 'mine')).code).toBe(0);
  const text = await readFile(path.join(data, 'courses/spring-2027/cs101.yaml'), 'utf8');
  expect(text).toContain('code: CS 101');
  const check = await trial.run('check', 'mine');
  expect(check.out).toBe('mine: 1 term, 1 course, 1 section, 0 meetings; no problems');
});

it('writes the language that it is given, which check accepts', async () => {
  const zone = ['--zone', 'Europe/Berlin', '--classes', '2027-10-18 to 2028-02-11'];
  expect((await trial.run('new', 'term', 'wise-27', '--data', 'mine', ...zone, '--language', 'de')).code).toBe(0);
  const course = ['new', 'course', 'wise-27/inf1', '--data', 'mine', '--language'];
  expect(await trial.run(...course, 'nl')).toMatchObject({ code: 2, err: expect.stringContaining('en, de, es, fr') });
  expect((await trial.run(...course, 'fr')).code).toBe(0);
  const read = (name: string) => readFile(path.join(trial.folder, 'mine', name), 'utf8');
  expect(await read('terms/wise-27.yaml')).toContain('\nlanguage: de\n');
  expect(await read('courses/wise-27/inf1.yaml')).toContain('\nlanguage: fr\n');
  expect((await trial.run('check', 'mine')).code).toBe(0);
});

it('takes a course’s rules to another term and leaves its dates and changes behind', async () => {
  const course = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  const text = await readFile(course, 'utf8');
  await writeFile(
    course,
    `${text}\nchanges:\n  - {announced: 2018-10-01, sections: P02, on: 2018-10-12, cancel: yes}\n`,
  );
  await trial.run('new', 'term', 'fall-2019', '--zone', 'America/New_York', '--classes', '2019-09-11 to 2019-12-13');
  const { code } = await trial.run('new', 'course', '--from', 'fall-2018/cos418', '--term', 'fall-2019');
  expect(code).toBe(0);
  const carried = await readFile(path.join(trial.data, 'courses/fall-2019/cos418.yaml'), 'utf8');
  expect(carried).toContain('meets: Mon Wed 10:00am-10:50am');
  expect(carried).not.toContain('2018-');
  expect((await trial.run('check')).code).toBe(0);
});

it('never overwrites, and says what is wrong with an id or a term', async () => {
  const again = await trial.run('new', 'term', 'fall-2018', '--zone', 'UTC');
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('is there already')]);
  expect((await trial.run('new', 'term', 'api', '--zone', 'UTC')).err).toContain('/api is an address');
  expect((await trial.run('new', 'term', 'a b', '--zone', 'UTC')).code).toBe(2);
  expect((await trial.run('new', 'term', 'x', '--zone', 'Mars/Base')).err).toContain('no time zone');
  expect((await trial.run('new', 'course', 'winter/x')).err).toContain('there is no term winter');
  expect((await trial.run('new', 'course', 'cs101')).code).toBe(2);
});

it('writes JSON Schemas for editors', async () => {
  expect((await trial.run('new', 'schemas', 'schemas')).code).toBe(0);
  const schema = JSON.parse(await readFile(path.join(trial.folder, 'schemas/belltower-course.schema.json'), 'utf8'));
  expect(schema.properties.sections).toBeDefined();
});
