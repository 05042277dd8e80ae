import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { exchange } from '../fuzz/requests.ts';
import { until } from '../patient.ts';
import { type ChildSite, startChild } from '../site/child-site.ts';

const LENGTH = 32;
/** Has the format of a real secret and must not occur in any line. */
const secret = (name: string): string => `${name}0SECRET${'x'.repeat(43)}`.slice(0, LENGTH);
const SECRETS = [
  'feed',
  'upper',
  'coded',
  'link',
  'query',
  'cookie',
  'bearer',
  'basic',
  'form',
  'json',
  'agent',
  'referer',
];

let trial: Trial;
let site: ChildSite;
beforeAll(async () => {
  trial = await openTrial();
  const file = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  const changes = [
    'changes:',
    '  - {announced: 2018-10-01 09:00, sections: L01, on: 2018-10-02, cancel: yes, say: Public line, why: REASON, in a flow}',
    '  - {announced: 2018-10-01 10:00, sections: L01, on: 2018-10-02, cancel: yes, why: "REASON, \\"quoted\\""}',
    "  - {announced: 2018-10-01 11:00, sections: L01, on: 2018-10-02, cancel: yes, 'why': 'REASON''s'}",
    '',
  ];
  // “, in a flow” is an unknown key: the first publication warns, and a later reading is an error.
  const text = await readFile(file, 'utf8');
  await writeFile(file, text + changes.join('\n').replace(', in a flow', ''));
  site = await startChild(trial.data);
  await writeFile(file, text + changes.join('\n'));
  await until(() => site.output().includes('its rules have errors'), 'the report of the errors');
});
afterAll(async () => {
  await site.forget();
  await trial.remove();
});

it('holds no secret of anybody, and no reason meant for staff, after requests of every kind', async () => {
  const headers = [
    'Host: x',
    `Cookie: session=${secret('cookie')}; __Host-belltower=${secret('cookie')}`,
    `User-Agent: Mozilla/5.0 ${secret('agent')}`,
    `Referer: http://x/my/${secret('referer')}`,
  ];
  const send = async (method: string, target: string, more: readonly string[] = [], body = ''): Promise<void> => {
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    const head = [`${method} ${target} HTTP/1.1`, ...headers, ...more, length, 'Connection: close'];
    await exchange(site.port, Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`));
  };
  const targets = [
    `/my/${secret('feed')}.ics`,
    `/my/${secret('feed')}`,
    `/my/${secret('feed')}/edit`,
    `/MY/${secret('upper')}.ICS`,
    `/%6dy/%63${secret('coded').slice(1)}.ics`,
    `/desk/sign-in/${secret('link')}`,
    `/Desk/Sign-in/${secret('link')}`,
    `/my?key=${secret('query')}`,
    `/desk/openid/back?code=${secret('query')}`,
    `http://x/my/${secret('feed')}.ics`,
    `/fall-2018/cos418/${secret('feed')}.ics`,
    '/desk',
    '/',
    '/metrics',
  ];
  for (const target of targets) {
    await send('GET', target);
    await send('GET', target, [`Authorization: Bearer bt_${secret('bearer')}`]);
    await send('HEAD', target, [`Authorization: Basic ${btoa(secret('basic'))}`]);
  }
  const form = ['Content-Type: application/x-www-form-urlencoded', 'Sec-Fetch-Site: same-origin'];
  const places = [
    '/my',
    '/my/edit',
    '/my/save',
    '/my/rotate',
    '/my/delete',
    '/desk/sign-in',
    `/desk/sign-in/${secret('link')}`,
  ];
  for (const place of places)
    await send('POST', place, form, `key=${secret('form')}&mail=${secret('form')}%40example.edu`);
  const json = ['Content-Type: application/json', `Authorization: Bearer bt_${secret('bearer')}`];
  for (const place of ['/api/changes', '/api/courses/fall-2018/cos418/changes', '/my'])
    await send('POST', place, json, `{"key": "${secret('json')}", "why": "REASON"`);

  // A real calendar with its address and key.
  const page = await exchange(
    site.port,
    Buffer.from(
      `POST /my HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
        'Content-Length: 28\r\nConnection: close\r\n\r\nsection=fall-2018/cos418/L01',
    ),
  );
  const token = /\/my\/([\w-]{32})\.ics/.exec(page)?.[1] ?? '';
  expect(token).not.toBe('');
  await send('GET', `/my/${token}.ics`);
  await send('GET', `/my/${token}`);

  // A line is written after its response is sent.
  const wanted = targets.length * 3 + places.length + 6;
  const count = (): number => site.output().match(/"method":"(?:GET|HEAD|POST)"/g)?.length ?? 0;
  await until(() => count() >= wanted, 'the line of every request');
  const output = site.output();
  // Guards against a vacuous test: every request was logged, and the error with its source.
  expect(count()).toBe(wanted);
  expect(output).toContain('Public line');
  expect(output).toContain('why: ······');
  const found = output.split('\n').filter((line) => /SECRET|REASON|bt_/.test(line));
  for (const name of SECRETS) expect(output.includes(secret(name)), name).toBe(false);
  expect(found).toEqual([]);
  expect(output.includes(token)).toBe(false);
});
