/** A course's webhooks, set by its head. `notices` sends the messages. */
import { randomBytes } from 'node:crypto';
import type { CourseKey } from '../../domain/model.ts';
import { endOfTerms } from '../../feeds/term-end.ts';
import type { Channel, NoticeSubscription } from '../../store/notices.ts';
import { makePublicId } from '../../web/secret.ts';
import { say } from '../../words/say.ts';
import type { DeskContext } from '../desk-context.ts';

export const CHAT_CHANNELS = ['slack', 'discord', 'webhook'] as const satisfies readonly Channel[];
export type ChatChannel = (typeof CHAT_CHANNELS)[number];

export interface ChatLine {
  readonly id: string;
  readonly channel: ChatChannel;
  /** Abbreviated, because the address is a secret. */
  readonly host: string;
  /** The outcome of the last attempt; null if nothing is pending. */
  readonly trouble: string | null;
  readonly ended: string | null;
}

export async function listChat({ store }: DeskContext, course: CourseKey): Promise<readonly ChatLine[]> {
  const lines: ChatLine[] = [];
  for (const one of await store.noticeSubscriptions({ course })) {
    const channel = CHAT_CHANNELS.find((known) => known === one.channel);
    if (!channel) continue;
    const waiting = await store.noticeDeliveries([one.id]);
    const trouble = waiting.findLast(({ error }) => error !== null)?.error ?? null;
    lines.push({ id: one.id, channel, host: URL.parse(one.address)?.host ?? '', trouble, ended: one.endedWhy });
  }
  return lines;
}

export type AddOutcome =
  | { readonly type: 'refused'; readonly why: string }
  /** @param secret the key with which the receiver verifies signatures; null for services without */
  | { readonly type: 'added'; readonly secret: string | null };

const MOST = 5;

export async function addChat(
  context: DeskContext,
  course: CourseKey,
  { channel: wanted, address }: { readonly channel: string; readonly address: string },
): Promise<AddOutcome> {
  const channel = CHAT_CHANNELS.find((known) => known === wanted);
  const url = URL.parse(address);
  if (!channel || !url || !/^https?:$/.test(url.protocol) || url.username !== '' || address.length > 1000) {
    return { type: 'refused', why: say('deskChat.addressOdd') };
  }
  if ((await listChat(context, course)).length >= MOST) return { type: 'refused', why: say('deskChat.tooMany') };
  // Standard Webhooks: 24 to 64 random bytes.
  const secret = channel === 'webhook' ? `whsec_${randomBytes(24).toString('base64')}` : null;
  const now = context.clock();
  const subscription: NoticeSubscription = {
    ...{ id: makePublicId(), channel, address: url.href, settings: secret === null ? {} : { secret } },
    ...{ madeAt: now, confirmedAt: now, until: endOfTerms(context.courses, [course]), endedAt: null, endedWhy: null },
    choices: [{ course, sections: [], pace: 'once' }],
  };
  await context.store.write((tx) => tx.saveNoticeSubscription(subscription));
  return { type: 'added', secret };
}

/** Ids of another course's webhooks are unknown here. */
async function findOwn({ store }: DeskContext, course: CourseKey, id: string): Promise<NoticeSubscription | null> {
  const found = await store.noticeSubscription(id);
  if (!found || !CHAT_CHANNELS.some((channel) => channel === found.channel)) return null;
  return found.choices.some((choice) => choice.course === course) ? found : null;
}

export async function testChat(context: DeskContext, course: CourseKey, id: string): Promise<void> {
  if (!(await findOwn(context, course, id))) return;
  const delivery = { subscription: id, notice: null, kind: 'test', part: 'all' } as const;
  const outcome = { dueAt: context.clock(), attempts: 0, message: null, error: null };
  await context.store.write((tx) => tx.addDeliveries([{ ...delivery, ...outcome }]));
}

export async function removeChat(context: DeskContext, course: CourseKey, id: string): Promise<void> {
  if (await findOwn(context, course, id)) await context.store.write((tx) => tx.removeNoticeSubscription(id));
}
