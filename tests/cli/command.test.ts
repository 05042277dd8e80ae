import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
});
afterAll(() => trial.remove());

describe('belltower', () => {
  it.each([
    [['chek'], /unknown command 'chek'[\s\S]*Did you mean check/],
    [['serve', '--prot', '1'], /unknown option '--prot'/],
    [['serve', '--port', 'http'], /the port is a number/],
    [['build'], /--out/],
    [['change', 'fall-2018/cos418'], /say what to change/],
    [['retire', 'cos418'], /term\/course/],
  ])('says what is wrong with %j and exits with 2', async (argv, words) => {
    const { code, err } = await trial.run(...argv);
    expect(err).toMatch(words);
    expect(code).toBe(2);
  });

  it('explains every command', async () => {
    const { code, out } = await trial.run('--help');
    expect(code).toBe(0);
    for (const name of ['serve', 'check', 'build', 'publish', 'diff', 'change', 'export', 'restore', 'retire']) {
      expect(out).toContain(`\n  ${name} `);
      const help = await trial.run('help', name);
      expect(help.out).toMatch(new RegExp(`Usage: belltower ${name}`));
    }
  });
});
