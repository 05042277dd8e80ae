/** What the public pages need: what carries any page, the published courses, and the list of them. */
import type { BrowseParts } from '../timetable/course-page.ts';
import type { PageContext } from '../web/page-context.ts';
import type { CourseList } from './home/course-list.ts';

export interface SiteContext extends PageContext, BrowseParts {
  readonly list: CourseList;
}
