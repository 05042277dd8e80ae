/** Everything that can be said of a folder: its files, its dated meetings, its rooms and people. */
import { readCatalog, type SourceFile } from '../../src/catalog/catalog.ts';
import { findConflicts } from '../../src/catalog/conflicts.ts';
import { listDatedUses } from '../../src/catalog/dated-uses.ts';
import { finishProblems } from '../../src/catalog/finish.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { scheduleCourse } from '../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';

export function checkFully(files: readonly SourceFile[]): Problem[] {
  const { catalog, problems, allowed } = readCatalog(files);
  const scheduled = [...catalog.courses.values()].flatMap((course) => {
    const term = catalog.terms.get(course.term);
    return term ? [{ course, schedule: scheduleCourse(course, openTermCalendar(term), catalog.site) }] : [];
  });
  const found = scheduled.flatMap(({ schedule }) => schedule.problems);
  const conflicts = findConflicts(scheduled.flatMap(({ course, schedule }) => listDatedUses(course, schedule)));
  return finishProblems([...problems, ...found, ...conflicts], files, allowed);
}
