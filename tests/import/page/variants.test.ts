/** Different ways in which course pages express the same facts; all pages are invented. */
import { describe, expect, test } from 'vitest';
import { tell } from './told.ts';

const PAGES: readonly (readonly [page: string, meetings: readonly string[]])[] = [
  // Days
  ['Lecture: MWF 10:00-10:50', ['lecture MO,WE,FR 10:00-10:50']],
  ['Lecture: TR 9:30-10:45am', ['lecture TU,TH 09:30-10:45']],
  ['Lectures: T R 9:30-10:45am', ['lecture TU,TH 09:30-10:45']],
  ['Lectures: T/Th 2-3:15', ['lecture TU,TH 14:00-15:15']],
  ['Lectures: Tu/Th 2-3:15 pm', ['lecture TU,TH 14:00-15:15']],
  ['Lectures: TuTh 2:00pm–3:15pm, Room 12', ['lecture TU,TH 14:00-15:15 @ Room 12']],
  ['Class meets MW 4-5:15pm in Tower 118.', ['lecture MO,WE 16:00-17:15 @ Tower 118']],
  ['Lectures: M, W, F 1:10 - 2:00', ['lecture MO,WE,FR 13:10-14:00']],
  ['Lecture: Mondays & Wednesdays, noon-1:15', ['lecture MO,WE 12:00-13:15']],
  ['Lab: M–F 9-11am', ['small MO,TU,WE,TH,FR 09:00-11:00']],
  ['Office hours: Monday through Thursday, 3-4pm', ['hours MO,TU,WE,TH 15:00-16:00']],
  ['Office hours: weekdays 4:30-5:30pm', ['hours MO,TU,WE,TH,FR 16:30-17:30']],
  ['Lectures: M-W-F 8:00-8:50 AM', ['lecture MO,WE,FR 08:00-08:50']],
  ['Lecture: Tues. and Thurs. 11:00 a.m. - 12:15 p.m.', ['lecture TU,TH 11:00-12:15']],
  ['Discussion: every Friday 1-1:50pm', ['small FR 13:00-13:50']],
  ['Lecture: mwf 11-11:50', ['lecture MO,WE,FR 11:00-11:50']],
  ['Lectures: Mon/Wed/Fri at 9am for 50 minutes', ['lecture MO,WE,FR 09:00-09:50']],
  // Clocks
  ['Tutorial: Wed 1700-1800', ['small WE 17:00-18:00']],
  ['Office hours: Tuesday 930-1130', ['hours TU 09:30-11:30']],
  ['Office hours: Thu 2-3:30', ['hours TH 14:00-15:30']],
  ['Office hours: Fri 11-1', ['hours FR 11:00-13:00']],
  ['Office hours: Fri 10am - 12', ['hours FR 10:00-12:00']],
  ['Office hours: Wed 9-noon', ['hours WE 09:00-12:00']],
  ['Office hours: Mon 8-10pm', ['hours MO 20:00-22:00']],
  ['Lecture: Montag 10:15 - 11:45 Uhr, Hörsaal 3', ['lecture MO 10:15-11:45 @ Hörsaal 3']],
  ['Exercises: Friday 14h15-16h', ['small FR 14:15-16:00']],
  ['Lectures: Tuesday 9.15-11.00 and Thursday 13.15-15.00', ['lecture TH 13:15-15:00', 'lecture TU 09:15-11:00']],
  ['Lecture: Wednesdays, 6:30-9:20 p.m.', ['lecture WE 18:30-21:20']],
  ['Lecture: Wednesday 11:30 AM to 12:45 PM EST', ['lecture WE 11:30-12:45']],
  ['Lectures: between 3 and 4:30pm on Mondays', ['lecture MO 15:00-16:30']],
  ['Lectures: Monday from 3 to 4:30pm', ['lecture MO 15:00-16:30']],
  ["Seminar: Thursday, 3 o'clock, two hours, Library 5", ['small TH 15:00-17:00 @ Library 5']],
  ['Lab: Tuesday at 2pm (3 hours)', ['small TU 14:00-17:00']],
  ['Night lab: Friday 10pm-1am', ['small FR 22:00-01:00']],
  // Several on a line
  ['Office hours: Mon 3-4pm, Tue 10-11am', ['hours MO 15:00-16:00', 'hours TU 10:00-11:00']],
  ['Office hours: M 3-4, W 1-2 in Gates 210', ['hours MO 15:00-16:00 @ Gates 210', 'hours WE 13:00-14:00 @ Gates 210']],
  ['Office hours: Mon 10-11, 2-3pm', ['hours MO 10:00-11:00', 'hours MO 14:00-15:00']],
  [
    'Lecture: MW 10-11:15; Lab: F 1-3pm; Office hours: Th 4-5',
    ['hours TH 16:00-17:00', 'lecture MO,WE 10:00-11:15', 'small FR 13:00-15:00'],
  ],
  ['Office hours are 3-4pm on Tuesdays and 5-6pm on Thursdays', ['hours TH 17:00-18:00', 'hours TU 15:00-16:00']],
  [
    'Sections: Friday 9-10am (Room 101), 10-11am (Room 102)',
    ['small FR 09:00-10:00 @ Room 101', 'small FR 10:00-11:00 @ Room 102'],
  ],
  // Structure
  [
    '## Lectures\n\n- Days: Tuesday & Friday\n- Time: 2:00pm - 3:50pm\n- Location: Lally 102',
    ['lecture TU,FR 14:00-15:50 @ Lally 102'],
  ],
  ['# CS 1\n\nTime: MWF 2:30-3:20\n\nPlace: Hall 5', ['lecture MO,WE,FR 14:30-15:20 @ Hall 5']],
  [
    '## Office Hours\n\n### Monday\n\n- 2-3pm, Alex\n- 5-6pm, Sam\n\n### Friday\n\n- 10-11am',
    ['hours FR 10:00-11:00', 'hours MO 14:00-15:00', 'hours MO 17:00-18:00'],
  ],
  [
    '<h2>Labs</h2><ul><li>Section 1: Tue 2-5pm, EB 120<li>Section 2: Wed 2-5pm, EB 121</ul>',
    ['small TU 14:00-17:00 @ EB 120', 'small WE 14:00-17:00 @ EB 121'],
  ],
  [
    '<table><tr><th></th><th>Monday</th><th>Tuesday</th></tr><tr><th>9:00-10:00</th><td>Lecture</td><td></td></tr><tr><th>10:00-11:00</th><td></td><td>Lab</td></tr></table>',
    ['lecture MO 09:00-10:00', 'small TU 10:00-11:00'],
  ],
  [
    '| TA | Office Hours | Room |\n|---|---|---|\n| Kim | W 3-4pm | B12 |\n| Lee | TBA | |',
    ['hours WE 15:00-16:00 @ B12'],
  ],
  [
    '| Day | Start | End | Room |\n|---|---|---|---|\n| Mon | 9:00 | 10:30 | E1 200 |\n\nLectures start on time.',
    ['lecture MO 09:00-10:30 @ E1 200'],
  ],
  [
    '\\section*{Office Hours}\n\\begin{itemize}\n\\item Mon 2--3pm, Room 7 % moved\n\\item \\sout{Tue 2--3pm}\n\\end{itemize}',
    ['hours MO 14:00-15:00 @ Room 7'],
  ],
  [
    '\\begin{tabular}{ll}\n\\textbf{Lecture:} & MWF 10:00--10:50, Smith 100 \\\\\n\\textbf{Office Hours:} & T 1--2 pm \\\\\n\\end{tabular}',
    ['hours TU 13:00-14:00', 'lecture MO,WE,FR 10:00-10:50 @ Smith 100'],
  ],
  // Weeks, copies, relatives
  ['Lab: every other Friday 2-4pm', ['small FR 14:00-16:00 (every other)']],
  ['Workshop: Tuesdays 3-5pm (weeks 2, 4 and 6)', ['small TU 15:00-17:00 (weeks 2, 4 and 6)']],
  ['Office hours: Sun 7-9pm (x3)', ['hours SU 19:00-21:00 x3']],
  ['Office hours: immediately after lecture on Mondays', ['hours MO after lecture']],
  ['Office hours: MW after class, Room 4', ['hours MO,WE after lecture @ Room 4']],
  // Found on real pages, paraphrased
  [
    'Labs: 1A: Fri 10am-11:50am, Hall 2760\n\nLab 1B: Mon 1-2pm, Hall 9',
    ['small FR 10:00-11:50 @ Hall 2760', 'small MO 13:00-14:00 @ Hall 9'],
  ],
  ['We meet Thursdays 4:15pm–6:55pm in Seminar Room 12', ['lecture TH 16:15-18:55 @ Seminar Room 12']],
  ['The classes are on MWF in A304 West Hall, 10:20 -- 11:10.', ['lecture MO,WE,FR 10:20-11:10 @ A304 West Hall']],
  [
    'Discussion 101: M 9-10A, 130 East; 102: M 5-6P, 24 East',
    ['small MO 09:00-10:00 @ 130 East', 'small MO 17:00-18:00 @ 24 East'],
  ],
  ['Office hours: Monday and Friday at 11am (after class)', ['hours MO,FR 11:00-?']],
  ['Help room: Sunday-Thursday 7-10pm in Noyes 3813', ['hours MO,TU,WE,TH,SU 19:00-22:00 @ Noyes 3813']],
  [
    'Lectures: Mon 10am (LT A), Thu 2pm (LT B). Weeks 1-11.',
    ['lecture MO 10:00-? @ LT A (Weeks 1-11)', 'lecture TH 14:00-? @ LT B (Weeks 1-11)'],
  ],
  [
    'Sections: Fridays 12:30-1:20pm (North Aud) or 1:30-2:20pm (Zoom)',
    ['small FR 12:30-13:20 @ North Aud', 'small FR 13:30-14:20 @ Zoom'],
  ],
  [
    '# Office hours\n\n| Day | Time | TA |\n|---|---|---|\n| Mon | 10-11 / 15-16 | Ada |\n| | 17-18 | Bob |',
    ['hours MO 10:00-11:00', 'hours MO 15:00-16:00', 'hours MO 17:00-18:00'],
  ],
  [
    '| Section | Instructor | Time | Location | Office Hours |\n|---|---|---|---|---|\n| 001 | A. Aa | MWF 10:00-10:50 | HH 100 | M 11-12, HH 200 |',
    ['hours MO 11:00-12:00 @ HH 200', 'lecture MO,WE,FR 10:00-10:50 @ HH 100'],
  ],
  [
    '# Office Hours\n\n| Time | Mon | Tue |\n|---|---|---|\n| 1pm - 2pm | CLASS | Ana |\n| 2pm - 3pm | CLASS | Bo |',
    ['hours TU 13:00-14:00', 'hours TU 14:00-15:00', 'lecture MO 13:00-15:00'],
  ],
  [
    '---\nschedule:\n  - name: Monday\n    events:\n      - name: Lecture\n        start: 1:30 PM\n        end: 2:45 PM\n        location: PSH 355\n---\n',
    ['lecture MO 13:30-14:45 @ PSH 355'],
  ],
  ['+++\n[[feature]]\n  name = "Friday"\n  description = "Class - 10:15-11:30am"\n+++\n', ['lecture FR 10:15-11:30']],
  [
    'Vorlesung: Di 10:15–11:45, HS 1, Do 14:15–15:45, HS 2',
    ['lecture TH 14:15-15:45 @ HS 2', 'lecture TU 10:15-11:45 @ HS 1'],
  ],
  ['TD : mercredi 14h-16h, salle 204', ['small WE 14:00-16:00 @ salle 204']],
  ['Class Time: MWF 12 - 2\n\nRoom: 14-250, 14-303', ['lecture MO,WE,FR 12:00-14:00 @ 14-250, 14-303']],
  [
    'Quiz sections: AA Tue 8:30, AB Tue 9:30 (all in MGH 30)',
    ['small TU 08:30-? @ MGH 30', 'small TU 09:30-? @ MGH 30'],
  ],
  [
    'Section: one 50 minute section per week (Thu 1pm or 2pm; Hall 5)',
    ['small TH 13:00-13:50 @ Hall 5', 'small TH 14:00-14:50 @ Hall 5'],
  ],
  ['Office hours: After class Tuesdays, or Thursdays 2:30-3:30', ['hours TH 14:30-15:30', 'hours TU after lecture']],
  // Not meetings
  ['Last login: Mon Apr 4 12:05:00 on ttys000', []],
  ['Labs are handed in by Tuesday 23:59. Please sign up for office hours on Monday by 17:00.', []],
  ['The lab is open Monday-Friday 8am-10pm.', []],
  ['Office hours this week: Wed 3-4pm', []],
  ['Contact me Monday to Friday 9-5 by email. I played chess on Friday 3-4 with 10-20 people.', []],
  ['Office hours: by appointment', []],
  ['Office hours: TBA', []],
  ['Homework is due Fridays at 5pm.', []],
  ['Midterm: Tuesday, October 10, 7-9pm, Hall 3', []],
  ['Final exam: Mon 9-11am', []],
  ['~~Office hours: Mon 3-4pm~~', []],
  ['<!-- Lecture: MWF 10-11 -->', []],
  ['Lecture 3 (Monday, 9/12, 10:00-10:50): Graphs', []],
  ['No class on Monday 3-4pm', []],
  ['The assignment takes 10-12 hours. Read pages 3-4 by Monday.', []],
  ['- Sept 12: Guest lecture, 4-5pm', []],
];

describe('ways of saying when a course meets', () => {
  test.each(PAGES)('%s', (page, meetings) => {
    expect(tell(page)).toEqual([...meetings].sort());
  });
});
