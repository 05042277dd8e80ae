/** The desk's people, tokens and history; and the owner's pages. */
import { publicAddressOf } from '../../web/page-parts.ts';
import { say } from '../../words/say.ts';
import { may, rolesToGive } from '../access/role.ts';
import { type DeskRoute, fieldOf, type SignedInVisit, type Visit } from '../access/route.ts';
import { visibleCourses, visibleTerms } from '../access/subject.ts';
import { visibleConditions } from '../course/conditions.ts';
import { goTo, sendDesk } from '../course/frame.ts';
import { renderDeskHome } from '../course/home-view.ts';
import { type HistoryAsk, readHistory } from '../history/history.ts';
import { renderHistory } from '../history/history-view.ts';
import { sayDayOf } from '../history/instant-wording.ts';
import { renderRedact, renderRedaction } from '../history/redact-view.ts';
import { redact } from '../history/redaction.ts';
import { sendSignIn } from '../sign-in/sign-in-routes.ts';
import { makeRenewal, signOutMember } from '../sign-in/signing-in.ts';
import { listTokens, makeToken, revokeToken } from './api-tokens.ts';
import { addStaff, describeStaff, importRoster, removeStaff } from './staff.ts';
import { renderStaff, type StaffViewParts } from './staff-view.ts';
import { renderTokens } from './tokens-view.ts';

const COURSE = '/desk/courses/:term/:course';
const TERM = '/desk/terms/:term';
const OWN = { may: 'own', over: 'site' } as const;
const STAFF = { may: 'staff', over: 'course' } as const;
const CHANGE = { may: 'change', over: 'course' } as const;

export function listStaffRoutes(): readonly DeskRoute[] {
  return [
    { method: 'get', path: '/desk', needs: 'anybody', answer: showHome },
    { method: 'get', path: `${COURSE}/history`, needs: { may: 'view', over: 'course' }, answer: showHistory },
    { method: 'get', path: `${TERM}/history`, needs: { may: 'view', over: 'term' }, answer: showHistory },
    { method: 'get', path: '/desk/history', needs: OWN, answer: showHistory },
    { method: 'get', path: `${COURSE}/staff`, needs: CHANGE, answer: (visit) => showStaff(visit, 200, {}) },
    { method: 'post', path: `${COURSE}/staff/link`, needs: CHANGE, answer: showCode },
    { method: 'post', path: `${COURSE}/staff/add`, needs: STAFF, answer: invite },
    { method: 'post', path: `${COURSE}/staff/import`, needs: STAFF, answer: addRoster },
    { method: 'post', path: `${COURSE}/staff/sign-out`, needs: STAFF, answer: signOutOne },
    { method: 'post', path: `${COURSE}/staff/remove`, needs: STAFF, answer: remove },
    { method: 'get', path: `${COURSE}/tokens`, needs: STAFF, answer: (visit) => showTokens(visit, 200, {}) },
    { method: 'post', path: `${COURSE}/tokens`, needs: STAFF, answer: addToken },
    { method: 'post', path: `${COURSE}/tokens/:id/revoke`, needs: STAFF, answer: dropToken },
    { method: 'get', path: '/desk/staff', needs: OWN, answer: (visit) => showStaff(visit, 200, {}) },
    { method: 'post', path: '/desk/staff/link', needs: OWN, answer: showCode },
    { method: 'post', path: '/desk/staff/add', needs: OWN, answer: invite },
    { method: 'post', path: '/desk/staff/import', needs: OWN, answer: addRoster },
    { method: 'post', path: '/desk/staff/sign-out', needs: OWN, answer: signOutOne },
    { method: 'post', path: '/desk/staff/remove', needs: OWN, answer: remove },
    {
      method: 'get',
      path: '/desk/redact',
      needs: OWN,
      answer: showRedact,
    },
    { method: 'post', path: '/desk/redact', needs: OWN, answer: previewRedaction },
    { method: 'post', path: '/desk/redact/confirm', needs: OWN, answer: redactWords },
  ];
}

const MOST_COURSES = 60;

function showHome(visit: Visit): void {
  const { parts, visitor, fields } = visit;
  if (!visitor) {
    sendSignIn(visit, 200, null);
    return;
  }
  const query = fieldOf(fields, 'q').slice(0, 100);
  const wanted = query.toLowerCase().replaceAll(' ', '');
  const { courses } = parts.desk;
  const all = visibleCourses(parts.desk, visitor).flatMap((key) => courses.entry(key) ?? []);
  const found = all.filter(({ code, title }) => `${code}${title}`.toLowerCase().replaceAll(' ', '').includes(wanted));
  const shown = found
    .slice(0, MOST_COURSES)
    .map(({ key, code, title, termFacts }) => ({ key, code, title, term: termFacts.title }));
  const terms = visibleTerms(parts.desk, visitor).map((id) => ({
    id,
    title: all.find(({ term }) => term === id)?.termFacts.title ?? id,
  }));
  const owner = may(visitor.grants, 'own', '*');
  sendDesk(
    visit,
    200,
    renderDeskHome(
      { ...visit, visitor },
      {
        courses: shown,
        terms,
        total: all.length,
        query,
        owner,
        conditions: visibleConditions(parts.conditions.list(), visitor),
      },
    ),
  );
}

async function showHistory(visit: SignedInVisit): Promise<void> {
  const { parts, fields, subject, visitor } = visit;
  const text = (name: string): string | null => fieldOf(fields, name).slice(0, 254) || null;
  const before = Number(fieldOf(fields, 'before'));
  const ask: HistoryAsk = {
    subject: subject === '*' ? null : subject,
    who: text('who'),
    what: text('what'),
    section: subject.includes('/') ? text('section') : null,
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
  const course = parts.desk.courses.get(subject);
  const path =
    subject === '*' ? '/desk/history' : `/desk/${subject.includes('/') ? 'courses' : 'terms'}/${subject}/history`;
  sendDesk(
    visit,
    200,
    renderHistory(visit, {
      title: course ? say('deskStaff.historyOf', { code: course.course.code }) : say('deskStaff.history'),
      path,
      crumbs:
        subject === '*' ? [] : [{ href: path.slice(0, -'/history'.length), label: course?.course.code ?? subject }],
      zone: course?.course.zone ?? 'UTC',
      ask,
      page: await readHistory(parts.desk, ask),
      sections: course?.sections.map(({ id }) => id) ?? [],
      mayUndo: (one) => may(visitor.grants, 'change', one),
    }),
  );
}

type StaffSaid = Partial<Pick<StaffViewParts, 'said' | 'problems' | 'links'>>;

async function showStaff(visit: SignedInVisit, status: number, said: StaffSaid): Promise<void> {
  const { parts, subject, visitor } = visit;
  const whole = subject === '*';
  const { courses } = parts.desk;
  const code = courses.entry(subject)?.code ?? subject;
  const scopes = whole
    ? [
        { scope: '*', label: 'everything' },
        ...[...courses.terms(), ...courses.keys()].slice(0, 500).map((scope) => ({ scope, label: scope })),
      ]
    : null;
  const roles = whole
    ? ['fall/course', 'fall', '*'].flatMap((scope) => rolesToGive(visitor.grants, scope))
    : rolesToGive(visitor.grants, subject);
  sendDesk(
    visit,
    status,
    renderStaff(visit, {
      title: whole ? say('deskStaff.allStaff') : say('deskStaff.staffOf', { code }),
      path: whole ? '/desk/staff' : `/desk/courses/${subject}/staff`,
      crumbs: whole ? [] : [{ href: `/desk/courses/${subject}`, label: code }],
      staff: await describeStaff(parts.desk, visitor, whole ? null : subject),
      roles,
      scopes,
      said: said.said ?? null,
      problems: said.problems ?? [],
      links: said.links ?? [],
    }),
  );
}

async function invite(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor } = visit;
  const text = {
    mail: fieldOf(fields, 'mail'),
    name: fieldOf(fields, 'name') || null,
    role: fieldOf(fields, 'role'),
    scope: scopeOf(visit),
  };
  const outcome = await addStaff(parts.desk, visitor, text);
  if (outcome.type === 'refused') return showStaff(visit, 422, { problems: [outcome.why] });
  const { member, secret } = outcome;
  const links = secret === null ? [] : [{ mail: member.mail, link: linkOf(visit, secret) }];
  const sentences = [
    say('deskStaff.isNow', { mail: member.mail, role: text.role }),
    ...(secret === null ? [say('deskStaff.theySignInAsThey')] : []),
    ...(outcome.nameKept ? [sayNamesKept([member.mail])] : []),
  ];
  return showStaff(visit, 200, {
    said: sentences.join(' '),
    links,
  });
}

async function addRoster(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor } = visit;
  const given = { role: fieldOf(fields, 'role'), scope: scopeOf(visit) };
  const outcome = await importRoster(parts.desk, visitor, fields.roster?.[0] ?? '', given);
  if (outcome.problems.length > 0) return showStaff(visit, 422, { problems: outcome.problems });
  const links = outcome.added.flatMap(({ mail, secret }) =>
    secret === null ? [] : [{ mail, link: linkOf(visit, secret) }],
  );
  const counts = say('deskStaff.addedOrChangedAsBefore', { number: outcome.added.length, same: outcome.same });
  const said = outcome.namesKept.length > 0 ? `${counts} ${sayNamesKept(outcome.namesKept)}` : counts;
  return showStaff(visit, 200, { said, links });
}

function sayNamesKept(mails: readonly string[]): string {
  return say('deskStaff.namesStay', { count: mails.length, mails: mails.join(', ') });
}

async function remove(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor, subject } = visit;
  const mail = fieldOf(fields, 'mail');
  const outcome = await removeStaff(parts.desk, visitor, mail, subject === '*' ? null : subject);
  if (outcome.type === 'refused') return showStaff(visit, 422, { problems: [outcome.why] });
  return showStaff(visit, 200, { said: say('deskStaff.wasRemovedWhatTheyDid', { mail }) });
}

async function signOutOne(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor, subject } = visit;
  const mail = fieldOf(fields, 'mail');
  const done = await signOutMember(parts.desk, visitor, mail, subject);
  if (!done) return showStaff(visit, 422, { problems: [say('deskStaff.youCannotSignOutSomebody')] });
  return showStaff(visit, 200, {
    said: say('deskStaff.isSignedOutEverywhereEvery', { mail }),
  });
}

async function showCode(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor, subject } = visit;
  const renewal = await makeRenewal(parts.desk, visitor, fieldOf(fields, 'mail').toLowerCase(), subject);
  if (!renewal) return showStaff(visit, 422, { problems: [say('deskStaff.youCannotSignInSomebody')] });
  return showStaff(visit, 200, { links: [{ mail: renewal.mail, link: linkOf(visit, renewal.secret) }] });
}

type TokensSaid = { readonly said?: string; readonly problem?: string; readonly secret?: string };

async function showTokens(visit: SignedInVisit, status: number, { said, problem, secret }: TokensSaid): Promise<void> {
  const { parts, subject, visitor } = visit;
  const now = parts.desk.clock();
  const tokens = await listTokens(parts.desk, subject);
  sendDesk(
    visit,
    status,
    renderTokens(visit, {
      path: `/desk/courses/${subject}/tokens`,
      crumbs: [{ href: `/desk/courses/${subject}`, label: parts.desk.courses.entry(subject)?.code ?? subject }],
      tokens: tokens.map(({ id, label, role, madeBy, madeAt, expiresAt, revokedAt }) => ({
        id,
        label,
        role,
        about: sayToken(madeBy, { madeAt, revokedAt, expiresAt }),
        open: revokedAt === null && (expiresAt === null || expiresAt > now),
      })),
      roles: rolesToGive(visitor.grants, subject),
      said: said ?? null,
      problem: problem ?? null,
      secret: secret ?? null,
    }),
  );
}

async function addToken(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor, subject } = visit;
  const days = fieldOf(fields, 'days');
  const text = {
    label: fieldOf(fields, 'label'),
    role: fieldOf(fields, 'role'),
    scope: subject,
    days: days === '' ? null : Number(days),
  };
  const outcome = await makeToken(parts.desk, visitor, text);
  if (outcome.type === 'refused') return showTokens(visit, 422, { problem: outcome.why });
  return showTokens(visit, 201, {
    said: say('deskStaff.theTokenIsMade', { label: outcome.token.label }),
    secret: outcome.secret,
  });
}

async function dropToken(visit: SignedInVisit): Promise<void> {
  const { parts, visitor, subject, request } = visit;
  await revokeToken(parts.desk, visitor, String(request.params.id), subject);
  goTo(visit, `/desk/courses/${subject}/tokens`);
}

function showRedact(visit: SignedInVisit): void {
  const done = Number(fieldOf(visit.fields, 'done'));
  const said =
    Number.isSafeInteger(done) && done > 0
      ? say('deskStaff.redactedInTheHistorySays', { places: say('count.places', { count: done }) })
      : null;
  sendDesk(visit, 200, renderRedact(visit, { said, problem: null }));
}

async function previewRedaction(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor } = visit;
  const words = fieldOf(fields, 'words');
  const outcome = await redact(parts.desk, visitor.name, words, false);
  if (outcome.type === 'refused') refuseRedaction(visit, outcome.why);
  else sendDesk(visit, 200, renderRedaction(visit, words, outcome));
}

async function redactWords(visit: SignedInVisit): Promise<void> {
  const { parts, fields, visitor } = visit;
  const outcome = await redact(parts.desk, visitor.name, fieldOf(fields, 'words'), true);
  if (outcome.type !== 'redacted') return refuseRedaction(visit, outcome.type === 'refused' ? outcome.why : '');
  await parts.desk.catchUp();
  if (outcome.unscrubbed === null) return goTo(visit, `/desk/redact?done=${outcome.places}`);
  const said = say('deskStaff.redactedIn', { places: say('count.places', { count: outcome.places }) });
  const problem = say('deskStaff.theStoresFilesMayStill', { unscrubbed: outcome.unscrubbed });
  sendDesk(visit, 200, renderRedact(visit, { said, problem }));
}

function refuseRedaction(visit: SignedInVisit, why: string): void {
  sendDesk(visit, 422, renderRedact(visit, { said: null, problem: say('deskStaff.nothingWasRedacted', { why }) }));
}

function scopeOf({ subject, fields }: SignedInVisit): string {
  return subject === '*' ? fieldOf(fields, 'scope') : subject;
}

function linkOf({ parts, request }: SignedInVisit, secret: string): string {
  return `${publicAddressOf(parts, request).base}/desk/sign-in/${secret}`;
}

interface TokenDates {
  readonly madeAt: number;
  readonly revokedAt: number | null;
  readonly expiresAt: number | null;
}

function sayToken(maker: string, { madeAt, revokedAt, expiresAt }: TokenDates): string {
  const made = say('deskStaff.madeBy', { maker, day: sayDayOf(madeAt) });
  if (revokedAt !== null) return `${made}, ${say('deskStaff.revoked')}`;
  return expiresAt === null ? made : `${made}, ${say('deskStaff.until', { day: sayDayOf(expiresAt) })}`;
}
