/**
 * Subscribing, confirming, changing and ending. Requests for mail get the same response whether the address is known or
 * not: both only add a row to the outbox, and the mail itself differs.
 */
import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Courses } from '../feeds/courses.ts';
import { endOfTerms } from '../feeds/term-end.ts';
import { type Channel, type NoticeChoice, type NoticeSubscription, PACES, type Pace } from '../store/notices.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { createAttemptLimit } from '../web/attempt-limit.ts';
import { makeSubscriptionId } from './secrets.ts';

export interface Subscribing {
  /** Queues a confirmation, unless the address was sent several recently. */
  askByMail(address: string, choices: readonly NoticeChoice[]): Promise<void>;
  /** The confirmed subscription; null: never requested, or expired. */
  confirm(id: string): Promise<string | null>;
  /** The choices of an unanswered confirmation; null: none. */
  pending(id: string): Promise<readonly NoticeChoice[] | null>;
  find(id: string): Promise<NoticeSubscription | null>;
  /** Replaces the choices; an empty list ends the subscription. */
  choose(id: string, choices: readonly NoticeChoice[]): Promise<void>;
  end(id: string): Promise<void>;
  /** Subscribes without confirmation. @returns its id */
  add(channel: Channel, target: Target, choices: readonly NoticeChoice[]): Promise<string>;
}

export interface Target {
  readonly address: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Rate limit on confirmations per address, against flooding by strangers. */
const TO_ONE = { atOnce: 3, everyMs: 60 * 60_000 };

export function createSubscribing(
  store: Store,
  courses: Pick<Courses, 'entry'>,
  clock: Clock,
  wake: () => void,
): Subscribing {
  const sent = createAttemptLimit(TO_ONE.atOnce, TO_ONE.everyMs);
  const makeSubscription = (
    channel: Channel,
    target: Target,
    choices: readonly NoticeChoice[],
  ): NoticeSubscription => ({
    ...{ id: makeSubscriptionId(), channel, ...target, madeAt: clock(), confirmedAt: null },
    ...{ until: endOfTerms(courses, keysOf(choices)), endedAt: null, endedWhy: null, choices },
  });

  return {
    async askByMail(address, choices) {
      if (sent.take(address, clock()) > 0) return;
      const pending = makeSubscription('mail', { address, settings: {} }, choices);
      await store.write(async (tx) => {
        await tx.saveNoticeSubscription(pending);
        await tx.addDeliveries([
          {
            ...{ subscription: pending.id, notice: null, kind: 'confirm', part: 'all' },
            ...{ dueAt: clock(), attempts: 0, message: null, error: null },
          },
        ]);
      });
      wake();
    },
    confirm: (id) => store.write((tx) => confirmWithin(tx, id, clock())),
    async pending(id) {
      const asked = await store.noticeSubscription(id);
      return asked && asked.endedAt === null ? asked.choices : null;
    },
    async find(id) {
      const found = await store.noticeSubscription(id);
      return found && found.confirmedAt !== null && found.endedAt === null ? found : null;
    },
    async choose(id, choices) {
      await store.write(async (tx) => {
        const found = await tx.noticeSubscription(id);
        if (!found || found.endedAt !== null) return;
        if (choices.length === 0) await tx.removeNoticeSubscription(id);
        else await tx.saveNoticeSubscription({ ...found, choices, until: endOfTerms(courses, keysOf(choices)) });
      });
    },
    end: (id) => store.write((tx) => tx.removeNoticeSubscription(id)),
    async add(channel, target, choices) {
      const wanted = { ...makeSubscription(channel, target, choices), confirmedAt: clock() };
      return store.write(async (tx) => {
        const [known] = await tx.noticeSubscriptions({ channel, address: target.address });
        if (known) return joinInto(tx, known, wanted);
        await tx.saveNoticeSubscription(wanted);
        return wanted.id;
      });
    },
  };
}

function keysOf(choices: readonly NoticeChoice[]): readonly CourseKey[] {
  return choices.map(({ course }) => course);
}

/** One subscription per address: later confirmations are merged into it. */
async function confirmWithin(tx: StoreTransaction, id: string, now: number): Promise<string | null> {
  const asked = await tx.noticeSubscription(id);
  if (!asked || asked.endedAt !== null) return null;
  if (asked.confirmedAt !== null) return id;
  const same = await tx.noticeSubscriptions({ channel: asked.channel, address: asked.address });
  const known = same.find(({ confirmedAt, endedAt }) => confirmedAt !== null && endedAt === null);
  if (!known) {
    await tx.saveNoticeSubscription({ ...asked, confirmedAt: now });
    return id;
  }
  await tx.removeNoticeSubscription(id);
  return joinInto(tx, known, asked);
}

async function joinInto(tx: StoreTransaction, known: NoticeSubscription, more: NoticeSubscription): Promise<string> {
  const kept = known.choices.filter(({ course }) => !keysOf(more.choices).includes(course));
  const choices = [...kept, ...more.choices.map((choice) => joinSections(choice, known))];
  const until = Math.max(known.until, more.until);
  await tx.saveNoticeSubscription({ ...known, settings: more.settings, choices, until });
  return known.id;
}

/** Sections are merged; the latest pace applies. */
function joinSections(choice: NoticeChoice, known: NoticeSubscription): NoticeChoice {
  const before = known.choices.find(({ course }) => course === choice.course);
  if (!before) return choice;
  const isWhole = before.sections.length === 0 || choice.sections.length === 0;
  return { ...choice, sections: isWhole ? [] : [...new Set([...before.sections, ...choice.sections])] };
}

const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.)+[\p{L}\p{N}-]{2,63}$/u;

/** A mail address from a form; null: invalid. */
export function readMailAddress(text: string): string | null {
  const address = text.trim();
  if (address.length > 254 || !ADDRESS.test(address)) return null;
  const at = address.lastIndexOf('@');
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

export function readPace(text: string | null): Pace {
  return PACES.find((pace) => pace === text) ?? 'usual';
}
