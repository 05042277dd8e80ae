/** Today's meetings for the home page of a device that has personal calendars. Keys are sent in the request body. */
import express, { Router } from 'express';
import { sendEmpty } from '../feeds/feed-response.ts';
import { findSpans } from '../feeds/personal/composition.ts';
import { readKey } from '../feeds/personal/secrets.ts';
import type { ChosenSpan } from '../store/personal-choice.ts';
import { createClientLimit } from '../web/limits.ts';
import { readTexts, sendPage } from '../web/page-context.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import type { MyContext } from './my-context.ts';
import { findToday } from './today.ts';
import { renderToday } from './today-view.ts';

/** Limit on calendars per request. */
const MOST_KEYS = 4;
const WRONG_KEYS = { atOnce: 60, everyMs: 10_000 };

export function routeToday(context: MyContext): Router {
  const router = Router({ caseSensitive: true });
  const wrong = createClientLimit(WRONG_KEYS.atOnce, WRONG_KEYS.everyMs);
  const { courses, calendars, clock, drafts } = context;
  router.post(
    '/my/today',
    requireSameOrigin(context.publicUrl),
    express.urlencoded({ extended: false, limit: '4kb', parameterLimit: MOST_KEYS }),
    async (request, response) => {
      const spans: ChosenSpan[] = [];
      for (const text of readTexts(request.body?.key).slice(0, MOST_KEYS)) {
        const key = readKey(text);
        const opened = key === null ? null : await calendars.open(key);
        if (opened?.type === 'open') spans.push(...opened.calendar.selection);
        else if (opened?.type !== 'gone' && wrong.take(context.addressOf(request), clock()) > 0) break;
      }
      await courses.readyAt(spans);
      const now = clock();
      const today = findToday(findSpans(courses, spans, drafts), now);
      response.setHeader('Cache-Control', 'private, no-store');
      if (today) sendPage(context, request, response, renderToday(today, now), { cache: 'private, no-store' });
      else sendEmpty(response, {});
    },
  );
  return router;
}
