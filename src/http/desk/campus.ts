/** Signing in through the campus (OpenID Connect), as the desk needs it; openid.ts does it. */

export interface CampusAttempt {
  /** Where the browser goes. */
  readonly url: string;
  /** Kept by the browser until it comes back: what proves that it is the same one. */
  readonly secret: string;
}

export type CampusAnswer =
  | { readonly type: 'person'; readonly mail: string; readonly name: string | null }
  | { readonly type: 'refused'; readonly why: string };

export interface CampusSignIn {
  /** 'Sign in with …' */
  readonly name: string;
  /** @param back this site's address for the answer */
  begin(back: string): Promise<CampusAttempt>;
  /** @param current the whole address that the browser came back to */
  finish(current: string, secret: string): Promise<CampusAnswer>;
}
