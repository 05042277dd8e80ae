/** Parts of pages in one short line each. */

import { readNotation } from '../../../src/import/notation/grammar.ts';
import type { Element, WrittenClock } from '../../../src/import/notation/phrase.ts';
import { writeCourse } from '../../../src/import/page/course/course.ts';
import type { Block, Cell, Text } from '../../../src/import/page/document/blocks.ts';
import { readDocument } from '../../../src/import/page/document/format.ts';
import type { ReadMeeting } from '../../../src/import/page/model.ts';
import { readPage } from '../../../src/import/page/read-page.ts';
import { readBeside, type Search } from '../../../src/import/page/reading/beside.ts';
import { chunksOf } from '../../../src/import/page/reading/chunks.ts';
import { lookOf } from '../../../src/import/page/reading/looks.ts';
import { clockText, settle } from '../../../src/import/page/reading/meridiem.ts';

/** A page's blocks with their lines: "3 item 1 text"; bold text in stars, header cells with "!". */
export function tellBlocks(source: string, name: string): string[] {
  return readDocument(source, name).map(tellBlock);
}

function tellBlock(block: Block): string {
  switch (block.type) {
    case 'gap':
      return '';
    case 'heading':
      return `${block.text.line} heading ${block.level} ${tellText(block.text)}`;
    case 'table':
      return `${block.line} table ${block.rows.map((row) => row.cells.map(tellCell).join(' | ')).join(' / ')}`;
    case 'event':
      return `${block.line} event ${block.day.text} ${block.name.text}`;
    default:
      return `${block.text.line} ${block.type} ${block.depth} ${tellText(block.text)}`;
  }
}

function tellText({ text, strong, marks }: Text): string {
  const lines = marks.length > 0 ? ` (${marks.map(({ offset, line }) => `${line} from ${offset}`).join(', ')})` : '';
  return `${strong ? `*${text}*` : text}${lines}`;
}

function tellCell({ header, lines, columns, rows }: Cell): string {
  const size = columns > 1 || rows > 1 ? ` ${columns}x${rows}` : '';
  return `${header ? '!' : ''}${lines.map(({ text }) => text).join('; ')}${size}`;
}

/** "days MO,WE; time 10:00-10:50"; words and marks as they stand. */
export function tellElements(text: string): string {
  return readNotation(text).map(tellElement).join('; ');
}

function tellElement(element: Element): string {
  const { type, from: _from, to: _to, ...rest } = element;
  if (element.type === 'time') return `time ${tellClock(element.start)}-${tellClock(element.end)}`;
  if (element.type === 'word' || element.type === 'mark') return element.text;
  const values = Object.entries(rest).filter(([, value]) => value !== null && value !== false);
  return [type, ...values.map(([key, value]) => (value === true ? key : String(value)))].join(' ');
}

function tellClock(clock: WrittenClock | null): string {
  if (!clock) return '?';
  const minutes = `${clock.hour}:${String(clock.minute).padStart(2, '0')}`;
  return `${minutes}${clock.half ?? ''}${clock.bare ? ' bare' : ''}${clock.military ? ' 24' : ''}`;
}

/** Clocks like "9", "9:30", "9pm"; around: "24", "hours", "evening", "after 9:00". */
export function tellSettled(start: string, end: string, around: string): string {
  const after = /after (\d+):(\d+)/.exec(around);
  const { other, why, ...read } = settle(clockFrom(start), clockFrom(end), {
    page24: /\b24\b/.test(around),
    officeHours: around.includes('hours'),
    evening: around.includes('evening'),
    after: after ? Number(after[1]) * 60 + Number(after[2]) : null,
  });
  const show = (each: { start: number | null; end: number | null }): string =>
    `${clockText(each.start) ?? '?'}-${clockText(each.end) ?? '?'}`;
  return `${show(read)}${other ? ` or ${show(other)}` : ''}${why === '' ? '' : `, ${why}`}`;
}

function clockFrom(text: string): WrittenClock | null {
  const [, digits = '', minute, half, military] = /^(\d+)(?::(\d\d))?(am|pm)?(!)?$/.exec(text) ?? [];
  if (digits === '') return null;
  const [hour, minutes] =
    digits.length === 4 ? [Number(digits.slice(0, 2)), Number(digits.slice(2))] : [Number(digits), Number(minute ?? 0)];
  return {
    hour,
    minute: minutes,
    half: half === 'am' || half === 'pm' ? half : null,
    bare: minute === undefined && half === undefined,
    military: military !== undefined || hour > 12,
  };
}

/** Each chunk with what it looks like. */
export function tellChunks(text: string): string[] {
  return chunksOf(text, 0).map((chunk) => {
    const marks = [chunk.lead, chunk.bracketed ? 'bracketed' : null, chunk.fresh ? 'fresh' : null];
    return [`${chunk.text}: ${lookOf(chunk)}`, ...marks.filter((mark) => mark !== null)].join(', ');
  });
}

export function tellBeside(text: string, search: Search): string {
  const { place, people } = readBeside(text, 0, text.length, search);
  return `${place ?? '-'} with ${people.join(', ') || '-'}`;
}

/** All that is read from a page: course, people, sections, the lines used and not used, and the rules written of it. */
export function tellReading(page: string, name: string): string[] {
  const reading = readPage(page, name);
  const { title, code, nothing, people, sections, used, unused } = reading;
  return [
    `course ${code ?? '-'}: ${title ?? '-'}`,
    ...(nothing === null ? [] : [`nothing: ${nothing}`]),
    ...people.map((person) => `person ${person.name}, ${person.role ?? '-'}, line ${person.line}`),
    ...sections.flatMap((section) => [
      `${section.kind} ${section.id ?? '-'} "${section.label}" with ${section.people.join(', ') || '-'}`,
      ...section.meetings.map(tellMeeting),
      ...(section.appointment === undefined ? [] : [`  by appointment, line ${section.appointment}`]),
    ]),
    ...used.map(({ line, how, words }) => `used ${line}: ${how}${words === '' ? '' : ` <- ${words}`}`),
    ...unused.map(({ line, why }) => `unused ${line}: ${why}`),
    ...writeCourse(reading, { id: 'abc101', published: '2026-09-01' })
      .trimEnd()
      .split('\n')
      .map((line) => `| ${line}`.trimEnd()),
  ];
}

function tellMeeting({ days, start, end, place, count, relative, weeks, doubts, evidence, line }: ReadMeeting): string {
  const clock = relative
    ? `${relative.side} ${relative.base} ${relative.minutes ?? '-'}`
    : `${start ?? '?'}-${end ?? '?'}`;
  const sources = evidence.map(({ part, relation, distance, other }) =>
    [part, relation, distance || '', other ? `or ${other}` : ''].filter((each) => each !== '').join(' '),
  );
  const parts = [
    `${line}: ${days.join(',') || '-'} ${clock}`,
    place === null ? '' : `@ ${place}`,
    weeks === null ? '' : `(${weeks})`,
    count > 1 ? `x${count}` : '',
    ...doubts.map(({ about, readings }) => `? ${about}: ${readings.join(' / ')}`),
    `[${sources.join('; ')}]`,
  ];
  return `  ${parts.filter((part) => part !== '').join(' ')}`;
}
