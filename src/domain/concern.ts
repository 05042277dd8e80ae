/** What nobody would mean, as a rule: a change that comes to it is published once its maker says that it is meant. */

export const CONCERN_CODES = [
  'in-the-past',
  'outside-term',
  'long-meeting',
  'short-meeting',
  'night-meeting',
  'moved-together',
  'cancels-the-rest',
] as const;

export type ConcernCode = (typeof CONCERN_CODES)[number];

export interface Concern {
  readonly code: ConcernCode;
  /** The fact, in a sentence or two. */
  readonly message: string;
}

export function isConcernCode(text: string): text is ConcernCode {
  return (CONCERN_CODES as readonly string[]).includes(text);
}
