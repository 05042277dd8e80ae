/** Signing in through the campus (OpenID Connect), as the desk needs it; openid.ts does it. */
import type { CampusAccount } from './campus-account.ts';

export interface CampusAttempt {
  /** Where the browser goes. */
  readonly url: string;
  /** Kept by the browser until it comes back: what proves that it is the same one. */
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

/** The provider cannot be reached, or answers with an error of its own. */
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
   * @param current the whole address that the browser came back to
   * @throws CampusUnavailableError
   */
  finish(current: string, secret: string): Promise<CampusAnswer>;
}
