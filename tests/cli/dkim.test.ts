import { createHash, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNoticeMail } from '../../src/cli/open-mail.ts';
import { type MailServer, startMailServer } from '../notices/mail-server.ts';
import { PATIENT } from '../patient.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const STOP = `https://calendar.example.edu/notices/stop/${'a'.repeat(32)}-${'b'.repeat(40)}`;
let mail: MailServer;
let folder: string;
let raw: string;
beforeAll(async () => {
  mail = await startMailServer();
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-dkim-'));
  const keyFile = path.join(folder, 'key.pem');
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const from = 'Belltower <belltower@example.edu>';
  const dkim = { domain: 'example.edu', selector: 'notices', keyFile };
  const post = openNoticeMail({ server: mail.url, from, bounces: null, dkim }, PATIENT.timeout);
  await post({
    ...{ to: 'student@example.edu', subject: 'K 1 L: cancelled – Thursday', messageId: '<abc@example.edu>' },
    ...{ text: 'Ill  again \n\n\n', html: '<p>Ill again</p>', envelopeFrom: 'belltower@example.edu' },
    headers: { 'List-Unsubscribe': `<${STOP}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  });
  raw = mail.letters[0]?.raw ?? '';
});
afterAll(async () => {
  await mail.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a letter is signed (RFC 6376), with both headers for unsubscribing under the signature', () => {
  expect(verify(raw, publicKey)).toEqual({ signed: true, body: true });
  const fields = readTags(headersOf(raw).get('dkim-signature') ?? '')
    .get('h')
    ?.split(':');
  expect(fields).toEqual(
    expect.arrayContaining(['from', 'to', 'subject', 'list-unsubscribe', 'list-unsubscribe-post']),
  );
});

test.each([
  { what: 'another address to unsubscribe at', from: 'notices/stop/a', to: 'notices/stop/c', broken: 'signed' },
  { what: 'no one-click', from: 'List-Unsubscribe=One-Click', to: 'List-Unsubscribe=None', broken: 'signed' },
  { what: 'another sender', from: 'belltower@example.edu>', to: 'somebody@example.edu>', broken: 'signed' },
  { what: 'another text', from: '<p>Ill again</p>', to: '<p>Well again</p>', broken: 'body' },
] as const)('$what breaks it', ({ from, to, broken }) => {
  expect(raw).toContain(from);
  expect(verify(raw.replaceAll(from, to), publicKey)[broken]).toBe(false);
});

/** Verifies as a receiver does: relaxed canonicalization of headers and body (RFC 6376 §3.4.2, §3.4.4, §3.7). */
function verify(letter: string, key: KeyObject): { readonly signed: boolean; readonly body: boolean } {
  const headers = headersOf(letter);
  const signature = headers.get('dkim-signature') ?? '';
  const tags = readTags(signature);
  const relax = (name: string, value: string): string => `${name}:${value.replaceAll(/\s+/g, ' ').trim()}`;
  const signed = (tags.get('h') ?? '').split(':').flatMap((name) => {
    const value = headers.get(name.toLowerCase());
    return value === undefined ? [] : [`${relax(name.toLowerCase(), value)}\r\n`];
  });
  const own = relax('dkim-signature', signature.replace(/(\bb=)[^;]*/, '$1'));
  const verifier = createVerify('RSA-SHA256').update([...signed, own].join(''));
  const body = letter
    .slice(letter.indexOf('\r\n\r\n') + 4)
    .replaceAll(/[ \t]+(?=\r\n)/g, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replace(/(?:\r\n)*$/, '\r\n');
  return {
    signed: verifier.verify(key, tags.get('b') ?? '', 'base64'),
    body: createHash('sha256').update(body).digest('base64') === tags.get('bh'),
  };
}

/** By lower-case name, with folded values. */
function headersOf(letter: string): ReadonlyMap<string, string> {
  const lines = letter.slice(0, letter.indexOf('\r\n\r\n')).split(/\r\n(?![ \t])/);
  return new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1)];
    }),
  );
}

function readTags(value: string): ReadonlyMap<string, string> {
  return new Map(
    value.split(';').map((tag): [string, string] => {
      const equals = tag.indexOf('=');
      return [tag.slice(0, equals).trim(), tag.slice(equals + 1).replaceAll(/\s+/g, '')];
    }),
  );
}
