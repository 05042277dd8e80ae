/** Validation errors of a request body: messages with JSON pointers (RFC 6901). */
import type { z } from 'zod';
import type { ProblemDetails } from '../../web/problem-details.ts';
import { say } from '../../words/say.ts';

type Issue = z.core.$ZodIssue;

/** Limit on reported errors. */
const MOST = 20;

export function describeIssues(issues: readonly Issue[]): NonNullable<ProblemDetails['problems']> {
  return issues.slice(0, MOST).flatMap((issue) => describeIssue(issue, []));
}

function describeIssue(issue: Issue, base: readonly PropertyKey[]): NonNullable<ProblemDetails['problems']> {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      code: 'unknown-key',
      message: say('body.unknownKey', { key: key.slice(0, 60) }),
      pointer: writePointer([...path, key]),
    }));
  if (issue.code === 'invalid_union') {
    // Report the union branch that matched deepest.
    const meant = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a))[0] ?? [];
    if (depthOf(meant) > 0) return meant.slice(0, MOST).flatMap((inner) => describeIssue(inner, path));
  }
  return [{ code: 'bad-value', message: sayIssue(issue), pointer: writePointer(path) }];
}

function depthOf(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

function sayIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return say('body.type', { type: issue.expected });
    case 'invalid_value':
      return say('query.oneOf', { words: issue.values.map(String).join(', ') });
    case 'too_big':
      return say('body.tooLarge', { most: String(issue.maximum) });
    case 'too_small':
      return say('body.tooSmall', { least: String(issue.minimum) });
    default:
      return say('body.other');
  }
}

function writePointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
