/** The types of problem that the API answers with (RFC 9457 §3.1.1): each has a code, one status and an entry at /docs. */
import { say } from '../words/say.ts';

export const PROBLEM_TYPES = {
  'bad-query': 400,
  'bad-json': 400,
  'bad-idempotency-key': 400,
  'no-token': 401,
  'bad-token': 401,
  forbidden: 403,
  'unknown-address': 404,
  'unknown-subject': 404,
  'unknown-change': 404,
  'unknown-token': 404,
  'wrong-method': 405,
  questioned: 409,
  conflict: 412,
  'held-edit-changed': 412,
  'too-large': 413,
  'not-json': 415,
  'bad-body': 422,
  'bad-change': 422,
  'no-effect': 422,
  'key-reused': 422,
  'not-changeable': 422,
  refused: 422,
  'too-many-attempts': 429,
  unavailable: 503,
} as const satisfies Readonly<Record<string, number>>;

export type ProblemType = keyof typeof PROBLEM_TYPES;

export const PROBLEM_CODES = Object.keys(PROBLEM_TYPES) as [ProblemType, ...ProblemType[]];

export function titleOf(code: ProblemType): string {
  return say(`problem.${code}`);
}

/** When it is answered, and what to do. */
export function adviceOf(code: ProblemType): string {
  return say(`advice.${code}`);
}

/** Where the type is explained. */
export function addressOf(code: ProblemType): string {
  return `/docs#problem-${code}`;
}
