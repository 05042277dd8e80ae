/** My calendar: pages and forms without an account; the key travels in forms' bodies only, never in an address. */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { guessDevice } from '../../service/browse/programs.ts';
import {
  type Calendars,
  CalendarsUnavailableError,
  type OpenCalendar,
  type Opened,
} from '../../service/personal/calendars.ts';
import { describeCalendar } from '../../service/personal/my-page.ts';
import { readKey } from '../../service/personal/secrets.ts';
import type { SectionName } from '../../service/personal/selection.ts';
import type { AddressOf } from '../client-address.ts';
import { createClientLimit } from '../limits.ts';
import { bodyOf, readAdded, readEdit, readSections } from './my-forms.ts';
import { renderGone, renderMyHome, renderUnknownKey } from './my-home-view.ts';
import { renderMyCalendar } from './my-view.ts';
import { type PageParts, reachOf, readText, readTexts, sendPage } from './page-parts.ts';
import { requireSameOrigin } from './same-origin.ts';

export interface MyParts extends PageParts {
  readonly calendars: Calendars;
  readonly addressOf: AddressOf;
}

/** A lecture hall behind one address may make its calendars at once. */
const CREATED = { atOnce: 150, everyMs: 4000 };
const WRONG_KEYS = { atOnce: 60, everyMs: 10_000 };
const PRIVATE = { 'X-Robots-Tag': 'noindex' };

export function routeMy(parts: MyParts): Router {
  const router = Router({ caseSensitive: true });
  const created = createClientLimit(CREATED.atOnce, CREATED.everyMs);
  const wrong = createClientLimit(WRONG_KEYS.atOnce, WRONG_KEYS.everyMs);
  const form = [
    requireSameOrigin(parts.publicUrl),
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 500 }),
  ];

  const sendHome = (request: Request, response: Response, status = 200): void => {
    const added = readAdded(parts, readTexts(request.query.add));
    const page = describeCalendar(parts.courses, { selection: [] }, added, parts.clock(), parts.drafts);
    send(parts, request, response, renderMyHome({ ...parts, page, added }), status);
  };

  const sendCalendar = (
    request: Request,
    response: Response,
    calendar: OpenCalendar,
    said: {
      readonly status?: number;
      readonly message?: string;
      readonly fresh?: boolean;
      readonly added?: readonly SectionName[];
    },
  ): void => {
    const page = describeCalendar(parts.courses, calendar, said.added ?? [], parts.clock(), parts.drafts);
    const view = renderMyCalendar({
      ...parts,
      page,
      calendar,
      reach: reachOf(parts, request),
      device: guessDevice(request.headers['user-agent']),
      message: said.message ?? null,
      fresh: said.fresh === true,
      unsaved: (said.added ?? []).length > 0,
    });
    send(parts, request, response, view, said.status ?? 200);
  };

  /** Counts wrong keys, so that nobody tries many. */
  const refuseGuesser = (request: Request, response: Response): void => {
    const wait = wrong.take(parts.addressOf(request), parts.clock());
    if (wait > 0) tooMany(response, wait);
    else send(parts, request, response, renderUnknownKey(parts), 404);
  };

  /** Runs an act on the calendar of the form's key. */
  const withKey =
    (
      act: (key: string, request: Request) => Promise<Opened>,
      say: (calendar: OpenCalendar, request: Request, response: Response) => void,
    ) =>
    async (request: Request, response: Response): Promise<void> => {
      const key = readKey(readText(bodyOf(request).key) ?? '');
      const opened: Opened = key === null ? { type: 'unknown' } : await act(key, request);
      if (opened.type === 'open') say(opened.calendar, request, response);
      else if (opened.type === 'unknown') refuseGuesser(request, response);
      else send(parts, request, response, renderGone({ ...parts, key: key ?? '' }), 410);
    };

  router.get('/my', (request, response) => sendHome(request, response));
  router.get('/my/edit', (request, response) => sendHome(request, response));

  router.post('/my', ...form, async (request, response) => {
    const wait = created.take(parts.addressOf(request), parts.clock());
    if (wait > 0) {
      tooMany(response, wait);
      return;
    }
    const calendar = await parts.calendars.create(readSections(parts, request));
    sendCalendar(request, response, calendar, { status: 201, fresh: true });
  });

  router.post(
    '/my/edit',
    ...form,
    withKey(parts.calendars.open, (calendar, request, response) => {
      const added = readAdded(parts, readTexts(bodyOf(request).add));
      sendCalendar(request, response, calendar, { added });
    }),
  );

  router.post(
    '/my/save',
    ...form,
    withKey(
      (key, request) => parts.calendars.edit(key, readEdit(parts, request)),
      (calendar, request, response) =>
        sendCalendar(request, response, calendar, { message: 'Saved. Your calendar follows when it looks again.' }),
    ),
  );

  router.post(
    '/my/rotate',
    ...form,
    withKey(parts.calendars.rotate, (calendar, request, response) =>
      sendCalendar(request, response, calendar, {
        message:
          'Your calendar has a new address. The old one ends now: unsubscribe from it, and subscribe to the new one.',
      }),
    ),
  );

  router.post(
    '/my/delete',
    ...form,
    withKey(parts.calendars.remove, () => undefined),
  );

  const answerUnavailable: ErrorRequestHandler = (error, _request, response, next) => {
    if (!(error instanceof CalendarsUnavailableError)) return next(error);
    response.status(503).set('Retry-After', '30').type('text/plain');
    response.send('Personal calendars cannot be changed just now; nothing was changed. Try again in a moment.\n');
  };
  router.use('/my', answerUnavailable);
  return router;
}

function send(
  parts: PageParts,
  request: Request,
  response: Response,
  view: Parameters<typeof sendPage>[3],
  status: number,
): void {
  sendPage(parts, request, response, view, { status, cache: 'private, no-store', headers: PRIVATE });
}

function tooMany(response: Response, wait: number): void {
  response.status(429).set('Retry-After', String(wait)).type('text/plain');
  response.send(`Too many at once from here. Try again in ${wait} seconds.\n`);
}
