/** What the operations on changes answer. */
import type { z } from 'zod';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { sayDifference } from '../../publication/words.ts';
import { publicAddressOf } from '../../web/page-parts.ts';
import { sendJson, sendProblem } from '../../web/problem-details.ts';
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
import { type ApiVisit, bodyAs, queryAs } from './route.ts';

/** A change over a term says of so many courses what becomes of them, and counts the others. */
const MOST_COURSES = 200;

export async function showMeetings(visit: ApiVisit): Promise<void> {
  const { parts, subject, response } = visit;
  const { section = null, from = null, until = null } = queryAs(schemas.meetingsQuery, visit);
  const own = section === null ? null : findSection(parts.desk.courses, subject, section);
  if (section !== null && !own) {
    const problems = [{ code: 'unknown-section', message: say('deskAccess.sectionThereIsNoIn', { section, subject }) }];
    return sendProblem(response, 400, say('query.invalid'), { problems });
  }
  const meetings = listMeetings(parts.desk, subject, { section: own, from, until });
  if (!meetings) return sendProblem(response, 404, say('deskAccess.thereIsNoCourse', { subject }));
  const list = meetings.map(({ uid, pattern, originalDate, sequence, lastModified, facts }) => ({
    uid,
    section: facts.section,
    pattern,
    originalDate,
    sequence,
    lastModified: stamp(lastModified),
    meeting: writeBrief(facts),
  }));
  sendJson(response, 200, { meetings: list } satisfies z.infer<typeof schemas.meetingList>);
}

export async function makeOne(visit: ApiVisit): Promise<void> {
  const { parts, request, response, subject, visitor } = visit;
  const { change, expected, agree = [] } = bodyAs(schemas.makeChangeBody, visit);
  const key = request.headers['idempotency-key'];
  if (key !== undefined && !/^[\x21-\x7e]{1,100}$/.test(String(key))) {
    return sendProblem(response, 400, say('deskAccess.anIdempotencyKeyHas1'));
  }
  const commit = !queryAs(schemas.previewQuery, visit).preview;
  const asked: DeskRequest = {
    subject,
    text: change,
    expected: await uidsToIdentities(parts.desk, subject, expected ?? {}),
    idempotencyKey: key === undefined ? null : String(key),
    agree,
  };
  const outcome = await askFor(parts.desk, visitor, asked, commit);
  await sendOutcome(visit, outcome, commit, outcome.type === 'done' && commit && !outcome.repeated ? 201 : 200);
}

export async function undoOne(visit: ApiVisit): Promise<void> {
  const { parts, request, subject, visitor } = visit;
  const commit = !queryAs(schemas.previewQuery, visit).preview;
  const outcome = await takeBack(parts.desk, visitor, { subject, id: String(request.params.id) }, commit);
  await sendOutcome(visit, outcome, commit, 200);
}

async function sendOutcome(visit: ApiVisit, outcome: DeskOutcome, commit: boolean, status: number): Promise<void> {
  const { response, parts, subject, request } = visit;
  switch (outcome.type) {
    case 'done': {
      const { change, plans, unreached, repeated, concerns } = outcome;
      const preview = await describePlans(parts.desk, plans);
      const { name, page } = describeSubject(parts.desk.courses, subject);
      const link = `${publicAddressOf(parts, request).base}/${page}`;
      const shown = { ...preview, concerns };
      const announced = { differences: preview.meetings, more: preview.more };
      const made = listMadeChanges([change])[0];
      const answer: z.infer<typeof schemas.changeAnswer> = {
        change: commit && made ? writeChange(made) : null,
        repeated,
        published: commit,
        unreached: unreached.map(({ key, why }) => ({ course: key, why })),
        preview: writePreview(visit, shown, announce(announced, { over: name, say: change.change.say, link })),
      };
      sendJson(response, status, answer);
      return;
    }
    case 'conflict':
      sendProblem(response, 412, say('deskAccess.lookAtWhatWasChanged'), {
        conflicts: outcome.meetings.map(({ now, done }) => ({
          uid: now?.meeting.uid ?? null,
          sequence: now?.meeting.sequence ?? null,
          meeting: now ? writeBrief(now.meeting.facts) : null,
          done: done.map(({ who, at, line }) => ({ who, at: stamp(at), line })),
        })),
      });
      return;
    case 'questioned':
      sendProblem(response, 409, say('deskAccess.nobodyWouldMeanThisAs'), {
        problems: outcome.concerns.map(({ code, message }) => ({ code, message })),
      });
      return;
    case 'refused':
      sendProblem(response, 422, outcome.why, {
        problems: outcome.problems.map(({ code, message, hint }) => ({ code, message, ...(hint ? { hint } : {}) })),
      });
      return;
    case 'unknown':
      sendProblem(response, 404, outcome.why);
  }
}

export async function showChanges({ parts, subject, response }: ApiVisit): Promise<void> {
  const changes = listMadeChanges(await parts.desk.store.deskChanges(subject));
  sendJson(response, 200, { changes: changes.map(writeChange) } satisfies z.infer<typeof schemas.changeList>);
}

export async function showHistory(visit: ApiVisit): Promise<void> {
  const { parts, subject, response } = visit;
  const { who = null, what = null, section = null, before = null } = queryAs(schemas.historyQuery, visit);
  const page = await readHistory(parts.desk, {
    subject: subject === '*' ? null : subject,
    who,
    what,
    section,
    before,
  });
  const entries = page.lines.map((line) => ({ ...line, at: stamp(line.at), turns: [...line.turns] }));
  sendJson(response, 200, { entries, next: page.next } satisfies z.infer<typeof schemas.historyList>);
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
  { parts }: ApiVisit,
  { courses, meetings, more, soon, personalFeeds, expected, problems, concerns }: Preview & Questions,
  announcement: { readonly subject: string; readonly text: string },
): z.infer<typeof schemas.preview> {
  const uids = new Map(meetings.map(({ identity, now: { uid } }) => [identity, uid]));
  return {
    courses: courses.slice(0, MOST_COURSES).map((course) => ({ ...course, sections: [...course.sections] })),
    moreCourses: Math.max(0, courses.length - MOST_COURSES),
    meetings: meetings.map((meeting) => writeMeeting(meeting, parts.desk.clock())),
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
  return {
    uid: meeting.now.uid,
    code: meeting.code,
    before: meeting.before && writeBrief(meeting.before),
    after: writeBrief(meeting.after),
    line: sayDifference(meeting),
    soon: isSoon(meeting, now),
    clashes: meeting.clashes.map((clash) => ({ kind: clash.kind, message: sayClash(clash) })),
  };
}

function writeBrief(facts: MeetingFacts) {
  const { section, date, startTime, endTime, start, where, staff, notes, status, reason } = facts;
  return {
    section,
    date,
    start: startTime,
    end: endTime,
    startsAt: stamp(start),
    where: where.map(({ text }) => text),
    online: where.length > 0 && where.every(({ online }) => online),
    staff: [...staff],
    notes: [...notes],
    cancelled: status === 'cancelled',
    reason,
  };
}

function stamp(instant: number): string {
  return new Date(instant).toISOString();
}
