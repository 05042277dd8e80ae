/** Shared parts of the descriptions of the desk's operations. */
import { API } from '../../web/api-version.ts';
import { type ApiOperation, type ApiParameter, type ApiTag, answerProblems, COURSE, TERM } from '../../web/openapi.ts';
import type { ProblemType } from '../../web/problem-types.ts';
import { writeQuery } from './api-schemas.ts';

export const CHANGES_TAG = 'The desk: changes';
export const PEOPLE_TAG = 'The desk: people and tokens';

export const DESK_TAGS: readonly ApiTag[] = [
  { name: CHANGES_TAG, description: 'Cancel, move, other rooms, notes, and their history; with a token' },
  { name: PEOPLE_TAG, description: 'Who works on a course, tokens for scripts, redactions; with a token' },
];

/** The resource of an operation, as in its path. */
export interface Resource {
  readonly base: string;
  readonly over: 'course' | 'term' | 'site';
  /** Used in operation ids. */
  readonly name: string;
  readonly parameters: readonly ApiParameter[];
}

export const COURSE_RESOURCE: Resource = {
  base: `${API}/courses/{term}/{course}`,
  over: 'course',
  name: 'Course',
  parameters: [TERM, COURSE],
};
export const TERM_RESOURCE: Resource = { base: `${API}/terms/{term}`, over: 'term', name: 'Term', parameters: [TERM] };
export const SITE_RESOURCE: Resource = { base: API, over: 'site', name: '', parameters: [] };

export const IDEMPOTENCY_KEY: ApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Your own name for this request: sent again, it is the same request and not another one',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,100}$' },
};

export type Described = Pick<ApiOperation, 'method' | 'path' | 'id' | 'summary' | 'description' | 'answers' | 'tag'> &
  Partial<ApiOperation> & {
    /** Problem types besides those common to all operations. */
    readonly problems?: readonly ProblemType[];
  };

/** Adds the security requirement and the answers common to all operations. */
export function describeOperation({ problems = [], answers, ...operation }: Described): ApiOperation {
  const isWrite = operation.method !== 'get';
  const isTold = operation.path.includes('{');
  const common: ProblemType[] = [
    'bad-query',
    ...(isWrite ? (['bad-idempotency-key'] as const) : []),
    ...(operation.body ? (['bad-json', 'too-large', 'not-json', 'bad-body'] as const) : []),
    ...(['no-token', 'bad-token', 'forbidden'] as const),
    ...(isTold ? (['unknown-subject'] as const) : []),
    'too-many-attempts',
    'unavailable',
  ];
  return {
    ...operation,
    security: [{ token: [] }],
    parameters: [...(operation.parameters ?? []), ...(isWrite ? [IDEMPOTENCY_KEY] : [])],
    ...(isWrite ? { query: writeQuery } : {}),
    answers: { ...answers, ...answerProblems(...common, ...problems) },
  };
}
