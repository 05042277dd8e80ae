import { expect, test } from 'vitest';
import { sayLifetime, sessionEnd } from '../../src/desk/access/lifetime.ts';
import { readMail } from '../../src/desk/access/mail-address.ts';
import { createAttemptLimit } from '../../src/web/attempt-limit.ts';
import {
  formTokenOf,
  hashSecret,
  isApiSecret,
  isSecret,
  makeApiSecret,
  makeSecret,
  sameText,
} from '../../src/web/secret.ts';

const DAY = 86_400_000;

test('secrets are 256 random bits, all different, known by their form', () => {
  const made = Array.from({ length: 200 }, makeSecret);
  expect(new Set(made).size).toBe(200);
  expect(made.every((secret) => isSecret(secret) && Buffer.from(secret, 'base64url').length === 32)).toBe(true);
  expect(isApiSecret(makeApiSecret())).toBe(true);
  expect([made[0], 'bt_', `bt_${'a'.repeat(44)}`].some((text) => isApiSecret(text as string))).toBe(false);
  expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('texts are compared whole, whatever their lengths', () => {
  expect(sameText('abc', 'abc')).toBe(true);
  expect(['', 'ab', 'abd', 'abcd', 'ABC'].some((other) => sameText('abc', other))).toBe(false);
});

test('a form token belongs to one session and does not give it away', () => {
  const [one, other] = [makeSecret(), makeSecret()];
  expect(formTokenOf(one)).toBe(formTokenOf(one));
  expect(formTokenOf(one)).not.toBe(formTokenOf(other));
  expect(formTokenOf(one)).not.toContain(one);
});

test('mail addresses are names without regard to case; nothing that could break a header is one', () => {
  expect(readMail(' A.Person+x@CS.example.EDU ')).toBe('a.person+x@cs.example.edu');
  const wrong = [
    '',
    'a',
    '@b.c',
    'a@',
    'a b@c.d',
    'a@b c',
    'a@b.c\r\nBcc: x@y.z',
    'a,b@c.d',
    '<a@b.c>',
    `${'a'.repeat(250)}@b.cd`,
  ];
  expect(wrong.map(readMail)).toEqual(wrong.map(() => null));
});

test('a session lasts the term and two weeks, at least a month, at most 400 days', () => {
  const now = 1_000 * DAY;
  expect(sessionEnd(now, [])).toBe(now + 30 * DAY);
  expect(sessionEnd(now, [now - 500 * DAY])).toBe(now + 30 * DAY);
  expect(sessionEnd(now, [now + 20 * DAY, now + 90 * DAY])).toBe(now + 104 * DAY);
  expect(sessionEnd(now, [now + 900 * DAY])).toBe(now + 400 * DAY);
  expect([60_000 * 30, DAY, 7 * DAY].map(sayLifetime)).toEqual(['30 minutes', '24 hours', '7 days']);
});

test('tries run out and come back one by one; keys do not share them', () => {
  const limit = createAttemptLimit(3, 10_000);
  expect([0, 0, 0].map((now) => limit.take('a', now))).toEqual([0, 0, 0]);
  expect(limit.take('a', 1_000)).toBe(9);
  expect(limit.take('a', 9_999)).toBe(1);
  expect(limit.take('b', 1_000)).toBe(0);
  expect(limit.take('a', 10_000)).toBe(0);
  expect(limit.take('a', 10_001)).toBe(10);
  expect([100_000, 100_000, 100_000].map((now) => limit.take('a', now))).toEqual([0, 0, 0]);
  expect(limit.take('a', 100_000)).toBe(10);
});
