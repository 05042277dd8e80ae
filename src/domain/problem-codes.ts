/** The closed list of problem codes, each with a title; docs/problems.md explains every one (a test holds the two together). */

export const PROBLEM_CODES = {
  'yaml-syntax': 'The YAML cannot be read',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;
