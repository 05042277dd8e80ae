/** What fuzzing begins from: the shipped rules, and a course and a term that use everything the format has. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '../../src/catalog/catalog.ts';

const DATA = path.resolve(import.meta.dirname, '../../data');
const SHIPPED = ['site.yaml', 'terms/fall-2018.yaml', 'courses/fall-2018/cos418.yaml'];

const TERM = `title: Full
zone: America/New_York
weekStarts: Monday
published: 2018-08-01
classes: 2018-09-12 to 2018-12-14
reading: 2018-12-15 to 2019-01-15
exams: 2019-01-16 to 2019-01-26
periods: {bootcamp: 2018-09-03 to 2018-09-07}
breaks:
  - {name: Recess, dates: 2018-10-27 to 2018-11-04}
  - {name: Holiday, dates: 2018-11-22}
closings:
  - {name: Snow, date: 2018-11-15, from: 2pm}
  - {name: Late opening, date: 2018-11-16, until: 10am}
  - {name: Power cut, date: 2018-11-19, from: 1pm, until: 3pm}
swaps:
  - {name: Monday schedule, date: Tue 2018-10-09, follows: Monday}
halves: {first: 2018-09-12 to 2018-10-26, second: 2018-11-05 to 2018-12-14}
changes:
  - {announced: 2018-11-14 12:00, on: 2018-11-14, closed: from 2pm, say: Storm}
`;

const COURSE = `code: FUL 101
crossListed: [{id: ful901, code: FUL 901, title: Everything}]
formerly: [ful100]
title: Everything that rules can say
published: 2018-09-05
url: https://example.edu/ful101
links: {Forum: https://forum.example.edu}
note: For everybody.
staff:
  prof: {name: Main Professor, role: Professor, url: https://example.edu/prof}
  ta: Teaching Assistant
show staff: {office hours: none}
sections:
  L01: {kind: lecture, meets: Mon Wed 10:00am-10:50am, where: Bowen 222, staff: prof, also: [A], numbered: yes, topics: {2018-09-12: Introduction}}
  P01: {kind: precept, meets: [{on: Fri 1pm-2pm x2, id: a}, {on: Fri 10pm-1am, id: b, every: second week}], where: TBA, staff: [prof, ta]}
  P02: {kind: precept, meets: {on: Tue 14:00, every: second calendar week, from: 2018-09-18, until: 2018-12-04}, formerly: [P00]}
  Lab: {kind: lab, meets: {on: Thu 1:30pm-4:20pm, weeks: "1, 3, 5-8", half: first}, ended: 2018-11-30, instead: P01, listed: [cos418/Lab]}
  OH: {kind: office hours, meets: [{after: L01, for: 30 minutes, gap: 10 minutes}, {before: P01, for: 1 hour, where: online https://meet.example.edu/x, id: early}], staff: ta}
  Exam: {kind: exam, with: [L01, P01], meets: {dates: [2018-10-24, 2018-12-12], time: 7pm-9pm}, note: Bring a pen.}
  Review: {kind: review, meets: {on: Sat 9am-10am, during: [classes, reading]}}
changes:
  - {announced: 2018-09-20 18:00, sections: P02, on: 2018-09-25, cancel: yes, say: No precept, why: Ill}
  - {announced: 2018-09-21 18:00, sections: L01, on: 2018-09-26, move: Thu 2018-09-27 4pm-5pm, where: CS 104}
  - {announced: 2018-09-22 18:00, kinds: precept, from: 2018-10-10, until: 2018-10-20, instead: [Mon 4pm-6pm], say: Other hours}
  - {announced: 2018-09-23 18:00, sections: Review, extra: Sun 2018-10-07 4pm-5pm, id: more, where: online}
withdrawn: [{section: Review, date: 2018-09-15}]
`;

/** Another course of the full term, imported, which its own file is laid over. */
const IMPORTED = `code: IMP 1
title: Imported
published: 2018-09-05
sections:
  A: {kind: lecture, meets: MWF 9:00am-9:50am, where: Hall 1, crn: 80684}
  B: {kind: lab, meets: Tue 9:00am-11:45am, crn: 80685}
`;
const OVERLAY = `sections:
  A: {topics: {2018-09-14: First}}
  B: {where: Hall 2}
`;

/** A whole folder, which is read without an error. */
export const FOLDER: readonly SourceFile[] = [
  ...SHIPPED.map((file) => ({ path: file, text: readFileSync(path.join(DATA, file), 'utf8') })),
  { path: 'terms/full.yaml', text: TERM },
  { path: 'courses/full/ful101.yaml', text: COURSE.replace('cos418/Lab', 'imp1/Lab') },
  { path: 'imported/full/imp1.yaml', text: IMPORTED },
  { path: 'courses/full/imp1.yaml', text: OVERLAY },
];
