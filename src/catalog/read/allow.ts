/** `allow: [CODE]`: warnings that a file's author accepts. */

import type { Problem } from '../../domain/problem.ts';
import { PROBLEM_CODES, type ProblemCode } from '../../domain/problem-codes.ts';
import { quote } from '../../words/mistake.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readIds } from '../fields.ts';
import { findNearest } from '../nearest.ts';
import { type Node, valueAt } from '../yaml/tree.ts';

export type Allowed = ReadonlySet<ProblemCode>;

export function readAllowed(diagnostics: Diagnostics, root: Node): Allowed {
  const allowed = new Set<ProblemCode>();
  for (const { id, node } of readIds(valueAt(root, 'allow'))) {
    if (Object.hasOwn(PROBLEM_CODES, id)) allowed.add(id as ProblemCode);
    else {
      const nearest = findNearest(id, Object.keys(PROBLEM_CODES));
      diagnostics.error(
        'unknown-word',
        node,
        `There is no code ${quote(id)}.`,
        nearest ? `Did you mean ${quote(nearest)}?` : 'docs/problems.md lists the codes.',
      );
    }
  }
  return allowed;
}

/** Removes the warnings that their file allows; errors stay. */
export function silence(problems: readonly Problem[], allowed: (file: string) => Allowed | undefined): Problem[] {
  return problems.filter(
    (problem) => problem.severity === 'error' || !problem.at || !allowed(problem.at.file)?.has(problem.code),
  );
}
