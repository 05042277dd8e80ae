/**
 * How far a program has read the changes. Publications have increasing instants, one for the whole store, so a cursor
 * holds an instant, and while a page is left to read also where it ends and the place within it.
 */
import type { CourseKey } from '../../domain/model.ts';

export interface ChangeCursor {
  /** Every change up to this instant (epoch ms) was read. */
  readonly after: number;
  /** Null: nothing is left over. */
  readonly rest: ChangeRest | null;
}

export interface ChangeRest {
  /** The last instant of what is being read (epoch ms). */
  readonly until: number;
  /** Courses are read in the order of their keys: this one and those after it are left. */
  readonly course: CourseKey;
  /** How many of its changes were read. */
  readonly skip: number;
}

const SECOND = 1000;
const FORM = /^([0-9a-z]{1,8})(?:~([0-9a-z]{1,8})~(\d{1,6})~([\w-]{1,32}\/[\w-]{1,32}))?$/;

export const CURSOR_PATTERN = FORM.source;

export function writeCursor({ after, rest }: ChangeCursor): string {
  const start = writeInstant(after);
  return rest === null ? start : `${start}~${writeInstant(rest.until)}~${rest.skip}~${rest.course}`;
}

/** Null: it is none. */
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
