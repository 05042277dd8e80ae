/** Answers of the operations on changes. */
import type { z } from 'zod';
import { createPace } from '../../domain/pace.ts';
import { sayDifference } from '../../publication/words.ts';
import { API } from '../../web/api-version.ts';
import { openMeetingWriter, stamp } from '../../web/meeting-json.ts';
import { publicAddressOf } from '../../web/page-context.ts';
import { addressWith } from '../../web/paging.ts';
import { sendJson, sendLongJson, sendProblem } from '../../web/problem-details.ts';
import { say } from '../../words/say.ts';
import { describeSubject } from '../access/subject.ts';
import { announce } from '../change/announcement.ts';
import { request as askFor, type DeskOutcome, type DeskRequest, takeBack } from '../change/change-desk.ts';
import { sayClash } from '../change/clashes.ts';
import { listMadeChanges } from '../change/made-change.ts';
import { describePlans, isSoon, type Preview, type PreviewMeeting } from '../change/preview.ts';
import { findSection, listMeetings, uidsToIdentities } from '../course/meeting-list.ts';
import { readHistory } from '../history/history.ts';
import * as schemas from './api-schemas.ts';
import { type ApiVisit, bodyAs, isDryRun, queryAs } from './route.ts';

/** Limit on courses listed in detail for a change of a term; the rest are only counted. */
const MOST_COURSES = 200;
/** Limit on entries per answer. */
const MOST_LISTED = 1000;

export async function showMeetings(visit: ApiVisit): Promise<void> {
  const { context, subject, request, response } = visit;
  const {
    section = null,
    from = null,
    until = null,
    page = 1,
    limit = MOST_LISTED,
  } = queryAs(schemas.meetingsQuery, visit);
  const own = section === null ? null : findSection(context.desk.courses, subject, section);
  if (section !== null && !own) {
    const message = say('deskAccess.unknownSection', { section, subject });
    const problems = [{ code: 'unknown-section', message, parameter: 'section' }];
    return sendProblem(response, 'bad-query', say('query.invalid'), { problems });
  }
  const course = context.desk.courses.get(subject);
  if (!course) return sendProblem(response, 'unknown-subject', say('deskAccess.thereIsNoCourse', { subject }));
  const { shown, next } = takePage(listMeetings(course, { section: own, from, until }), page, limit, request);
  const meetings = shown.map(openMeetingWriter(course.course));
  sendJson(response, 200, { course: subject, meetings, next } satisfies z.infer<typeof schemas.meetingList>);
}

export async function makeOne(visit: ApiVisit): Promise<void> {
  const { request, response, context, subject, visitor } = visit;
  const { change, expected = {}, agree = [] } = bodyAs(schemas.makeChangeBody, visit);
  const key = request.headers['idempotency-key'];
  const named = await uidsToIdentities(context.desk, subject, expected);
  const asked: DeskRequest = {
    subject,
    text: change,
    expected: named,
    idempotencyKey: key === undefined ? null : String(key),
    agree,
  };
  const commit = !isDryRun(visit);
  const outcome = await askFor(context.desk, visitor, asked, commit);
  const isMade = outcome.type === 'done' && commit && !outcome.repeated;
  if (isMade) response.setHeader('Location', `${addressOfSubject(subject)}/changes/${outcome.change.id}`);
  await sendOutcome(visit, outcome, { commit, status: isMade ? 201 : 200, uids: uidsOf(expected, named) });
}

export async function undoOne(visit: ApiVisit): Promise<void> {
  const { context, request, response, subject, visitor } = visit;
  const { expected = {} } = bodyAs(schemas.undoBody, visit);
  const named = await uidsToIdentities(context.desk, subject, expected);
  const commit = !isDryRun(visit);
  const id = String(request.params.id);
  const outcome = await takeBack(context.desk, visitor, { subject, id, expected: named }, commit);
  if (outcome.type === 'done' && commit) {
    response.setHeader('Location', `${addressOfSubject(subject)}/changes/${id}`);
  }
  await sendOutcome(visit, outcome, { commit, status: 200, uids: uidsOf(expected, named) });
}

/** UIDs as spelled in the request, by identity. */
function uidsOf(
  expected: Readonly<Record<string, number>>,
  named: Readonly<Record<string, number>>,
): ReadonlyMap<string, string> {
  const uids = Object.keys(expected);
  return new Map(Object.keys(named).map((identity, index) => [identity, uids[index] ?? identity]));
}

/** '/api/v1/courses/fall-2018/cos418' */
function addressOfSubject(subject: string): string {
  return `${API}/${subject.includes('/') ? 'courses' : 'terms'}/${subject}`;
}

interface Sent {
  readonly commit: boolean;
  readonly status: number;
  /** UIDs of `expected`, by identity. */
  readonly uids: ReadonlyMap<string, string>;
}

async function sendOutcome(visit: ApiVisit, outcome: DeskOutcome, { commit, status, uids }: Sent): Promise<void> {
  const { response, context, subject, request } = visit;
  switch (outcome.type) {
    case 'done': {
      const { change, plans, unreached, repeated, concerns } = outcome;
      // After a change of a whole term, each part of the answer takes milliseconds.
      const pace = createPace();
      const preview = await describePlans(context.desk, plans);
      await pace();
      const { name, page, voice } = describeSubject(context.desk.courses, subject);
      const link = `${publicAddressOf(context, request).base}/${page}`;
      const shown = { ...preview, concerns };
      const announced = { differences: preview.meetings, more: preview.more };
      const announcement = announce(announced, { over: name, say: change.change.say, link, voice });
      await pace();
      const made = listMadeChanges([change])[0];
      const answer: z.infer<typeof schemas.changeAnswer> = {
        change: commit && made ? writeChange(made) : null,
        repeated,
        published: commit,
        unreached: unreached.map(({ key, why }) => ({ course: key, why })),
        preview: writePreview(visit, shown, announcement),
      };
      await sendLongJson(response, status, answer);
      return;
    }
    case 'conflict':
      sendProblem(response, 'conflict', say('deskAccess.changedMeanwhile'), {
        conflicts: outcome.meetings.map(({ identity, now, done }) => ({
          uid: uids.get(identity) ?? identity,
          sequence: now?.meeting.sequence ?? null,
          meeting: now ? openMeetingWriter(now.course)(now.meeting) : null,
          done: done.map(({ who, at, line }) => ({ who, at: stamp(at), line })),
        })),
      });
      return;
    case 'questioned':
      sendProblem(response, 'questioned', say('deskAccess.needsAgreement'), {
        problems: outcome.concerns.map(({ code, message }) => ({ code, message })),
      });
      return;
    case 'refused':
      sendProblem(response, REFUSALS[outcome.reason], outcome.why, {
        problems: outcome.problems.map(({ code, message, hint }) => ({ code, message, ...(hint ? { hint } : {}) })),
      });
      return;
    case 'unknown':
      sendProblem(response, UNKNOWN[outcome.missing], outcome.why);
      return;
    case 'busy':
      response.setHeader('Retry-After', '5');
      sendProblem(response, 'unavailable', outcome.why);
  }
}

const REFUSALS = {
  unreadable: 'bad-change',
  'key-reused': 'key-reused',
  'no-effect': 'no-effect',
  'not-changeable': 'not-changeable',
} as const;

const UNKNOWN = { subject: 'unknown-subject', change: 'unknown-change' } as const;

export async function showChanges(visit: ApiVisit): Promise<void> {
  const { context, subject, request, response } = visit;
  const { page = 1, limit = MOST_LISTED } = queryAs(schemas.changesQuery, visit);
  const all = listMadeChanges(await context.desk.store.deskChanges(subject));
  const { shown, next } = takePage(all, page, limit, request);
  sendJson(response, 200, { changes: shown.map(writeChange), next } satisfies z.infer<typeof schemas.changeList>);
}

export async function showChange({ context, subject, request, response }: ApiVisit): Promise<void> {
  const id = String(request.params.id);
  const found = listMadeChanges(await context.desk.store.deskChanges(subject)).find((change) => change.id === id);
  if (!found) return sendProblem(response, 'unknown-change', say('refused.noChange', { id, subject }));
  sendJson(response, 200, writeChange(found) satisfies z.infer<typeof schemas.madeChange>);
}

export async function showHistory(visit: ApiVisit): Promise<void> {
  const { context, subject, request, response } = visit;
  const { who = null, what = null, section = null, before = null, limit } = queryAs(schemas.historyQuery, visit);
  const page = await readHistory(context.desk, {
    subject: subject === '*' ? null : subject,
    ...{ who, what, section, before },
    ...(limit === undefined ? {} : { limit }),
  });
  const entries = page.lines.map((line) => ({ ...line, at: stamp(line.at), turns: [...line.turns] }));
  const next = page.next === null ? null : addressWith(request, { before: page.next });
  sendJson(response, 200, { entries, next } satisfies z.infer<typeof schemas.historyList>);
}

function takePage<T>(
  all: readonly T[],
  page: number,
  limit: number,
  request: ApiVisit['request'],
): { readonly shown: readonly T[]; readonly next: string | null } {
  const end = page * limit;
  return {
    shown: all.slice(end - limit, end),
    next: end < all.length ? addressWith(request, { page: page + 1 }) : null,
  };
}

function writeChange({
  at,
  undone,
  ...rest
}: ReturnType<typeof listMadeChanges>[number]): z.infer<typeof schemas.madeChange> {
  return { ...rest, at: stamp(at), undone: undone && { by: undone.by, at: stamp(undone.at) } };
}

type Questions = Pick<Extract<DeskOutcome, { type: 'done' }>, 'concerns'>;

function writePreview(
  { context }: ApiVisit,
  { courses, meetings, more, soon, personalFeeds, expected, problems, concerns }: Preview & Questions,
  announcement: { readonly subject: string; readonly text: string },
): z.infer<typeof schemas.preview> {
  const uids = new Map(meetings.map(({ identity, now: { uid } }) => [identity, uid]));
  return {
    courses: courses.slice(0, MOST_COURSES).map((course) => ({ ...course, sections: [...course.sections] })),
    moreCourses: Math.max(0, courses.length - MOST_COURSES),
    meetings: meetings.map((meeting) => writeMeeting(meeting, context.desk.clock())),
    more,
    soon,
    personalFeeds,
    expected: Object.fromEntries(
      Object.entries(expected).map(([identity, sequence]) => [uids.get(identity) ?? identity, sequence]),
    ),
    concerns: concerns.map(({ code, message }) => ({ code, message })),
    problems: [...problems],
    announcement,
  };
}

/** @param now epoch ms */
export function writeMeeting(
  meeting: PreviewMeeting,
  now: number,
): z.infer<typeof schemas.preview>['meetings'][number] {
  const write = openMeetingWriter(meeting.course);
  return {
    uid: meeting.now.uid,
    code: meeting.code,
    before: meeting.was && write(meeting.was),
    after: write(meeting.now),
    line: sayDifference(meeting),
    soon: isSoon(meeting, now),
    clashes: meeting.clashes.map((clash) => ({ kind: clash.kind, message: sayClash(clash) })),
  };
}
