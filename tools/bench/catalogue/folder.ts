/** Writes a folder of rules as large as wanted: terms, a site with its rooms, and generated courses. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeCourse } from './course.ts';
import { seedRandom } from './random.ts';
import { openRooms } from './rooms.ts';

const YEAR = 2026;
export const TERM = termOf(YEAR);
const SEED = 418;

export function termOf(year: number): string {
  return `fall-${year}`;
}

/** A term with a recess, a holiday, a swapped day and a clock change, as most have them. */
function writeTerm(year: number): string {
  return `title: Fall ${year}
zone: America/New_York
published: ${year}-08-01
classes: ${year}-09-02 to ${year}-12-11
breaks:
  - {name: Labor Day, dates: ${year}-09-07}
  - {name: Fall recess, dates: ${year}-10-17 to ${year}-10-25}
  - {name: Thanksgiving, dates: ${year}-11-25 to ${year}-11-29}
swaps:
  - {name: Monday schedule, date: ${year}-09-08, follows: Monday}
`;
}

/** 'c00007': ids of the same length whatever their number. */
export function courseId(index: number): string {
  return `c${String(index).padStart(5, '0')}`;
}

/**
 * Rules of the courses from 0 on, below `count`: a larger catalogue holds every smaller one. Returns the addresses of
 * each course's feeds: its sections', then its own.
 */
export async function writeCatalogue(
  folder: string,
  count: number,
  year = YEAR,
): Promise<readonly (readonly string[])[]> {
  const term = termOf(year);
  const courses = path.join(folder, 'courses', term);
  await mkdir(path.join(folder, 'terms'), { recursive: true });
  await mkdir(courses, { recursive: true });
  await writeFile(path.join(folder, 'terms', `${term}.yaml`), writeTerm(year));
  const random = seedRandom(SEED);
  const rooms = openRooms();
  const feeds: string[][] = [];
  for (let index = 0; index < count; index += 1) {
    const id = courseId(index);
    const { text, sections } = writeCourse(index, random, rooms);
    await writeFile(path.join(courses, `${id}.yaml`), text);
    feeds.push([...sections, 'all'].map((part) => `/${term}/${id}/${part}.ics`));
  }
  const places = rooms.names.map((name, index) => `  ${name}: {name: Hall ${index + 1}, address: Campus}\n`);
  const site = `name: Benchmark University\nuidDomain: bench.invalid\nplaces:\n${places.join('')}`;
  await writeFile(path.join(folder, 'site.yaml'), site);
  return feeds;
}

/** The same courses in each of the last years' terms. Returns the addresses of all feeds, by term, newest first. */
export async function writeYears(folder: string, terms: number, courses: number): Promise<readonly string[][]> {
  const feeds: string[][] = [];
  for (let back = 0; back < terms; back += 1) feeds.push((await writeCatalogue(folder, courses, YEAR - back)).flat());
  return feeds;
}
