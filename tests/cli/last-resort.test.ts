import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { guardProcess } from '../../src/cli/last-resort.ts';
import { createConditions } from '../../src/publish/conditions.ts';

it('registers an uncaught error once per location, until the server ends', () => {
  const lines: string[] = [];
  const write = (_: object, line: string): void => void lines.push(line);
  const log = { info: write, warn: write, error: write };
  const conditions = createConditions(log, () => 0);
  const events = new EventEmitter();
  const unguard = guardProcess(conditions, log, events);
  const thrown = (n: number): Error => new Error(`broken ${n}`);
  events.emit('uncaughtException', thrown(1));
  events.emit('unhandledRejection', thrown(2));
  events.emit('unhandledRejection', 'no error at all');
  expect(conditions.list().map(({ code, message }) => [code, message])).toEqual([
    ['program-fault', 'Error: broken 2'],
    ['program-fault', 'Error: no error at all'],
  ]);
  expect(lines.join('\n')).toContain('unexpected error: Error: broken 1\n    at thrown');
  unguard();
  expect(events.eventNames()).toEqual([]);
});
