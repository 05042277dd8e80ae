import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTrial, type Trial } from './terminal.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await openTrial();
});
afterEach(() => trial.remove());

it('reports problems of a file with positions, exits 1, and prints JSON', async () => {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:x',
    'X-WR-CALNAME:A',
    'BEGIN:VEVENT',
    'UID:1',
    'DTSTAMP:20260801T120000Z',
    'DTSTART:20260902T100000',
    'DTEND:20260902T110000',
    'SUMMARY:A',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ];
  await writeFile(path.join(trial.folder, 'a.ics'), lines.join('\r\n'));
  const { code, out } = await trial.run('doctor', 'a.ics');
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(
      /^a\.ics:8: error: The time has no zone.* \[ics-floating\]\n {2}hint: .*\n1 event; 1 errors, 0 warnings/,
    ),
  ]);
  trial.input = lines.join('\r\n').replaceAll('00\r', '00Z\r');
  expect(await trial.run('doctor', '-')).toMatchObject({ code: 0, out: '1 event; nothing is wrong.' });
  trial.input = '<html>';
  const told = await trial.run('doctor', '-', '--json');
  expect([told.code, JSON.parse(told.out)]).toMatchObject([
    1,
    { source: '-', findings: [{ code: 'ics-none', severity: 'error' }] },
  ]);
  expect((await trial.run('doctor', 'absent.ics')).code).toBe(1);
});
