import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { openTable } from '../../../src/import/input/open-table.ts';
import { recogniseInput } from '../../../src/import/input/recognise.ts';
import { readTable } from '../../../src/import/table/read-table.ts';
import { listMeetings } from '../table/tables.ts';
import { workbook, zip } from './workbooks.ts';

const ROWS = [
  ['CRN', 'Subj', 'Crse', 'Sec', 'Type', 'Days', 'Begin Time', 'End Time', 'Room', 'Instructor'],
  ['10001', 'ALPH', '101', '001', 'Lecture', 'MWF', '9:00 am', '9:50 am', 'Hall 1', 'Müller, A.'],
  ['10002', 'ALPH', '101', '002', 'Lecture', 'TR', '1:30 pm', '2:45 pm', 'Hall 2', 'Teacher, B.'],
];
const READ = [
  'ALPH 101 001 lecture MO+WE+FR 09:00-09:50 at Hall 1 with A. Müller',
  'ALPH 101 002 lecture TU+TH 13:30-14:45 at Hall 2 with B. Teacher',
];
const joined = (separator: string, end = '\n'): string =>
  ROWS.map((row) => row.map((cell) => (cell.includes(separator) ? `"${cell}"` : cell)).join(separator)).join(end);
const html = `<html><body><table><tr><td><table>${ROWS.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></td></tr></table></body></html>`;

function read(bytes: Uint8Array, name: string, sheet?: string): string[] | string {
  const input = recogniseInput(bytes, name);
  if (input.type !== 'table') return input.type === 'refused' ? input.reason : input.type;
  const opened = openTable(bytes, input.form, { sheet, columns: {} });
  if (!opened.ok) return opened.reason;
  const reading = readTable(opened.source);
  return reading.failures.length > 0 ? reading.failures.join(' ') : listMeetings(reading);
}

test('a notebook is a page, which is known without parsing it: that is left to its reader', () => {
  const notebook = JSON.stringify({ cells: [{ cell_type: 'markdown', source: ['# A'] }], metadata: {}, nbformat: 4 });
  const parse = vi.spyOn(JSON, 'parse');
  try {
    expect(recogniseInput(Buffer.from(notebook), 'page.ipynb')).toEqual({ type: 'page' });
    expect(parse).not.toHaveBeenCalled();
  } finally {
    parse.mockRestore();
  }
  expect(read(Buffer.from('{"cells": 5, "nbformat": 4}'), 'page.ipynb')).toContain('The file is JSON');
});

describe('a table', () => {
  test.each([
    ['commas without an ending', 'schedule', Buffer.from(joined(','))],
    ['tabs called .txt', 'schedule.txt', Buffer.from(joined('\t', '\r\n'))],
    ['semicolons called .dat', 'schedule.dat', Buffer.from(joined(';'))],
    ['Excel’s Unicode text', 'schedule.txt', Buffer.from(`\uFEFF${joined('\t')}`, 'utf16le')],
    ['Mac Roman', 'schedule.csv', Buffer.from(joined(',').replace('ü', '\x9f'), 'latin1')],
    ['HTML called .xls', 'banner.xls', Buffer.from(html)],
    ['HTML', 'page.html', Buffer.from(html)],
    ['a workbook called .csv', 'schedule.csv', workbook({ Plan: ROWS })],
  ])('of %s is read as what it is', (_, name, bytes) => {
    expect(read(bytes, name)).toEqual(READ);
  });

  test('in a workbook has dates and times as they are shown', () => {
    const rows = [
      ['Course', 'Section', 'Days', 'Start Time', 'End Time', 'Start Date', 'End Date'],
      ['ALPH 101', 1, 'MW', { time: 0.5625 }, { time: 0.625 }, { date: 44795 }, { date: 44901 }],
    ];
    const opened = openTable(workbook({ A: rows }), 'workbook', { columns: {} });
    expect(opened).toEqual({
      ok: true,
      source: [rows[0], ['ALPH 101', '1', 'MW', '13:30', '15:00', '2022-08-22', '2022-12-06']],
    });
  });

  test('in one of several sheets is found, or requested if ambiguous', () => {
    const about = [['About this file'], ['Made by the office']];
    expect(read(workbook({ About: about, Plan: ROWS }), 'x.xlsx')).toEqual(READ);
    const two = workbook({ Fall: ROWS, Spring: ROWS });
    expect(read(two, 'x.xlsx')).toBe('The workbook has the sheets “Fall”, “Spring”; say which one with --sheet.');
    expect(read(two, 'x.xlsx', 'spring')).toEqual(READ);
    expect(read(two, 'x.xlsx', 'Winter')).toMatch(/no sheet “Winter”/);
  });

  test('that would unpack to more than any timetable is refused', () => {
    const bomb = zip({
      'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="r" Target="a.xml"/></Relationships>',
      'xl/a.xml': Buffer.alloc(130_000_000, 32),
    });
    expect(read(bomb, 'x.xlsx')).toMatch(/damaged, or larger than any timetable/);
    const far = workbook({ A: ROWS }).toString('latin1');
    expect(far.length).toBeLessThan(5000);
  });
});

describe('what is no table', () => {
  const json = JSON.stringify([{ CRN: '1', Days: 'MWF' }]);
  test.each([
    ['JSON', 'a.json', Buffer.from(json), /^The file is JSON\./],
    ['JSON called .csv', 'a.csv', Buffer.from(json), /^The file is JSON\./],
    ['JSON lines', 'a.jsonl', Buffer.from('{"a": 1}\n{"a": 2}\n'), /JSON, an object a line/],
    ['XML', 'a.xml', Buffer.from('<rows><row><CRN>1</CRN></row></rows>'), /^The file is XML\./],
    ['gzip', 'a.csv', gzipSync('CRN,Days'), /gzip/],
    ['an old Excel file', 'a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old kind/],
    ['a Word document', 'a.docx', zip({ 'word/document.xml': '<x/>' }), /Word document/],
    ['bytes of nothing known', 'a.csv', Buffer.alloc(500, 3), /not text/],
  ])('is refused by its name: %s', (_, name, bytes, reason) => {
    expect(read(bytes, name)).toMatch(reason);
  });

  test('a course page stays a page, whatever tables it has', () => {
    const folder = path.join(import.meta.dirname, '../../fixtures');
    const pages = [...readdirSync(path.join(folder, 'pages')).map((name) => `pages/${name}`), 'cos418.txt'];
    for (const name of pages)
      expect([name, recogniseInput(readFileSync(path.join(folder, name)), name).type]).toEqual([name, 'page']);
  });

  test('a calendar is recognised', () => {
    expect(recogniseInput(Buffer.from('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n'), 'x').type).toBe('calendar');
  });
});

test('a table without column names is read by positions', () => {
  const reading = readTable(
    '10001,ALPH 101,001,MWF,9:00 am-9:50 am,Hall 1\n10002,ALPH 101,002,TR,9:30 am-10:45 am,Hall 2\n',
    {
      columns: { 1: 'crn', 2: 'course', 3: 'section', 4: 'weekdays', 5: 'time', 6: 'room' },
    },
  );
  expect(listMeetings(reading)).toEqual([
    'ALPH 101 001 class MO+WE+FR 09:00-09:50 at Hall 1',
    'ALPH 101 002 class TU+TH 09:30-10:45 at Hall 2',
  ]);
  expect(readTable('1,2,3\n4,5,6\n').failures[0]).toContain('--columns "1=crn,2=course');
});
