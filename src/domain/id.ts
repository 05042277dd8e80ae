/** Ids of terms, courses, sections, patterns and changes, as they stand in file names and URLs. */

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;

/** First URL path segments reserved by the application; no term may have one of these ids. */
export const ROUTE_NAMES: ReadonlySet<string> = new Set([
  'my',
  'desk',
  'api',
  'docs',
  'assets',
  'import',
  'notices',
  'schemas',
  'healthz',
  'readyz',
  'metrics',
]);

/** Section ids that mean something else in a URL. */
export const RESERVED_SECTION_IDS: ReadonlySet<string> = new Set(['all']);

/** Addresses of feeds of a whole term: a course with such an id keeps it, and the feed is absent. */
export const TERM_FEED_IDS: ReadonlySet<string> = new Set(['rooms', 'holidays', 'exams']);

/** The part of an address under which a course's people have feeds. */
export const STAFF = 'staff';

/** The id of the section in which a course's deadlines are published, unless a section of its own has that id. */
export const DEADLINES = 'deadlines';

export function isId(text: string): boolean {
  return ID.test(text);
}

/** A course as commands and permissions name it: `term/course`. */
export function isCourseKey(text: string): boolean {
  const ids = text.split('/');
  return ids.length === 2 && ids.every(isId);
}

/** Ids are case-insensitive. */
export function foldId(id: string): string {
  return id.toLowerCase();
}

/** The id that a course code gives in a URL: 'COS 418' → 'cos418'. */
export function idOfCode(code: string): string {
  return code
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '')
    .replace(/^[_-]+/, '')
    .slice(0, 32);
}
