/** Changing a course's meetings, or a whole term's: forms, preview, publishing, undoing. */
import { randomUUID } from 'node:crypto';
import { isConcernCode } from '../../domain/concern.ts';
import { publicAddressOf } from '../../web/page-context.ts';
import { say } from '../../words/say.ts';
import { renderRefusal } from '../access/refusal-view.ts';
import { may } from '../access/role.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import { describeSubject } from '../access/subject.ts';
import { findLeftOver, openDeskCourse } from '../course/course-desk.ts';
import { renderCourseDesk } from '../course/course-view.ts';
import { goTo, sendDesk } from '../course/desk-layout.ts';
import { findHeld } from '../held/held-desk.ts';
import { announce } from './announcement.ts';
import { request as askFor, type DeskOutcome, takeBack } from './change-desk.ts';
import { type Fields, readChangeForm } from './change-form.ts';
import { renderConflict } from './conflict-view.ts';
import { renderDone } from './done-view.ts';
import { findMadeChange, type MadeChange } from './made-change.ts';
import { findNextMeeting, openChoices, openMeeting } from './meeting-desk.ts';
import { renderMeetingDesk } from './meeting-view.ts';
import { readExpected } from './preconditions.ts';
import { describePlans } from './preview.ts';
import { type ChangeTarget, renderPreview } from './preview-view.ts';
import { renderExtra, renderSeveral, renderTermDesk } from './several-view.ts';
import { countTold, type ToldPeople } from './told.ts';

type Problems = readonly { readonly message: string; readonly hint?: string }[];

const COURSE = '/desk/courses/:term/:course';
const TERM = '/desk/terms/:term';
const VIEW_COURSE = { may: 'view', over: 'course' } as const;
const CHANGE_COURSE = { may: 'change', over: 'course' } as const;
const VIEW_TERM = { may: 'view', over: 'term' } as const;
const CHANGE_TERM = { may: 'change', over: 'term' } as const;

export function listChangeRoutes(): readonly DeskRoute[] {
  return [
    { method: 'get', path: COURSE, needs: VIEW_COURSE, answer: showCourse },
    {
      method: 'get',
      path: `${COURSE}/meeting`,
      needs: CHANGE_COURSE,
      answer: (visit) => showForm(visit, { ...visit.fields, page: ['meeting'] }, [], 200),
    },
    {
      method: 'get',
      path: `${COURSE}/several`,
      needs: CHANGE_COURSE,
      answer: (visit) => showForm(visit, { ...visit.fields, page: ['several'] }, [], 200),
    },
    {
      method: 'get',
      path: `${COURSE}/extra`,
      needs: CHANGE_COURSE,
      answer: (visit) => showForm(visit, { ...visit.fields, page: ['extra'] }, [], 200),
    },
    { method: 'post', path: `${COURSE}/preview`, needs: CHANGE_COURSE, answer: preview },
    { method: 'post', path: `${COURSE}/publish`, needs: CHANGE_COURSE, answer: publish },
    { method: 'get', path: `${COURSE}/changes/:id`, needs: VIEW_COURSE, answer: showDone },
    { method: 'post', path: `${COURSE}/changes/:id/undo`, needs: CHANGE_COURSE, answer: undo },
    {
      method: 'get',
      path: TERM,
      needs: VIEW_TERM,
      answer: (visit) => showForm(visit, { ...visit.fields, page: ['term'] }, [], 200),
    },
    { method: 'post', path: `${TERM}/preview`, needs: CHANGE_TERM, answer: preview },
    { method: 'post', path: `${TERM}/publish`, needs: CHANGE_TERM, answer: publish },
    { method: 'get', path: `${TERM}/changes/:id`, needs: VIEW_TERM, answer: showDone },
    { method: 'post', path: `${TERM}/changes/:id/undo`, needs: CHANGE_TERM, answer: undo },
  ];
}

async function showCourse(visit: SignedInVisit): Promise<void> {
  const { context, subject, fields } = visit;
  const section = fieldOf(fields, 'section');
  const week = fieldOf(fields, 'week');
  const chosen = new Set(section === '' ? [] : [section]);
  const course = openDeskCourse(context.desk, subject, week === '' ? null : week, chosen.size > 0 ? chosen : null);
  if (!course) return sendMissing(visit);
  const leftOver = await findLeftOver(context.desk, await context.desk.rules(subject), subject);
  const held = await findHeld(context.desk, subject);
  sendDesk(visit, 200, renderCourseDesk(visit, { course, leftOver, held, chosen, said: null }));
}

/** The form of a change, empty or with the fields sent. */
async function showForm(visit: SignedInVisit, values: Fields, problems: Problems, status: number): Promise<void> {
  const { context, subject } = visit;
  const { desk } = context;
  const page = fieldOf(values, 'page');
  if (!subject.includes('/')) {
    const courses = [...desk.courses.entriesOf(subject)];
    const [first] = courses;
    if (!first) return sendMissing(visit);
    const { title, span } = first.termFacts;
    const list = courses
      .map(({ key, code, title: name }) => ({ key, code, title: name }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    return sendDesk(
      visit,
      status,
      renderTermDesk(visit, { term: subject, title, span, courses: list, values, problems }),
    );
  }
  if (page === 'several' || page === 'extra') {
    const choices = await openChoices(desk, subject);
    if (!choices) return sendMissing(visit);
    const render = page === 'extra' ? renderExtra : renderSeveral;
    return sendDesk(visit, status, render(visit, { choices, values, problems }));
  }
  const meeting = await openMeeting(desk, subject, fieldOf(values, 'uid'));
  if (!meeting) return sendMissing(visit);
  sendDesk(visit, status, renderMeetingDesk(visit, { desk: meeting, values, problems }));
}

async function preview(visit: SignedInVisit): Promise<void> {
  if (fieldOf(visit.fields, 'again') === 'yes') return showForm(visit, visit.fields, [], 200);
  const unclear = judgeWhich(visit.fields);
  if (unclear) return showForm(visit, visit.fields, [unclear], 422);
  await showPreview(visit, 200);
}

/** A form for several meetings must have a selection; an empty one does not mean all. */
function judgeWhich(fields: Fields): { readonly message: string; readonly hint: string } | null {
  if (fieldOf(fields, 'page') !== 'several') return null;
  const some = [...(fields.kinds ?? []), ...(fields.sections ?? [])].length > 0;
  const all = fieldOf(fields, 'which') === 'all';
  if (some !== all) return null;
  const hint = say('deskChange.tickSomething');
  return some
    ? { message: say('deskChange.tickedTwice'), hint: say('deskChange.leaveOne') }
    : { message: say('deskChange.noMeetingsChosen'), hint };
}

async function showPreview(visit: SignedInVisit, status: number): Promise<void> {
  const { fields, context, subject } = visit;
  const outcome = await askFor(context.desk, visit.visitor, readRequest(visit, null), false);
  if (outcome.type !== 'done') return sendOutcome(visit, outcome);
  const isPast = outcome.concerns.some(({ code }) => code === 'in-the-past');
  const view = {
    target: targetOf(visit),
    preview: await describePlans(context.desk, outcome.plans),
    concerns: outcome.concerns,
    unreached: outcome.unreached,
    next: isPast ? findNextMeeting(context.desk, subject, fieldOf(fields, 'uid')) : null,
    fields,
    idempotencyKey: randomUUID(),
  };
  sendDesk(visit, status, renderPreview(visit, view));
}

async function publish(visit: SignedInVisit): Promise<void> {
  const { fields, context } = visit;
  const unclear = judgeWhich(fields);
  if (unclear) return showForm(visit, fields, [unclear], 422);
  const key = fieldOf(fields, 'key').slice(0, 100);
  const outcome = await askFor(context.desk, visit.visitor, readRequest(visit, key === '' ? null : key), true);
  // A box was not ticked, or a question is new: the preview is shown again.
  if (outcome.type === 'questioned') return showPreview(visit, 409);
  if (outcome.type !== 'done') return sendOutcome(visit, outcome);
  goTo(visit, `${targetOf(visit).path}/changes/${outcome.change.id}`);
}

async function undo(visit: SignedInVisit): Promise<void> {
  const { context, request, subject } = visit;
  const id = String(request.params.id);
  const outcome = await takeBack(context.desk, visit.visitor, { subject, id }, true);
  if (outcome.type === 'done') return goTo(visit, `${targetOf(visit).path}/changes/${outcome.change.id}`);
  const made = await findMadeChange(context.desk, subject, id);
  if (made?.undone) return goTo(visit, `${targetOf(visit).path}/changes/${made.id}`);
  sendOutcome(visit, outcome);
}

async function showDone(visit: SignedInVisit): Promise<void> {
  const { context, request, subject, visitor } = visit;
  const made = await findMadeChange(context.desk, subject, String(request.params.id));
  if (!made) return sendMissing(visit);
  const { name: over, page, voice } = describeSubject(context.desk.courses, subject);
  const link = `${publicAddressOf(context, request).base}/${page}`;
  const announcement = announce(made, { over, say: made.undone ? null : made.say, link, voice });
  const mayUndo = may(visitor.grants, 'change', subject);
  const told = await findTold(visit, made);
  sendDesk(visit, 200, renderDone(visit, { ...made, target: targetOf(visit), subject, announcement, told, mayUndo }));
}

/** Recipients are shown for recent changes only; they are not stored. */
const TOLD_LATELY_MS = 24 * 60 * 60_000;

/** Null if notices are not set up, the change is too old, or it concerns too many courses to count. */
async function findTold({ context, subject }: SignedInVisit, made: MadeChange): Promise<ToldPeople | null> {
  const { desk } = context;
  const isOld = desk.clock() - (made.undone ?? made).at > TOLD_LATELY_MS;
  if (!context.notices || isOld || describeSubject(desk.courses, subject).kind === 'term') return null;
  return countTold(desk, subject, made.differences);
}

function readRequest({ subject, fields }: SignedInVisit, idempotencyKey: string | null) {
  const agree = (fields.agree ?? []).filter(isConcernCode);
  const expected = readExpected(fields.expected?.[0] ?? '');
  return { subject, text: readChangeForm(fields), expected, idempotencyKey, agree };
}

function sendOutcome(visit: SignedInVisit, outcome: Exclude<DeskOutcome, { type: 'done' }>): Promise<void> | void {
  const { fields } = visit;
  if (outcome.type === 'conflict') {
    return sendDesk(visit, 409, renderConflict(visit, { ...outcome, target: targetOf(visit), fields }));
  }
  if (outcome.type === 'unknown') return sendMissing(visit, outcome.why);
  if (outcome.type === 'busy') return showForm(visit, fields, [{ message: sayRefusal(outcome.why) }], 503);
  if (outcome.type === 'questioned') return showForm(visit, fields, outcome.concerns, 409);
  return showForm(visit, fields, [{ message: sayRefusal(outcome.why) }, ...outcome.problems], 422);
}

function sayRefusal(why: string): string {
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}

function sendMissing(visit: SignedInVisit, why?: string): void {
  const text = why ? sayRefusal(why) : say('deskChange.gone');
  sendDesk(
    visit,
    404,
    renderRefusal(visit, {
      title: say('deskChange.notHere'),
      text,
      action: { href: '/desk', label: say('deskChange.backToTheDesk') },
    }),
  );
}

function targetOf({ context, subject }: SignedInVisit): ChangeTarget {
  const { kind, name, zone } = describeSubject(context.desk.courses, subject);
  return { path: `/desk/${kind}s/${subject}`, name, zone };
}
