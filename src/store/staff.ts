/**
 * Who works at the desk, as the store keeps it: people with their rights, and hashes of the secrets that they carry.
 * What a role allows is `access`'s business; here it is a word. Instants are epoch ms.
 */

/**
 * Who made something: the command line, a person by their address, a token by its id. Unlike the texts of `madeBy` and
 * `who`, which are for people to read, this identifies.
 */
export type MakerId = 'console' | `person:${string}` | `token:${string}`;

/** Where a credential comes from: its rights are never more than those of its makers. */
export interface Origin {
  /**
   * Everybody through whose hands it came, other than its bearer, the last one first: its maker, whoever made the
   * session, link or token that the maker used, and so on. Absent: written before this was kept.
   */
  readonly makers?: readonly MakerId[];
  /** What its maker might do when it was made; null or absent: no limit. */
  readonly ceiling?: readonly HeldRole[] | null;
}

export interface HeldRole {
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
  /** Lower case; what somebody is known by. */
  readonly mail: string;
  readonly name: string | null;
  readonly addedAt: number;
  readonly addedBy: string;
  /** Sorted by scope, one a scope. */
  readonly grants: readonly StoredGrant[];
  /** Absent until they first sign in through the campus. */
  readonly account?: CampusAccount;
}

/** Signs one person in, once. */
export interface SignInLink extends Origin {
  readonly hash: string;
  readonly mail: string;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly revokedAt: number | null;
}

/** One device on which somebody is signed in. */
export interface Session extends Origin {
  readonly hash: string;
  readonly mail: string;
  readonly device: string;
  readonly madeAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

/** A script's key: one role over one scope. */
export interface ApiToken extends Pick<Origin, 'makers'> {
  /** Its public name in addresses and lists. */
  readonly id: string;
  readonly hash: string;
  readonly label: string;
  readonly role: string;
  readonly scope: string;
  readonly madeAt: number;
  /** As the history calls its maker. */
  readonly madeBy: string;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface StaffReads {
  staffMember(mail: string): Promise<StaffMember | null>;
  /** Sorted by mail; of those with a role over the scope, or of all. */
  listStaff(scope?: string): Promise<StaffMember[]>;
  signInLink(hash: string): Promise<SignInLink | null>;
  session(hash: string): Promise<Session | null>;
  /** Those that have not ended, newest first. */
  sessionsOf(mail: string): Promise<Session[]>;
  apiToken(hash: string): Promise<ApiToken | null>;
  /** By its public name. */
  apiTokenOf(id: string): Promise<ApiToken | null>;
  /** Newest first, revoked ones too; of one scope, or of all. */
  listApiTokens(scope?: string): Promise<ApiToken[]>;
  /** Of one person, used and revoked ones too. */
  signInLinksOf(mail: string): Promise<SignInLink[]>;
  /** Everything that signs somebody in. */
  listSessions(): Promise<Session[]>;
  listSignInLinks(): Promise<SignInLink[]>;
  /** Where people reach the server that uses this store, as that server last said; null: none has. */
  siteAddress(): Promise<string | null>;
}

export interface StaffWrites {
  /** Adds a person, or changes name and account; the grants are written as they stand here. */
  saveStaff(member: StaffMember): Promise<void>;
  /** With sessions and links: nothing signs this person in any more. */
  removeStaff(mail: string, at: number): Promise<void>;
  saveSignInLink(link: SignInLink): Promise<void>;
  /** Takes the link, once: null if it was used or revoked before, has expired or never was. */
  useSignInLink(hash: string, at: number): Promise<SignInLink | null>;
  /** How many that were open. */
  revokeSignInLinks(mail: string, at: number): Promise<number>;
  revokeSignInLink(hash: string, at: number): Promise<void>;
  saveSession(session: Session): Promise<void>;
  endSession(hash: string, at: number): Promise<void>;
  /** How many that were open. */
  endSessions(mail: string, at: number): Promise<number>;
  saveApiToken(token: ApiToken): Promise<void>;
  /** Null: there is none of that id and scope, or it was revoked before. */
  revokeApiToken(id: string, scope: string, at: number): Promise<ApiToken | null>;
  /** Deletes sessions and links that ended before `before`. */
  forgetSignIns(before: number): Promise<void>;
  saveSiteAddress(address: string): Promise<void>;
}
