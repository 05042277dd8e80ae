/**
 * Notices in the store: subscriptions, courses that changed since their subscribers were last told, pending deliveries.
 * A changed course enters the outbox in the transaction that publishes it.
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
  /** Data of its channel, such as the keys of a push subscription. */
  readonly settings: Readonly<Record<string, string>>;
  readonly madeAt: number;
  /** Null: not confirmed yet. */
  readonly confirmedAt: number | null;
  /** It is deleted after this instant. */
  readonly until: number;
  readonly endedAt: number | null;
  readonly endedWhy: string | null;
  readonly choices: readonly NoticeChoice[];
}

/** A course with subscribers and changes that nobody was told about. */
export interface NoticeChange {
  readonly course: CourseKey;
  /** When the first of these changes was published. */
  readonly since: number;
  /** The store's number of the last of these writes. */
  readonly revision: number;
}

export interface NoticeChangeBefore extends NoticeChange {
  /** The course's document before the first change. */
  readonly before: string;
}

/** The content about one course, kept while a delivery refers to it. */
export interface Notice {
  readonly number: number;
  readonly course: CourseKey;
  readonly revision: number;
  readonly at: number;
  /** Interpreted by `notices`. */
  readonly content: unknown;
}

export type DeliveryKind = 'now' | 'digest' | 'confirm' | 'test';
/** Which of a notice's differences a delivery covers. */
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
  /** The message that last contained it, if that may have arrived. */
  readonly message: string | null;
  /** The result of the last attempt. */
  readonly error: string | null;
}

/**
 * Made at the first start that can send anything and never changed, because links and push subscriptions depend on
 * them.
 */
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
  /** When the next delivery is due; null: none. */
  nextDelivery(): Promise<number | null>;
}

export interface NoticeWrites {
  saveNoticeKeys(keys: NoticeKeys): Promise<void>;
  /** Saves it with its choices, replacing the previous ones. */
  saveNoticeSubscription(subscription: NoticeSubscription): Promise<void>;
  /** Records why it ended, and deletes its address, choices and deliveries. */
  endNoticeSubscription(id: string, at: number, why: string): Promise<void>;
  removeNoticeSubscription(id: string): Promise<void>;
  /** For restoring only; publications add their courses themselves. */
  saveNoticeChange(change: NoticeChangeBefore): Promise<void>;
  /** Removes a course from the outbox, unless it changed again since `revision`. */
  settleNoticeChange(course: CourseKey, revision: number): Promise<boolean>;
  addNotice(notice: Omit<Notice, 'number'>): Promise<number>;
  restoreNotice(notice: Notice): Promise<void>;
  addDeliveries(deliveries: readonly Omit<Delivery, 'number'>[]): Promise<void>;
  restoreDelivery(delivery: Delivery): Promise<void>;
  /** Records the result of an attempt for all of these. */
  updateDeliveries(
    numbers: readonly number[],
    outcome: Pick<Delivery, 'attempts' | 'message' | 'error' | 'dueAt'>,
  ): Promise<void>;
  /** Deletes finished deliveries, and notices without any. */
  dropDeliveries(numbers: readonly number[]): Promise<void>;
  /** Takes or extends the delivery lease of `holder`. @returns whether it has the lease until `until` */
  takeNoticeLease(holder: string, now: number, until: number): Promise<boolean>;
  releaseNoticeLease(holder: string): Promise<void>;
  /** Deletes subscriptions past their end, and unconfirmed ones made before `unconfirmed`. */
  forgetNoticeSubscriptions(now: number, unconfirmed: number): Promise<void>;
}
