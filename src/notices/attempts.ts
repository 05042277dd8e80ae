/** Delivery attempts: composing and sending messages, recording outcomes, skipping unreachable services. */
import type { Clock } from '../domain/clock.ts';
import type { Channel, Delivery, Notice, NoticeSubscription } from '../store/notices.ts';
import type { StoreTransaction } from '../store/store.ts';
import { composeNews, type Message, type Parcel } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { Services } from './services.ts';
import { backoff } from './timing.ts';

export type Send = (subscription: NoticeSubscription, message: Message) => Promise<Outcome>;
export type Channels = Readonly<Partial<Record<Channel, Send>>>;

/** A parcel with the data needed to send it. */
export interface Attempt {
  readonly subscription: NoticeSubscription | null;
  readonly parcel: Parcel;
  readonly notices: ReadonlyMap<number, Notice>;
}

export interface AttemptContext {
  readonly clock: Clock;
  readonly channels: Channels;
  readonly services: Services;
  /** Composes messages about the subscription itself: confirmation and test. */
  readonly composeOwn: (parcel: Parcel, subscription: NoticeSubscription) => Message;
}

/** The result of an attempt, as stored. */
export type Settlement =
  | { readonly type: 'done'; readonly numbers: readonly number[] }
  | { readonly type: 'ended'; readonly subscription: string; readonly why: string }
  | {
      readonly type: 'later';
      readonly numbers: readonly number[];
      readonly outcome: Pick<Delivery, 'attempts' | 'message' | 'error' | 'dueAt'>;
    };

/** Retry interval if the subscription's channel is not configured (ms). */
const WITHOUT_MEANS_MS = 60 * 60_000;

/** A composed message with the function that sends it. */
export interface Sending {
  readonly type: 'sending';
  readonly subscription: NoticeSubscription;
  readonly parcel: Parcel;
  readonly message: Message;
  readonly send: Send;
}

/** Composes the message. Returns a settlement if there is nothing to send, or not now. */
export function compose({ subscription, parcel, notices }: Attempt, context: AttemptContext): Sending | Settlement {
  const { clock, channels, services } = context;
  const done: Settlement = { type: 'done', numbers: numbersOf(parcel) };
  if (!subscription || subscription.endedAt !== null) return done;
  if (subscription.confirmedAt === null && parcel.kind !== 'confirm') return done;
  const isOwn = parcel.kind === 'confirm' || parcel.kind === 'test';
  const message = isOwn
    ? context.composeOwn(parcel, subscription)
    : composeNews(parcel, subscription, notices, clock());
  if (!message) return done;
  const send = channels[subscription.channel];
  if (!send) return postpone(parcel, 'there is no means to send it', clock() + WITHOUT_MEANS_MS);
  const closedUntil = services.closedUntil(subscription);
  if (closedUntil > clock()) return postpone(parcel, 'the service cannot be reached', closedUntil);
  return { type: 'sending', subscription, parcel, message, send };
}

export async function carryOut(sending: Sending, { clock, services }: AttemptContext): Promise<Settlement> {
  const { subscription, parcel, message, send } = sending;
  const outcome = await send(subscription, message);
  services.record(subscription, outcome);
  return judgeOutcome(subscription, parcel, outcome, clock());
}

function judgeOutcome({ id }: NoticeSubscription, parcel: Parcel, outcome: Outcome, now: number): Settlement {
  const numbers = numbersOf(parcel);
  if (outcome.type === 'sent') return { type: 'done', numbers };
  if (outcome.type === 'ended') return { type: 'ended', subscription: id, why: outcome.why };
  const attempts = attemptsOf(parcel) + 1;
  const dueAt = now + Math.max(backoff(attempts), outcome.waitMs ?? 0);
  const message = outcome.uncertain ? parcel.key : null;
  return { type: 'later', numbers, outcome: { attempts, message, error: outcome.error, dueAt } };
}

/** Reschedules without counting an attempt. */
function postpone(parcel: Parcel, error: string, dueAt: number): Settlement {
  const message = parcel.deliveries[0]?.message ?? null;
  return {
    type: 'later',
    numbers: numbersOf(parcel),
    outcome: { attempts: attemptsOf(parcel), message, error, dueAt },
  };
}

export async function writeSettlements(
  tx: StoreTransaction,
  settlements: readonly Settlement[],
  now: number,
): Promise<void> {
  const done: number[] = [];
  for (const one of settlements) {
    if (one.type === 'done') done.push(...one.numbers);
    else if (one.type === 'ended') await tx.endNoticeSubscription(one.subscription, now, one.why);
    else await tx.updateDeliveries(one.numbers, one.outcome);
  }
  await tx.dropDeliveries(done);
}

export function numbersOf({ deliveries }: Parcel): readonly number[] {
  return deliveries.map(({ number }) => number);
}

export function attemptsOf({ deliveries }: { readonly deliveries: readonly Delivery[] }): number {
  return Math.max(...deliveries.map(({ attempts }) => attempts));
}
