import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial();
});
afterAll(() => trial.remove());

describe('completion', () => {
  test.skipIf(process.platform === 'win32')('for bash offers commands, their commands and their options', async () => {
    const { code, out } = await trial.run('completion', 'bash');
    expect(code).toBe(0);
    const complete = (...words: string[]): string[] => {
      const ask = `COMP_WORDS=(belltower ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _belltower; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['-c', `${out}\n${ask}`], { encoding: 'utf8' })
        .trim()
        .split('\n');
    };
    expect(complete('di')).toEqual(['diff']);
    expect(complete('new', '')).toEqual(expect.arrayContaining(['term', 'course', 'schemas']));
    expect(complete('new', 'term', '--zo')).toEqual(['--zone']);
    expect(complete('diff', '--exit')).toEqual(['--exit-code']);
    expect(complete('diff', 'folder', '--li')).toEqual(['--lines']);
    expect(complete('check', 'site.yaml', '--st')).toEqual(['--strict']);
    expect(complete('staff', 'list', '--js')).toEqual(['--json']);
  });

  test.each(['zsh', 'fish'])('for %s names every command', async (shell) => {
    const { code, out } = await trial.run('completion', shell);
    expect(code).toBe(0);
    for (const name of ['serve', 'check', 'diff', 'completion']) expect(out).toContain(name);
    expect(out).toMatch(shell === 'fish' ? /-l exit-code -d '/ : /compadd -- .*--exit-code/);
  });

  test('refuses another shell', async () => {
    const { code, err } = await trial.run('completion', 'tcsh');
    expect(code).toBe(2);
    expect(err).toContain('bash, zsh, fish');
  });
});
