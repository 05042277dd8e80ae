/** Dependencies of the pages of My calendar. */
import type { Calendars } from '../feeds/personal/calendars.ts';
import type { Fetches } from '../feeds/personal/fetches.ts';
import type { BrowseContext } from '../timetable/course-page.ts';
import type { AddressOf } from '../web/client-address.ts';
import type { PageContext } from '../web/page-context.ts';

export interface MyContext extends PageContext, BrowseContext {
  readonly calendars: Calendars;
  readonly addressOf: AddressOf;
  readonly fetches: Pick<Fetches, 'last'>;
}
