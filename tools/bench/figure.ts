/** One line of the benchmark: two things measured side by side, their ratio, and what it should be. */
import { ratioOf, type Spread, spreadOf } from './statistics.ts';

export const SECTIONS = [
  'feed',
  'expansion',
  'growth',
  'change',
  'combined',
  'loop',
  'years',
  'term',
  'notices',
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** The peer of what grows: the subject is a catalogue of some size. */
export const ONE_COURSE = 'with one course';

export interface Target {
  readonly bound: 'at least' | 'at most';
  readonly ratio: number;
}

export interface Figure {
  readonly section: SectionName;
  /** What was done: "a feed in full (200)". Figures that belong together share it. */
  readonly task: string;
  /** What stands on the left of the ratio. */
  readonly subject: string;
  /** What it is compared with. */
  readonly peer: string;
  readonly unit: string;
  /** Both sides' own figures over the rounds; null: the peer is a fixed bound. */
  readonly own: Spread;
  readonly other: Spread | number;
  readonly ratio: Spread;
  readonly target: Target | null;
  /** What a reader must know to judge it. */
  readonly note: string | null;
}

export type FigureFields = Pick<Figure, 'section' | 'task' | 'peer' | 'unit'> &
  Partial<Pick<Figure, 'subject' | 'target' | 'note'>>;

/** A figure of two contenders that ran in the same rounds. */
export function compare(fields: FigureFields, own: readonly number[], other: readonly number[]): Figure {
  return { ...fill(fields), own: spreadOf(own), other: spreadOf(other), ratio: ratioOf(own, other) };
}

/** A figure beside a fixed bound, such as the milliseconds allowed. */
export function judge(fields: FigureFields, own: readonly number[], bound: number): Figure {
  return { ...fill(fields), own: spreadOf(own), other: bound, ratio: spreadOf(own.map((value) => value / bound)) };
}

/** Null where nothing was aimed at. */
export function isMet({ target, ratio }: Figure): boolean | null {
  if (!target) return null;
  return target.bound === 'at least' ? ratio.median >= target.ratio : ratio.median <= target.ratio;
}

function fill({ subject = 'Belltower', target = null, note = null, ...fields }: FigureFields) {
  return { ...fields, subject, target, note };
}
