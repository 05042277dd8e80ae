/**
 * Where addresses lead: courses by their ids, former ids and cross-listed codes, and sections that one course lists
 * in another, without regard to case. Made of index entries alone.
 */
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import type { CourseEntry } from '../store/course-entry.ts';

/** A course at one of its addresses. */
export interface Alias {
  readonly entry: CourseEntry;
  /** The id in the address, as the course that has it writes it. */
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** A section that another course lists at its own address. */
export interface Guest {
  readonly key: CourseKey;
  readonly section: string;
  readonly id: string;
}

export interface AddressBook {
  /**
   * Adds or replaces an entry; null removes the course. @returns the courses in which it lists sections, before or now
   */
  put(key: CourseKey, entry: CourseEntry | null): readonly CourseKey[];
  entry(key: CourseKey): CourseEntry | null;
  find(term: string, id: string): Alias | null;
  /** Sections that other courses list at the alias's address; an id claimed twice is the first claimant's. */
  guestsOf(alias: Pick<Alias, 'entry' | 'id'>): readonly Guest[];
  size(): number;
  entries(): Iterable<CourseEntry>;
  /** In insertion order. */
  entriesOf(term: string): Iterable<CourseEntry>;
  terms(): readonly string[];
}

export function createAddressBook(): AddressBook {
  const entries = new Map<CourseKey, CourseEntry>();
  const byTerm = new Map<string, Map<CourseKey, CourseEntry>>();
  /** By the course's own id; of no address can two courses claim this. */
  const own = new Map<string, CourseKey>();
  /** By former ids and cross-listed codes. Several courses may claim one; the first has it. */
  const others = new Map<string, readonly CourseKey[]>();
  const guests = new Map<string, readonly Guest[]>();

  const remove = (entry: CourseEntry): void => {
    const { key } = entry;
    entries.delete(key);
    const term = termOf(key);
    byTerm.get(term)?.delete(key);
    if (byTerm.get(term)?.size === 0) byTerm.delete(term);
    if (own.get(coursePathOf(entry.term, entry.id)) === key) own.delete(coursePathOf(entry.term, entry.id));
    for (const path of otherPathsOf(entry)) keepOthers(others, path, (one) => one !== key);
    for (const [path] of guestsFrom(entry)) keepOthers(guests, path, (one) => one.key !== key);
  };

  const add = (entry: CourseEntry): void => {
    const { key, term } = entry;
    entries.set(key, entry);
    byTerm.set(termOf(key), (byTerm.get(termOf(key)) ?? new Map()).set(key, entry));
    const path = coursePathOf(term, entry.id);
    // Shares the key's string where both read the same, which saves a string for each course.
    own.set(path === key ? key : path, key);
    for (const other of otherPathsOf(entry)) others.set(other, [...(others.get(other) ?? []), key]);
    for (const [other, guest] of guestsFrom(entry)) guests.set(other, [...(guests.get(other) ?? []), guest]);
  };

  const keyAt = (path: string): CourseKey | undefined => own.get(path) ?? others.get(path)?.[0];

  return {
    put(key, entry) {
      const before = entries.get(key);
      if (before) remove(before);
      if (entry) add(entry);
      const paths = [before, entry].flatMap((one) => (one ? guestsFrom(one).map(([path]) => path) : []));
      return paths.map(keyAt).filter((host) => host !== undefined);
    },
    entry: (key) => entries.get(key) ?? null,
    find(term, id) {
      const entry = entries.get(keyAt(coursePathOf(term, id)) ?? '');
      return entry ? nameAlias(entry, foldId(id)) : null;
    },
    guestsOf({ entry, id }) {
      const isOther = entry.crossListed.some((other) => foldId(other.id) === foldId(id));
      const found = new Map<string, Guest>();
      for (const host of isOther ? [id] : [entry.id, ...entry.formerly]) {
        for (const guest of guests.get(coursePathOf(entry.term, host)) ?? []) {
          if (guest.key !== entry.key && !found.has(foldId(guest.id))) found.set(foldId(guest.id), guest);
        }
      }
      return [...found.values()];
    },
    size: () => entries.size,
    entries: () => entries.values(),
    entriesOf: (term) => byTerm.get(term)?.values() ?? [],
    terms: () => [...byTerm.keys()],
  };
}

function keepOthers<T>(coursesByPath: Map<string, readonly T[]>, path: string, isKept: (one: T) => boolean): void {
  const rest = (coursesByPath.get(path) ?? []).filter(isKept);
  if (rest.length > 0) coursesByPath.set(path, rest);
  else coursesByPath.delete(path);
}

export function coursePathOf(term: string, id: string): string {
  return foldId(`${term}/${id}`);
}

/** Every address of the course. */
export function coursePathsOf(entry: CourseEntry): readonly string[] {
  return [coursePathOf(entry.term, entry.id), ...otherPathsOf(entry)];
}

function otherPathsOf({ term, formerly, crossListed }: CourseEntry): readonly string[] {
  return [...formerly, ...crossListed.map(({ id }) => id)].map((id) => coursePathOf(term, id));
}

/** @param folded an id of the course, in any case */
export function nameAlias(entry: CourseEntry, folded: string): Alias {
  const { code, title } = entry;
  const id = [entry.id, ...entry.formerly].find((one) => foldId(one) === folded);
  if (id !== undefined) return { entry, id, code, title };
  const other = entry.crossListed.find((one) => foldId(one.id) === folded);
  return other
    ? { entry, id: other.id, code: other.code, title: other.title ?? title }
    : { entry, id: entry.id, code, title };
}

function guestsFrom({ key, term, listed }: CourseEntry): readonly (readonly [string, Guest])[] {
  return listed.map(({ section, course, as }) => [coursePathOf(term, course), { key, section, id: as }]);
}
