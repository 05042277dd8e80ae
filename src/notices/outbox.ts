/**
 * Turns changed courses into deliveries: after the quiet period, the difference from the last notified state becomes
 * a notice, with a delivery for each affected subscriber, all in one transaction.
 */
import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace, type Pace } from '../domain/pace.ts';
import type { Delivery, DeliveryKind, DeliveryPart, NoticeChange, NoticeSubscription } from '../store/notices.ts';
import { createPacker } from '../store/packed-course.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { unlessUnreadableLater } from '../store/unreadable-course.ts';
import { compareDocuments, type NoticeContent, selectMeetings, soonestOf } from './content.ts';
import { endOfQuiet, nextDigest } from './timing.ts';

export interface Outbox {
  /** Creates the deliveries that are due. @returns when to check again; null: nothing is waiting */
  settle(): Promise<number | null>;
}

interface Told {
  readonly change: NoticeChange;
  readonly content: NoticeContent | null;
  readonly zone: string;
  readonly dueAt: number;
}

/** Courses per transaction; limits how long other writers wait. */
const COURSES_AT_ONCE = 20;
/** Retry interval for a course that cannot be read (ms). */
const UNREADABLE_MS = 60_000;

export function createOutbox(store: Store, clock: Clock): Outbox {
  const known = new Map<CourseKey, { readonly revision: number; readonly dueAt: number }>();
  const packer = createPacker();

  /** Null: not readable at present. */
  const readTold = async (change: NoticeChange, pace: Pace): Promise<Told | null> => {
    const { course, since } = change;
    const entered = await store.noticeChange(course);
    await pace();
    const document = (await store.loadDocuments([course])).get(course);
    const now = clock();
    if (!entered || !document) return { change, content: null, zone: 'UTC', dueAt: now };
    await pace();
    const before = packer.readWhole(course, entered.before);
    await pace();
    const after = document.isIntact
      ? packer.readIntact(course, document.text)
      : packer.readWhole(course, document.text);
    await pace();
    const content = compareDocuments(before, after, now);
    const soonest = Math.min(...content.meetings.map((meeting) => soonestOf(meeting, now)));
    return { change, content, zone: after.course.zone, dueAt: endOfQuiet(since, soonest) };
  };

  /** Returns the course if it is due; otherwise caches its due time. */
  const judge = async (change: NoticeChange, pace: Pace): Promise<Told | null> => {
    const seen = known.get(change.course);
    if (seen?.revision === change.revision && seen.dueAt > clock()) return null;
    const told = await unlessUnreadableLater(readTold(change, pace));
    const dueAt = told?.dueAt ?? clock() + UNREADABLE_MS;
    known.set(change.course, { revision: change.revision, dueAt });
    return dueAt <= clock() ? told : null;
  };

  const tellAll = async (due: readonly Told[]): Promise<void> => {
    if (due.length === 0) return;
    await store.write(async (tx) => {
      const pace = createPace();
      for (const told of due) {
        await tell(tx, told, clock(), pace);
      }
    });
    for (const { change } of due) known.delete(change.course);
  };

  return {
    async settle() {
      const changes = await store.noticeChanges();
      const waiting = new Set(changes.map(({ course }) => course));
      for (const course of known.keys()) if (!waiting.has(course)) known.delete(course);
      const pace = createPace();
      let due: Told[] = [];
      for (const change of changes) {
        await pace();
        const told = await judge(change, pace);
        if (told) due.push(told);
        if (due.length < COURSES_AT_ONCE) continue;
        await tellAll(due);
        due = [];
      }
      await tellAll(due);
      const next = Math.min(...[...known.values()].map(({ dueAt }) => dueAt));
      return Number.isFinite(next) ? next : null;
    },
  };
}

/** Does nothing if the course changed again meanwhile; it is then re-evaluated. */
async function tell(tx: StoreTransaction, told: Told, now: number, pace: Pace): Promise<void> {
  const { change, content, zone } = told;
  const { course, revision } = change;
  if (!(await tx.settleNoticeChange(course, revision)) || !content || content.meetings.length === 0) return;
  const subscriptions = await tx.noticeSubscriptions({ course });
  const digestAt = nextDigest(now, zone);
  const wanted: Wanted[] = [];
  for (const one of subscriptions) {
    await pace();
    wanted.push(...listWanted(one, content, now));
  }
  if (wanted.length === 0) return;
  const notice = await tx.addNotice({ course, revision, at: now, content });
  await tx.addDeliveries(
    wanted.map(({ subscription, kind, part }) => ({
      ...{ subscription, notice, kind, part, dueAt: kind === 'now' ? now : digestAt },
      ...{ attempts: 0, message: null, error: null },
    })),
  );
}

interface Wanted extends Pick<Delivery, 'subscription'> {
  readonly kind: DeliveryKind;
  readonly part: DeliveryPart;
}

function listWanted(subscription: NoticeSubscription, content: NoticeContent, now: number): Wanted[] {
  const choice = subscription.choices.find(({ course }) => course === content.course);
  if (!choice || subscription.confirmedAt === null || subscription.endedAt !== null) return [];
  return PARTS[choice.pace]
    .filter(({ part }) => selectMeetings(content, { sections: choice.sections, part, at: now }).length > 0)
    .map((one) => ({ subscription: subscription.id, ...one }));
}

const PARTS = {
  usual: [
    { kind: 'now', part: 'urgent' },
    { kind: 'digest', part: 'rest' },
  ],
  once: [{ kind: 'now', part: 'all' }],
  digest: [{ kind: 'digest', part: 'all' }],
  nothing: [],
} as const;
