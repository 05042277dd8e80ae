import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { explainLostOutput, openLines } from '../../src/cli/standard-output.ts';

/** A command whose standard output nobody reads, or which goes to a full device. */
async function run(stdout: 'pipe' | number, ...argv: string[]): Promise<{ code: unknown; err: string }> {
  const child = spawn(process.execPath, ['src/main.ts', ...argv], { stdio: ['ignore', stdout, 'pipe'] });
  child.stdout?.destroy();
  let err = '';
  child.stderr?.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, err };
}

it('a closed pipe ends a command without a word', async () => {
  expect(await run('pipe', 'help')).toEqual({ code: 0, err: '' });
  expect(await run('pipe', 'check', 'data', '--json')).toEqual({ code: 0, err: '' });
});

it('a full disk is reported in a sentence, and the command fails', async () => {
  const full = openSync('/dev/full', 'w');
  const { code, err } = await run(full, 'check', 'data');
  closeSync(full);
  expect([code, err]).toEqual([1, 'belltower: the output could not be written whole: the disk is full\n']);
});

it('every command writes through the terminal, whose output survives a closed pipe and a full disk', async () => {
  const files = (await readdir('src', { recursive: true })).filter(
    (name) => /\.ts$/.test(name) && !/browser/.test(name),
  );
  const own = files.filter((name) => /process\.stdout\b|console\.log\(/.test(readFileSync(`src/${name}`, 'utf8')));
  // The first listens to its errors, the second asks whether it is a terminal.
  expect(own.sort()).toEqual(['cli/last-resort.ts', 'cli/log.ts', 'cli/terminal.ts']);
});

it('after a failed write nothing more is written, and the failure is reported once', () => {
  const written: string[] = [];
  const told: unknown[] = [];
  const stream = Object.assign(new EventEmitter(), { write: (text: string) => written.push(text) });
  const { write: out } = openLines(stream, (error) => told.push(error.code));
  out('one');
  stream.emit('error', Object.assign(new Error('x'), { code: 'EPIPE' }));
  stream.emit('error', Object.assign(new Error('x'), { code: 'EPIPE' }));
  out('two');
  expect([written, told]).toEqual([['one\n'], ['EPIPE']]);
});

it('waits until a slow reader has taken what was written', async () => {
  const taken: (() => void)[] = [];
  const stream = Object.assign(new EventEmitter(), {
    write: (_: string, onWritten?: () => void) => onWritten && taken.push(onWritten),
  });
  const { write, drained } = openLines(stream, () => undefined);
  write('one');
  let isDrained = false;
  const waiting = drained().then(() => {
    isDrained = true;
  });
  await Promise.resolve();
  expect([taken.length, isDrained]).toEqual([1, false]);
  taken[0]?.();
  await waiting;
  stream.emit('error', Object.assign(new Error('x'), { code: 'EPIPE' }));
  await drained();
  expect(taken).toHaveLength(1);
});

it('any other failure is named', () => {
  const lines: string[] = [];
  const events = Object.assign(new EventEmitter(), { exitCode: 0 });
  explainLostOutput(
    Object.assign(new Error('i/o error'), { code: 'EIO' }),
    (text) => lines.push(text),
    events as never,
  );
  events.emit('exit');
  expect([lines, events.exitCode]).toEqual([['belltower: the output could not be written whole: i/o error'], 1]);
});
