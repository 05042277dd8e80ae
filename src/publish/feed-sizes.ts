/**
 * The sizes of a course's feeds. Calendar programs drop files of about 1 MB, so feeds over half of that get shorter
 * descriptions and a warning; a feed that may have subscribers is never refused.
 */
import { foldId } from '../domain/id.ts';
import type { Course } from '../domain/model.ts';
import type { Problem } from '../domain/problem.ts';
import type {
  ChangeLine,
  FeedSizes,
  PublishedCourse,
  PublishedMeeting,
  PublishedSection,
} from '../domain/published.ts';
import type { CourseSchedule, VenueFacts } from '../domain/schedule.ts';
import { composeFeed } from '../ical/feed.ts';
import { printMeeting } from '../ical/meeting-event.ts';
import { reviseCourse } from '../publication/revise.ts';

/** Beyond this a feed is large. */
const LARGE_BYTES = 500_000;
/** Beyond this a joined feed is refused, unless it may have subscribers. */
const TOO_LARGE_BYTES = 900_000;

/** Limits of description lengths, tried in turn while the feed is large; undefined: no limit but the format's. */
const DESCRIPTION_LIMITS = [undefined, 1200, 500, 200, 80] as const;
const SHORTEST = 80;

/** Composes the feed with the longest descriptions with which it is not large. */
export function composeWithin(compose: (descriptionLimit: number | undefined) => Buffer): Buffer {
  let body = compose(undefined);
  for (const limit of DESCRIPTION_LIMITS) {
    if (body.length <= LARGE_BYTES) return body;
    if (limit !== undefined) body = compose(limit);
  }
  return body;
}

/** Whether to refuse a feed of this size: it joins sections and was never small enough to be served. */
export function isRefused(
  bytes: number,
  sections: readonly { readonly section: PublishedSection; readonly view: { readonly published: PublishedCourse } }[],
): boolean {
  if (bytes <= TOO_LARGE_BYTES || sections.length < 2) return false;
  const least = sections.map(({ view, section }) => view.published.sizes?.least[section.id] ?? 0);
  return sum(least) > TOO_LARGE_BYTES;
}

/** Adds the sizes to `next`. @param before the previous publication, with the smallest sizes so far */
export function measureFeeds(before: PublishedCourse | null, next: PublishedCourse): PublishedCourse {
  const { sizes: _, ...course } = next;
  const least = before?.sizes ? keepLeast(before, next, before.sizes.least) : {};
  const large = mayBeLarge(next) ? listLarge(next) : {};
  if ((large.all ?? 0) > TOO_LARGE_BYTES) {
    const now = measureSections(next, SHORTEST);
    if (sum(now.values()) > TOO_LARGE_BYTES) lowerLeast(least, before, next, now);
  }
  const isPlain = Object.keys(least).length === 0 && Object.keys(large).length === 0;
  return isPlain ? course : { ...course, sizes: { large, least } };
}

/** From the rules alone, for `check`. */
export function warnOfLargeRules(course: Course, schedule: CourseSchedule): Problem[] {
  if (!mayBeLarge(schedule)) return [];
  return warnOfLarge(measureFeeds(null, reviseCourse(null, schedule, 0).next), course);
}

/** The size of each section's own events in a subscription. */
function measureSections(course: PublishedCourse, descriptionLimit?: number): Map<string, number> {
  const bytes = new Map<string, number>();
  const print: typeof printMeeting = (meeting, context) => {
    const text = printMeeting(meeting, context);
    const { section } = meeting.facts;
    bytes.set(section, (bytes.get(section) ?? 0) + Buffer.byteLength(text));
    return text;
  };
  const limit = descriptionLimit === undefined ? {} : { descriptionLimit };
  composeFeed(course, 'all+deadlines', 'subscription', { publicUrl: null, print, ...limit });
  return bytes;
}

function listLarge(course: PublishedCourse): Record<string, number> {
  const own = measureSections(course);
  const feeds = course.sections.map(({ id }): [string, number] => {
    const riding = course.sections.filter((other) => other.id !== id && other.with.includes(id));
    return [id, sum([id, ...riding.map((other) => other.id)].map((one) => own.get(one) ?? 0))];
  });
  const inAll = course.sections.filter(({ kind }) => kind !== 'deadline');
  const all: [string, number] = ['all', sum(inAll.map(({ id }) => own.get(id) ?? 0))];
  return Object.fromEntries([all, ...feeds].filter(([, bytes]) => bytes > LARGE_BYTES));
}

/** A course too large to be joined as a whole: the size of each section, or its smallest so far. */
function lowerLeast(
  least: Record<string, number>,
  before: PublishedCourse | null,
  next: PublishedCourse,
  now: ReadonlyMap<string, number>,
): void {
  const then = before && measureSections(before, SHORTEST);
  for (const section of next.sections) {
    const was = before && findBefore(before, section);
    const known = [least[section.id], was ? (then?.get(was.id) ?? 0) : undefined, now.get(section.id) ?? 0];
    least[section.id] = Math.min(...known.filter((bytes) => bytes !== undefined));
  }
}

/** The smallest sizes by present section ids. */
function keepLeast(before: PublishedCourse, next: PublishedCourse, least: FeedSizes['least']): Record<string, number> {
  const kept = next.sections.flatMap((section) => {
    const bytes = least[findBefore(before, section)?.id ?? ''];
    return bytes === undefined ? [] : [[section.id, bytes] as const];
  });
  return Object.fromEntries(kept);
}

function findBefore({ sections }: PublishedCourse, { id, aliases }: PublishedSection): PublishedSection | undefined {
  const ids = new Set([id, ...aliases].map(foldId));
  return sections.find((one) => foldId(one.id) === foldId(id)) ?? sections.find((one) => ids.has(foldId(one.id)));
}

/** An upper bound on an event without texts; and the bytes of a character in the longest encoding. */
const BARE_EVENT = 950;
const BYTES = 3;

const NO_LINES: PublishedMeeting['history'] = [];

interface Measurable extends Pick<CourseSchedule, 'course' | 'sections'> {
  readonly meetings: readonly (Pick<PublishedMeeting, 'facts'> & Partial<Pick<PublishedMeeting, 'history'>>)[];
}

/** A cheap upper bound: most courses are far below the limit and need not be printed. */
function mayBeLarge({ course, sections, meetings }: Measurable): boolean {
  const around = new Map(sections.map(({ id, note, title, url }) => [id, lengthOf([note, title, title, url, url])]));
  const links = course.links.flatMap(({ title, url }) => [title, url]);
  const shared = lengthOf([course.note, course.title, course.code, course.code, course.url, course.url, ...links]);
  let bytes = 0;
  for (const { facts, history = NO_LINES } of meetings) {
    const { topic, reason, notes, staff, where, section, deadline } = facts;
    let own = shared + (around.get(section) ?? 0) + 2 * (topic?.length ?? 0) + (reason?.length ?? 0);
    own += lengthOf(notes) + lengthOf(staff);
    if (deadline)
      own += lengthOf([deadline.title, deadline.title, deadline.title, deadline.url, deadline.url, ...deadline.for]);
    own += sumOf(where, lengthOfVenue) + sumOf(history, lengthOfLine);
    bytes += BARE_EVENT + BYTES * own;
  }
  return bytes > LARGE_BYTES;
}

function lengthOfVenue({ text, address, url }: VenueFacts): number {
  return 2 * text.length + (address?.length ?? 0) + 2 * (url?.length ?? 0);
}

function lengthOfLine({ line }: ChangeLine): number {
  return line.length;
}

function lengthOf(texts: readonly (string | null)[]): number {
  return sumOf(texts, (text) => text?.length ?? 0);
}

/** Without an iterator, of which every meeting would need four. */
function sumOf<T>(items: readonly T[], weigh: (item: T) => number): number {
  let total = 0;
  for (let index = 0; index < items.length; index += 1) total += weigh(items[index] as T);
  return total;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/**
 * A warning for each large section, otherwise for the whole course. @param course the rules, for the position in their
 * file
 */
export function warnOfLarge({ sizes }: PublishedCourse, course: Course): Problem[] {
  const { all, ...sections } = sizes?.large ?? {};
  const large = Object.entries(sections);
  if (all !== undefined && large.length === 0) large.push(['all', all]);
  return large.map(([feed, bytes]): Problem => {
    const section = course.sections.find(({ id }) => id === feed);
    const at = section?.at ?? course.at;
    return {
      code: 'feed-large',
      severity: 'warning',
      message: `The feed ${feed}.ics is ${sayLarge(bytes)}.`,
      hint: LARGE_HINT,
      at,
    };
  });
}

/** '1,412 kB with its whole descriptions; calendar programs take 500 kB well' */
export function sayLarge(bytes: number): string {
  const size = Math.round(bytes / 1000).toLocaleString('en-US');
  return `${size} kB with its whole descriptions; calendar programs take ${LARGE_BYTES / 1000} kB well`;
}

export const LARGE_HINT =
  'Descriptions are cut short in it. Shorten the notes, or give the meetings to several sections.';
