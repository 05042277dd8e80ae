import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createChatSenders } from '../../src/notices/chat.ts';
import type { Message } from '../../src/notices/message.ts';
import type { Channel, NoticeSubscription } from '../../src/store/notices.ts';
import { PATIENT } from '../patient.ts';

const NOW = Date.parse('2018-10-10T15:00:00Z');
const MESSAGE: Message = {
  voice: {},
  ...{ key: 'k'.repeat(32), kind: 'now', subject: 'COS 418 P02: cancelled, Friday 12 October' },
  courses: [
    {
      ...{ code: 'COS 418', title: 'Distributed Systems', path: '/fall-2018/cos418' },
      lines: ['P02, Friday 12 October, 11 am: cancelled: <!channel> @everyone [x](https://evil.example) *Ill*'],
    },
  ],
  ...{ soonest: NOW, expires: NOW },
};

const taken: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
let status = 200;
const chat = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    taken.push({ headers: request.headers, body });
    response.writeHead(status).end();
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => chat.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/hook`;
});
afterAll(() => void chat.close());
beforeEach(() => {
  taken.length = 0;
  status = 200;
});

const context = { publicUrl: 'https://calendar.example.edu', clock: () => NOW, patienceMs: PATIENT.timeout };
const senders = createChatSenders({ ...context, reach: 'any' });
function subscription(channel: Channel, settings: Readonly<Record<string, string>> = {}): NoticeSubscription {
  const times = { madeAt: NOW, confirmedAt: NOW, until: NOW, endedAt: null, endedWhy: null };
  return { id: 'a', channel, address: url, settings, ...times, choices: [] };
}

test('in Slack’s text a note cannot contain commands, mentions or links', async () => {
  expect(await senders.slack?.(subscription('slack'), MESSAGE)).toEqual({ type: 'sent' });
  const { text } = JSON.parse(taken[0]?.body ?? '') as { text: string };
  expect(text).toContain('cancelled: &lt;!channel&gt; @everyone');
  expect(text).toContain('<https://calendar.example.edu/fall-2018/cos418|COS 418>');
});

test('in Discord’s text a note cannot contain mentions or formatting', async () => {
  await senders.discord?.(subscription('discord'), MESSAGE);
  const body = JSON.parse(taken[0]?.body ?? '') as { content: string; allowed_mentions: object };
  expect(body.allowed_mentions).toEqual({ parse: [] });
  expect(body.content).toContain(String.raw`\[x\]\(https://evil.example\) \*Ill\*`);
});

test('Discord takes 2,000 characters: a long message is cut', async () => {
  const lines = Array.from({ length: 12 }, (_, index) => `${index} ${'x'.repeat(300)}`);
  const [course] = MESSAGE.courses;
  await senders.discord?.(subscription('discord'), { ...MESSAGE, courses: course ? [{ ...course, lines }] : [] });
  expect((JSON.parse(taken[0]?.body ?? '') as { content: string }).content.length).toBeLessThanOrEqual(2000);
});

test('other programs get signed JSON (Standard Webhooks)', async () => {
  const key = Buffer.from('0123456789abcdef01234567');
  await senders.webhook?.(subscription('webhook', { secret: `whsec_${key.toString('base64')}` }), MESSAGE);
  const [{ headers, body }] = taken as [(typeof taken)[number]];
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', key).update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  expect(headers['webhook-id']).toBe(`msg_${MESSAGE.key}`);
  expect(JSON.parse(body)).toMatchObject({ type: 'notice.published', data: { subject: MESSAGE.subject } });
});

test.each([
  { answer: 410, type: 'ended' },
  { answer: 404, type: 'ended' },
  { answer: 500, type: 'later' },
  { answer: 302, type: 'later' },
])('$answer: $type', async ({ answer, type }) => {
  status = answer;
  expect(await senders.slack?.(subscription('slack'), MESSAGE)).toMatchObject({ type });
});

test('an address in a private network is not contacted unless allowed', async () => {
  const shut = createChatSenders({ ...context, reach: 'public' });
  const target = { ...subscription('slack'), address: url.replace('http:', 'https:') };
  expect(await shut.slack?.(target, MESSAGE)).toMatchObject({ type: 'later', refused: true });
  expect(taken).toEqual([]);
});
