/** Pages that are easily misread without a doubt; all invented. */
import { describe, expect, test } from 'vitest';
import { recogniseInput } from '../../../src/import/input/recognise.ts';
import { readPage } from '../../../src/import/page/read-page.ts';
import { tell } from './told.ts';

describe('are read', () => {
  test.each([
    [
      'a room of two numbers is no time',
      '2限 10:40-12:20\n\n演習: 木曜日 第2限 教室 2-105',
      'page.txt',
      ['small TH 10:40-12:20 @ 2-105'],
    ],
    [
      'a subtree of Org that is not exported',
      '* Seminar\n- Wed 14:00-16:30\n* COMMENT Old\n- Mon 14:00-16:30',
      'page.org',
      ['small WE 14:00-16:30'],
    ],
    [
      'a program in Quarto',
      '# Lectures\n\nMWF 2-3 pm\n\n```{r}\n# Lecture Mon 8-9am\n```',
      'page.qmd',
      ['lecture MO,WE,FR 14:00-15:00'],
    ],
    [
      'LaTeX macros with arguments',
      '\\newcommand{\\meet}[2]{\\textbf{#1}: #2}\n\\begin{document}\n\\meet{Lecture}{TuTh 1:30--2:45pm}\n\\end{document}',
      'page.tex',
      ['lecture TU,TH 13:30-14:45'],
    ],
    [
      'a course’s code in its title is no room',
      'Vorlesung Datenbanken (INF 310)\n\nSprechstunde: Fr 13:30-14:30',
      'page.txt',
      ['hours FR 13:30-14:30'],
    ],
    [
      'weeks of the next sentence’s meeting',
      'Lecture: Thursdays 2:00 to 4:00pm in Mill 3. Labs meet every other Friday at 1-2pm.',
      'page.txt',
      ['lecture TH 14:00-16:00 @ Mill 3', 'small FR 13:00-14:00 (every other)'],
    ],
    [
      'a key of a data file ends the list above it',
      'sections:\n  - id: S1\n    when: Wed 1-2pm\noffice_hours:\n  - when: Mon 2-3pm',
      'page.yml',
      ['hours MO 14:00-15:00', 'small WE 13:00-14:00'],
    ],
    [
      'a range of weeks behind "only"',
      'Lab: Tue 2-4pm, only in weeks 1-6',
      'page.txt',
      ['small TU 14:00-16:00 (only in weeks 1-6)'],
    ],
    [
      'every second Wednesday in French',
      'TP : un mercredi sur deux, 14h-17h',
      'page.txt',
      ['small WE 14:00-17:00 (sur deux)'],
    ],
    ['an hour and a half', 'Lab: Tue 2pm, 1h30', 'page.txt', ['small TU 14:00-15:30']],
    [
      'a notebook’s text, not its code',
      JSON.stringify({
        cells: [
          { cell_type: 'markdown', source: ['**Lectures**: TTh 11:15-12:30, Ross 110\n'] },
          { cell_type: 'code', source: ['# Lab: Mon 9-10am'] },
        ],
        nbformat: 4,
      }),
      'page.ipynb',
      ['lecture TU,TH 11:15-12:30 @ Ross 110'],
    ],
  ])('%s', (_rule, page, name, meetings) => {
    expect(recogniseInput(Buffer.from(page), name)).toEqual({ type: 'page' });
    expect(tell(page, name)).toEqual(meetings);
  });
});

describe('are doubted or reported', () => {
  test.each([
    ['a label of its own under "Meetings"', '# Meetings\n\n- Reading group: Fri 12:30-1:20pm'],
    ['a heading of its own under "Meetings"', '# Meetings\n\n## Crit\n\nTue 2-5pm'],
    ['eleven hours', 'Section: Wed 10:00-9:00'],
  ])('%s', (_rule, page) => {
    expect(readPage(page, 'page.md').doubts).toHaveLength(1);
  });

  test('a time without its beginning', () => {
    const { sections, unused } = readPage('Lecture: Mondays from half past ten until noon', 'page.txt');
    expect(sections).toEqual([]);
    expect(unused.map(({ why }) => why)).toEqual(['its start is not read']);
  });
});
