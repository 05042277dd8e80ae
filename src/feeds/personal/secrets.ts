/**
 * The two secrets of a personal calendar. The key edits it and is kept by its owner. The token is part of the feed's
 * address and derived from the key by a one-way function: the address can be shown again from the key, a new one can be
 * made, and whoever has only the address can edit nothing. The store has hashes of both.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 192 random bits, base64url. */
const KEY_BYTES = 24;
const SECRET = /^[A-Za-z0-9_-]{32}$/;

export function makeKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url');
}

/** The token of a key's n-th address, from 0. */
export function deriveToken(key: string, n: number): string {
  return createHmac('sha256', key).update(`feed ${n}`).digest().subarray(0, KEY_BYTES).toString('base64url');
}

/** The stored hash: secrets have enough entropy for a plain digest. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether the text has the form of a key or a token. */
export function isSecret(text: string): boolean {
  return SECRET.test(text);
}

/** A key as people paste it: alone, or at the end of the link that edits the calendar. */
export function readKey(text: string): string | null {
  const last = text.trim().split('#').at(-1) ?? '';
  return isSecret(last) ? last : null;
}

/** In constant time. */
export function isHashOf(secret: string, hash: string): boolean {
  const made = Buffer.from(hashSecret(secret));
  const kept = Buffer.from(hash);
  return made.length === kept.length && timingSafeEqual(made, kept);
}
