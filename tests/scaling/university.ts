/** The rules of an invented university: every course with a lecture, three precepts and office hours. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const TERM = 'fall-2018';
const TERM_RULES = `title: Fall 2018
zone: America/New_York
published: 2018-08-01
classes: Wed 2018-09-12 to Fri 2018-12-14
breaks:
  - {name: Fall recess, dates: Sat 2018-10-27 to Sun 2018-11-04}
  - {name: Thanksgiving recess, dates: Wed 2018-11-21 to Sun 2018-11-25}
`;

/** Mondays on which lectures are held. */
export const LECTURE_DATES = ['2018-10-01', '2018-10-08', '2018-10-15', '2018-10-22', '2018-11-05', '2018-11-12'];

export function nameCourse(index: number): string {
  return `c${String(index + 1).padStart(4, '0')}`;
}

function writeCourse(index: number): string {
  const hour = 13 + (index % 5);
  const room = `Hall ${1 + (index % 40)}`;
  return `code: C ${index + 1}
title: Course number ${index + 1}
sections:
  L01: {kind: lecture, meets: Mon Wed Fri ${hour}:00-${hour}:50, where: ${room}}
  P01: {kind: precept, meets: Tue ${hour}:00-${hour}:50, where: ${room} A}
  P02: {kind: precept, meets: Thu ${hour}:00-${hour}:50, where: ${room} A}
  P03: {kind: precept, meets: Thu ${hour + 2}:00-${hour + 2}:50, where: ${room} B}
  OH: {kind: office hours, meets: [{id: early, on: "Tue 16:00-17:00", where: ${room} C}, {on: "Thu 16:00-18:00", where: ${room} C}]}
`;
}

export async function writeUniversity(folder: string, courses: number): Promise<void> {
  await mkdir(path.join(folder, 'terms'), { recursive: true });
  await mkdir(path.join(folder, 'courses', TERM), { recursive: true });
  await writeFile(path.join(folder, 'site.yaml'), 'name: Scaling\nuidDomain: example.edu\n');
  await writeFile(path.join(folder, 'terms', `${TERM}.yaml`), TERM_RULES);
  for (let index = 0; index < courses; index += 1) await writeFile(fileOf(folder, index), writeCourse(index));
}

/** Edits the lecture's room in a course's rules, as its owner would in the file. */
export async function moveLecture(folder: string, index: number, room: string): Promise<void> {
  const file = fileOf(folder, index);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/(L01: .*where: )[^}]*/, `$1${room}`));
}

function fileOf(folder: string, index: number): string {
  return path.join(folder, 'courses', TERM, `${nameCourse(index)}.yaml`);
}
