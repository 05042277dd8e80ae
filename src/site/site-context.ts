/** Dependencies of the public pages: page rendering, published courses, the course list. */
import type { Holidays } from '../feeds/holidays.ts';
import type { SiteWords } from '../feeds/rules-reading.ts';
import type { BrowseContext } from '../timetable/course-page.ts';
import type { PageContext } from '../web/page-context.ts';
import type { CourseList } from './home/course-list.ts';

export interface SiteContext extends PageContext, BrowseContext {
  readonly list: CourseList;
  readonly holidays: Pick<Holidays, 'find'>;
  /** What the site's rules say of its places; null: no rules were read yet. */
  readonly site: () => Pick<SiteWords, 'places'> | null;
}
