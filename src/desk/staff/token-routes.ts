/** A course's tokens for scripts. */
import { say } from '../../words/say.ts';
import { rolesToGive } from '../access/role.ts';
import { type DeskRoute, fieldOf, type SignedInVisit } from '../access/route.ts';
import { goTo, sendDesk } from '../course/desk-layout.ts';
import { sayDayOf } from '../history/instant-wording.ts';
import { listTokens, makeToken, revokeToken } from './api-tokens.ts';
import { renderTokens } from './tokens-view.ts';

const TOKENS = '/desk/courses/:term/:course/tokens';
const STAFF = { may: 'staff', over: 'course' } as const;

export function listTokenRoutes(): readonly DeskRoute[] {
  return [
    { method: 'get', path: TOKENS, needs: STAFF, answer: (visit) => showTokens(visit, 200, {}) },
    { method: 'post', path: TOKENS, needs: STAFF, answer: addToken },
    { method: 'post', path: `${TOKENS}/:id/revoke`, needs: STAFF, answer: dropToken },
  ];
}

type TokensSaid = { readonly said?: string; readonly problem?: string; readonly secret?: string };

async function showTokens(visit: SignedInVisit, status: number, { said, problem, secret }: TokensSaid): Promise<void> {
  const { context, subject, visitor } = visit;
  const now = context.desk.clock();
  const tokens = await listTokens(context.desk, subject);
  sendDesk(
    visit,
    status,
    renderTokens(visit, {
      path: `/desk/courses/${subject}/tokens`,
      crumbs: [{ href: `/desk/courses/${subject}`, label: context.desk.courses.entry(subject)?.code ?? subject }],
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
  const { context, fields, visitor, subject } = visit;
  const days = fieldOf(fields, 'days');
  const text = {
    label: fieldOf(fields, 'label'),
    role: fieldOf(fields, 'role'),
    scope: subject,
    days: days === '' ? null : Number(days),
  };
  const outcome = await makeToken(context.desk, visitor, text);
  if (outcome.type === 'refused') return showTokens(visit, 422, { problem: outcome.why });
  return showTokens(visit, 201, {
    said: say('deskStaff.theTokenIsMade', { label: outcome.token.label }),
    secret: outcome.secret,
  });
}

async function dropToken(visit: SignedInVisit): Promise<void> {
  const { context, visitor, subject, request } = visit;
  await revokeToken(context.desk, visitor, String(request.params.id), subject);
  goTo(visit, `/desk/courses/${subject}/tokens`);
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
