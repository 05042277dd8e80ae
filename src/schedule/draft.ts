/** A meeting while its course is being scheduled: still tied to the rules that gave it, not yet facts. */
import type { LocalDate, LocalTime, Weekday } from '../domain/date.ts';
import type { SectionIdentity } from '../domain/identity.ts';
import type { Course, MeetingPattern, Person, Section, Venue } from '../domain/model.ts';
import type { Position } from '../domain/problem.ts';
import type { Slot } from './slot.ts';

/** The weekly rule behind a draft, as a download's series prints it. */
export interface SeriesRule {
  /** Of the series: domain/identity.ts. */
  readonly identity: string;
  readonly weekdays: readonly Weekday[];
  readonly start: LocalTime;
  readonly end: LocalTime | null;
  readonly pattern: MeetingPattern;
  /** The pattern's own rooms, or for a relative pattern without any the base rule's. */
  readonly where: readonly Venue[];
}

/** What a change can set; each has at most one owner, the newest change that set it. */
export type Field = 'status' | 'date' | 'start' | 'end' | 'where' | 'staff' | 'note';

export interface Draft {
  readonly identity: string;
  readonly section: Section;
  /** The pattern's id; for an extra meeting its change's id. */
  readonly pattern: string;
  readonly originalDate: LocalDate;
  /** Null for dated and extra meetings. */
  readonly series: SeriesRule | null;
  /** Where in time the rules put it, before any change. */
  readonly given: Slot;
  /** Where it stands. */
  readonly slot: Slot;
  readonly where: readonly Venue[];
  readonly staff: readonly Person[];
  readonly copies: number;
  /** The rules' own lines for the description. */
  readonly notes: readonly string[];
  readonly cancelled: boolean;
  /** The public line of what cancelled it. */
  readonly reason: string | null;
  /** By field, the place in the order of changes of the one that set it last. */
  readonly owners: ReadonlyMap<Field | `said ${number}`, number>;
  /** Every change that was about it, by its place in the order. */
  readonly touched: readonly number[];
  /** The place of the change that made it; -1 for the rules. */
  readonly madeBy: number;
  /** Made by a change's `extra`: no other patterns ever replace it. */
  readonly extra: boolean;
  /** What was written to give it. */
  readonly at: Position | null;
}

/** What every draft straight from the rules has in common. */
export const UNCHANGED: Pick<Draft, 'owners' | 'touched' | 'madeBy' | 'extra'> = {
  owners: new Map(),
  touched: [],
  madeBy: -1,
  extra: false,
};

/** By their first ids, which identities are made of. */
export function sectionIdentityOf(course: Course, section: Section): SectionIdentity {
  return { term: course.term, course: course.firstId, section: section.firstId };
}
