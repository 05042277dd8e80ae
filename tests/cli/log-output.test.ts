import { expect, it } from 'vitest';
import { createLogOutput } from '../../src/cli/log-output.ts';

const failing = (code: string) => (): never => {
  throw Object.assign(new Error(code), { code });
};

it('writes lines in batches and whole, however few bytes are taken at once', () => {
  const taken: string[] = [];
  const output = createLogOutput((bytes) => {
    taken.push(bytes.subarray(0, 5).toString());
    return Math.min(5, bytes.length);
  });
  output.write('one line\n');
  output.write('another\n');
  expect(taken).toEqual([]);
  output.flush();
  expect(taken.join('')).toBe('one line\nanother\n');
});

it('ends quietly when the reader of the pipe has gone', () => {
  let calls = 0;
  const output = createLogOutput(() => {
    calls += 1;
    return failing('EPIPE')();
  });
  output.write('x\n');
  output.flush();
  output.write('y\n');
  output.flush();
  expect(calls).toBe(1);
});

it('keeps what a full pipe does not accept for the next write', () => {
  const taken: string[] = [];
  let full = true;
  const output = createLogOutput((bytes) => {
    if (full) return failing('EAGAIN')();
    taken.push(bytes.toString());
    return bytes.length;
  });
  output.write('first\n');
  output.flush();
  full = false;
  output.write('second\n');
  output.flush();
  expect(taken.join('')).toBe('first\nsecond\n');
});
