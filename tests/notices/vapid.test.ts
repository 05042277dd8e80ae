import { createECDH, createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { createVapidSigner } from '../../src/notices/vapid.ts';

const HOUR = 60 * 60_000;

function makeKeys() {
  const pair = createECDH('prime256v1');
  const vapidPublic = pair.generateKeys('base64url');
  return { secret: '', vapidPublic, vapidPrivate: pair.getPrivateKey('base64url') };
}

/** The claims of a token that this key signed. */
function readToken(header: string, vapidPublic: string): { aud: string; exp: number; sub: string } {
  const [, head = '', claims = '', signature = '', key] =
    /^vapid t=([^.]+)\.([^.]+)\.([^,]+), ?k=(.+)$/.exec(header) ?? [];
  expect(key).toBe(vapidPublic);
  const point = Buffer.from(vapidPublic, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const signer = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y } as never, format: 'jwk' });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: signer, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(isSigned).toBe(true);
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

test('one token serves all browsers of a service for hours, and is renewed long before it expires', () => {
  const keys = makeKeys();
  let now = Date.now();
  const sign = createVapidSigner({ keys, contact: 'mailto:a@example.edu', clock: () => now });
  const first = sign('https://push.example.com/one');
  const { aud, exp, sub } = readToken(first, keys.vapidPublic);
  expect([aud, sub]).toEqual(['https://push.example.com', 'mailto:a@example.edu']);
  now += 5 * HOUR;
  expect(sign('https://push.example.com/two')).toBe(first);
  const other = sign('https://push.example.net:8443/one');
  expect(readToken(other, keys.vapidPublic).aud).toBe('https://push.example.net:8443');
  now += 2 * HOUR;
  const second = sign('https://push.example.com/one');
  expect(second).not.toBe(first);
  expect(readToken(second, keys.vapidPublic).exp).toBe(exp + (7 * HOUR) / 1000);
  expect(exp * 1000 - now).toBeGreaterThan(4 * HOUR);
});
