/** Routes of the public pages. */
import { type Request, type Response, Router } from 'express';
import { ENGLISH } from '../../domain/language.ts';
import { writeFeedPath } from '../../feeds/address.ts';
import type { CourseView } from '../../feeds/courses.ts';
import { allowCrossOrigin } from '../../feeds/cross-origin.ts';
import { listTermFeeds, type TermFeedName } from '../../feeds/term-feeds.ts';
import { guessDevice } from '../../timetable/browser/device.ts';
import { browseCourse, type CoursePage, findCourse } from '../../timetable/course-page.ts';
import { routeAssets } from '../../web/asset-routes.ts';
import { sendDocument } from '../../web/document.ts';
import { publicAddressOf, readText, readTexts, sendPage } from '../../web/page-context.ts';
import { positive } from '../../web/query-schemas.ts';
import { inVoice } from '../../words/voice.ts';
import { ATOM, printAtom } from '../data/atom.ts';
import type { CourseListPage } from '../home/course-list.ts';
import { renderHome } from '../home/home-view.ts';
import { answerMissing, sendMissing } from '../missing.ts';
import type { SiteContext } from '../site-context.ts';
import { listRoomCalendars, renderRoomCalendar } from '../week/room-calendars.ts';
import { renderSign } from '../week/sign-view.ts';
import { renderWeekPage } from '../week/week-view.ts';
import { renderCourse } from './course-view.ts';

export function routePages(context: SiteContext): Router {
  const router = Router({ caseSensitive: true });
  router.use(routeAssets(context.assets, context.compression));

  const feedsOf = (term: string): readonly TermFeedName[] => listTermFeeds(term, context);
  router.get('/', async (request, response, next) => {
    const list = await listCourses(context, request, null);
    if (list.page > list.pages) return next();
    sendPage(context, request, response, renderHome({ ...context, list, feedsOf, reach: null, device: 'other' }));
  });

  router.get('/:term', async (request, response, next) => {
    const list = await listCourses(context, request, request.params.term);
    if (list.term === null || list.page > list.pages) next();
    else {
      const device = guessDevice(request.headers['user-agent']);
      response.vary('User-Agent');
      const reach = publicAddressOf(context, request);
      sendPage(context, request, response, renderHome({ ...context, list, feedsOf, reach, device }));
    }
  });

  router.get('/:term/:course', async (request, response, next) => {
    // Calendar programs are redirected to the feed, since people paste the page's URL into them.
    response.vary('Accept');
    const view = findCourse(context, request.params.term, request.params.course);
    if (view && request.accepts(['html', 'text/calendar']) === 'text/calendar') {
      response.redirect(302, allOf(view));
      return;
    }
    const page = await browse(
      context,
      request,
      request.query.choose === undefined ? null : readTexts(request.query.choose),
    );
    if (!page) return next();
    const device = guessDevice(request.headers['user-agent']);
    const reach = publicAddressOf(context, request);
    const framed = context.frameAncestors.length > 0;
    response.vary('User-Agent');
    const language = page.facts.language ?? ENGLISH;
    sendPage(context, request, response, renderCourse({ ...context, page, reach, device, framed }), { language });
  });

  router.get('/:term/:course.ics', (request, response, next) => {
    const view = findCourse(context, request.params.term, request.params.course);
    if (view) response.redirect(301, allOf(view));
    else next();
  });

  router.all('/:term/:course/changes.atom', allowCrossOrigin);
  router.get('/:term/:course/changes.atom', (request, response, next) => {
    const { term, course } = request.params;
    const view = findCourse(context, term, course);
    if (!view) return next();
    const body = printAtom(view, context.publicUrl);
    const cache = 'public, max-age=60';
    sendDocument(request, response, { body, type: ATOM, cache }, context.compression);
  });

  router.get('/:term/:course/week', async (request, response, next) => {
    const page = await browse(context, request, readTexts(request.query.choose));
    if (!page) return next();
    if (context.frameAncestors.length > 0) allowFraming(response, context.frameAncestors);
    inVoice(page.facts, () => {
      sendPage(context, request, response, renderWeekPage({ ...context, page }), { isBare: true });
    });
  });

  router.get('/:term/:course/:section/sign', async (request, response, next) => {
    const page = await browse(context, request, [request.params.section ?? '']);
    const section = page?.sections.find(({ chosen }) => chosen);
    if (!page || !section) return next();
    const reach = publicAddressOf(context, request);
    const device = guessDevice(request.headers['user-agent']);
    const { term } = page.facts;
    const places = context.courses.entryAt(term, 'rooms') ? [] : (context.site()?.places ?? []);
    response.vary('User-Agent');
    inVoice(page.facts, () => {
      const found = listRoomCalendars(term, section, places);
      const rooms = found.map((room) => renderRoomCalendar(room, page, { reach, device }));
      sendPage(context, request, response, renderSign({ ...context, page, section, base: reach.base, rooms }), {
        isBare: true,
      });
    });
  });

  return router;
}

/** The fallback router: an HTML 404 page for browsers. */
export function routeMissing(context: SiteContext): Router {
  const router = Router();
  router.use(async (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (!reads || !wantsHtml(request)) return next();
    sendMissing(context, request, response, await answerMissing(context, request.path));
  });
  return router;
}

/** '/fall-2018/cos418/all.ics' */
function allOf(view: CourseView): string {
  return writeFeedPath({ term: view.published.course.term, course: view.id, parts: ['all'], form: 'subscription' });
}

function wantsHtml(request: Request): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

function listCourses(context: SiteContext, request: Request, term: string | null): Promise<CourseListPage> {
  return context.list({
    query: readText(request.query.q) ?? '',
    term,
    // An invalid page number is treated as a page that does not exist.
    page: positive.safeParse(readText(request.query.page) ?? '1').data ?? Number.MAX_SAFE_INTEGER,
    now: context.clock(),
  });
}

function browse(context: SiteContext, request: Request, choose: readonly string[] | null): Promise<CoursePage | null> {
  return browseCourse(context, {
    term: String(request.params.term),
    course: String(request.params.course),
    choose,
    week: readText(request.query.week),
    now: context.clock(),
  });
}

function allowFraming(response: Response, ancestors: readonly string[]): void {
  const policy = String(response.getHeader('Content-Security-Policy') ?? '');
  const allowed = `frame-ancestors ${ancestors.join(' ')}`;
  const replaced = /frame-ancestors[^;]*/.test(policy)
    ? policy.replace(/frame-ancestors[^;]*/, allowed)
    : [policy, allowed].filter(Boolean).join(';');
  response.setHeader('Content-Security-Policy', replaced);
  response.removeHeader('X-Frame-Options');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
}
