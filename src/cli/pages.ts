/** Everything public: the routers in their order, and personal feeds. */
import type { Router } from 'express';
import type { Clock } from '../domain/clock.ts';
import type { Courses } from '../feeds/courses.ts';
import type { FeedCache } from '../feeds/feed-cache.ts';
import type { Holidays } from '../feeds/holidays.ts';
import { createCalendars } from '../feeds/personal/calendars.ts';
import { drawEvents, findSpans } from '../feeds/personal/composition.ts';
import { type AnswerPersonalFeed, createPersonalAnswers } from '../feeds/personal/feed-answers.ts';
import type { Fetches } from '../feeds/personal/fetches.ts';
import type { SiteWords } from '../feeds/rules-reading.ts';
import type { MyContext } from '../my/my-context.ts';
import { routeMy } from '../my/my-routes.ts';
import { routeToday } from '../my/today-routes.ts';
import { routeMissing, routePages } from '../site/course/routes.ts';
import { type JsonContext, routeJson } from '../site/data/json-routes.ts';
import { createCourseList } from '../site/home/course-list.ts';
import { renderMissing } from '../site/missing-view.ts';
import type { Store } from '../store/store.ts';
import type { Assets } from '../web/assets.ts';
import type { AddressOf } from '../web/client-address.ts';
import { renderDocument } from '../web/document.ts';
import type { ApiOperation, ApiTag } from '../web/openapi.ts';
import { routeSiteIcons } from '../web/site-icons.ts';

export interface PagesContext {
  readonly courses: Courses;
  readonly feedCache: Pick<FeedCache, 'find'>;
  readonly holidays: Pick<Holidays, 'find'>;
  readonly site: () => Pick<SiteWords, 'places'> | null;
  readonly store: Store;
  /** As Serving.publishedUntil. */
  readonly publishedUntil: () => number;
  readonly clock: Clock;
  readonly assets: Assets;
  /** PUBLIC_URL; null where it is not set. */
  readonly publicUrl: string | null;
  readonly drafts: boolean;
  readonly addressOf: AddressOf;
  /** Records which program fetched which personal calendar. */
  readonly fetches: Fetches;
  readonly compression: boolean;
  /** Whether notices can be subscribed to. */
  readonly notices?: boolean;
  /** The current name in the rules, which may be read after the pages are opened. */
  readonly siteName?: () => string;
  /** Sources that may frame a course's bare week (CSP 3 §6.4.2): 'https://site.example', '*'. */
  readonly frameAncestors?: readonly string[];
  /** Operations of the rest of the application, for the description of the API. */
  readonly operations?: readonly ApiOperation[];
  readonly tags?: readonly ApiTag[];
  readonly securitySchemes?: Readonly<Record<string, object>>;
}

export interface Pages {
  /** Placed before others: their addresses begin with words that no term can have. */
  readonly routers: readonly Router[];
  /** The last router: the 404 page. */
  readonly missing: Router;
  /** The page that says of a feed's address that nothing is there. */
  readonly renderMissing: (line: string) => string;
  /** For the listener in front, ahead of feeds. */
  readonly answerPersonalFeed: AnswerPersonalFeed;
}

export function openPages(given: PagesContext): Pages {
  const { courses, store, publicUrl, drafts, clock } = given;
  const context: MyContext & JsonContext = {
    ...given,
    get siteName() {
      return given.siteName?.() ?? 'Belltower';
    },
    frameAncestors: given.frameAncestors ?? [],
    list: createCourseList(courses, drafts, store),
    calendars: createCalendars(store, clock, async (selection, options) => {
      await courses.readyAt(selection);
      return drawEvents(findSpans(courses, selection, drafts), options);
    }),
  };
  return {
    routers: [routeSiteIcons(context), routeMy(context), routeToday(context), routeJson(context), routePages(context)],
    missing: routeMissing(context),
    renderMissing: (line) => renderDocument(renderMissing({ ...context, message: line, instead: [] })),
    answerPersonalFeed: createPersonalAnswers({ store, courses, publicUrl, drafts, fetches: given.fetches }),
  };
}
