/**
 * Every feed that can be asked for, made on first need and kept until its course is published anew, within a bound
 * on memory. Addresses that mean the same (other order, other case, twice, a former id) are one feed.
 */
import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import { type FeedAddress, type FeedForm, MAX_PARTS, readFeedPath } from './address.ts';
import type { Courses, CourseView, SectionView } from './courses.ts';
import { createFeed, type Feed, weighFeed } from './feed.ts';
import { describeSections, describeTooLarge, describeWhatExists } from './missing.ts';

export type FeedAnswer =
  | { readonly type: 'feed'; readonly feed: Feed; readonly isPrivate: boolean; readonly download: boolean }
  | {
      readonly type: 'text';
      readonly status: number;
      readonly text: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** What a feed of one course holds, in its canonical order. */
export interface FeedSelection {
  readonly view: CourseView;
  readonly sections: readonly SectionView[];
  readonly all: boolean;
  /** How many parts of the address lead to nothing. */
  readonly unknown: number;
  readonly form: FeedForm;
}

export interface ComposedFeed {
  readonly body: Buffer;
  readonly lastModified: number;
}

export interface Shelf {
  /** The answer for a request's path; null when it is no feed's address. */
  answer(path: string): FeedAnswer | null;
  /** The feed at an address, for pages that draw it and for builds. */
  find(address: FeedAddress): FeedAnswer;
  /** Drops the feeds of a course that was published anew. */
  forget(key: CourseKey): void;
  /** Since the start: feeds that were kept when they were asked for, and feeds made; and the bytes kept now. */
  counts(): { readonly kept: number; readonly made: number; readonly bytes: number };
}

export interface ShelfParts {
  readonly courses: Courses;
  readonly compose: (selection: FeedSelection) => ComposedFeed;
  /** Whether draft courses are served (on loopback only). */
  readonly drafts: boolean;
  /** Bound on the bytes kept; the feeds asked for longest ago go first. */
  readonly maxBytes: number;
}

/** Google drops files of about 1 MB; larger ones are refused and name the sections' own feeds. */
const MAX_FEED_BYTES = 900_000;
const MAX_PATHS = 20_000;
/** Longer paths, which one feed has without number, are read anew each time. */
const MAX_PATH = 300;

interface Kept {
  readonly answer: FeedAnswer;
  /** Whose publication ends it. */
  readonly courses: readonly CourseKey[];
  bytes: number;
}

export function createShelf(parts: ShelfParts): Shelf {
  const byPath = new Map<string, string>();
  const kept = new Map<string, Kept>();
  let bytes = 0;
  let foundKept = 0;
  let made = 0;

  const drop = (canonical: string): void => {
    const found = kept.get(canonical);
    if (!found) return;
    bytes -= found.bytes;
    kept.delete(canonical);
  };

  const keep = (canonical: string, entry: Kept): void => {
    kept.set(canonical, entry);
    bytes += entry.bytes;
    for (const oldest of kept.keys()) {
      if (bytes <= parts.maxBytes || oldest === canonical) break;
      drop(oldest);
    }
  };

  const touch = (canonical: string): FeedAnswer | null => {
    const found = kept.get(canonical);
    if (!found) return null;
    foundKept += 1;
    const { answer } = found;
    if (answer.type === 'feed') {
      // Compressed forms are added after the feed was kept.
      const weight = weighFeed(answer.feed);
      bytes += weight - found.bytes;
      found.bytes = weight;
    }
    return answer;
  };

  const look = (address: FeedAddress): { readonly answer: FeedAnswer; readonly canonical: string | null } => {
    const selection = select(parts.courses, address, parts.drafts);
    if ('type' in selection) return { answer: selection, canonical: null };
    const canonical = nameSelection(selection);
    const known = touch(canonical);
    if (known) return { answer: known, canonical };
    const answer = answerSelection(selection, parts.compose);
    made += 1;
    keep(canonical, {
      answer,
      courses: [selection.view, ...selection.sections.map(({ view }) => view)].map((view) => view.published.course.key),
      bytes: answer.type === 'feed' ? weighFeed(answer.feed) : 200,
    });
    return { answer, canonical };
  };

  return {
    find: (address) => look(address).answer,
    counts: () => ({ kept: foundKept, made, bytes }),
    answer(path) {
      const canonical = byPath.get(path);
      const known = canonical === undefined ? null : touch(canonical);
      if (known) return known;
      const address = readFeedPath(path);
      if (address === null) return null;
      if (address === 'too-many') return refuse(400, `A feed joins at most ${MAX_PARTS} sections.`);
      if (address === 'malformed')
        return refuse(404, 'There is no such feed. A section’s feed is /term/course/section.ics.');
      const found = look(address);
      if (found.canonical !== null && path.length <= MAX_PATH) {
        if (byPath.size >= MAX_PATHS) byPath.clear();
        byPath.set(path, found.canonical);
      }
      return found.answer;
    },
    forget(key) {
      for (const [canonical, entry] of kept) {
        if (entry.courses.includes(key)) drop(canonical);
      }
      // Ids may lead elsewhere now.
      byPath.clear();
    },
  };
}

function select(courses: Courses, address: FeedAddress, drafts: boolean): FeedSelection | FeedAnswer {
  const view = courses.find(address.term, address.course);
  if (!view || (view.published.course.draft && !drafts))
    return refuse(404, describeWhatExists(courses, address, drafts));
  const all = address.parts.some((part) => foldId(part) === 'all');
  if (all) {
    const own = view.published.sections.map((section) => ({ view, section }));
    return { view, sections: [...own, ...courses.guestsOf(view)], all, unknown: 0, form: address.form };
  }
  const found = new Map<string, SectionView>();
  const unknown = new Set<string>();
  for (const part of address.parts) {
    const section = courses.findSection(view, part);
    if (section) found.set(`${section.view.published.course.key}/${section.section.id}`, section);
    else unknown.add(foldId(part));
  }
  if (found.size === 0) return refuse(404, describeSections(courses, view));
  return {
    view,
    sections: inOrder(view, [...found.values()]),
    all: false,
    unknown: unknown.size,
    form: address.form,
  };
}

/** The course's own order, then sections listed from other courses. */
function inOrder(view: CourseView, sections: readonly SectionView[]): SectionView[] {
  const place = (found: SectionView): number => {
    const index = view.published.sections.indexOf(found.section);
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  };
  const nameOf = (found: SectionView): string => `${found.view.published.course.key}/${found.section.id}`;
  return sections.toSorted((a, b) => place(a) - place(b) || (nameOf(a) < nameOf(b) ? -1 : 1));
}

function nameSelection(selection: FeedSelection): string {
  const { course } = selection.view.published;
  const parts = selection.all
    ? 'all'
    : selection.sections.map(({ view, section }) => `${view.published.course.key}/${section.id}`).join('+');
  return [course.key, foldId(selection.view.id), parts, selection.unknown, selection.form].join(' ');
}

function answerSelection(selection: FeedSelection, compose: ShelfParts['compose']): FeedAnswer {
  const { body, lastModified } = compose(selection);
  if (body.length > MAX_FEED_BYTES) return refuse(404, describeTooLarge(selection.sections));
  const ids = selection.all ? [] : selection.sections.map(({ section }) => section.id);
  const filename = `${[selection.view.id, ...ids].join('-').slice(0, 100)}.ics`;
  return {
    type: 'feed',
    feed: createFeed(body, lastModified, filename),
    isPrivate: false,
    download: selection.form === 'download',
  };
}

function refuse(status: number, text: string): FeedAnswer {
  return { type: 'text', status, text };
}
