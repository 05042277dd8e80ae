/** What was read from a page: sections with meetings, and for every line how it was read or why it was not. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';

/** What a doubt is about. */
export type DoubtAbout = 'kind' | 'days' | 'clock' | 'end' | 'weeks' | 'place' | 'people' | 'id';

/** A choice that somebody has to look at. */
export interface Choice {
  readonly about: DoubtAbout;
  /** The reading that was taken, and the other. */
  readonly readings: readonly [string, string];
  /** What the other reading changes. */
  readonly other: Alternative;
}

export type Alternative =
  | { readonly kind: Kind }
  | { readonly days: readonly Weekday[] }
  | { readonly start: string | null; readonly end: string | null }
  | { readonly minutes: number }
  | { readonly without: 'place' | 'people' | 'weeks' | 'id' | 'meeting' };

/** Where a part was found, the nearest first. */
export type Relation =
  | 'phrase'
  | 'line'
  | 'row'
  | 'list item'
  | 'label'
  | 'sentence before'
  | 'heading'
  | 'another line'
  | 'elsewhere'
  | 'nothing';

/** What was chosen for a part of a meeting, from where, how far away, and what else was possible. */
export interface Evidence {
  readonly part: 'kind' | 'days' | 'length' | 'place' | 'people' | 'weeks' | 'id';
  readonly chosen: string;
  readonly relation: Relation;
  /** In headings and labels for what stands above, in lines for another line; 0 for the meeting's own. */
  readonly distance: number;
  readonly other: string | null;
}

export interface ReadMeeting {
  readonly days: readonly Weekday[];
  /** "16:30", 24 hours, as the page's clock shows it; null where the page gives none. */
  readonly start: string | null;
  /** Before `start` if the meeting runs past midnight. */
  readonly end: string | null;
  readonly place: string | null;
  readonly count: number;
  readonly relative: { readonly side: 'after' | 'before'; readonly base: Kind; readonly minutes: number | null } | null;
  /** The page's own words where they limit the weeks; null means every week. */
  readonly weeks: string | null;
  readonly doubts: readonly Choice[];
  readonly evidence: readonly Evidence[];
  /** The source line, from 1. */
  readonly line: number;
}

export interface ReadSection {
  readonly id: string | null;
  readonly kind: Kind;
  readonly label: string;
  readonly people: readonly string[];
  readonly meetings: readonly ReadMeeting[];
  /** The line that says it is held by appointment, too; absent: none does. */
  readonly appointment?: number;
}

export interface ReadPerson {
  readonly name: string;
  /** As the page says it: Professor, Preceptor, Lab TA; null where it does not. */
  readonly role: string | null;
  readonly line: number;
}

export interface UsedLine {
  readonly line: number;
  readonly text: string;
  readonly how: string;
  /** The page's own words for the time. */
  readonly words: string;
}

export interface UnusedLine {
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

export interface Doubt extends Choice {
  readonly line: number;
  readonly text: string;
}

export interface PageReading {
  readonly name: string;
  /** The first heading that says more than a kind of meeting or "Schedule". */
  readonly title: string | null;
  /** "COS 418", where the page's first headings name it. */
  readonly code: string | null;
  /** Why nothing was read; null where something was. */
  readonly nothing: string | null;
  readonly people: readonly ReadPerson[];
  readonly sections: readonly ReadSection[];
  readonly used: readonly UsedLine[];
  readonly unused: readonly UnusedLine[];
  readonly doubts: readonly Doubt[];
}

/** "20:00–22:00, or 08:00–10:00?" */
export function wordsOfDoubt({ about, readings }: Choice): string {
  return about === 'end' ? 'the page gives no end' : `${readings[0]}, or ${readings[1]}?`;
}
