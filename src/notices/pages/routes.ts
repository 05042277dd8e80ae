/** Routes of notices: subscribing, and the links in messages. GET has no side effects: mail scanners follow links. */
import path from 'node:path';
import express, { type Request, type Response, Router } from 'express';
import type { VNode } from 'preact';
import type { Courses } from '../../feeds/courses.ts';
import type { NoticeChoice, NoticeKeys, NoticeSubscription } from '../../store/notices.ts';
import type { AddressOf } from '../../web/client-address.ts';
import { sendDocument } from '../../web/document.ts';
import { createClientLimit } from '../../web/limits.ts';
import { type PageContext, readText, readTexts, sendPage } from '../../web/page-context.ts';
import { requireSameOrigin } from '../../web/same-origin.ts';
import { say } from '../../words/say.ts';
import { readPushTarget } from '../push-target.ts';
import { type Purpose, readLink, signLink } from '../secrets.ts';
import { readMailAddress, readPace, type Subscribing } from '../subscribing.ts';
import { chooseAll, nameWanted, readWanted, type WantedSections } from '../wanted.ts';
import { renderAsking } from './asking-view.ts';
import { renderConfirm, renderOldLink, renderOwn, renderSent, renderStop, renderStopped } from './own-view.ts';

export interface NoticePages extends PageContext {
  readonly courses: Courses;
  readonly subscribing: Subscribing;
  readonly keys: NoticeKeys;
  readonly addressOf: AddressOf;
  /** Whether mail is configured. */
  readonly mail: boolean;
  /** Whether push endpoints may be private and without https. */
  readonly anyEndpoint: boolean;
}

/** Rate limit: a whole lecture hall may share one address. */
const ASKED = { atOnce: 60, everyMs: 10_000 };
const PRIVATE = { 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' };

type Handle = (request: Request, response: Response, id: string) => Promise<void> | void;

export function routeNotices(context: NoticePages): Router {
  const router = Router({ caseSensitive: true });
  const { courses, subscribing, keys } = context;
  const asked = createClientLimit(ASKED.atOnce, ASKED.everyMs);
  const body = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 100 });
  const form = [requireSameOrigin(context.publicUrl), body];

  const send = (request: Request, response: Response, view: VNode, status = 200): void =>
    sendPage(context, request, response, view, { status, cache: 'private, no-store', headers: PRIVATE });

  const sendAsking = async (request: Request, response: Response, odd: string | null): Promise<void> => {
    const texts = readTexts(request.query.for ?? request.body?.for);
    const wanted = await readWanted(courses, texts);
    send(
      request,
      response,
      renderAsking({ ...frame(), wanted, mail: context.mail, pushKey: keys.vapidPublic, odd }),
      odd === null ? 200 : 422,
    );
  };
  const frame = () => ({ assets: context.assets, siteName: context.siteName });

  const isTooMany = (request: Request, response: Response): boolean => {
    const wait = asked.take(context.addressOf(request), context.clock());
    if (wait === 0) return false;
    response.status(429).set('Retry-After', String(wait)).type('text/plain');
    response.send(say('notices.tooMany', { seconds: wait }));
    return true;
  };

  /** Handles links with a valid signature; all others get the same 404 page. */
  const withLink =
    (purpose: Purpose, handle: Handle) =>
    async (request: Request, response: Response): Promise<void> => {
      const id = readLink(keys, purpose, String(request.params.link));
      if (id === null) send(request, response, renderOldLink(frame()), 404);
      else await handle(request, response, id);
    };
  const withSubscription = (handle: (request: Request, response: Response, found: NoticeSubscription) => unknown) =>
    withLink('manage', async (request, response, id) => {
      const found = await subscribing.find(id);
      if (found) await handle(request, response, found);
      else send(request, response, renderOldLink(frame()), 404);
    });

  router.get('/notices', (request, response) => sendAsking(request, response, null));

  router.post('/notices/mail', ...form, async (request, response) => {
    if (isTooMany(request, response)) return;
    const typed = readText(request.body?.mail) ?? '';
    const address = readMailAddress(typed);
    const wanted = await readWanted(courses, readTexts(request.body?.for));
    if (address === null || wanted.length === 0 || !context.mail)
      return sendAsking(request, response, typed.slice(0, 100));
    await subscribing.askByMail(address, chooseAll(wanted, readPace(readText(request.body?.pace))));
    send(request, response, renderSent(frame(), address));
  });

  router.post(
    '/notices/push',
    requireSameOrigin(context.publicUrl),
    express.json({ limit: '8kb' }),
    async (request, response) => {
      if (isTooMany(request, response)) return;
      const target = readPushTarget(request.body, context.anyEndpoint);
      const wanted = await readWanted(courses, readTexts(request.body?.for));
      if (!target || wanted.length === 0) {
        response.status(422).type('text/plain').send(say('notices.pushOdd'));
        return;
      }
      const id = await subscribing.add('push', target, chooseAll(wanted, readPace(readText(request.body?.pace))));
      response
        .status(201)
        .set('Cache-Control', 'no-store')
        .json({ own: `/notices/mine/${signLink(keys, 'manage', id)}` });
    },
  );

  // A service worker needs a stable URL, and its folder is its scope.
  router.get('/notices/worker.js', async (request, response, next) => {
    const worker = await context.assets.find(path.basename(context.assets.href('notice-worker.js')));
    if (worker) sendDocument(request, response, worker, context.compression);
    else next();
  });

  router.get(
    '/notices/confirm/:link',
    withLink('confirm', async (request, response, id) => {
      const wanted = await subscribing.pending(id);
      if (!wanted) return send(request, response, renderOldLink(frame()), 404);
      send(request, response, renderConfirm(frame(), String(request.params.link), nameAll(courses, wanted)));
    }),
  );
  router.post(
    '/notices/confirm/:link',
    body,
    withLink('confirm', async (request, response, id) => {
      const own = await subscribing.confirm(id);
      if (own === null) return send(request, response, renderOldLink(frame()), 404);
      response
        .status(303)
        .set('Location', `/notices/mine/${signLink(keys, 'manage', own)}?saved`)
        .end();
    }),
  );

  router.get(
    '/notices/mine/:link',
    withSubscription((request, response, subscription) => {
      const named = subscription.choices.map(({ course, sections }) => nameWanted(courses, course, sections));
      const saved = request.query.saved !== undefined;
      const view = renderOwn({ ...frame(), link: String(request.params.link), subscription, named, saved });
      send(request, response, view);
    }),
  );
  router.post(
    '/notices/mine/:link',
    ...form,
    withSubscription(async (request, response, { id, choices }) => {
      const chosen = choices.map((choice): NoticeChoice => {
        const given = readText(request.body?.[`pace-${choice.course}`]);
        return given === null ? choice : { ...choice, pace: readPace(given) };
      });
      await subscribing.choose(id, chosen);
      response
        .status(303)
        .set('Location', `/notices/mine/${String(request.params.link)}?saved`)
        .end();
    }),
  );
  router.get(
    '/notices/mine/:link/export.json',
    withSubscription((_request, response, { id: _id, ...kept }) => {
      response.set({ ...PRIVATE, 'Cache-Control': 'private, no-store' }).json(kept);
    }),
  );

  router.get(
    '/notices/stop/:link',
    withLink('manage', (request, response) => {
      send(request, response, renderStop(frame(), String(request.params.link)));
    }),
  );
  // RFC 8058 §3.2: posted by a mail service, without a cookie or redirects; the signed link authorises it.
  router.post(
    '/notices/stop/:link',
    body,
    withLink('manage', async (request, response, id) => {
      await subscribing.end(id);
      send(request, response, renderStopped(frame()));
    }),
  );
  return router;
}

function nameAll(courses: Courses, choices: readonly NoticeChoice[]): WantedSections[] {
  return choices.flatMap(({ course, sections }) => nameWanted(courses, course, sections) ?? []);
}
