/** My calendar: pages and forms without an account; the key is sent in form bodies and a cookie, never in a URL. */
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { utcDateOf } from '../domain/date.ts';
import { openNamed } from '../feeds/named-courses.ts';
import { CalendarsUnavailableError, type OpenCalendar, type Opened } from '../feeds/personal/calendars.ts';
import { makeKey, readKey } from '../feeds/personal/secrets.ts';
import { type SectionName, sectionsFrom } from '../feeds/personal/selection.ts';
import { guessDevice } from '../timetable/browser/device.ts';
import type { BrowseContext } from '../timetable/course-page.ts';
import { createClientLimit } from '../web/limits.ts';
import { publicAddressOf, readText, readTexts, sendPage } from '../web/page-context.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { say } from '../words/say.ts';
import { addSections, undoAddition } from './course-choice.ts';
import { renderFeedPage } from './feed-page-view.ts';
import { routeCalls, sayFetched } from './my-calls.ts';
import type { MyContext } from './my-context.ts';
import { keepOpen, readOpenCookie, type Said } from './my-cookie.ts';
import { bodyOf, readAdded, readEdit, readSections } from './my-forms.ts';
import { renderGone, renderMyHome, renderUnknownKey } from './my-home-view.ts';
import { describeCalendar } from './my-page.ts';
import { renderMyCalendar } from './my-view.ts';

/** Rate limit for creating calendars: a whole lecture hall may share one address. */
const CREATED = { atOnce: 150, everyMs: 4000 };
const WRONG_KEYS = { atOnce: 60, everyMs: 10_000 };
const PRIVATE = { 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' };

const MESSAGES = {
  saved: 'my.saved',
  rotated: 'my.yourCalendarHasANew',
  copied: 'my.copiedFromAddress',
} as const;

/** Options for rendering an open calendar. */
interface Shown {
  readonly status: number;
  readonly said: Said | null;
  /** Sections added just now. */
  readonly added: readonly SectionName[];
}

export function routeMy(context: MyContext): Router {
  const router = Router({ caseSensitive: true });
  const created = createClientLimit(CREATED.atOnce, CREATED.everyMs);
  const wrong = createClientLimit(WRONG_KEYS.atOnce, WRONG_KEYS.everyMs);
  const form = [
    requireSameOrigin(context.publicUrl),
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 500 }),
    loadNamed(context),
  ];

  const sendHome = (request: Request, response: Response): void => {
    const added = readAdded(context, readAsked(request));
    const page = describeCalendar(context.courses, { selection: [] }, added, context.clock(), context.drafts);
    if (!readOpenCookie(request)) keepOpen(response, context.publicUrl, { key: null, said: null });
    // The key is generated here, so that submitting the form twice creates one calendar.
    send(context, request, response, renderMyHome({ ...context, page, added, key: makeKey() }), 200);
  };

  const sendCalendar = async (
    request: Request,
    response: Response,
    calendar: OpenCalendar,
    shown: Shown,
  ): Promise<void> => {
    await context.courses.readyAt(calendar.selection);
    const page = describeCalendar(context.courses, calendar, [], context.clock(), context.drafts);
    const view = renderMyCalendar({
      ...context,
      page,
      calendar,
      reach: publicAddressOf(context, request),
      device: guessDevice(request.headers['user-agent']),
      message: shown.said === null || shown.said === 'made' ? null : say(MESSAGES[shown.said]),
      fetched: await sayFetched(context, calendar),
      fresh: shown.said === 'made',
      added: shown.added,
    });
    send(context, request, response, view, shown.status);
  };

  /** Counts wrong keys per client, against guessing. */
  const refuseGuesser = (request: Request, response: Response): void => {
    const wait = wrong.take(context.addressOf(request), context.clock());
    if (wait > 0) tooMany(response, wait);
    else send(context, request, response, renderUnknownKey(context), 404);
  };

  const sendGone = (request: Request, response: Response, key: string): void =>
    send(context, request, response, renderGone({ ...context, key }), 410);

  /** Runs an action on the calendar of the form's key, then redirects to its page (without cookies, renders it). */
  const withKey =
    (act: (key: string, request: Request) => Promise<Opened>, said: Said | null) =>
    async (request: Request, response: Response): Promise<void> => {
      const key = readKey(readText(bodyOf(request).key) ?? '');
      const opened: Opened = key === null ? { type: 'unknown' } : await act(key, request);
      if (key === null || opened.type === 'unknown') return refuseGuesser(request, response);
      const added = readTexts(bodyOf(request).add);
      if (readOpenCookie(request)) {
        keepOpen(response, context.publicUrl, { key, said });
        goToEdit(response, added);
      } else if (opened.type === 'gone') sendGone(request, response, key);
      else
        await sendCalendar(request, response, opened.calendar, { status: 200, said, added: readAdded(context, added) });
    };

  router.use(
    routeCalls(context, {
      created: (request) => created.take(context.addressOf(request), context.clock()),
      wrong: (request) => wrong.take(context.addressOf(request), context.clock()),
    }),
  );

  router.get('/my', loadNamed(context), sendHome);

  router.get('/my/edit', loadNamed(context), async (request, response) => {
    const open = readOpenCookie(request);
    if (!open || open.key === null) return sendHome(request, response);
    const opened = await context.calendars.open(open.key);
    const { key, said } = open;
    keepOpen(response, context.publicUrl, { key: opened.type === 'open' ? key : null, said: null });
    if (opened.type === 'unknown') sendHome(request, response);
    else if (opened.type === 'gone') sendGone(request, response, key);
    else {
      const added = readAdded(context, readTexts(request.query.add));
      await sendCalendar(request, response, opened.calendar, { status: 200, said, added });
    }
  });

  router.get('/my/:token', async (request, response, next) => {
    const { token } = request.params;
    const shared = await context.calendars.find(token);
    if (!shared) return next();
    await context.courses.readyAt(shared.selection);
    const page = describeCalendar(context.courses, shared, [], context.clock(), context.drafts);
    const reach = publicAddressOf(context, request);
    const device = guessDevice(request.headers['user-agent']);
    send(
      context,
      request,
      response,
      renderFeedPage({ ...context, page, reach, device, token, options: shared.options }),
      200,
    );
  });

  router.post('/my', ...form, async (request, response) => {
    const wait = created.take(context.addressOf(request), context.clock());
    if (wait > 0) {
      tooMany(response, wait);
      return;
    }
    const key = readKey(readText(bodyOf(request).key) ?? '');
    const calendar = await context.calendars.create(readSections(context, request), key);
    if (readOpenCookie(request)) {
      keepOpen(response, context.publicUrl, { key: calendar.key, said: 'made' });
      goToEdit(response, []);
    } else await sendCalendar(request, response, calendar, { status: 201, said: 'made', added: [] });
  });

  /** A feed's own address creates a copy, since it may have been shared with the person who pastes it. */
  const copyFeed: RequestHandler = async (request, response, next) => {
    const token = /\/my\/([\w-]{32})(?:\.ics)?$/.exec(readText(bodyOf(request).key)?.trim() ?? '')?.[1];
    if (token === undefined) return next();
    const shared = await context.calendars.find(token);
    if (!shared) return refuseGuesser(request, response);
    const wait = created.take(context.addressOf(request), context.clock());
    if (wait > 0) return tooMany(response, wait);
    const today = utcDateOf(context.clock());
    const calendar = await context.calendars.create(sectionsFrom(shared.selection, today));
    if (readOpenCookie(request)) {
      keepOpen(response, context.publicUrl, { key: calendar.key, said: 'copied' });
      goToEdit(response, []);
    } else await sendCalendar(request, response, calendar, { status: 201, said: 'copied', added: [] });
  };

  // Additions are saved at once; the next page offers to undo them.
  router.post(
    '/my/edit',
    ...form,
    copyFeed,
    withKey((key, request) => {
      const added = readAdded(context, readTexts(bodyOf(request).add));
      return added.length === 0
        ? context.calendars.open(key)
        : context.calendars.edit(key, addSections(context, added));
    }, null),
  );

  router.post(
    '/my/undo',
    ...form,
    withKey(
      (key, request) => context.calendars.edit(key, undoAddition(context, readSections(context, request))),
      'saved',
    ),
  );

  router.post(
    '/my/save',
    ...form,
    withKey((key, request) => context.calendars.edit(key, readEdit(context, request)), 'saved'),
  );

  router.post(
    '/my/rotate',
    ...form,
    withKey((key, request) => context.calendars.rotate(key, readText(bodyOf(request).ends)), 'rotated'),
  );

  router.post('/my/delete', ...form, withKey(context.calendars.remove, null));

  const answerUnavailable: ErrorRequestHandler = (error, _request, response, next) => {
    if (!(error instanceof CalendarsUnavailableError)) return next(error);
    response.status(503).set('Retry-After', '30').type('text/plain');
    response.send(say('my.personalCalendarsCannotBeChanged'));
  };
  router.use('/my', answerUnavailable);
  return router;
}

/** Sections to add, from links and from a course page's form without JavaScript. */
function readAsked({ query }: Request): readonly string[] {
  const course = readText(query.course);
  return course === null ? readTexts(query.add) : [`${course}/${readTexts(query.choose).join('+')}`];
}

/** Loads the courses of the sections named in a request. */
function loadNamed({ courses }: BrowseContext): RequestHandler {
  return async (request, _response, next) => {
    const { add, section } = bodyOf(request);
    const names = [...readAsked(request), ...[add, section].flatMap(readTexts)].slice(0, 300);
    for (const name of names) await openNamed(courses, name);
    next();
  };
}

function send(
  context: MyContext,
  request: Request,
  response: Response,
  view: Parameters<typeof sendPage>[3],
  status: number,
): void {
  sendPage(context, request, response, view, { status, cache: 'private, no-store', headers: PRIVATE });
}

function goToEdit(response: Response, added: readonly string[]): void {
  const query = new URLSearchParams(added.map((text) => ['add', text]));
  response.status(303).set('Location', added.length > 0 ? `/my/edit?${query}` : '/my/edit');
  response.set('Cache-Control', 'private, no-store').end();
}

function tooMany(response: Response, wait: number): void {
  response.status(429).set('Retry-After', String(wait)).type('text/plain');
  response.send(say('my.tooMany', { seconds: wait }));
}
