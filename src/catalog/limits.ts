/** How much Belltower reads, so that nothing written can make it slow. Counts are far above what real courses need. */

export const LIMITS = {
  fileLength: 500_000,
  /** Brackets open at once, wherever they stand. */
  brackets: 500,
  files: 50_000,
  /** Texts, in characters; feeds carry summaries up to 255 and descriptions up to 3000. */
  line: 200,
  note: 2000,
  url: 1000,
  sections: 1000,
  patterns: 100,
  patternsOfCourse: 4000,
  changes: 2000,
  many: 400,
  few: 50,
  /** A term's length in days, from its first to its last date. */
  termDays: 731,
} as const;

/** Days that a date may lie outside its term's span before it looks like a slip. */
export const NEAR_TERM_DAYS = 60;
