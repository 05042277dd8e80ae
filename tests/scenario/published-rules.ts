/** From the text of rules to a publication and its feeds, for rules that are small but pass many rooms. */

import { formatProblem } from '../../src/domain/problem.ts';
import type { PublishedCourse } from '../../src/domain/published.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import type { SectionChoice } from '../../src/ical/selection.ts';
import { type CourseRevision, reviseCourse } from '../../src/publication/revise.ts';
import { scheduleCourse } from '../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { readFolder, TERM } from '../catalog/rules.ts';

const FIRST = Date.parse('2018-08-01T04:00:00Z');

/** A course of the term of tests/catalog/rules, `cos418`. @param term lines added to the term's file */
export function publishRules(
  course: string,
  { term = '', site = '', last = null }: { term?: string; site?: string; last?: PublishedCourse | null } = {},
): CourseRevision {
  const { catalog, problems } = readFolder({
    'site.yaml': `uidDomain: example.edu\n${site}`,
    'terms/fall-2018.yaml': TERM + term,
    'courses/fall-2018/cos418.yaml': `code: COS 418\ntitle: Distributed Systems\n${course}`,
  });
  const read = catalog.courses.get('fall-2018/cos418');
  const calendar = catalog.terms.get('fall-2018');
  if (!read || !calendar || problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
  const schedule = scheduleCourse(read, openTermCalendar(calendar), catalog.site);
  const instant = last === null ? FIRST : last.lastModified + 60_000;
  return reviseCourse(last, schedule, instant);
}

/** A feed's text, with its folded lines joined. */
export function feedOf(
  course: PublishedCourse,
  choice: SectionChoice = 'all',
  form: 'subscription' | 'download' = 'subscription',
): string {
  return composeFeed(course, choice, form, { publicUrl: null }).toString().replaceAll('\r\n ', '');
}
