/** The interface of campus sign-in (OpenID Connect); openid.ts implements it. */
import type { CampusAccount } from './campus-account.ts';

export interface CampusAttempt {
  /** The address to redirect the browser to. */
  readonly url: string;
  /** Kept in a cookie until the browser returns, to prove that it is the same one. */
  readonly secret: string;
}

export type CampusAnswer =
  | {
      readonly type: 'person';
      readonly mail: string;
      readonly name: string | null;
      readonly account: CampusAccount;
    }
  | { readonly type: 'refused'; readonly why: string };

/** The provider is unreachable, or answers with a server error. */
export class CampusUnavailableError extends Error {
  override name = 'CampusUnavailableError';
}

export interface CampusSignIn {
  /** 'Sign in with …' */
  readonly name: string;
  /**
   * @param back this site's address for the answer
   * @throws CampusUnavailableError
   */
  begin(back: string): Promise<CampusAttempt>;
  /**
   * @param current the full address that the browser returned to
   * @throws CampusUnavailableError
   */
  finish(current: string, secret: string): Promise<CampusAnswer>;
}
