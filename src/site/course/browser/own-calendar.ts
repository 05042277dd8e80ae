/** This device's own calendar: what the server last said of it, and the calls that ask and change it. */
import { forgetCalendar, keepCalendar, makeKey, readKnown } from '../../../timetable/browser/known-calendars.ts';

/** What the server says of a calendar. */
export interface Calendar {
  readonly key: string;
  readonly url: string;
  /** The page that subscribes to it; it changes nothing. */
  readonly page: string;
  readonly name: string;
  readonly label: string;
  /** What it holds of this course, now and before the call. */
  readonly sections: readonly string[];
  readonly before: readonly string[];
  /** What a calendar program will show of it. */
  readonly proof: string;
  /** Which program fetched it when; null: none has. */
  readonly fetched: string | null;
  /** What the call changed. */
  readonly said: string;
}

export type Called =
  | { readonly type: 'open'; readonly calendar: Calendar }
  | { readonly type: 'gone' | 'unknown' }
  /** No answer, or one that says nothing of the calendar. */
  | { readonly type: 'failed' };

export interface OwnCalendar {
  /** Whether this device has one. */
  isKnown(): boolean;
  /** What it holds of the course; null: not known yet. */
  held(): readonly string[] | null;
  ask(): Promise<Called>;
  /** Makes a calendar where the device has none. @param undo what goes was chosen by mistake */
  choose(sections: readonly string[], undo?: boolean): Promise<Called>;
}

const PATIENCE_MS = 12_000;

/** @param course 'fall-2026/cs101' */
export function openOwnCalendar(course: string): OwnCalendar {
  let known = readKnown()[0] ?? null;
  let held: readonly string[] | null = known ? null : [];
  /** The key of a calendar that is being made: tried again, it makes the same one. */
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
