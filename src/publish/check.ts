/** Every problem of a folder of rules: of its files, and of the meetings that they give. */
import { readCatalog, type SourceFile } from '../catalog/catalog.ts';
import { type DatedUse, findConflicts } from '../catalog/conflicts.ts';
import { finishProblems } from '../catalog/finish.ts';
import type { Problem } from '../domain/problem.ts';
import { scheduleCourse } from '../schedule/schedule.ts';
import { calendarOf } from '../schedule/term-calendar.ts';
import { listUses } from './bookings.ts';
import { warnOfLargeRules } from './feed-sizes.ts';

export interface CheckReport {
  readonly problems: readonly Problem[];
  readonly counts: {
    readonly terms: number;
    readonly courses: number;
    readonly sections: number;
    readonly meetings: number;
  };
}

export function checkRules(files: readonly SourceFile[]): CheckReport {
  const { catalog, problems, allowed } = readCatalog(files);
  const found: Problem[] = [...problems];
  const uses: DatedUse[] = [];
  let sections = 0;
  let meetings = 0;
  for (const course of catalog.courses.values()) {
    const term = catalog.terms.get(course.term);
    if (!term) continue;
    const schedule = scheduleCourse(course, calendarOf(term), catalog.site);
    sections += course.sections.length;
    meetings += schedule.meetings.filter(({ facts }) => !facts.deadline).length;
    for (const problem of schedule.problems) found.push(problem);
    for (const problem of warnOfLargeRules(course, schedule)) found.push(problem);
    for (const use of listUses(course, schedule)) uses.push(use);
  }
  for (const problem of findConflicts(uses)) found.push(problem);
  const courses = catalog.courses.size + catalog.broken.size;
  return {
    problems: finishProblems(found, files, allowed),
    counts: { terms: catalog.terms.size, courses, sections, meetings },
  };
}
