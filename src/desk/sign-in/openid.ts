/** Signing in through the campus: OpenID Connect Core 1.0 §3.1, the code flow with PKCE, state and nonce. */
import * as client from 'openid-client';
import { say } from '../../words/say.ts';
import { readMail } from '../access/mail-address.ts';
import { type CampusAnswer, type CampusSignIn, CampusUnavailableError } from './campus.ts';
import type { CampusAccount } from './campus-account.ts';

export interface CampusConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** 'Sign in with …' */
  readonly name: string;
  /** Whether to trust an address if the provider does not send email_verified. */
  readonly trustsUnverifiedMail: boolean;
}

const LOOPBACK = /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/;

/** Discovers the issuer's metadata on first use, and retries until it succeeds. */
export function openCampus({ issuer, clientId, clientSecret, name, trustsUnverifiedMail }: CampusConfig): CampusSignIn {
  let known: Promise<client.Configuration> | null = null;
  const configure = (): Promise<client.Configuration> => {
    // Issuers on other machines must use https.
    const execute = LOOPBACK.test(issuer) ? [client.allowInsecureRequests] : [];
    known ??= client
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { execute })
      .catch((error: unknown) => {
        known = null;
        throw new CampusUnavailableError(`${issuer} cannot be asked about itself`, { cause: error });
      });
    return known;
  };
  return {
    name,
    async begin(back) {
      const config = await configure();
      const verifier = client.randomPKCECodeVerifier();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: back,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, secret: `${verifier}.${state}.${nonce}` };
    },
    async finish(current, secret) {
      const config = await configure();
      const [pkceCodeVerifier = '', expectedState = '', expectedNonce = ''] = secret.split('.');
      // A state that this program did not create.
      if (!pkceCodeVerifier || !expectedState || !expectedNonce) return refuse(say(DOES_NOT_FIT));
      try {
        const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
        const tokens = await client.authorizationCodeGrant(config, new URL(current), checks);
        const claims = tokens.claims();
        if (!claims) return refuse(say('signIn.campusSilent'));
        const said =
          claims.email === undefined ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : claims;
        return readPerson(said, { issuer: claims.iss, subject: claims.sub }, trustsUnverifiedMail);
      } catch (error) {
        return refuseFailure(error, issuer);
      }
    },
  };
}

const DOES_NOT_FIT = 'signIn.campusMismatch';

/** Error codes for no answer, or for an answer that is no OAuth response (a proxy's page, a 5xx). */
const OUTAGES: ReadonlySet<unknown> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** fetch reports a network failure as a TypeError with a cause. */
function isOutage(error: unknown): boolean {
  if (error instanceof client.ClientError) return OUTAGES.has(error.code);
  return error instanceof TypeError && error.cause !== undefined;
}

/** @throws CampusUnavailableError if the campus does not answer; rethrows unexpected errors */
function refuseFailure(error: unknown, issuer: string): CampusAnswer {
  if (error instanceof client.AuthorizationResponseError) return refuse(say('signIn.campusRefused'));
  if (isOutage(error)) throw new CampusUnavailableError(`${issuer} does not answer`, { cause: error });
  if (error instanceof client.ResponseBodyError || error instanceof client.ClientError)
    return refuse(say(DOES_NOT_FIT));
  throw error;
}

/** OpenID Connect Core §5.1: an address is verified only if email_verified is true. Some providers send a string. */
function readPerson(
  claims: { readonly [claim: string]: unknown },
  account: CampusAccount,
  trustsUnverified: boolean,
): CampusAnswer {
  const mail = typeof claims.email === 'string' ? readMail(claims.email) : null;
  if (mail === null) return refuse(say('signIn.campusWithoutMail'));
  const verified = claims.email_verified;
  const isTrusted = verified === true || verified === 'true' || (verified === undefined && trustsUnverified);
  if (!isTrusted) {
    const why = say('signIn.campusUnverified', { mail });
    return refuse(verified === undefined ? say('signIn.unverifiedHint', { why }) : why);
  }
  return { type: 'person', mail, name: typeof claims.name === 'string' ? claims.name : null, account };
}

function refuse(why: string): CampusAnswer {
  return { type: 'refused', why };
}
