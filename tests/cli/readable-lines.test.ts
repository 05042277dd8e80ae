import { expect, it } from 'vitest';
import { createReadableLines } from '../../src/cli/readable-lines.ts';

const AT = Date.UTC(2018, 9, 3, 14, 3, 22, 500);
const CLOCK = new Date(AT).toTimeString().slice(0, 8);
const line = (level: number, more: object = {}): string =>
  JSON.stringify({ level, time: AT, ...more, msg: 'GET /a.ics' });

it('gives each line its time, its weight and its words', () => {
  const { rewrite } = createReadableLines(false);
  expect(rewrite(line(30))).toBe(`[${CLOCK}] INFO: GET /a.ics\n`);
  expect(rewrite(line(40))).toBe(`[${CLOCK}] WARN: GET /a.ics\n`);
  expect(rewrite(JSON.stringify({ level: 50, time: AT }))).toBe(`[${CLOCK}] ERROR: \n`);
  const later = new Date(AT + 600).toTimeString().slice(0, 8);
  expect(rewrite(JSON.stringify({ level: 30, time: AT + 600, msg: 'later' }))).toBe(`[${later}] INFO: later\n`);
});

it('prints a line’s other fields on the same line', () => {
  const more = { problem: 'two\nlines' };
  expect(createReadableLines(false).rewrite(line(35, more))).toBe(
    `[${CLOCK}] 35: GET /a.ics {"problem":"two\\nlines"}\n`,
  );
});

it('paints the weight where colours are understood', () => {
  expect(createReadableLines(true).rewrite(line(50))).toBe(`[${CLOCK}] \u001b[31mERROR\u001b[39m: GET /a.ics\n`);
});

it('prints a sentence as it rewrites a JSON line of it', () => {
  const { print, rewrite } = createReadableLines(false);
  const sentence = 'GET /a"b\\c/ü\u0007.ics 304 0 B 0.1 ms curl';
  expect(print(25, AT, sentence)).toBe(rewrite(JSON.stringify({ level: 25, time: AT, msg: sentence })));
  expect(print(25, AT, 'GET /a.ics')).toBe(`[${CLOCK}] POLL: GET /a.ics\n`);
});
