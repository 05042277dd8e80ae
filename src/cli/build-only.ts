/** The courses of a build: all of them, or those that `--only` names. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PublishedCourse } from '../domain/published.ts';
import { createCourses } from '../feeds/courses.ts';
import { addressOf, listViews } from '../feeds/static-files.ts';
import type { FileTimes } from '../publish/revisions-file.ts';
import { CommandError } from './exit.ts';

interface ChosenCourses {
  readonly chosen: readonly PublishedCourse[];
  /** Published courses that `--only` leaves out. */
  readonly others: readonly PublishedCourse[];
}

/** Drafts are in no build. @throws CommandError a name is of no course */
export function chooseCourses(
  published: readonly PublishedCourse[],
  only: readonly string[] | undefined,
): ChosenCourses {
  const shown = published.filter(({ course }) => !course.draft);
  if (only === undefined) return { chosen: shown, others: [] };
  const isMeant = ({ course }: PublishedCourse, name: string): boolean => name === course.id || name === course.key;
  const unknown = only.filter((name) => !shown.some((one) => isMeant(one, name)));
  if (unknown.length > 0) throw new CommandError(`there is no course ${unknown.join(', ')} (--only)`);
  const { chosen = [], others = [] } = Object.groupBy(shown, (one) =>
    only.some((name) => isMeant(one, name)) ? 'chosen' : 'others',
  );
  return { chosen, others };
}

/**
 * The feeds of a published course end only when somebody has said so: a build that would remove them from its folder
 * stops, and one into another folder reports them.
 * @param before the files of the last build
 * @returns a sentence to report, or null
 * @throws CommandError
 */
export function findEnding(others: readonly PublishedCourse[], before: FileTimes, out: string): string | null {
  const courses = createCourses();
  for (const published of others) courses.put(published.course.key, published);
  const built = [...listViews(courses)].map(addressOf).filter((address) => before.has(`/${address}.json`));
  if (built.length === 0) return null;
  const existing = built.filter((address) =>
    [address, `${address}.json`].some((name) => existsSync(path.join(out, name))),
  );
  if (existing.length === 0) {
    return `the last build had ${built.join(', ')}, and this one has not (--only): calendars that subscribe there get no more changes`;
  }
  throw new CommandError(
    `${out} has feeds of ${existing.join(', ')} from an earlier build, and --only leaves them out: calendars may subscribe to them. ` +
      'Name these courses too, or build into another folder. To end their feeds, delete ' +
      `${existing.map((address) => `${address}/ and ${address}.json`).join(', ')} there first`,
  );
}
