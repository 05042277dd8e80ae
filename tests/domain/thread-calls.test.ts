import { expect, test } from 'vitest';
import { createThreadCalls } from '../../src/domain/thread-calls.ts';

test('calls are numbered, and answered in any order', async () => {
  const calls = createThreadCalls<string>();
  const sent: number[] = [];
  const first = calls.ask((number) => sent.push(number));
  const second = calls.ask((number) => sent.push(number));
  const third = calls.ask((number) => sent.push(number));
  expect([sent, calls.waiting()]).toEqual([[1, 2, 3], 3]);
  calls.answer(2, 'b');
  calls.refuse(3, new Error('no'));
  calls.answer(1, 'a');
  expect(await Promise.all([first, second])).toEqual(['a', 'b']);
  await expect(third).rejects.toThrow('no');
  expect(calls.waiting()).toBe(0);
  // An answer to nothing is passed over.
  calls.answer(1, 'again');
});

test('after the thread’s end every call is rejected, with its first reason', async () => {
  const calls = createThreadCalls<string>();
  const open = calls.ask(() => undefined);
  calls.end(new Error('out of memory'));
  calls.end(new Error('exit'));
  await expect(open).rejects.toThrow('out of memory');
  let sent = false;
  await expect(
    calls.ask(() => {
      sent = true;
    }),
  ).rejects.toThrow('out of memory');
  expect([sent, calls.hasEnded(), calls.waiting()]).toEqual([false, true, 0]);
});

test('a call that cannot be sent is rejected', async () => {
  const calls = createThreadCalls<string>();
  const sent = calls.ask(() => {
    throw new TypeError('could not be cloned');
  });
  await expect(sent).rejects.toThrow('could not be cloned');
  expect(calls.waiting()).toBe(0);
});
