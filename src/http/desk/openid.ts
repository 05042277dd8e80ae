/** Signing in through the campus: OpenID Connect Core 1.0 §3.1, the code flow with PKCE, state and nonce. */
import * as client from 'openid-client';
import { readMailText } from '../../service/desk/attempts.ts';
import type { CampusAnswer, CampusSignIn } from './campus.ts';

export interface CampusConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** 'Sign in with …' */
  readonly name: string;
}

const LOOPBACK = /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/;

/** Asks the issuer about itself when first needed, and again until it has answered. */
export function openCampus({ issuer, clientId, clientSecret, name }: CampusConfig): CampusSignIn {
  let known: Promise<client.Configuration> | null = null;
  const configure = (): Promise<client.Configuration> => {
    // Off this machine an issuer is asked by https only.
    const execute = LOOPBACK.test(issuer) ? [client.allowInsecureRequests] : [];
    known ??= client
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { execute })
      .catch((error: unknown) => {
        known = null;
        throw error;
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
      try {
        const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
        const tokens = await client.authorizationCodeGrant(config, new URL(current), checks);
        const claims = tokens.claims();
        if (!claims) return refuse('The campus did not say who you are.');
        const said =
          claims.email === undefined ? await client.fetchUserInfo(config, tokens.access_token, claims.sub) : claims;
        return readPerson(said);
      } catch (error) {
        if (error instanceof client.AuthorizationResponseError)
          return refuse('The campus did not let you in, or you turned back.');
        if (error instanceof client.ResponseBodyError || error instanceof client.ClientError) {
          return refuse('The campus’s answer does not fit this sign-in. Begin again.');
        }
        throw error;
      }
    },
  };
}

/** An address that the campus says is not verified could be anybody's. */
function readPerson(claims: { readonly [claim: string]: unknown }): CampusAnswer {
  const mail = typeof claims.email === 'string' ? readMailText(claims.email) : null;
  if (mail === null) return refuse('The campus does not give this site your mail address, so it cannot know you.');
  if (claims.email_verified === false) return refuse(`The campus has not verified that ${mail} is yours.`);
  return { type: 'person', mail, name: typeof claims.name === 'string' ? claims.name : null };
}

function refuse(why: string): CampusAnswer {
  return { type: 'refused', why };
}
