/**
 * The courses being served, by every address that leads to them: their ids, former ids and cross-listed codes,
 * without regard to case. Holds published revisions only; what is not published is not served.
 */
import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse, PublishedSection } from '../domain/published.ts';
import { UnreadableCourseError } from '../store/unreadable-course.ts';

/** A course as one of its codes shows it. */
export interface CourseView {
  readonly published: PublishedCourse;
  /** The id of the address, as its owner spells it. */
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

/** A section at an address: its own course's, or one that another course lists there. */
export interface SectionView {
  /** As the address spells it. */
  readonly id: string;
  /** The course whose section it is, under the code of the address. */
  readonly view: CourseView;
  readonly section: PublishedSection;
}

export interface Courses {
  /** @throws UnreadableCourseError where the address leads to a damaged course, or may lead to one of the term */
  find(term: string, id: string): CourseView | null;
  findSection(view: CourseView, id: string): SectionView | null;
  /** What an address offers: the course's own sections in their order, then those that other courses list there. */
  sectionsOf(view: CourseView): readonly SectionView[];
  /** @throws UnreadableCourseError */
  get(key: CourseKey): PublishedCourse | null;
  /** Without those that cannot be read. */
  keys(): readonly CourseKey[];
  terms(): readonly string[];
  /** Ids of a term's courses, in the order in which they came; without drafts unless they are asked for. */
  idsOf(term: string, drafts: boolean): readonly string[];
  /**
   * Puts a revision in place; null takes the course away.
   * @returns the courses whose feeds this touches: it, and those that list sections of it, before or now
   */
  put(key: CourseKey, published: PublishedCourse | null): ReadonlySet<CourseKey>;
  /** Takes the course out, but remembers that it is there and cannot be read; `put` ends that. @returns as `put` */
  putUnreadable(key: CourseKey): ReadonlySet<CourseKey>;
  /** Tells of every course that is put or taken away from now on, for what is kept beside them. */
  watch(onPut: (key: CourseKey) => void): void;
}

interface Alias {
  readonly key: CourseKey;
  readonly id: string;
  readonly code: string;
  readonly title: string;
}

interface Guest {
  readonly key: CourseKey;
  readonly section: string;
  readonly id: string;
}

export function createCourses(): Courses {
  const published = new Map<CourseKey, PublishedCourse>();
  /** Who claims each address; the first has it. */
  const aliases = new Map<string, readonly Alias[]>();
  const guests = new Map<string, Guest[]>();
  const terms = new Map<string, number>();
  /** Asked for by every wrong address; gone with the next publication. */
  const ids = new Map<string, readonly string[]>();
  const watchers: ((key: CourseKey) => void)[] = [];
  /** Courses that cannot be read; the ids that lead to each, where they are known. */
  const unreadable = new Map<CourseKey, ReadonlySet<string> | null>();

  const remove = (key: CourseKey, course: PublishedCourse): void => {
    for (const alias of aliasesOf(course)) {
      const place = addressKey(course.course.term, alias.id);
      const rest = (aliases.get(place) ?? []).filter((other) => other.key !== key);
      if (rest.length > 0) aliases.set(place, rest);
      else aliases.delete(place);
    }
    for (const [place, guest] of guestsFrom(course)) {
      const rest = (guests.get(place) ?? []).filter((other) => other.key !== key || other.section !== guest.section);
      if (rest.length > 0) guests.set(place, rest);
      else guests.delete(place);
    }
    const left = (terms.get(course.course.term) ?? 1) - 1;
    if (left > 0) terms.set(course.course.term, left);
    else terms.delete(course.course.term);
    published.delete(key);
  };

  const add = (key: CourseKey, course: PublishedCourse): void => {
    published.set(key, course);
    terms.set(course.course.term, (terms.get(course.course.term) ?? 0) + 1);
    for (const alias of aliasesOf(course)) {
      const place = addressKey(course.course.term, alias.id);
      const others = aliases.get(place) ?? [];
      const claim = { key, ...alias };
      // A course's own id wins over another's former one.
      aliases.set(place, alias.id === course.course.id ? [claim, ...others] : [...others, claim]);
    }
    for (const [place, guest] of guestsFrom(course)) guests.set(place, [...(guests.get(place) ?? []), guest]);
  };

  /** No such address is no answer while a course of the term may have it: subscriptions would end. */
  const refuseUnreadable = (term: string, id: string): void => {
    for (const [key, places] of unreadable) {
      const isOfTerm = foldId(key.slice(0, key.indexOf('/'))) === foldId(term);
      const mayLead = places ? places.has(addressKey(term, id)) : isOfTerm;
      if (mayLead) throw new UnreadableCourseError(key, null);
    }
  };

  const swap = (key: CourseKey, course: PublishedCourse | null): ReadonlySet<CourseKey> => {
    ids.clear();
    const before = published.get(key);
    if (before) remove(key, before);
    if (course) add(key, course);
    for (const onPut of watchers) onPut(key);
    const hosts = [before, course].flatMap((one) => (one ? guestsFrom(one) : []));
    const touched = hosts.map(([place]) => aliases.get(place)?.[0]?.key).filter((host) => host !== undefined);
    return new Set([key, ...touched]);
  };

  const viewOf = (alias: Alias): CourseView | null => {
    const course = published.get(alias.key);
    return course ? { published: course, id: alias.id, code: alias.code, title: alias.title } : null;
  };

  const guestView = (host: CourseView, guest: Guest): SectionView | null => {
    const course = published.get(guest.key);
    const section = course?.sections.find(({ id }) => id === guest.section);
    if (!course || !section) return null;
    // Shown under the code of the course that lists it.
    return { id: guest.id, view: { published: course, id: host.id, code: host.code, title: host.title }, section };
  };

  /** Listed under any id of the course that the address leads to; each once. */
  const guestsOf = (view: CourseView): SectionView[] => {
    const { key, term, id, formerly, crossListed } = view.published.course;
    const isOther = crossListed.some((other) => foldId(other.id) === foldId(view.id));
    const found = new Map<string, SectionView>();
    for (const host of isOther ? [view.id] : [id, ...formerly]) {
      for (const guest of guests.get(addressKey(term, host)) ?? []) {
        const shown = guest.key === key || found.has(foldId(guest.id)) ? null : guestView(view, guest);
        if (shown) found.set(foldId(guest.id), shown);
      }
    }
    return [...found.values()];
  };

  return {
    find(term, id) {
      const alias = aliases.get(addressKey(term, id))?.[0];
      if (alias) return viewOf(alias);
      if (unreadable.size > 0) refuseUnreadable(term, id);
      return null;
    },
    findSection(view, id) {
      const folded = foldId(id);
      const sections = view.published.sections;
      const own =
        sections.find((section) => foldId(section.id) === folded) ??
        sections.find((section) => section.aliases.some((alias) => foldId(alias) === folded));
      // What another course holds there now comes before what was held there once.
      if (own && !own.gone) return { id: own.id, view, section: own };
      const guest = guestsOf(view).find((other) => foldId(other.id) === folded);
      return guest ?? (own ? { id: own.id, view, section: own } : null);
    },
    sectionsOf(view) {
      const own = view.published.sections.map((section) => ({ id: section.id, view, section }));
      const present = idsOfSections(own.filter(({ section }) => !section.gone));
      const listed = guestsOf(view).filter(({ id }) => !present.has(foldId(id)));
      const taken = idsOfSections(listed);
      return [...own.filter(({ id, section }) => !(section.gone && taken.has(foldId(id)))), ...listed];
    },
    get(key) {
      if (unreadable.has(key)) throw new UnreadableCourseError(key, null);
      return published.get(key) ?? null;
    },
    keys: () => [...published.keys()],
    terms: () => [...terms.keys()],
    idsOf(term, drafts) {
      const place = `${term} ${drafts}`;
      const known = ids.get(place);
      if (known) return known;
      const listed = [...published.values()]
        .filter(({ course }) => course.term === term && (drafts || !course.draft))
        .map(({ course }) => course.id);
      ids.set(place, listed);
      return listed;
    },
    put(key, course) {
      unreadable.delete(key);
      return swap(key, course);
    },
    putUnreadable(key) {
      const before = published.get(key);
      const places = before && aliasesOf(before).map(({ id }) => addressKey(before.course.term, id));
      unreadable.set(key, places ? new Set(places) : (unreadable.get(key) ?? null));
      return swap(key, null);
    },
    watch: (onPut) => void watchers.push(onPut),
  };
}

function idsOfSections(sections: readonly SectionView[]): ReadonlySet<string> {
  return new Set(sections.map(({ id }) => foldId(id)));
}

function addressKey(term: string, id: string): string {
  return `${foldId(term)}/${foldId(id)}`;
}

function aliasesOf({ course }: PublishedCourse): readonly Omit<Alias, 'key'>[] {
  const own = { code: course.code, title: course.title };
  return [
    { id: course.id, ...own },
    ...course.formerly.map((id) => ({ id, ...own })),
    ...course.crossListed.map(({ id, code, title }) => ({ id, code, title: title ?? course.title })),
  ];
}

function guestsFrom(course: PublishedCourse): readonly (readonly [string, Guest])[] {
  return course.sections.flatMap((section) =>
    section.listed.map((place): [string, Guest] => [
      addressKey(course.course.term, place.course),
      { key: course.course.key, section: section.id, id: place.section },
    ]),
  );
}
