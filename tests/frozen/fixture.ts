/** Contents of a frozen fixture besides its store, and the URLs of its feeds. */

/** The instant at which the frozen feeds were read, and at which later releases open the fixture. */
export const OPENED_AT = '2019-03-01T12:00:00Z';

export interface Secrets {
  /** Keys and URLs of personal calendars: the status of the feed, and whether the key opens the calendar. */
  calendars: { key: string; feed: string; status: number; opens: boolean }[];
  tokens: { secret: string; label: string; opens: boolean }[];
  sessions: { cookie: string; mail: string; opens: boolean }[];
  links: { path: string; mail: string; state: 'open' | 'used' | 'revoked' }[];
}

const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  'fall-2018/cos418': ['all', 'L01', 'P01', 'P02', 'P03', 'OH-Lloyd', 'Midterm', 'Final', 'L01+P02'],
  'spring-2019/bio101': ['all', 'L1', 'Lab-A', 'LA', 'Lab-B', 'Lab-C', 'Review', 'OH', 'Final', 'Talk', 'M', 'L1+LA+M'],
  // The other address of a course that has two codes.
  'spring-2019/env101': ['L1', 'L1+Lab-B'],
  'spring-2019/mat107': ['all', 'A', 'B', 'T9', 'T2', 'A+T2'],
  // The course's address before it was renamed.
  'spring-2019/mat7': ['all', 'A', 'T2', 'A+B'],
  'spring-2019/phy20': ['all', 'S', 'R', 'R+S'],
};

/** All feeds of the fixture's courses, in both forms. */
export const FEEDS: readonly string[] = Object.entries(SECTIONS).flatMap(([course, names]) =>
  names.flatMap((name) => [`/${course}/${name}.ics`, `/${course}/${name}.download.ics`]),
);

/** The feeds of the static build, stored with its revisions.json. */
export const BUILT: readonly string[] = [
  'fall-2018/cos418/all',
  'spring-2019/mat107/all',
  'spring-2019/phy20/all',
].flatMap((name) => [`${name}.ics`, `${name}.download.ics`]);
