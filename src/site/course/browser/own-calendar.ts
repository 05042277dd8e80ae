/** Client for this device's own calendar: caches the server's last state, reads and updates it. */
import { forgetCalendar, keepCalendar, makeKey, readKnown } from '../../../timetable/browser/known-calendars.ts';

/** A calendar's state from the server. */
export interface Calendar {
  readonly key: string;
  readonly url: string;
  /** The page for subscribing to it; read-only. */
  readonly page: string;
  readonly name: string;
  readonly label: string;
  /** Its sections of this course, now and before the call. */
  readonly sections: readonly string[];
  readonly before: readonly string[];
  /** What a calendar program will show of it. */
  readonly proof: string;
  /** Which program last fetched it, and when; null: not fetched yet. */
  readonly fetched: string | null;
  /** The change made by the call, as text. */
  readonly said: string;
}

export type Called =
  | { readonly type: 'open'; readonly calendar: Calendar }
  | { readonly type: 'gone' | 'unknown' }
  /** No response, or an unexpected one. */
  | { readonly type: 'failed' };

export interface OwnCalendar {
  /** Whether this device has a calendar. */
  isKnown(): boolean;
  /** Its sections of the course; null: not known yet. */
  held(): readonly string[] | null;
  ask(): Promise<Called>;
  /** Creates the calendar if the device has none. @param undo the removed sections were added by mistake */
  choose(sections: readonly string[], undo?: boolean): Promise<Called>;
}

const PATIENCE_MS = 12_000;

/** @param course 'fall-2026/cs101' */
export function openOwnCalendar(course: string): OwnCalendar {
  let known = readKnown()[0] ?? null;
  let held: readonly string[] | null = known ? null : [];
  /** Key of a calendar being created; reused on retry, so that only one is created. */
  let draft = '';

  const learn = (called: Called): Called => {
    if (called.type === 'open') {
      const { key, label, sections } = called.calendar;
      keepCalendar({ key, label });
      known = { key, label };
      held = sections;
    } else if (called.type !== 'failed') {
      if (known) forgetCalendar(known.key);
      known = null;
      draft = '';
      held = [];
    }
    return called;
  };

  return {
    isKnown: () => known !== null,
    held: () => held,
    ask: async () => learn(await call('held', { course, key: known?.key ?? '' })),
    async choose(sections, undo = false) {
      const make = known === null;
      if (make) draft ||= makeKey();
      return learn(await call('choose', { course, key: known?.key ?? draft, sections, make, undo }));
    },
  };
}

async function call(name: 'held' | 'choose', body: object): Promise<Called> {
  try {
    const response = await fetch(`/my/calls/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 410) return { type: 'gone' };
    if (response.status === 404) return { type: 'unknown' };
    return response.ok ? { type: 'open', calendar: await response.json() } : { type: 'failed' };
  } catch {
    return { type: 'failed' };
  }
}
