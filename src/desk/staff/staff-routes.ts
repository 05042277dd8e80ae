/** The routes of a course's or the site's staff: inviting, sign-in codes, signing out, removing. */
import type { Courses } from '../../feeds/courses.ts';
import { publicAddressOf } from '../../web/page-context.ts';
import { say } from '../../words/say.ts';
import type { Need } from '../access/admission.ts';
import { rolesToGive } from '../access/role.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import { sendDesk } from '../course/desk-layout.ts';
import { makeRenewal, signOutMember } from '../sign-in/signing-in.ts';
import { addStaff } from './adding.ts';
import { describeStaff } from './listing.ts';
import { removeStaff } from './removing.ts';
import { importRoster } from './roster.ts';
import { renderStaff, type StaffViewProps } from './staff-view.ts';

const OWN = { may: 'own', over: 'site' } as const;
const STAFF = { may: 'staff', over: 'course' } as const;
const CHANGE = { may: 'change', over: 'course' } as const;

export function listStaffRoutes(): readonly DeskRoute[] {
  return [
    ...routesUnder('/desk/courses/:term/:course/staff', { look: CHANGE, manage: STAFF }),
    ...routesUnder('/desk/staff', { look: OWN, manage: OWN }),
  ];
}

/** @param look for the page, and for codes with which somebody signs in */
function routesUnder(
  place: string,
  { look, manage }: { readonly look: Need; readonly manage: Need },
): readonly DeskRoute[] {
  return [
    { method: 'get', path: place, needs: look, answer: (visit) => showStaff(visit, 200, {}) },
    { method: 'post', path: `${place}/link`, needs: look, answer: showCode },
    { method: 'post', path: `${place}/add`, needs: manage, answer: invite },
    { method: 'post', path: `${place}/import`, needs: manage, answer: addRoster },
    { method: 'post', path: `${place}/sign-out`, needs: manage, answer: signOutOne },
    { method: 'post', path: `${place}/remove`, needs: manage, answer: remove },
  ];
}

type StaffSaid = Partial<Pick<StaffViewProps, 'said' | 'problems' | 'links'>>;

const MOST_SCOPES = 500;

function listScopes(courses: Pick<Courses, 'terms' | 'inTerm'>): readonly string[] {
  const scopes = [...courses.terms()];
  for (const term of courses.terms()) if (scopes.length < MOST_SCOPES) scopes.push(...courses.inTerm(term).keys());
  return scopes.slice(0, MOST_SCOPES);
}

async function showStaff(visit: SignedInVisit, status: number, said: StaffSaid): Promise<void> {
  const { context, subject, visitor } = visit;
  const whole = subject === '*';
  const { courses } = context.desk;
  const code = courses.entry(subject)?.code ?? subject;
  const scopes = whole
    ? [{ scope: '*', label: 'everything' }, ...listScopes(courses).map((scope) => ({ scope, label: scope }))]
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
      staff: await describeStaff(context.desk, visitor, whole ? null : subject),
      roles,
      scopes,
      said: said.said ?? null,
      problems: said.problems ?? [],
      links: said.links ?? [],
    }),
  );
}

async function invite(visit: SignedInVisit): Promise<void> {
  const { context, fields, visitor } = visit;
  const text = {
    mail: fieldOf(fields, 'mail'),
    name: fieldOf(fields, 'name') || null,
    role: fieldOf(fields, 'role'),
    scope: scopeOf(visit),
  };
  const outcome = await addStaff(context.desk, visitor, text);
  if (outcome.type === 'refused') return showStaff(visit, 422, { problems: [outcome.why] });
  const { member, secret } = outcome;
  const links = secret === null ? [] : [{ mail: member.mail, link: linkOf(visit, secret) }];
  const sentences = [
    say('deskStaff.isNow', { mail: member.mail, role: text.role }),
    ...(secret === null ? [say('deskStaff.noLinkForThem')] : []),
    ...(outcome.nameKept ? [sayNamesKept([member.mail])] : []),
  ];
  return showStaff(visit, 200, {
    said: sentences.join(' '),
    links,
  });
}

async function addRoster(visit: SignedInVisit): Promise<void> {
  const { context, fields, visitor } = visit;
  const given = { role: fieldOf(fields, 'role'), scope: scopeOf(visit) };
  const outcome = await importRoster(context.desk, visitor, fields.roster?.[0] ?? '', given);
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
  const { context, fields, visitor, subject } = visit;
  const mail = fieldOf(fields, 'mail');
  const outcome = await removeStaff(context.desk, visitor, mail, subject === '*' ? null : subject);
  if (outcome.type === 'refused') return showStaff(visit, 422, { problems: [outcome.why] });
  return showStaff(visit, 200, { said: say('deskStaff.wasRemoved', { mail }) });
}

async function signOutOne(visit: SignedInVisit): Promise<void> {
  const { context, fields, visitor, subject } = visit;
  const mail = fieldOf(fields, 'mail');
  const done = await signOutMember(context.desk, visitor, mail, subject);
  if (!done) return showStaff(visit, 422, { problems: [say('deskStaff.mayNotSignOut')] });
  return showStaff(visit, 200, {
    said: say('deskStaff.signedOut', { mail }),
  });
}

async function showCode(visit: SignedInVisit): Promise<void> {
  const { context, fields, visitor, subject } = visit;
  const renewal = await makeRenewal(context.desk, visitor, fieldOf(fields, 'mail').toLowerCase(), subject);
  if (!renewal) return showStaff(visit, 422, { problems: [say('deskStaff.mayNotSignIn')] });
  return showStaff(visit, 200, { links: [{ mail: renewal.mail, link: linkOf(visit, renewal.secret) }] });
}

function scopeOf({ subject, fields }: SignedInVisit): string {
  return subject === '*' ? fieldOf(fields, 'scope') : subject;
}

function linkOf({ context, request }: SignedInVisit, secret: string): string {
  return `${publicAddressOf(context, request).base}/desk/sign-in/${secret}`;
}
