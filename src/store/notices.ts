/**
 * What the store keeps about notices: who asked for them, which courses changed since their subscribers were last told,
 * what waits to be delivered. A changed course enters the outbox in the transaction that publishes it.
 */
import type { CourseKey } from '../domain/model.ts';

export const CHANNELS = ['mail', 'push', 'slack', 'discord', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `usual`: what is near and exams at once, the rest in the weekly digest. */
export const PACES = ['usual', 'once', 'digest', 'nothing'] as const;
export type Pace = (typeof PACES)[number];

export interface NoticeChoice {
  readonly course: CourseKey;
  /** Empty: every section. */
  readonly sections: readonly string[];
  readonly pace: Pace;
}

/** Whether a choice of sections (empty: all of them) has one of these in it. */
export function coversSections(chosen: readonly string[], sections: readonly string[]): boolean {
  return chosen.length === 0 || sections.some((id) => chosen.includes(id));
}

export interface NoticeSubscription {
  readonly id: string;
  readonly channel: Channel;
  /** A mail address or a URL; empty once it has ended. */
  readonly address: string;
  /** What its channel needs besides, such as the keys of a browser's push subscription. */
  readonly settings: Readonly<Record<string, string>>;
  readonly madeAt: number;
  /** Null: nobody has opened its confirmation yet. */
  readonly confirmedAt: number | null;
  /** It is deleted after this instant. */
  readonly until: number;
  readonly endedAt: number | null;
  readonly endedWhy: string | null;
  readonly choices: readonly NoticeChoice[];
}

/** A course with subscribers that changed and about which nobody was told yet. */
export interface NoticeChange {
  readonly course: CourseKey;
  /** When the first of the changes was published. */
  readonly since: number;
  /** The store's revision that wrote the last of them. */
  readonly revision: number;
}

export interface NoticeChangeBefore extends NoticeChange {
  /** The course's document from before the first change. */
  readonly before: string;
}

/** What one course has to tell, kept while somebody waits for it. */
export interface Notice {
  readonly number: number;
  readonly course: CourseKey;
  readonly revision: number;
  readonly at: number;
  /** As `notices` understands it. */
  readonly content: unknown;
}

export type DeliveryKind = 'now' | 'digest' | 'confirm' | 'test';
/** Which of a notice's differences a delivery is about. */
export type DeliveryPart = 'all' | 'urgent' | 'rest';

export interface Delivery {
  readonly number: number;
  readonly subscription: string;
  /** Null: it is about the subscription itself. */
  readonly notice: number | null;
  readonly kind: DeliveryKind;
  readonly part: DeliveryPart;
  readonly dueAt: number;
  readonly attempts: number;
  /** The message it was last put into, where that may have arrived. */
  readonly message: string | null;
  /** What the last attempt came to. */
  readonly error: string | null;
}

/** Made at the first start that can send anything, and never changed: links and push subscriptions depend on them. */
export interface NoticeKeys {
  readonly secret: string;
  readonly vapidPublic: string;
  readonly vapidPrivate: string;
}

export interface NoticeSearch {
  readonly ids?: readonly string[];
  readonly course?: CourseKey;
  readonly channel?: Channel;
  readonly address?: string;
}

export interface NoticeReads {
  noticeKeys(): Promise<NoticeKeys | null>;
  noticeSubscription(id: string): Promise<NoticeSubscription | null>;
  /** Sorted by id. */
  noticeSubscriptions(search?: NoticeSearch): Promise<NoticeSubscription[]>;
  /** Oldest first. */
  noticeChanges(): Promise<NoticeChange[]>;
  noticeChange(course: CourseKey): Promise<NoticeChangeBefore | null>;
  notices(numbers?: readonly number[]): Promise<Notice[]>;
  /** In the order in which they were made; of these subscriptions, or all. */
  noticeDeliveries(subscriptions?: readonly string[]): Promise<Delivery[]>;
  /** Subscriptions with something due, at most so many; those that have waited longest are among them. */
  dueSubscriptions(now: number, limit: number): Promise<string[]>;
  /** When the next delivery is due; null: none waits. */
  nextDelivery(): Promise<number | null>;
}

export interface NoticeWrites {
  saveNoticeKeys(keys: NoticeKeys): Promise<void>;
  /** With its choices, in place of those it had. */
  saveNoticeSubscription(subscription: NoticeSubscription): Promise<void>;
  /** Records why it ended and forgets its address, choices and deliveries. */
  endNoticeSubscription(id: string, at: number, why: string): Promise<void>;
  removeNoticeSubscription(id: string): Promise<void>;
  /** For restoring; publications enter their courses by themselves. */
  saveNoticeChange(change: NoticeChangeBefore): Promise<void>;
  /** Takes a course out of the outbox, unless it changed again since `revision`. */
  settleNoticeChange(course: CourseKey, revision: number): Promise<boolean>;
  addNotice(notice: Omit<Notice, 'number'>): Promise<number>;
  restoreNotice(notice: Notice): Promise<void>;
  addDeliveries(deliveries: readonly Omit<Delivery, 'number'>[]): Promise<void>;
  restoreDelivery(delivery: Delivery): Promise<void>;
  /** What an attempt came to, for all of these together. */
  updateDeliveries(
    numbers: readonly number[],
    outcome: Pick<Delivery, 'attempts' | 'message' | 'error' | 'dueAt'>,
  ): Promise<void>;
  /** Forgets deliveries that are done, and the notices that nobody waits for any more. */
  dropDeliveries(numbers: readonly number[]): Promise<void>;
  /** True: `holder` is the one who delivers until `until`. */
  takeNoticeLease(holder: string, now: number, until: number): Promise<boolean>;
  releaseNoticeLease(holder: string): Promise<void>;
  /** Deletes subscriptions past their end, and unconfirmed ones made before `unconfirmed`. */
  forgetNoticeSubscriptions(now: number, unconfirmed: number): Promise<void>;
}
