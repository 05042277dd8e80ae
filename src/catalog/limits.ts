/** Input limits, so that no input can make Belltower slow. All are far above what real courses need. */

export const LIMITS = {
  fileLength: 500_000,
  /** Depth of nested brackets. */
  brackets: 500,
  files: 50_000,
  /** Text lengths in characters; feeds carry summaries of up to 255 and descriptions of up to 3000. */
  line: 200,
  note: 2000,
  url: 1000,
  sections: 1000,
  patterns: 100,
  patternsOfCourse: 4000,
  changes: 2000,
  deadlines: 400,
  many: 400,
  few: 50,
  /** A term's length in days, from its first to its last date. */
  termDays: 731,
} as const;

/** Days outside its term's span from which a date is reported as a probable typing error. */
export const NEAR_TERM_DAYS = 60;
