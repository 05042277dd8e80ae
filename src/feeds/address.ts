/**
 * Addresses of feeds, as they stand in URL paths:
 *
 *     /fall-2018/cos418/L01+P02.ics            a subscription
 *     /fall-2018/cos418/L01+P02.download.ics   the same as a series, to download
 *
 * `+`, `%2B` and `%20` (and a plain space) separate the parts, also where a program encoded them twice. Reading an address is cheap and never throws.
 */
import { isId } from '../domain/id.ts';

export type FeedForm = 'subscription' | 'download';

export interface FeedAddress {
  readonly term: string;
  readonly course: string;
  /** As written, in the order written; `['all']` for the whole course. */
  readonly parts: readonly string[];
  readonly form: FeedForm;
}

/** The most sections that one feed joins. */
export const MAX_PARTS = 40;

const SHAPE = /^\/([^/]+)\/([^/]+)\/([^/]+?)(\.download)?\.ics$/i;

/**
 * Reads the path of a request (still percent-encoded, without its query).
 * Null: no feed's address; 'too-many': more than MAX_PARTS sections; 'malformed': a part that is no id.
 */
export function readFeedPath(path: string): FeedAddress | 'too-many' | 'malformed' | null {
  if (path.length > 2048) return path.endsWith('.ics') ? 'too-many' : null;
  const shape = SHAPE.exec(path);
  if (!shape) return null;
  const [, term = '', course = '', list = '', download] = shape;
  if (!isId(term) || !isId(course)) return 'malformed';
  const parts = list.split(/\+|%(?:25)?2B|%(?:25)?20| /i).filter((part) => part !== '');
  if (parts.length > MAX_PARTS) return 'too-many';
  if (parts.length === 0 || !parts.every(isId)) return 'malformed';
  return { term, course, parts, form: download ? 'download' : 'subscription' };
}

/** The path of a feed, for links. */
export function writeFeedPath(address: FeedAddress): string {
  const ending = address.form === 'download' ? '.download.ics' : '.ics';
  return `/${address.term}/${address.course}/${address.parts.join('+')}${ending}`;
}
