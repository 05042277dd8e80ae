/** A meeting while its course is being scheduled, still linked to the rules that gave it. */

import type { ChangeEffect } from '../domain/change.ts';
import type { LocalDate, LocalTime, Weekday } from '../domain/date.ts';
import type { SectionIdentity } from '../domain/identity.ts';
import type { Course, Deadline, OtherHours, Section } from '../domain/model.ts';
import type { MeetingPattern } from '../domain/pattern.ts';
import type { Person } from '../domain/person.ts';
import type { Venue } from '../domain/place.ts';
import type { Position } from '../domain/problem.ts';
import type { Slot } from './slot.ts';

/** The weekly rule of a draft, as a downloaded file prints its series. */
export interface SeriesRule {
  /** The identity of the series (domain/identity.ts). */
  readonly identity: string;
  readonly weekdays: readonly Weekday[];
  readonly start: LocalTime;
  readonly end: LocalTime | null;
  readonly pattern: MeetingPattern;
  /** The pattern's own rooms; for a relative pattern without any, the base rule's. */
  readonly where: readonly Venue[];
}

/** The fields that changes can set; `setBy` records the last change that set each. */
export type Field =
  | 'status'
  | 'date'
  | 'start'
  | 'end'
  | Exclude<keyof ChangeEffect, 'cancel' | 'close' | 'move' | 'extra' | 'instead'>;

export interface Draft {
  readonly identity: string;
  readonly section: Section;
  /** The pattern's id; for an extra meeting its change's id. */
  readonly pattern: string;
  readonly originalDate: LocalDate;
  /** Null for dated and extra meetings. */
  readonly series: SeriesRule | null;
  /** The slot given by the rules, before any change. */
  readonly given: Slot;
  /** The current slot. */
  readonly slot: Slot;
  readonly where: readonly Venue[];
  readonly staff: readonly Person[];
  readonly copies: number;
  /** The rules' own lines for the description. */
  readonly notes: readonly string[];
  /** The other hours whose name is among the notes: it is true of the meeting while it is at these. */
  readonly hours?: OtherHours;
  readonly cancelled: boolean;
  /** The `say` text of the change that cancelled it. */
  readonly reason: string | null;
  /** By field, the index of the last change that set it. */
  readonly setBy: ReadonlyMap<Field | `said ${number}`, number>;
  /** The indexes of all changes that applied to it. */
  readonly touched: readonly number[];
  /** The index of the change that made it; -1 for the rules. */
  readonly madeBy: number;
  /** Made by a change's `extra`: replacement patterns never replace it. */
  readonly extra: boolean;
  /** The source of the pattern or change that gave it. */
  readonly at: Position | null;
  /** Set where it is a deadline. */
  readonly deadline?: Deadline;
}

/** The initial values common to all drafts from the rules. */
export const UNCHANGED: Pick<Draft, 'setBy' | 'touched' | 'madeBy' | 'extra'> = {
  setBy: new Map(),
  touched: [],
  madeBy: -1,
  extra: false,
};

/** The section's key by first ids, of which identities are made. */
export function sectionIdentityOf(course: Course, section: Section): SectionIdentity {
  return { term: course.term, course: course.firstId, section: section.firstId };
}
