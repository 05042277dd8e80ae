/** Notices to a course's chat: Slack, Discord, and any receiver of Standard Webhooks. */
import { createHmac } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { NoticeSubscription } from '../store/notices.ts';
import type { Channels, Send } from './attempts.ts';
import type { CourseNews, Message } from './message.ts';
import { type Posting, postNotice, type Reach } from './posting.ts';

export interface ChatContext extends Reach {
  readonly publicUrl: string;
  readonly clock: Clock;
}

type Write = (subscription: NoticeSubscription, message: Message) => Posting;

export function createChatSenders(context: ChatContext): Channels {
  const { publicUrl, clock } = context;
  const sendWith =
    (write: Write): Send =>
    (subscription, message) =>
      postNotice(write(subscription, message), context);
  return {
    slack: sendWith(({ address }, message) => postJson(address, { text: writeSlack(message, publicUrl) })),
    // Disables mentions, whatever the text contains.
    discord: sendWith(({ address }, message) =>
      postJson(address, { content: writeDiscord(message, publicUrl), allowed_mentions: { parse: [] }, flags: 4 }),
    ),
    webhook: sendWith((subscription, message) => signWebhook(subscription, message, publicUrl, clock())),
  };
}

function postJson(url: string, body: object): Posting {
  return { url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function writeSlack({ subject, courses }: Message, publicUrl: string): string {
  const clean = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const sayCourse = ({ code, lines, path }: CourseNews): string[] => [
    ...lines.map((line) => `• ${clean(line)}`),
    `<${publicUrl}${path}|${clean(code).replaceAll('|', ' ')}>`,
  ];
  return [`*${clean(subject).replaceAll('*', '')}*`, ...courses.flatMap(sayCourse)].join('\n');
}

/** Discord's limit is 2,000 characters. */
const MOST_CHARACTERS = 1900;

function writeDiscord({ subject, courses }: Message, publicUrl: string): string {
  const clean = (text: string): string => text.replaceAll(/[\\*_~|`>#[\]()<@]/g, String.raw`\$&`);
  const links = courses.map(({ path }) => `<${publicUrl}${path}>`).join('\n');
  const lines = courses.flatMap((course) => course.lines.map((line) => `- ${clean(line)}`)).join('\n');
  const room = MOST_CHARACTERS - subject.length - links.length;
  return `**${clean(subject)}**\n${lines.length > room ? `${lines.slice(0, Math.max(0, room))}…` : lines}\n${links}`;
}

/** https://www.standardwebhooks.com: a repeated message has the same id. */
function signWebhook(
  { address, settings }: NoticeSubscription,
  message: Message,
  publicUrl: string,
  now: number,
): Posting {
  const timestamp = Math.floor(now / 1000);
  const data = {
    subject: message.subject,
    courses: message.courses.map(({ path, ...course }) => ({ ...course, url: `${publicUrl}${path}` })),
  };
  const type = message.kind === 'test' ? 'notice.test' : 'notice.published';
  const body = JSON.stringify({ type, timestamp: new Date(now).toISOString(), data });
  const id = `msg_${message.key}`;
  const secret = Buffer.from((settings.secret ?? '').replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  const signed = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` };
  return { url: address, headers: { 'content-type': 'application/json', ...signed }, body };
}
