/** What the public pages need: what carries any page, the published courses, and the list of them. */
import type { BrowseParts } from '../timetable/course-page.ts';
import type { PageParts } from '../web/page-parts.ts';
import type { CourseList } from './home/course-list.ts';

export interface SiteParts extends PageParts, BrowseParts {
  readonly list: CourseList;
}
