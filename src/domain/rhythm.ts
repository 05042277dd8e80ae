/** How often a weekly pattern meets: every week, every second teaching week, every third week of the calendar. */

/** In order, from 2. */
export const NTHS = ['second', 'third', 'fourth', 'fifth', 'sixth'] as const;
type Nth = (typeof NTHS)[number];

export type Rhythm = 'week' | `${Nth}-teaching-week` | `${Nth}-calendar-week`;

export interface Interval {
  /** 1: every week. */
  readonly every: number;
  /** Whether weeks without classes count. */
  readonly weeks: 'teaching' | 'calendar';
}

export function intervalOf(rhythm: Rhythm): Interval {
  if (rhythm === 'week') return { every: 1, weeks: 'calendar' };
  const [nth, weeks] = rhythm.split('-') as [Nth, Interval['weeks']];
  return { every: NTHS.indexOf(nth) + 2, weeks };
}
