/**
 * Background requests of a course's page for a personal calendar: reading its sections of the course, and replacing
 * them. As in the forms, the key is in the request body; answers are JSON.
 */
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { localTimeIn } from '../domain/zone.ts';
import type { CourseView } from '../feeds/courses.ts';
import type { OpenCalendar, Opened } from '../feeds/personal/calendars.ts';
import { hashSecret, readKey } from '../feeds/personal/secrets.ts';
import { MAX_SECTIONS, sectionsFrom } from '../feeds/personal/selection.ts';
import { findCourse } from '../timetable/course-page.ts';
import { publicAddressOf } from '../web/page-context.ts';
import { requireSameOrigin } from '../web/same-origin.ts';
import { say } from '../words/say.ts';
import { sayDay, sayTime } from '../words/wording.ts';
import { listChosenIds, replaceChoice } from './course-choice.ts';
import type { MyContext } from './my-context.ts';
import { describeCalendar } from './my-page.ts';

/** Rate limits per client; each returns the seconds to wait. */
export interface CallLimits {
  readonly created: (request: Request) => number;
  readonly wrong: (request: Request) => number;
}

const callSchema = z.object({
  key: z.string().max(200),
  /** 'fall-2018/cos418' */
  course: z.string().max(200),
  sections: z.array(z.string().max(100)).max(200).optional(),
  /** Create the calendar if the key has none. */
  make: z.boolean().optional(),
  /** The removed sections were added by mistake just now. */
  undo: z.boolean().optional(),
});

interface Call {
  readonly key: string;
  readonly view: CourseView;
  readonly sections: readonly string[];
  readonly make: boolean;
  readonly undo: boolean;
}

export function routeCalls(context: MyContext, limits: CallLimits): Router {
  const router = Router({ caseSensitive: true });
  const read = [requireSameOrigin(context.publicUrl), express.json({ limit: '16kb' })];

  const answer =
    (act: (call: Call, request: Request, before: Opened) => Opened | Promise<Opened>): RequestHandler =>
    async (request, response) => {
      response.set({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
      const call = await readCall(context, request);
      if (call === null) {
        response.status(400).json({ problem: say('my.callUnreadable') });
        return;
      }
      const before = await context.calendars.open(call.key);
      const opened = await act(call, request, before);
      if (opened.type !== 'open') {
        refuse(request, response, opened.type, limits);
        return;
      }
      const chosen = before.type === 'open' ? chosenIdsOf(context, call.view, before.calendar) : [];
      response.json(await describe(context, request, { call, calendar: opened.calendar, before: chosen }));
    };

  router.post(
    '/my/calls/held',
    ...read,
    answer((_call, _request, before) => before),
  );

  router.post(
    '/my/calls/choose',
    ...read,
    answer(async (call, request) => {
      const { key, view, sections } = call;
      const from = todayOf(context, view);
      const edited = await context.calendars.edit(key, ({ selection, options }) => {
        const wanted = replaceChoice(context.courses, view, selection, from, sections);
        const gone = sectionsFrom(selection, from).filter((name) => !wanted.includes(name));
        return { wanted, from, options, undone: call.undo ? gone : [] };
      });
      if (edited.type === 'open' || !call.make || limits.created(request) > 0) return edited;
      const wanted = replaceChoice(context.courses, view, [], todayOf(context, view), sections);
      return { type: 'open', calendar: await context.calendars.create(wanted, key) };
    }),
  );

  // Polled while the page waits for a calendar program to fetch the feed.
  router.post('/my/calls/fetched', ...read, async (request, response) => {
    response.set({ 'Cache-Control': 'private, no-store' });
    const key = readKey(String((request.body as { key?: unknown } | undefined)?.key ?? ''));
    const opened: Opened = key === null ? { type: 'unknown' } : await context.calendars.open(key);
    if (opened.type !== 'open') return refuse(request, response, opened.type, limits);
    response.json({ fetched: await sayFetched(context, opened.calendar) });
  });
  return router;
}

/** 'Apple Calendar fetched it 8 seconds ago.'; null: not fetched yet. */
export async function sayFetched(
  { fetches, clock }: Pick<MyContext, 'fetches' | 'clock'>,
  calendar: OpenCalendar,
): Promise<string | null> {
  const last = await fetches.last(hashSecret(calendar.token));
  return last ? say('my.fetched', { program: last.program, length: sayPassed(clock() - last.at) }) : null;
}

/** '8 seconds', '3 minutes', '2 days' */
function sayPassed(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 60) return say('length.seconds', { count: seconds });
  if (seconds < 3600) return say('length.minutes', { count: Math.round(seconds / 60) });
  if (seconds < 2 * 86_400) return say('length.hours', { count: Math.round(seconds / 3600) });
  return say('length.days', { count: Math.round(seconds / 86_400) });
}

async function readCall(context: MyContext, request: Request): Promise<Call | null> {
  const read = callSchema.safeParse(request.body);
  const key = read.success ? readKey(read.data.key) : null;
  if (!read.success || key === null) return null;
  const [term = '', course = ''] = read.data.course.split('/');
  await context.courses.readyAt([{ term, course }]);
  const view = findCourse(context, term, course);
  const { sections = [], make = false, undo = false } = read.data;
  return view && sections.length <= MAX_SECTIONS ? { key, view, sections, make, undo } : null;
}

function refuse(request: Request, response: Response, type: 'gone' | 'unknown', limits: CallLimits): void {
  const wait = type === 'unknown' ? limits.wrong(request) : 0;
  if (wait > 0) response.status(429).set('Retry-After', String(wait));
  else response.status(type === 'gone' ? 410 : 404);
  response.json({ problem: wait > 0 ? say('my.tooMany', { seconds: wait }) : say('my.noSuchCalendar') });
}

interface Answered {
  readonly call: Call;
  readonly calendar: OpenCalendar;
  /** The ids in the calendar before the call. */
  readonly before: readonly string[];
}

/** The calendar's state as the page needs it. */
async function describe(context: MyContext, request: Request, { call, calendar, before }: Answered) {
  await context.courses.readyAt(calendar.selection);
  const page = describeCalendar(context.courses, calendar, [], context.clock(), context.drafts);
  const sections = chosenIdsOf(context, call.view, calendar);
  const [next] = page.next;
  const meetings = say('count.meetings', { count: page.meetings });
  const { base } = publicAddressOf(context, request);
  return {
    key: calendar.key,
    url: `${base}/my/${calendar.token}.ics`,
    page: `${base}/my/${calendar.token}`,
    name: calendar.options.name ?? say('my.myCourses'),
    label: calendar.options.name ?? page.label,
    sections,
    before,
    proof: next
      ? say('my.willShowNext', {
          meetings,
          day: sayDay(next.meeting.facts.date, page.today),
          time: sayTime(next.meeting.facts.startTime),
        })
      : say('my.willShow', { meetings }),
    fetched: await sayFetched(context, calendar),
    said: sayChange(call.view.code, before, sections),
  };
}

/** 'Added CHEM 100 L01, D04' */
function sayChange(code: string, before: readonly string[], after: readonly string[]): string {
  const added = after.filter((id) => !before.includes(id)).join(', ');
  const removed = before.filter((id) => !after.includes(id)).join(', ');
  if (added && removed) return say('my.changedTo', { code, added, removed });
  if (removed) return say('my.removed', { code, sections: removed });
  return say('my.added', { code, sections: added || after.join(', ') });
}

function chosenIdsOf(context: MyContext, view: CourseView, calendar: OpenCalendar): readonly string[] {
  return listChosenIds(context.courses, view, calendar.selection, todayOf(context, view));
}

function todayOf(context: MyContext, view: CourseView): string {
  return localTimeIn(view.published.course.zone, context.clock()).date;
}
