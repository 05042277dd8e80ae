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
import { renderLink, renderSignIn, sayLinkValidity } from './sign-in-view.ts';
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
    isTooMany(visit, wrong.take(visit.context.addressOf(visit.request), visit.context.desk.clock()));

  return [
    {
      method: 'get',
      path: '/desk/sign-in/:secret',
      needs: 'anybody',
      async answer(visit) {
        const { context, request } = visit;
        const secret = String(request.params.secret);
        const { validity, mail } = await lookAtLink(context.desk, secret);
        if (validity === 'unknown' && isWrong(visit)) return;
        if (mail === null) return sendSignIn(visit, validity === 'unknown' ? 404 : 410, sayLinkValidity(validity));
        const keeps = canKeepSession(request, context.publicUrl);
        sendDesk(visit, 200, renderLink({ ...visit, visitor: null }, mail, `/desk/sign-in/${secret}`, keeps));
      },
    },
    {
      method: 'post',
      path: '/desk/sign-in/:secret',
      needs: 'anybody',
      async answer(visit) {
        const { context, request, visitor } = visit;
        const device = { name: nameDevice(request.headers['user-agent']), previous: visitor?.hash ?? null };
        const outcome = await signIn(context.desk, String(request.params.secret), device);
        if ('validity' in outcome) {
          if (outcome.validity === 'unknown' && isWrong(visit)) return;
          return sendSignIn(visit, outcome.validity === 'unknown' ? 404 : 410, sayLinkValidity(outcome.validity));
        }
        welcome(visit, outcome);
      },
    },
    {
      method: 'post',
      path: '/desk/sign-in',
      needs: 'anybody',
      async answer(visit) {
        const { context, fields, request } = visit;
        const now = context.desk.clock();
        const mail = readMail(fieldOf(fields, 'mail'));
        if (!context.desk.mail) return sendSignIn(visit, 404, say('signIn.noMail'));
        if (mail === null) return sendSignIn(visit, 422, say('signIn.thatIsNoMailAddress'));
        const from = context.addressOf(request);
        if (isTooMany(visit, asked.take(from, now) || askedForOne.take(from, now, mail))) return;
        const base = context.publicUrl ?? (isLoopback(request) ? publicAddressOf(context, request).base : null);
        // The Host header is untrusted: links in mails never use it.
        if (base === null) return sendSignIn(visit, 503, say('signIn.noAddress'));
        const letter = { siteName: context.siteName, linkOf: (secret: string) => `${base}/desk/sign-in/${secret}` };
        // Not awaited: the time would reveal who is staff.
        if (mailed.take(mail, now) === 0) {
          void mailRenewal(context.desk, mail, letter).catch((error: unknown) => {
            context.log.error({ error: String(error) }, 'a sign-in link could not be mailed');
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
        const { context, request, response } = visit;
        if (!context.campus) return sendSignIn(visit, 404, say('signIn.noCampus'));
        const { campus } = context;
        const attempt = await orOutage(visit, () =>
          campus.begin(`${publicAddressOf(context, request).base}/desk/openid/back`),
        );
        if (attempt === null) return;
        setCookie(request, response, context.publicUrl, { name: CAMPUS, value: attempt.secret, seconds: 600 });
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
        const { context, request, response, visitor } = visit;
        if (!context.campus) return sendSignIn(visit, 404, say('signIn.noCampus'));
        const secret = readCookie(request, context.publicUrl, CAMPUS);
        setCookie(request, response, context.publicUrl, { name: CAMPUS, value: null, seconds: 0 });
        if (secret === null) return sendSignIn(visit, 400, say('signIn.begunElsewhere'));
        const { campus } = context;
        const current = `${publicAddressOf(context, request).base}${request.originalUrl}`;
        const answer = await orOutage(visit, () => campus.finish(current, secret));
        if (answer === null) return;
        if (answer.type === 'refused') return sendSignIn(visit, 403, answer.why);
        const device = { name: nameDevice(request.headers['user-agent']), previous: visitor?.hash ?? null };
        const signedIn = await signInAs(context.desk, answer, device);
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
        await signOut(visit.context.desk, visit.visitor);
        forget(visit);
      },
    },
    {
      method: 'get',
      path: '/desk/devices',
      needs: 'signed-in',
      async answer(visit) {
        const devices = await listDevices(visit.context.desk, visit.visitor);
        sendDesk(visit, 200, renderDevices(visit, { devices, link: null }));
      },
    },
    {
      method: 'post',
      path: '/desk/devices/link',
      needs: 'signed-in',
      async answer(visit) {
        const { context, visitor, request } = visit;
        const renewal = await makeRenewal(context.desk, visitor, visitor.mail ?? '', '*');
        const devices = await listDevices(context.desk, visitor);
        const { base } = publicAddressOf(context, request);
        const link = renewal ? `${base}/desk/sign-in/${renewal.secret}` : null;
        sendDesk(visit, renewal ? 200 : 403, renderDevices(visit, { devices, link }));
      },
    },
    {
      method: 'post',
      path: '/desk/sign-out-everywhere',
      needs: 'signed-in',
      async answer(visit) {
        await signOutEverywhere(visit.context.desk, visit.visitor);
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
    visit.context.log.error({ error: String(error.cause) }, `the campus sign-in failed: ${error.message}`);
    visit.response.setHeader('Retry-After', '60');
    sendSignIn(visit, 503, say('signIn.campusUnreachable'));
    return null;
  }
}

export function sendSignIn(visit: Visit, status: number, said: string | null): void {
  const { desk, campus } = visit.context;
  const view = renderSignIn(
    { ...visit, visitor: null },
    { canMail: desk.mail !== null, campus: campus?.name ?? null, said },
  );
  sendDesk(visit, status, view);
}

function welcome(visit: Visit, { secret, expiresAt, grants }: SignedIn): void {
  const { context, request, response } = visit;
  const seconds = (expiresAt - context.desk.clock()) / 1000;
  setCookie(request, response, context.publicUrl, { name: SESSION, value: secret, seconds });
  // Staff of a single course go straight to it.
  const [only, ...others] = visibleCourses(context.desk, { grants });
  goTo(visit, only !== undefined && others.length === 0 ? `/desk/courses/${only}` : '/desk');
}

function forget(visit: Visit): void {
  const { context, request, response } = visit;
  setCookie(request, response, context.publicUrl, { name: SESSION, value: null, seconds: 0 });
  goTo(visit, '/desk');
}
