import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
});
afterAll(() => trial.remove());

test('`diff --exit-code` tells a script whether something would change', async () => {
  const diff = async () => (await trial.run('diff', '--exit-code')).code;
  expect(await diff()).toBe(3);
  expect((await trial.run('publish')).code).toBe(0);
  expect(await diff()).toBe(0);
  const file = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^title: .*$/m, 'title: Another title'));
  expect(await diff()).toBe(3);
  expect((await trial.run('diff')).code).toBe(0);
  await writeFile(file, 'code: [');
  expect(await diff()).toBe(1);
});
