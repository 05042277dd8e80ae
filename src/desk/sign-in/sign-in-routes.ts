/** Signing in and out. Opening a link changes nothing: its button signs in, once. */
import { createAttemptLimit } from '../../web/attempt-limit.ts';
import { CAMPUS, canKeepSession, isLoopback, readCookie, SESSION, setCookie } from '../../web/cookies.ts';
import { createClientLimit } from '../../web/limits.ts';
import { publicAddressOf } from '../../web/page-context.ts';
import { say } from '../../words/say.ts';
import { readMail } from '../access/mail-address.ts';
import { type DeskRoute, fieldOf, type Visit } from '../access/route.ts';
import { visibleCourses } from '../access/subject.ts';
import { goTo, sendDesk } from '../course/desk-layout.ts';
import { CampusUnavailableError } from './campus.ts';
import { nameDevice } from './device-name.ts';
import { renderDevices } from './devices-view.ts';
import { renderLink, renderSignIn, sayLinkState } from './sign-in-view.ts';
import {
  listDevices,
  lookAtLink,
  mailRenewal,
  makeRenewal,
  type SignedIn,
  signIn,
  signInAs,
  signOut,
  signOutEverywhere,
} from './signing-in.ts';

const MINUTE = 60_000;

export function listSignInRoutes(): readonly DeskRoute[] {
  // Limits wrong links per client; right ones are not counted.
  const wrong = createClientLimit(20, 15_000);
  const asked = createClientLimit(10, MINUTE);
  const askedForOne = createClientLimit(3, 5 * MINUTE);
  // Limits mails per mailbox. Requests from other clients leave room for the person's own.
  const mailed = createAttemptLimit(12, 2 * MINUTE);

  const isTooMany = (visit: Visit, seconds: number): boolean => {
    if (seconds === 0) return false;
    visit.response.setHeader('Retry-After', String(seconds));
    sendSignIn(visit, 429, say('signIn.tooManyTries', { seconds }));
    return true;
  };

  const isWrong = (visit: Visit): boolean =>
    isTooMany(visit, wrong.take(visit.parts.addressOf(visit.request), visit.parts.desk.clock()));

  return [
    {
      method: 'get',
      path: '/desk/sign-in/:secret',
      needs: 'anybody',
      async answer(visit) {
        const { parts, request } = visit;
        const secret = String(request.params.secret);
        const { state, mail } = await lookAtLink(parts.desk, secret);
        if (state === 'unknown' && isWrong(visit)) return;
        if (mail === null) return sendSignIn(visit, state === 'unknown' ? 404 : 410, sayLinkState(state));
        const keeps = canKeepSession(request, parts.publicUrl);
        sendDesk(visit, 200, renderLink({ ...visit, visitor: null }, mail, `/desk/sign-in/${secret}`, keeps));
      },
    },
    {
      method: 'post',
      path: '/desk/sign-in/:secret',
      needs: 'anybody',
      async answer(visit) {
        const { parts, request, visitor } = visit;
        const device = { name: nameDevice(request.headers['user-agent']), previous: visitor?.hash ?? null };
        const outcome = await signIn(parts.desk, String(request.params.secret), device);
        if ('state' in outcome) {
          if (outcome.state === 'unknown' && isWrong(visit)) return;
          return sendSignIn(visit, outcome.state === 'unknown' ? 404 : 410, sayLinkState(outcome.state));
        }
        welcome(visit, outcome);
      },
    },
    {
      method: 'post',
      path: '/desk/sign-in',
      needs: 'anybody',
      async answer(visit) {
        const { parts, fields, request } = visit;
        const now = parts.desk.clock();
        const mail = readMail(fieldOf(fields, 'mail'));
        if (!parts.desk.mail) return sendSignIn(visit, 404, say('signIn.noMail'));
        if (mail === null) return sendSignIn(visit, 422, say('signIn.thatIsNoMailAddress'));
        const from = parts.addressOf(request);
        if (isTooMany(visit, asked.take(from, now) || askedForOne.take(from, now, mail))) return;
        const base = parts.publicUrl ?? (isLoopback(request) ? publicAddressOf(parts, request).base : null);
        // The Host header is untrusted: links in mails never use it.
        if (base === null) return sendSignIn(visit, 503, say('signIn.noAddress'));
        const letter = { siteName: parts.siteName, linkOf: (secret: string) => `${base}/desk/sign-in/${secret}` };
        // Not awaited: the time would reveal who is staff.
        if (mailed.take(mail, now) === 0) {
          void mailRenewal(parts.desk, mail, letter).catch((error: unknown) => {
            parts.log.error({ error: String(error) }, 'a sign-in link could not be mailed');
          });
        }
        sendSignIn(visit, 200, say('signIn.linkMailed', { mail }));
      },
    },
    {
      method: 'get',
      path: '/desk/openid',
      needs: 'anybody',
      async answer(visit) {
        const { parts, request, response } = visit;
        if (!parts.campus) return sendSignIn(visit, 404, say('signIn.noCampus'));
        const { campus } = parts;
        const attempt = await orOutage(visit, () =>
          campus.begin(`${publicAddressOf(parts, request).base}/desk/openid/back`),
        );
        if (attempt === null) return;
        setCookie(request, response, parts.publicUrl, { name: CAMPUS, value: attempt.secret, seconds: 600 });
        response.statusCode = 303;
        response.setHeader('Cache-Control', 'no-store');
        response.setHeader('Location', attempt.url);
        response.end();
      },
    },
    {
      method: 'get',
      path: '/desk/openid/back',
      needs: 'anybody',
      async answer(visit) {
        const { parts, request, response, visitor } = visit;
        if (!parts.campus) return sendSignIn(visit, 404, say('signIn.noCampus'));
        const secret = readCookie(request, parts.publicUrl, CAMPUS);
        setCookie(request, response, parts.publicUrl, { name: CAMPUS, value: null, seconds: 0 });
        if (secret === null) return sendSignIn(visit, 400, say('signIn.begunElsewhere'));
        const { campus } = parts;
        const current = `${publicAddressOf(parts, request).base}${request.originalUrl}`;
        const answer = await orOutage(visit, () => campus.finish(current, secret));
        if (answer === null) return;
        if (answer.type === 'refused') return sendSignIn(visit, 403, answer.why);
        const device = { name: nameDevice(request.headers['user-agent']), previous: visitor?.hash ?? null };
        const signedIn = await signInAs(parts.desk, answer, device);
        if (signedIn === 'other account') {
          return sendSignIn(visit, 403, say('signIn.otherAccount', { mail: answer.mail }));
        }
        if (signedIn === 'unknown') {
          return sendSignIn(visit, 403, say('signIn.notStaff', { mail: answer.mail }));
        }
        welcome(visit, signedIn);
      },
    },
    {
      method: 'post',
      path: '/desk/sign-out',
      needs: 'signed-in',
      async answer(visit) {
        await signOut(visit.parts.desk, visit.visitor);
        forget(visit);
      },
    },
    {
      method: 'get',
      path: '/desk/devices',
      needs: 'signed-in',
      async answer(visit) {
        const devices = await listDevices(visit.parts.desk, visit.visitor);
        sendDesk(visit, 200, renderDevices(visit, { devices, link: null }));
      },
    },
    {
      method: 'post',
      path: '/desk/devices/link',
      needs: 'signed-in',
      async answer(visit) {
        const { parts, visitor, request } = visit;
        const renewal = await makeRenewal(parts.desk, visitor, visitor.mail ?? '', '*');
        const devices = await listDevices(parts.desk, visitor);
        const { base } = publicAddressOf(parts, request);
        const link = renewal ? `${base}/desk/sign-in/${renewal.secret}` : null;
        sendDesk(visit, renewal ? 200 : 403, renderDevices(visit, { devices, link }));
      },
    },
    {
      method: 'post',
      path: '/desk/sign-out-everywhere',
      needs: 'signed-in',
      async answer(visit) {
        await signOutEverywhere(visit.parts.desk, visit.visitor);
        forget(visit);
      },
    },
  ];
}

/** Null if the campus does not answer; the response has been sent. */
async function orOutage<T>(visit: Visit, ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof CampusUnavailableError)) throw error;
    visit.parts.log.error({ error: String(error.cause) }, `the campus sign-in failed: ${error.message}`);
    visit.response.setHeader('Retry-After', '60');
    sendSignIn(visit, 503, say('signIn.campusUnreachable'));
    return null;
  }
}

export function sendSignIn(visit: Visit, status: number, said: string | null): void {
  const { desk, campus } = visit.parts;
  const view = renderSignIn(
    { ...visit, visitor: null },
    { canMail: desk.mail !== null, campus: campus?.name ?? null, said },
  );
  sendDesk(visit, status, view);
}

function welcome(visit: Visit, { secret, expiresAt, grants }: SignedIn): void {
  const { parts, request, response } = visit;
  const seconds = (expiresAt - parts.desk.clock()) / 1000;
  setCookie(request, response, parts.publicUrl, { name: SESSION, value: secret, seconds });
  // Staff of a single course go straight to it.
  const [only, ...others] = visibleCourses(parts.desk, { grants });
  goTo(visit, only !== undefined && others.length === 0 ? `/desk/courses/${only}` : '/desk');
}

function forget(visit: Visit): void {
  const { parts, request, response } = visit;
  setCookie(request, response, parts.publicUrl, { name: SESSION, value: null, seconds: 0 });
  goTo(visit, '/desk');
}
