/** The reading report: what to check, what was used and how, what looked like a schedule and was not used. */
import type { PageReading } from './model.ts';
import { wordsOfDoubt } from './model.ts';

/** Plain text for a terminal; lines of the page are cut at 100 characters. */
export function formatReading(reading: PageReading): string {
  const meetings = reading.sections.reduce((sum, section) => sum + section.meetings.length, 0);
  const out = [`${reading.name}: ${count(reading.sections.length, 'section')}, ${count(meetings, 'meeting pattern')}`];
  const show = (line: number, text: string): string => `  ${String(line).padStart(4)} | ${cut(text)}`;
  if (reading.nothing !== null) out.push(reading.nothing);
  if (reading.doubts.length > 0) out.push('', 'To check:');
  for (const doubt of reading.doubts) out.push(show(doubt.line, doubt.text), `         ${wordsOfDoubt(doubt)}`);
  if (reading.used.length > 0) out.push('', 'Read:');
  let last = -1;
  for (const used of reading.used) {
    if (used.line !== last) out.push(show(used.line, used.text));
    out.push(`         ${used.how}`);
    last = used.line;
  }
  if (reading.unused.length > 0) out.push('', 'Looks like a schedule, not used:');
  for (const unused of reading.unused) out.push(show(unused.line, unused.text), `         ${unused.why}`);
  return `${out.join('\n')}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function cut(text: string): string {
  const glyphs = [...text];
  return glyphs.length > 100 ? `${glyphs.slice(0, 99).join('')}…` : text;
}
