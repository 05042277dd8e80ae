/** Writes a folder of rules as large as wanted: one term, a site with its rooms, and generated courses. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeCourse } from './course.ts';
import { seedRandom } from './random.ts';
import { openRooms } from './rooms.ts';

export const TERM = 'fall-2026';
const SEED = 418;

/** A term with a recess, a holiday, a swapped day and a clock change, as most have them. */
const TERM_RULES = `title: Fall 2026
zone: America/New_York
published: 2026-08-01
classes: Wed 2026-09-02 to Fri 2026-12-11
breaks:
  - {name: Labor Day, dates: Mon 2026-09-07}
  - {name: Fall recess, dates: Sat 2026-10-17 to Sun 2026-10-25}
  - {name: Thanksgiving, dates: Wed 2026-11-25 to Sun 2026-11-29}
swaps:
  - {name: Monday schedule, date: Tue 2026-09-08, follows: Monday}
`;

/** 'c00007': ids of the same length whatever their number. */
export function courseId(index: number): string {
  return `c${String(index).padStart(5, '0')}`;
}

/**
 * Rules of the courses from 0 on, below `count`: a larger catalogue holds every smaller one. Returns the addresses of
 * each course's feeds: its sections', then its own.
 */
export async function writeCatalogue(folder: string, count: number): Promise<readonly (readonly string[])[]> {
  const courses = path.join(folder, 'courses', TERM);
  await mkdir(path.join(folder, 'terms'), { recursive: true });
  await mkdir(courses, { recursive: true });
  await writeFile(path.join(folder, 'terms', `${TERM}.yaml`), TERM_RULES);
  const random = seedRandom(SEED);
  const rooms = openRooms();
  const feeds: string[][] = [];
  for (let index = 0; index < count; index += 1) {
    const id = courseId(index);
    const { text, sections } = writeCourse(index, random, rooms);
    await writeFile(path.join(courses, `${id}.yaml`), text);
    feeds.push([...sections, 'all'].map((part) => `/${TERM}/${id}/${part}.ics`));
  }
  const places = rooms.names.map((name, index) => `  ${name}: {name: Hall ${index + 1}, address: Campus}\n`);
  const site = `name: Benchmark University\nuidDomain: bench.invalid\nplaces:\n${places.join('')}`;
  await writeFile(path.join(folder, 'site.yaml'), site);
  return feeds;
}
