/**
 * Staff as the store keeps them: people with their roles, and hashes of their secrets. What a role permits is decided
 * in desk/access; here it is a text. Instants are epoch ms.
 */

/**
 * Who made something: the command line, a person by address, a token by id. Unlike `madeBy` and `who`, which are texts
 * for people, this identifies.
 */
export type MakerId = 'console' | `person:${string}` | `token:${string}`;

/** The origin of a credential: it never has more rights than its makers. */
export interface Origin {
  /**
   * Everybody through whose hands it came except its bearer, the last first: its maker, whoever made the session, link
   * or token that the maker used, and so on. Absent in rows from before this was recorded.
   */
  readonly makers?: readonly MakerId[];
  /** What its maker was permitted when it was made; null or absent: no limit. */
  readonly ceiling?: readonly GrantedRole[] | null;
}

export interface GrantedRole {
  readonly role: string;
  readonly scope: string;
}

/** An account at an OpenID Connect provider: `iss` and `sub` of its ID tokens. */
export interface CampusAccount {
  readonly issuer: string;
  readonly subject: string;
}

/** A role over a course (`term/course`), a term, or everything (`*`). */
export interface StoredGrant {
  readonly role: string;
  readonly scope: string;
  readonly at: number;
  readonly by: string;
}

export interface StaffMember {
  /** Lower case; identifies the person. */
  readonly mail: string;
  readonly name: string | null;
  readonly addedAt: number;
  readonly addedBy: string;
  /** Sorted by scope, one per scope. */
  readonly grants: readonly StoredGrant[];
  /** Absent until the first sign-in through the campus. */
  readonly account?: CampusAccount;
}

/** A link that signs one person in, once. */
export interface SignInLink extends Origin {
  readonly hash: string;
  readonly mail: string;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

/** One signed-in device. */
export interface Session extends Origin {
  readonly hash: string;
  readonly mail: string;
  readonly device: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

/** An API token: one role over one scope. */
export interface ApiToken extends Pick<Origin, 'makers'> {
  /** Its public name in addresses and lists. */
  readonly id: string;
  readonly hash: string;
  readonly label: string;
  readonly role: string;
  readonly scope: string;
  readonly madeAt: number;
  /** How the history names its maker. */
  readonly madeBy: string;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface StaffReads {
  staffMember(mail: string): Promise<StaffMember | null>;
  /** Sorted by mail; those with a role over the scope, or all. */
  listStaff(scope?: string): Promise<StaffMember[]>;
  signInLink(hash: string): Promise<SignInLink | null>;
  session(hash: string): Promise<Session | null>;
  /** Active ones, newest first. */
  sessionsOf(mail: string): Promise<Session[]>;
  apiToken(hash: string): Promise<ApiToken | null>;
  /** By its public name. */
  apiTokenOf(id: string): Promise<ApiToken | null>;
  /** Newest first, including revoked ones; of one scope, or all. */
  listApiTokens(scope?: string): Promise<ApiToken[]>;
  /** Of one person, including used and revoked ones. */
  signInLinksOf(mail: string): Promise<SignInLink[]>;
  /** All sessions and links. */
  listSessions(): Promise<Session[]>;
  listSignInLinks(): Promise<SignInLink[]>;
  /** The public address last reported by the server that uses this store; null: none. */
  siteAddress(): Promise<string | null>;
}

export interface StaffWrites {
  /** Adds a person, or changes name and account; replaces the grants. */
  saveStaff(member: StaffMember): Promise<void>;
  /** Deletes a person with sessions and links. */
  removeStaff(mail: string, at: number): Promise<void>;
  saveSignInLink(link: SignInLink): Promise<void>;
  /** Uses the link once; null: used, revoked, expired or unknown. */
  useSignInLink(hash: string, at: number): Promise<SignInLink | null>;
  /** @returns the number of open ones */
  revokeSignInLinks(mail: string, at: number): Promise<number>;
  revokeSignInLink(hash: string, at: number): Promise<void>;
  saveSession(session: Session): Promise<void>;
  endSession(hash: string, at: number): Promise<void>;
  /** @returns the number of open ones */
  endSessions(mail: string, at: number): Promise<number>;
  saveApiToken(token: ApiToken): Promise<void>;
  /** Null: no such token in this scope, or it was revoked before. */
  revokeApiToken(id: string, scope: string, at: number): Promise<ApiToken | null>;
  /** Deletes sessions and links that ended before `before`. */
  forgetSignIns(before: number): Promise<void>;
  saveSiteAddress(address: string): Promise<void>;
}
