/** Secrets that people and scripts carry: made here, stored as hashes only, compared in constant time. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, in 43 characters that stand in an address as they are. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hexadecimal: enough for secrets of 256 random bits, which nobody can guess from a hash. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a text has the form of a secret made here; anything else need not be looked up. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** Takes as long for a wrong text as for the right one. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** What a form of this session carries, so that a page elsewhere cannot send it. Made from the session's secret, never stored. */
export function formTokenOf(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('belltower form').digest('base64url');
}

const API_PREFIX = 'bt_';

/** A script's key: recognisable where it should not be, such as in a repository. */
export function makeApiSecret(): string {
  return API_PREFIX + makeSecret();
}

export function isApiSecret(text: string): boolean {
  return text.startsWith(API_PREFIX) && isSecret(text.slice(API_PREFIX.length));
}

/** A short public name, for lists and addresses. */
export function makePublicId(): string {
  return randomBytes(6).toString('hex');
}
