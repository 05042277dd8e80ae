/** A probable mistake: a change with concerns is published only after its author confirms it. */

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
  /** The fact, in one or two sentences. */
  readonly message: string;
}

export function isConcernCode(text: string): text is ConcernCode {
  return (CONCERN_CODES as readonly string[]).includes(text);
}
