/** Damaged forms and JSON of somebody who is signed in at the desk, or of a script with a token: past the guard, to what lies behind. */

import { openSqliteStore } from '../../src/store/sqlite.ts';
import { formTokenOf, hashSecret, makeApiSecret, makeSecret } from '../../src/web/secret.ts';
import { pickOne, type Random } from '../corpus/seeded.ts';
import { FOLDER } from './corpus.ts';
import { damageText, damageValue, gatherVocabulary } from './mutation.ts';

export interface SignedIn {
  readonly session: string;
  readonly form: string;
  readonly token: string;
}

const OWNER = 'owner@example.edu';
const NEVER = Date.UTC(2199, 0, 1);

/** Adds an owner, a session and a token to the store of a running server, from another process. */
export async function signInOwner(state: string): Promise<SignedIn> {
  const [session, token] = [makeSecret(), makeApiSecret()];
  const store = await openSqliteStore(state);
  const grant = { role: 'owner', scope: '*', at: 0, by: 'command line' };
  await store.write(async (tx) => {
    await tx.saveStaff({ mail: OWNER, name: 'Owner', addedAt: 0, addedBy: 'command line', grants: [grant] });
    const made = { mail: OWNER, madeAt: 0, expiresAt: NEVER };
    await tx.saveSession({ ...made, hash: hashSecret(session), device: 'fuzz', endedAt: null });
    const key = { id: 'fuzz', hash: hashSecret(token), label: 'fuzz', role: 'owner', scope: '*' };
    await tx.saveApiToken({ ...key, madeAt: 0, madeBy: 'command line', expiresAt: null, revokedAt: null });
  });
  await store.close();
  return { session, form: formTokenOf(session), token };
}

const COURSE = 'full/ful101';
const FORMS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [`courses/${COURSE}/preview`, { sections: 'L01', on: '2018-09-26', cancel: 'yes', say: 'Ill', why: 'Ill' }],
  [
    `courses/${COURSE}/preview`,
    {
      sections: 'P01',
      on: '2018-09-28',
      pattern: 'a',
      'move-date': '2018-09-29',
      'move-start': '13:00',
      'move-end': '14:00',
      'was-date': '2018-09-28',
      'was-start': '13:00',
      'was-end': '14:00',
      expected: '{}',
    },
  ],
  [
    `courses/${COURSE}/preview`,
    { kinds: 'precept', on: '2018-10-10', until: '2018-10-20', instead: 'Mon 4pm-6pm', note: 'x', staff: 'ta' },
  ],
  [
    `courses/${COURSE}/publish`,
    {
      sections: 'Review',
      'extra-date': '2018-10-07',
      'extra-start': '16:00',
      'extra-end': '17:00',
      online: 'yes',
      'online-url': 'https://meet.example.edu',
      key: 'k1',
    },
  ],
  [`courses/${COURSE}/publish`, { sections: 'L01', on: '2018-10-01', where: 'CS 104', key: 'k2', again: 'no' }],
  [`courses/${COURSE}/changes/c1/undo`, { key: 'k3' }],
  ['terms/full/preview', { on: '2018-11-20', closed: 'from 2pm', say: 'Snow' }],
  ['terms/full/publish', { on: '2018-11-20', closed: 'from 2pm', key: 'k4' }],
  [`courses/${COURSE}/staff/add`, { mail: 'ta@example.edu', name: 'TA', role: 'editor' }],
  [
    `courses/${COURSE}/staff/import`,
    { roster: 'mail,name,role,course\nta@example.edu,TA,editor,full/ful101\n', role: 'editor' },
  ],
  [`courses/${COURSE}/staff/link`, { mail: 'ta@example.edu' }],
  [`courses/${COURSE}/tokens`, { label: 'script', role: 'editor', days: '30' }],
  [`courses/${COURSE}/tokens/x/revoke`, {}],
  ['redact', { words: 'nobody says this' }],
];
const PAGES = [
  '',
  'history',
  'history?who=x&what=y&before=5',
  'staff',
  'devices',
  `courses/${COURSE}`,
  `courses/${COURSE}?section=L01&week=2018-10-08`,
  `courses/${COURSE}/meeting?uid=x`,
  `courses/${COURSE}/several`,
  `courses/${COURSE}/extra`,
  `courses/${COURSE}/history`,
  `courses/${COURSE}/staff`,
  `courses/${COURSE}/tokens`,
  `courses/${COURSE}/changes/c1`,
  'terms/full/history',
  'terms/nope/changes/c1',
  'courses/full/nope',
];
const CHANGE = { sections: 'L01', on: '2018-09-26', cancel: 'yes', say: 'Ill', why: 'Ill' };
const CALLS: readonly (readonly [string, string, unknown])[] = [
  ['GET', 'me', null],
  ['GET', `courses/${COURSE}/meetings?section=L01&from=2018-09-01`, null],
  ['POST', `courses/${COURSE}/changes?preview=yes`, { change: CHANGE, expected: { uid: 0 }, agree: ['in-the-past'] }],
  [
    'POST',
    `courses/${COURSE}/changes`,
    { change: { kinds: ['precept'], from: '2018-10-10', until: '2018-10-20', instead: ['Mon 4pm-6pm'] } },
  ],
  ['POST', 'terms/full/changes', { change: { on: '2018-11-20', closed: 'from 2pm' } }],
  ['POST', `courses/${COURSE}/changes/c1/undo`, {}],
  ['PUT', `courses/${COURSE}/staff/ta@example.edu`, { role: 'editor', name: 'TA' }],
  ['POST', `courses/${COURSE}/staff/import`, { roster: 'mail,name\nta@example.edu,TA\n', role: 'editor' }],
  ['POST', `courses/${COURSE}/tokens`, { label: 'script', role: 'editor', days: 5 }],
  ['DELETE', `courses/${COURSE}/tokens/x`, null],
  ['POST', 'redactions', { words: 'nobody says this' }],
];
const VOCABULARY = gatherVocabulary([...FOLDER.map(({ text }) => text), JSON.stringify(FORMS), JSON.stringify(CALLS)]);

const damagePath = (random: Random, target: string): string =>
  random() < 0.15 ? damageText(random, target, VOCABULARY).replaceAll(/[^!-~]/g, encodeAny) : target;

function encodeAny(character: string): string {
  return encodeURIComponent(character.toWellFormed());
}

function makeForm(
  random: Random,
  who: SignedIn,
): { readonly target: string; readonly lines: string[]; readonly body: string } {
  const [target, fields] = pickOne(random, FORMS);
  const sent = new URLSearchParams(random() < 0.97 ? { form: who.form } : {});
  for (const [name, value] of Object.entries(fields)) {
    if (random() < 0.1) continue;
    sent.append(
      random() < 0.05 ? pickOne(random, VOCABULARY.words) : name,
      random() < 0.4 ? damageText(random, value, VOCABULARY) : value,
    );
    if (random() < 0.05) sent.append(name, value);
  }
  const lines = ['Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: same-origin'];
  return { target: `/desk/${damagePath(random, target)}`, lines, body: sent.toString() };
}

/** A request's bytes; the connection closes after the response. */
export function makeDeskRequest(random: Random, who: SignedIn): Buffer {
  const cookie = `Cookie: belltower-desk=${who.session}`;
  const print = (method: string, target: string, lines: readonly string[], body: string): Buffer => {
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    const head = [`${method} ${target} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...lines, length];
    return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
  const way = random();
  if (way < 0.45) {
    const { target, lines, body } = makeForm(random, who);
    return print('POST', target, [cookie, ...lines], body);
  }
  if (way < 0.6) return print('GET', `/desk/${damagePath(random, pickOne(random, PAGES))}`, [cookie], '');
  const [method, target, value] = pickOne(random, CALLS);
  const json = value === null ? '' : (JSON.stringify(random() < 0.7 ? damageValue(random, value) : value) ?? '');
  const body = random() < 0.05 ? damageText(random, json, VOCABULARY) : json;
  const lines = [`Authorization: Bearer ${who.token}`, 'Content-Type: application/json'];
  if (random() < 0.5) lines.push(`Idempotency-Key: ${pickOne(random, ['a', 'b', 'x'.repeat(200), ''])}`);
  return print(method, `/api/${damagePath(random, target)}`, lines, body);
}
