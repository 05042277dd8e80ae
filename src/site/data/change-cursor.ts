/**
 * A client's position in the changes feed. Publication instants increase across the whole store, so a cursor is an
 * instant; between two pages it also holds the end of the range and the position within it.
 */
import type { CourseKey } from '../../domain/model.ts';

export interface ChangeCursor {
  /** All changes up to this instant (epoch ms) have been read. */
  readonly after: number;
  /** Null: no further page of the range. */
  readonly rest: ChangeRest | null;
}

export interface ChangeRest {
  /** End of the range being read (epoch ms). */
  readonly until: number;
  /** Courses are read in key order; this one and later ones remain. */
  readonly course: CourseKey;
  /** Number of this course's changes already read. */
  readonly skip: number;
}

const SECOND = 1000;
const FORM = /^([0-9a-z]{1,8})(?:~([0-9a-z]{1,8})~(\d{1,6})~([\w-]{1,32}\/[\w-]{1,32}))?$/;

export const CURSOR_PATTERN = FORM.source;

export function writeCursor({ after, rest }: ChangeCursor): string {
  const start = writeInstant(after);
  return rest === null ? start : `${start}~${writeInstant(rest.until)}~${rest.skip}~${rest.course}`;
}

/** Null: not a valid cursor. */
export function readCursor(text: string): ChangeCursor | null {
  const [, after, until, skip, course] = FORM.exec(text) ?? [];
  if (after === undefined) return null;
  const rest =
    until === undefined || course === undefined ? null : { until: readInstant(until), course, skip: Number(skip) };
  return { after: readInstant(after), rest };
}

function writeInstant(instant: number): string {
  return Math.floor(instant / SECOND).toString(36);
}

function readInstant(text: string): number {
  return Number.parseInt(text, 36) * SECOND;
}
