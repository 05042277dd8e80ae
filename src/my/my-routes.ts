/** My calendar: pages and forms without an account; the key is sent in form bodies and a cookie, never in a URL. */
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { utcDateOf } from '../domain/date.ts';
import { listNamed } from '../feeds/named-courses.ts';
import { CalendarsUnavailableError, type OpenCalendar, type Opened } from '../feeds/personal/calendars.ts';
import { makeKey, readKey } from '../feeds/personal/secrets.ts';
import { type SectionName, sectionsFrom } from '../feeds/personal/selection.ts';
import { guessDevice } from '../timetable/browser/device.ts';
import type { BrowseParts } from '../timetable/course-page.ts';
import { createClientLimit } from '../web/limits.ts';
import { publicAddressOf, readText, readTexts, sendPage } from '../web/page-context.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { say } from '../words/say.ts';
import { holdAlso, undoHolding } from './course-choice.ts';
import { renderFeedPage } from './feed-page-view.ts';
import { routeCalls, sayFetched } from './my-calls.ts';
import { keepOpen, readOpenCookie, type Said } from './my-cookie.ts';
import { bodyOf, readAdded, readEdit, readSections } from './my-forms.ts';
import { renderGone, renderMyHome, renderUnknownKey } from './my-home-view.ts';
import { describeCalendar } from './my-page.ts';
import type { MyParts } from './my-parts.ts';
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

export function routeMy(parts: MyParts): Router {
  const router = Router({ caseSensitive: true });
  const created = createClientLimit(CREATED.atOnce, CREATED.everyMs);
  const wrong = createClientLimit(WRONG_KEYS.atOnce, WRONG_KEYS.everyMs);
  const form = [
    requireSameOrigin(parts.publicUrl),
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 500 }),
    loadNamed(parts),
  ];

  const sendHome = (request: Request, response: Response): void => {
    const added = readAdded(parts, readAsked(request));
    const page = describeCalendar(parts.courses, { selection: [] }, added, parts.clock(), parts.drafts);
    if (!readOpenCookie(request)) keepOpen(response, parts.publicUrl, { key: null, said: null });
    // The key is generated here, so that submitting the form twice creates one calendar.
    send(parts, request, response, renderMyHome({ ...parts, page, added, key: makeKey() }), 200);
  };

  const sendCalendar = async (
    request: Request,
    response: Response,
    calendar: OpenCalendar,
    shown: Shown,
  ): Promise<void> => {
    await parts.courses.ready(calendar.selection.flatMap(({ term, course }) => parts.courses.keysAt(term, course)));
    const page = describeCalendar(parts.courses, calendar, [], parts.clock(), parts.drafts);
    const view = renderMyCalendar({
      ...parts,
      page,
      calendar,
      reach: publicAddressOf(parts, request),
      device: guessDevice(request.headers['user-agent']),
      message: shown.said === null || shown.said === 'made' ? null : say(MESSAGES[shown.said]),
      fetched: await sayFetched(parts, calendar),
      fresh: shown.said === 'made',
      added: shown.added,
    });
    send(parts, request, response, view, shown.status);
  };

  /** Counts wrong keys per client, against guessing. */
  const refuseGuesser = (request: Request, response: Response): void => {
    const wait = wrong.take(parts.addressOf(request), parts.clock());
    if (wait > 0) tooMany(response, wait);
    else send(parts, request, response, renderUnknownKey(parts), 404);
  };

  const sendGone = (request: Request, response: Response, key: string): void =>
    send(parts, request, response, renderGone({ ...parts, key }), 410);

  /** Runs an action on the calendar of the form's key, then redirects to its page (without cookies, renders it). */
  const withKey =
    (act: (key: string, request: Request) => Promise<Opened>, said: Said | null) =>
    async (request: Request, response: Response): Promise<void> => {
      const key = readKey(readText(bodyOf(request).key) ?? '');
      const opened: Opened = key === null ? { type: 'unknown' } : await act(key, request);
      if (key === null || opened.type === 'unknown') return refuseGuesser(request, response);
      const added = readTexts(bodyOf(request).add);
      if (readOpenCookie(request)) {
        keepOpen(response, parts.publicUrl, { key, said });
        goToEdit(response, added);
      } else if (opened.type === 'gone') sendGone(request, response, key);
      else
        await sendCalendar(request, response, opened.calendar, { status: 200, said, added: readAdded(parts, added) });
    };

  router.use(
    routeCalls(parts, {
      created: (request) => created.take(parts.addressOf(request), parts.clock()),
      wrong: (request) => wrong.take(parts.addressOf(request), parts.clock()),
    }),
  );

  router.get('/my', loadNamed(parts), sendHome);

  router.get('/my/edit', loadNamed(parts), async (request, response) => {
    const open = readOpenCookie(request);
    if (!open || open.key === null) return sendHome(request, response);
    const opened = await parts.calendars.open(open.key);
    const { key, said } = open;
    keepOpen(response, parts.publicUrl, { key: opened.type === 'open' ? key : null, said: null });
    if (opened.type === 'unknown') sendHome(request, response);
    else if (opened.type === 'gone') sendGone(request, response, key);
    else {
      const added = readAdded(parts, readTexts(request.query.add));
      await sendCalendar(request, response, opened.calendar, { status: 200, said, added });
    }
  });

  router.get('/my/:token', async (request, response, next) => {
    const { token } = request.params;
    const shared = await parts.calendars.find(token);
    if (!shared) return next();
    await parts.courses.ready(shared.selection.flatMap(({ term, course }) => parts.courses.keysAt(term, course)));
    const page = describeCalendar(parts.courses, shared, [], parts.clock(), parts.drafts);
    const reach = publicAddressOf(parts, request);
    const device = guessDevice(request.headers['user-agent']);
    send(
      parts,
      request,
      response,
      renderFeedPage({ ...parts, page, reach, device, token, options: shared.options }),
      200,
    );
  });

  router.post('/my', ...form, async (request, response) => {
    const wait = created.take(parts.addressOf(request), parts.clock());
    if (wait > 0) {
      tooMany(response, wait);
      return;
    }
    const key = readKey(readText(bodyOf(request).key) ?? '');
    const calendar = await parts.calendars.create(readSections(parts, request), key);
    if (readOpenCookie(request)) {
      keepOpen(response, parts.publicUrl, { key: calendar.key, said: 'made' });
      goToEdit(response, []);
    } else await sendCalendar(request, response, calendar, { status: 201, said: 'made', added: [] });
  });

  /** A feed's own address creates a copy, since it may have been shared with the person who pastes it. */
  const copyFeed: RequestHandler = async (request, response, next) => {
    const token = /\/my\/([\w-]{32})(?:\.ics)?$/.exec(readText(bodyOf(request).key)?.trim() ?? '')?.[1];
    if (token === undefined) return next();
    const shared = await parts.calendars.find(token);
    if (!shared) return refuseGuesser(request, response);
    const wait = created.take(parts.addressOf(request), parts.clock());
    if (wait > 0) return tooMany(response, wait);
    const today = utcDateOf(parts.clock());
    const calendar = await parts.calendars.create(sectionsFrom(shared.selection, today));
    if (readOpenCookie(request)) {
      keepOpen(response, parts.publicUrl, { key: calendar.key, said: 'copied' });
      goToEdit(response, []);
    } else await sendCalendar(request, response, calendar, { status: 201, said: 'copied', added: [] });
  };

  // Additions are saved at once; the next page offers to undo them.
  router.post(
    '/my/edit',
    ...form,
    copyFeed,
    withKey((key, request) => {
      const added = readAdded(parts, readTexts(bodyOf(request).add));
      return added.length === 0 ? parts.calendars.open(key) : parts.calendars.edit(key, holdAlso(parts, added));
    }, null),
  );

  router.post(
    '/my/undo',
    ...form,
    withKey((key, request) => parts.calendars.edit(key, undoHolding(parts, readSections(parts, request))), 'saved'),
  );

  router.post(
    '/my/save',
    ...form,
    withKey((key, request) => parts.calendars.edit(key, readEdit(parts, request)), 'saved'),
  );

  router.post(
    '/my/rotate',
    ...form,
    withKey((key, request) => parts.calendars.rotate(key, readText(bodyOf(request).ends)), 'rotated'),
  );

  router.post('/my/delete', ...form, withKey(parts.calendars.remove, null));

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
function loadNamed({ courses }: BrowseParts): RequestHandler {
  return async (request, _response, next) => {
    const { add, section } = bodyOf(request);
    const names = [...readAsked(request), ...[add, section].flatMap(readTexts)].slice(0, 300);
    await courses.ready(new Set(names.flatMap((name) => listNamed(courses, name))));
    next();
  };
}

function send(
  parts: MyParts,
  request: Request,
  response: Response,
  view: Parameters<typeof sendPage>[3],
  status: number,
): void {
  sendPage(parts, request, response, view, { status, cache: 'private, no-store', headers: PRIVATE });
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
