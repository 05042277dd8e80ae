/** Attempts to deliver: what is sent, what its outcome means for the outbox, and which services are left alone a while. */
import type { Clock } from '../domain/clock.ts';
import type { Channel, Delivery, Notice, NoticeSubscription } from '../store/notices.ts';
import type { StoreTransaction } from '../store/store.ts';
import { composeNews, type Message, type Parcel } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { Services } from './services.ts';
import { backoff } from './timing.ts';

export type Send = (subscription: NoticeSubscription, message: Message) => Promise<Outcome>;
export type Channels = Readonly<Partial<Record<Channel, Send>>>;

/** A parcel with what is needed to send it. */
export interface Attempt {
  readonly subscription: NoticeSubscription | null;
  readonly parcel: Parcel;
  readonly notices: ReadonlyMap<number, Notice>;
}

export interface AttemptParts {
  readonly clock: Clock;
  readonly channels: Channels;
  readonly services: Services;
  /** About the subscription itself: its confirmation, or a test. */
  readonly composeOwn: (parcel: Parcel, subscription: NoticeSubscription) => Message;
}

/** What is written down about it afterwards. */
export type Settle = (tx: StoreTransaction) => Promise<void>;

/** A channel that has lost its means is looked at again after this time (ms). */
const WITHOUT_MEANS_MS = 60 * 60_000;

export async function attempt({ subscription, parcel, notices }: Attempt, parts: AttemptParts): Promise<Settle> {
  const { clock, channels, services } = parts;
  const drop: Settle = (tx) => tx.dropDeliveries(numbersOf(parcel));
  if (!subscription || subscription.endedAt !== null) return drop;
  if (subscription.confirmedAt === null && parcel.kind !== 'confirm') return drop;
  const isOwn = parcel.kind === 'confirm' || parcel.kind === 'test';
  const message = isOwn ? parts.composeOwn(parcel, subscription) : composeNews(parcel, subscription, notices, clock());
  if (!message) return drop;
  const send = channels[subscription.channel];
  if (!send) return postpone(parcel, 'there is no means to send it', clock() + WITHOUT_MEANS_MS);
  const closedUntil = services.closedUntil(subscription);
  if (closedUntil > clock()) return postpone(parcel, 'the service cannot be reached', closedUntil);
  const outcome = await send(subscription, message);
  services.record(subscription, outcome);
  return settleOutcome(subscription, parcel, outcome, clock());
}

function settleOutcome({ id }: NoticeSubscription, parcel: Parcel, outcome: Outcome, now: number): Settle {
  if (outcome.type === 'sent') return (tx) => tx.dropDeliveries(numbersOf(parcel));
  if (outcome.type === 'ended') return (tx) => tx.endNoticeSubscription(id, now, outcome.why);
  const attempts = attemptsOf(parcel) + 1;
  const dueAt = now + Math.max(backoff(attempts), outcome.waitMs ?? 0);
  const message = outcome.uncertain ? parcel.key : null;
  return (tx) => tx.updateDeliveries(numbersOf(parcel), { attempts, message, error: outcome.error, dueAt });
}

/** Without an attempt. */
function postpone(parcel: Parcel, error: string, dueAt: number): Settle {
  const message = parcel.deliveries[0]?.message ?? null;
  return (tx) => tx.updateDeliveries(numbersOf(parcel), { attempts: attemptsOf(parcel), message, error, dueAt });
}

export function numbersOf({ deliveries }: Parcel): readonly number[] {
  return deliveries.map(({ number }) => number);
}

export function attemptsOf({ deliveries }: { readonly deliveries: readonly Delivery[] }): number {
  return Math.max(...deliveries.map(({ attempts }) => attempts));
}
