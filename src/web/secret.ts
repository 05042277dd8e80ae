/** Secrets of people and scripts: generated here, stored as hashes only, compared in constant time. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as 43 characters that need no encoding in URLs. */
export function makeSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hexadecimal: sufficient for random secrets of 256 bits. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a text has the form of such a secret; others need not be looked up. */
export function isSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** Compares in constant time. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The CSRF token of a session's forms, derived from its secret and never stored. */
export function formTokenOf(sessionSecret: string): string {
  return createHmac('sha256', sessionSecret).update('belltower form').digest('base64url');
}

const API_PREFIX = 'bt_';

/** An API token, with a prefix that secret scanners recognise. */
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
