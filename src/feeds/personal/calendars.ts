/** Personal calendars: create, open by key, edit, change the address, delete. */

import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../domain/clock.ts';
import type { LocalDate } from '../../domain/date.ts';
import { nextInstant } from '../../publication/instant.ts';
import { StoreError } from '../../store/errors.ts';
import type { ChosenSpan } from '../../store/personal-choice.ts';
import { type PersonalOptions, PLAIN_OPTIONS, readOptions, readSelection } from '../../store/personal-choice.ts';
import type { PersonalFeed, Store, StoreTransaction } from '../../store/store.ts';
import { type DrawnEvents, NOTHING_RAISED, type Raises, raiseChanged, readRaises } from './raises.ts';
import { deriveToken, hashSecret, isHashOf, isSecret, makeKey } from './secrets.ts';
import { changeSelection, MAX_SECTIONS, nameKey, type SectionName } from './selection.ts';

/** A calendar as its owner sees it. */
export interface OpenCalendar {
  readonly key: string;
  /** Part of the feed's address. */
  readonly token: string;
  readonly selection: readonly ChosenSpan[];
  readonly options: PersonalOptions;
}

/** What a feed's address shows of a calendar. */
export type SharedCalendar = Pick<OpenCalendar, 'selection' | 'options'>;

export interface CalendarEdit {
  /** The sections chosen from `from` on. */
  readonly wanted: readonly SectionName[];
  readonly from: LocalDate;
  /** Sections chosen by mistake: they go with their past, as if they had never been chosen. */
  readonly undone?: readonly SectionName[];
  readonly options: PersonalOptions;
}

export type Opened =
  | { readonly type: 'open'; readonly calendar: OpenCalendar }
  /** It was deleted. */
  | { readonly type: 'gone' }
  /** There is no such key. */
  | { readonly type: 'unknown' };

export interface Calendars {
  /**
   * @param wanted its key; if the same form already created a calendar with this key, that one is opened. Null, or the
   * key of a deleted calendar: a new key
   */
  create(sections: readonly SectionName[], wanted?: string | null): Promise<OpenCalendar>;
  open(key: string): Promise<Opened>;
  /** What a feed's token shows, to whoever may only read it; null: no calendar has this token. */
  find(token: string): Promise<SharedCalendar | null>;
  /** Writes nothing if nothing differs. @param edit the edit, or what computes it from the calendar as it stands */
  edit(key: string, edit: CalendarEdit | ((calendar: OpenCalendar) => CalendarEdit)): Promise<Opened>;
  /**
   * Gives the feed a new address; the old one answers 410.
   * @param ends the token of the address to replace; does nothing if it was replaced already. Null: the current one
   */
  rotate(key: string, ends?: string | null): Promise<Opened>;
  /** The address answers 410, and the selection is deleted. */
  remove(key: string): Promise<Opened>;
}

/** The store is unreachable or cannot be written; nothing was changed. */
export class CalendarsUnavailableError extends Error {
  override name = 'CalendarsUnavailableError';
}

/** The most new addresses of one calendar. */
const MAX_ADDRESSES = 500;

interface Found {
  readonly row: PersonalFeed;
  readonly token: string;
  readonly n: number;
}

export type DrawSelection = (
  selection: readonly ChosenSpan[],
  options: PersonalOptions,
) => DrawnEvents | Promise<DrawnEvents>;

type Reads = Pick<StoreTransaction, 'personalFeed'>;

/** @param draw renders the events of a selection */
export function createCalendars(store: Store, clock: Clock, draw: DrawSelection): Calendars {
  const calendars = openCalendars(store, clock, draw);
  return {
    create: (sections, wanted) => orUnavailable(calendars.create(sections, wanted)),
    open: (key) => orUnavailable(calendars.open(key)),
    find: (token) => orUnavailable(calendars.find(token)),
    edit: (key, edit) => orUnavailable(calendars.edit(key, edit)),
    rotate: (key, ends) => orUnavailable(calendars.rotate(key, ends)),
    remove: (key) => orUnavailable(calendars.remove(key)),
  };
}

function orUnavailable<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof StoreError) throw new CalendarsUnavailableError(error.message, { cause: error });
    throw error;
  });
}

function openCalendars(store: Store, clock: Clock, draw: DrawSelection): Calendars {
  const write = (key: string, change: (tx: StoreTransaction, found: Found, instant: number) => Promise<Found | null>) =>
    store.write(async (tx): Promise<Opened> => {
      const found = await findCalendar(tx, key);
      if (typeof found === 'string') return { type: found };
      const { instant } = await tx.head();
      const next = await change(tx, found, nextInstant(clock(), Math.max(instant, found.row.instant)));
      return next ? { type: 'open', calendar: showCalendar(key, next) } : { type: 'gone' };
    });

  return {
    create(sections, wanted = null) {
      return store.write(async (tx) => {
        const made = wanted === null ? 'unknown' : await findCalendar(tx, wanted);
        if (wanted !== null && typeof made !== 'string') return showCalendar(wanted, made);
        const { instant } = await tx.head();
        const key = wanted === null || made === 'gone' ? makeKey() : wanted;
        const token = deriveToken(key, 0);
        const row: PersonalFeed = {
          tokenHash: hashSecret(token),
          keyHash: hashSecret(key),
          selection: changeSelection([], sections.slice(0, MAX_SECTIONS), '2000-01-01'),
          options: PLAIN_OPTIONS,
          instant: nextInstant(clock(), instant),
          edits: 0,
          raised: NOTHING_RAISED,
          revokedAt: null,
        };
        await tx.savePersonalFeed(row);
        await tx.awaitFetch(row.tokenHash, row.instant);
        return showCalendar(key, { row, token, n: 0 });
      });
    },
    async open(key) {
      const found = await findCalendar(store, key);
      return typeof found === 'string' ? { type: found } : { type: 'open', calendar: showCalendar(key, found) };
    },
    async find(token) {
      const row = isSecret(token) ? await store.personalFeed(hashSecret(token)) : null;
      if (!row || row.revokedAt !== null) return null;
      return { selection: readSelection(row.selection), options: readOptions(row.options) };
    },
    edit(key, given) {
      return write(key, async (tx, found, instant) => {
        const edit = typeof given === 'function' ? given(showCalendar(key, found)) : given;
        const { wanted, from, options, undone = [] } = edit;
        const before = { selection: readSelection(found.row.selection), options: readOptions(found.row.options) };
        const mistakes = new Set(undone.map(nameKey));
        const meant = before.selection.filter((span) => !mistakes.has(nameKey(span)));
        const selection = changeSelection(meant, wanted.slice(0, MAX_SECTIONS), from);
        if (isDeepStrictEqual(before, { selection, options })) return found;
        const drawn = await draw(before.selection, before.options);
        const raised = raiseChanged(raisesOf(found.row), drawn, await draw(selection, options), instant);
        const row = { ...found.row, selection, options, instant, raised };
        await tx.savePersonalFeed(row);
        return { ...found, row };
      });
    },
    rotate(key, ends = null) {
      return write(key, async (tx, found, instant) => {
        if (ends !== null && ends !== found.token) return found;
        const n = found.n + 1;
        const token = deriveToken(key, n);
        const row = { ...found.row, tokenHash: hashSecret(token), instant, raised: raisesOf(found.row) };
        await tx.savePersonalFeed(revoke(found.row, instant));
        await tx.savePersonalFeed(row);
        return { row, token, n };
      });
    },
    remove(key) {
      return write(key, async (tx, found, instant) => {
        await tx.savePersonalFeed(revoke(found.row, instant));
        return null;
      });
    },
  };
}

function raisesOf({ raised, instant }: PersonalFeed): Raises {
  return readRaises(raised, instant);
}

/** Deletes the selection; the row stays, so that the address answers 410. */
function revoke(row: PersonalFeed, at: number): PersonalFeed {
  return { ...row, selection: [], options: {}, raised: null, instant: at, revokedAt: at };
}

/** Follows a key's addresses to the current one. */
async function findCalendar(reads: Reads, key: string): Promise<Found | 'gone' | 'unknown'> {
  for (let n = 0; n < MAX_ADDRESSES; n += 1) {
    const token = deriveToken(key, n);
    const row = await reads.personalFeed(hashSecret(token));
    if (!row || !isHashOf(key, row.keyHash)) return n === 0 ? 'unknown' : 'gone';
    if (row.revokedAt === null) return { row, token, n };
  }
  return 'gone';
}

function showCalendar(key: string, { row, token }: Found): OpenCalendar {
  return { key, token, selection: readSelection(row.selection), options: readOptions(row.options) };
}
