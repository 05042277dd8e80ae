/** Checks the query of a request against the schema that the OpenAPI description is made from. */
import type { z } from 'zod';
import { say } from '../words/say.ts';

export interface QueryProblem {
  readonly code: 'unknown-parameter' | 'bad-parameter';
  readonly message: string;
  /** Absent: the query as a whole. */
  readonly parameter?: string;
}

export type CheckedQuery<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

/** An unknown, malformed or repeated parameter is a problem, never a default. */
export function checkQuery<S extends z.ZodObject>(schema: S, query: unknown): CheckedQuery<z.infer<S>> {
  const given = { ...(query as Readonly<Record<string, unknown>>) };
  const read = strictOf(schema).safeParse(given);
  if (read.success) return { ok: true, value: read.data as z.infer<S> };
  const known = Object.keys(schema.shape);
  return { ok: false, problems: read.error.issues.slice(0, 20).flatMap((issue) => describeIssue(issue, given, known)) };
}

const strict = new WeakMap<z.ZodObject, z.ZodObject>();

/** Made once for each schema: zod compiles every instance anew. */
function strictOf(schema: z.ZodObject): z.ZodObject {
  const known = strict.get(schema) ?? schema.strict();
  strict.set(schema, known);
  return known;
}

function describeIssue(
  issue: z.core.$ZodIssue,
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
): QueryProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const taken = known.length > 0 ? say('query.known', { names: known.join(', ') }) : say('query.none');
    return issue.keys.map((name) => ({
      code: 'unknown-parameter',
      message: say('query.unknown', { name: name.slice(0, 60), known: taken }),
      parameter: name.slice(0, 60),
    }));
  }
  const name = String(issue.path[0] ?? say('query.whole'));
  const message = Array.isArray(given[name])
    ? say('query.once', { name })
    : say('query.bad', { name, why: issue.message });
  return [{ code: 'bad-parameter', message, parameter: name }];
}
