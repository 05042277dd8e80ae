/** My calendar: pages and forms without an account; the key travels in forms' bodies only, never in an address. */
import express, { type Request, type Response, Router } from 'express';
import { isLocalDate } from '../../domain/date.ts';
import { KINDS } from '../../domain/kind.ts';
import type { CancelledStyle } from '../../domain/model.ts';
import type { Log } from '../access-log.ts';
import { guessDevice } from '../../service/browse/programs.ts';
import type { Calendars, OpenCalendar, Opened } from '../../service/personal/calendars.ts';
import { describeCalendar, readSectionName } from '../../service/personal/my-page.ts';
import { readKey } from '../../service/personal/secrets.ts';
import type { SectionName } from '../../service/personal/selection.ts';
import { type PersonalOptions, readReminder } from '../../service/personal/stored.ts';
import { renderGone, renderMyHome, renderUnknownKey } from './my-home-view.ts';
import { renderMyCalendar } from './my-view.ts';
import { type PageParts, reachOf, readText, readTexts, sendPage } from './page-parts.ts';
import { createRateLimit } from './rate-limit.ts';
import { requireSameOrigin } from './same-origin.ts';

export interface MyParts extends PageParts {
  readonly calendars: Calendars;
  readonly log: Pick<Log, 'warn'>;
}

const WINDOW_MS = 10 * 60_000;
/** A lecture hall behind one address may make its calendars at once. */
const MOST_CREATED = 150;
const MOST_WRONG_KEYS = 60;
const PRIVATE = { 'X-Robots-Tag': 'noindex' };

export function routeMy(parts: MyParts): Router {
  const router = Router({ caseSensitive: true });
  const created = createRateLimit(MOST_CREATED, WINDOW_MS, parts.clock);
  const wrong = createRateLimit(MOST_WRONG_KEYS, WINDOW_MS, parts.clock);
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
    said: { readonly status?: number; readonly message?: string; readonly fresh?: boolean; readonly added?: readonly SectionName[] },
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

  /** Answers what is not open; counts wrong keys, so that nobody tries many. */
  const sendClosed = (request: Request, response: Response, opened: Opened, key: string): void => {
    if (opened.type === 'gone') return send(parts, request, response, renderGone({ ...parts, key }), 410);
    send(parts, request, response, renderUnknownKey(parts), 404);
  };

  const refuseGuesser = (request: Request, response: Response): void => {
    const wait = wrong.take(request.ip ?? '');
    if (wait > 0) return tooMany(response, wait);
    send(parts, request, response, renderUnknownKey(parts), 404);
  };

  /** Runs an act on the calendar of the form's key. */
  const withKey = (
    act: (key: string, request: Request) => Promise<Opened>,
    say: (calendar: OpenCalendar, request: Request, response: Response) => void,
  ) => async (request: Request, response: Response): Promise<void> => {
    const key = readKey(readText(bodyOf(request).key) ?? '');
    if (key === null) return refuseGuesser(request, response);
    const opened = await act(key, request);
    if (opened.type === 'open') return say(opened.calendar, request, response);
    if (opened.type === 'unknown') return refuseGuesser(request, response);
    sendClosed(request, response, opened, key);
  };

  router.get('/my', (request, response) => sendHome(request, response));
  router.get('/my/edit', (request, response) => sendHome(request, response));

  router.post('/my', ...form, async (request, response) => {
    const wait = created.take(request.ip ?? '');
    if (wait > 0) return tooMany(response, wait);
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
      (calendar, request, response) => sendCalendar(request, response, calendar, { message: 'Saved. Your calendar follows when it looks again.' }),
    ),
  );

  router.post(
    '/my/rotate',
    ...form,
    withKey(parts.calendars.rotate, (calendar, request, response) =>
      sendCalendar(request, response, calendar, {
        message: 'Your calendar has a new address. The old one ends now: unsubscribe from it, and subscribe to the new one.',
      }),
    ),
  );

  router.post(
    '/my/delete',
    ...form,
    withKey(parts.calendars.remove, () => undefined),
  );

  return router;
}

function send(parts: PageParts, request: Request, response: Response, view: Parameters<typeof sendPage>[3], status: number): void {
  sendPage(parts, request, response, view, { status, cache: 'private, no-store', headers: PRIVATE });
}

function tooMany(response: Response, wait: number): void {
  response.status(429).set('Retry-After', String(wait)).type('text/plain');
  response.send(`Too many at once from here. Try again in ${wait} seconds.\n`);
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  return (request.body ?? {}) as Record<string, unknown>;
}

/** 'fall-2018/cos418/L01+P02' as links write it. */
function readAdded(parts: PageParts, texts: readonly string[]): readonly SectionName[] {
  const values = texts.flatMap((text) => {
    const [term = '', course = '', ids = ''] = text.split('/');
    return ids
      .split(/[+,\s]+/)
      .filter(Boolean)
      .map((id) => `${term}/${course}/${id}`);
  });
  return readNames(parts, values);
}

function readSections(parts: PageParts, request: Request): readonly SectionName[] {
  return readNames(parts, readTexts(bodyOf(request).section));
}

function readNames(parts: PageParts, values: readonly string[]): readonly SectionName[] {
  return values
    .slice(0, 100)
    .map((value) => readSectionName(parts.courses, value, parts.drafts))
    .filter((name) => name !== null);
}

function readEdit(
  parts: PageParts,
  request: Request,
): { readonly wanted: readonly SectionName[]; readonly from: string; readonly options: PersonalOptions } {
  const body = bodyOf(request);
  const given = readText(body.from) ?? '';
  const reminders = Object.fromEntries(
    KINDS.map((kind) => [kind, readReminder(readText(body[`reminder-${kind}`]) ?? undefined)] as const).filter(
      (entry): entry is readonly [(typeof KINDS)[number], number] => entry[1] !== null,
    ),
  );
  return {
    wanted: readSections(parts, request),
    from: isLocalDate(given) ? given : new Date(parts.clock()).toISOString().slice(0, 10),
    options: { reminders, cancelled: readCancelled(readText(body.cancelled)) },
  };
}

function readCancelled(text: string | null): CancelledStyle | null {
  return text === 'confirmed' || text === 'cancelled' || text === 'removed' ? text : null;
}
