/** The rules of the frozen fixture, in the states in which they were published in sequence. */
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

const FALL = `title: Fall 2018
zone: America/New_York
published: 2018-08-01
classes: Wed 2018-09-12 to Fri 2018-12-14
reading: 2018-12-15 to 2019-01-15
exams: 2019-01-16 to 2019-01-26
breaks:
  - {name: Fall recess, dates: Sat 2018-10-27 to Sun 2018-11-04}
  - {name: Thanksgiving recess, dates: Wed 2018-11-21 to Sun 2018-11-25}
`;

const SPRING = `title: Spring 2019
zone: Europe/Berlin
published: 2018-12-01
classes: Mon 2019-02-04 to Fri 2019-05-10
exams: 2019-05-13 to 2019-05-18
breaks:
  - {name: Spring recess, dates: 2019-03-18 to 2019-03-24}
  - {name: May Day, dates: 2019-05-01}
swaps:
  - {name: Monday schedule, date: Thu 2019-04-25, follows: Monday}
closings:
  - {name: Assembly, date: Tue 2019-04-09, from: 3pm}
halves: {first: 2019-02-04 to 2019-03-17, second: 2019-03-25 to 2019-05-10}
`;

const BIOLOGY = `code: BIO 101
crossListed: [{id: env101, code: ENV 101, title: Life and Environment}]
title: Biology
published: 2018-12-10
note: Bring a notebook.
staff:
  ada: {name: Ada Green, role: Professor, url: "https://www.example.edu/ada"}
  ben: Ben Brook
sections:
  L1: {kind: lecture, meets: Mon Thu 10:15am-11:45am, where: Main Hall, staff: ada, numbered: yes, topics: {2019-02-04: Cells}}
  Lab-A: {kind: lab, also: [LA], meets: [{on: Tue 2pm-5pm, weeks: odd}], where: Lab 1, staff: ben}
  Lab-B: {kind: lab, meets: [{on: Tue 2pm-5pm, weeks: even}], where: Lab 2, staff: ben}
  Lab-C: {kind: lab, meets: [{on: Wed 2pm-5pm, every: second week}], where: Lab 2}
  Review: {kind: review, with: [L1], meets: [{dates: [2019-03-14, 2019-05-09], time: 6pm-7pm}], where: online https://meet.example.edu/bio}
  OH: {kind: office hours, staff: ada, meets: [{after: L1, for: 45 minutes, gap: 15 minutes}], where: Office 7}
  Final: {kind: exam, title: Final exam, with: L1, meets: [{on: Tue 9am-noon, during: exams}], where: Main Hall}
  Talk: {kind: seminar, meets: TBA}
`;

const MATH = `code: MAT 7
title: Algebra
published: 2018-12-10
sections:
  A: {kind: class, meets: Mon Wed Fri 9am-9:50am, where: Room 3, listed: [bio101/M]}
  B: {kind: class, meets: [{on: Mon 1pm-2pm, half: first}, {id: late, on: Mon 3pm-4pm x2, half: second}], where: Room 4}
  T1: {kind: tutorial, meets: Fri 1pm-2pm, where: Room 5}
  T2: {kind: tutorial, meets: Fri 2pm-3pm, where: Room 5}
`;

const PHYSICS = `code: PHY 20
title: Waves
published: 2018-12-10
cancelled: cancelled
show staff: initials
staff: {kim: Kim Lee}
sections:
  S: {kind: studio, meets: Thu 22:00-01:00, where: Shed, staff: kim}
  R: {kind: recitation, meets: Wed 4pm-5pm, where: Shed, staff: kim}
`;

export type Rewrite = (data: string) => Promise<void>;

const edit =
  (file: string, ...replacements: readonly (readonly [string, string])[]): Rewrite =>
  async (data) => {
    let text = await readFile(path.join(data, file), 'utf8');
    for (const [before, after] of replacements) {
      if (!text.includes(before)) throw new Error(`${file} does not hold “${before}”`);
      text = text.replace(before, after);
    }
    await writeFile(path.join(data, file), text);
  };

/** The first state: the shipped course, in a term with more periods. */
export async function writeFirstRules(shipped: string, data: string): Promise<void> {
  await cp(shipped, data, { recursive: true });
  await edit('site.yaml', ['uidDomain: belltower.invalid', 'uidDomain: frozen.example'])(data);
  await writeFile(path.join(data, 'terms/fall-2018.yaml'), FALL);
}

const COS = 'courses/fall-2018/cos418.yaml';

export const moveRooms: Rewrite = edit(
  COS,
  ['11:00am-11:50am, where: EQuad D221', '11:00am-11:50am, where: CS 003'],
  ['on: Wed 3pm-4pm, where: CS 323', 'on: Wed 3pm-4:30pm, where: CS 323'],
);

export const dateExamsAndCancel: Rewrite = async (data) => {
  await edit(
    COS,
    ['with: L01, meets: TBA}\n  Final', 'with: L01, meets: "2018-10-24 7pm-9pm", where: Friend 008}\n  Final'],
    ['{on: Sat Sun 1pm-3pm, where: FC 010}', '{on: Sun 1pm-3pm, where: FC 010}'],
  )(data);
  const text = await readFile(path.join(data, COS), 'utf8');
  await writeFile(
    path.join(data, COS),
    `${text}
changes:
  - {announced: 2018-10-01 18:00, sections: P01, on: Fri 2018-10-05, cancel: yes, say: No precept this week., why: Ill}
  - {announced: 2018-10-02 18:00, sections: OH, on: Tue 2018-10-09, pattern: late-evening, move: Wed 2018-10-10 8pm-10pm}
withdrawn: [{section: P02, date: 2018-09-14}]
`,
  );
};

export const addSpring: Rewrite = async (data) => {
  await mkdir(path.join(data, 'courses/spring-2019'), { recursive: true });
  await writeFile(path.join(data, 'terms/spring-2019.yaml'), SPRING);
  await writeFile(path.join(data, 'courses/spring-2019/bio101.yaml'), BIOLOGY);
  await writeFile(path.join(data, 'courses/spring-2019/mat7.yaml'), MATH);
  await writeFile(path.join(data, 'courses/spring-2019/phy20.yaml'), PHYSICS);
};

/** Renames a course and a section; both keep their meetings. */
export const renameCourse: Rewrite = async (data) => {
  const file = 'courses/spring-2019/mat107.yaml';
  await rename(path.join(data, 'courses/spring-2019/mat7.yaml'), path.join(data, file));
  await edit(
    file,
    ['code: MAT 7', 'code: MAT 107\nformerly: [mat7]'],
    ['  T2: {kind: tutorial,', '  T9: {kind: tutorial, formerly: T2,'],
  )(data);
};

/** Removes a section and a weekday: held until someone agrees. */
export const takeAway: Rewrite = async (data) => {
  await edit('courses/spring-2019/mat107.yaml', ['  T1: {kind: tutorial, meets: Fri 1pm-2pm, where: Room 5}\n', ''])(
    data,
  );
  await edit('courses/spring-2019/phy20.yaml', ['Wed 4pm-5pm', 'Tue 4pm-5pm'])(data);
};
