import { describe, expect, it } from 'vitest';
import { deriveToken, hashSecret, isHashOf, isSecret, makeKey, readKey } from '../../../src/feeds/personal/secrets.ts';

describe('a personal calendar’s secrets', () => {
  it('are different each time, of one shape, and the token follows from the key alone', () => {
    const keys = new Set(Array.from({ length: 200 }, makeKey));
    expect(keys.size).toBe(200);
    for (const key of keys) expect(isSecret(key)).toBe(true);
    const [key = ''] = keys;
    expect(deriveToken(key, 0)).toBe(deriveToken(key, 0));
    expect(deriveToken(key, 1)).not.toBe(deriveToken(key, 0));
    expect(isSecret(deriveToken(key, 0))).toBe(true);
  });

  it('are known by their hashes only', () => {
    const key = makeKey();
    expect(isHashOf(key, hashSecret(key))).toBe(true);
    expect(isHashOf(makeKey(), hashSecret(key))).toBe(false);
    expect(hashSecret(key)).not.toContain(key.slice(0, 8));
  });

  it('are read as people paste them', () => {
    const key = makeKey();
    expect(readKey(` https://calendar.example.edu/my/edit#${key}\n`)).toBe(key);
    expect(readKey(key)).toBe(key);
    expect(readKey('https://calendar.example.edu/my/edit#')).toBeNull();
  });
});
