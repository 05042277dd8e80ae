/** Generated ids of changes, made only from what stays the same, so that extra meetings keep their identity. */
import { createHash } from 'node:crypto';
import type { ChangeEffect, ChangeScope } from '../../domain/change.ts';
import { textOf } from '../fields.ts';
import type { Node } from '../yaml/tree.ts';
import { firstIdOf, type SectionIndex } from './references.ts';

/** Derived from the announced instant (epoch ms) and the scope as written, with the first ids of sections. */
export function makeChangeId(
  node: Node,
  announced: number,
  scope: ChangeScope,
  effect: ChangeEffect,
  sections: SectionIndex | null,
): string {
  const ids = scope.sections?.map((id) => (sections ? firstIdOf(id, sections) : id)).sort();
  const dates = ['on', 'from', 'until'].map((key) => /\d{4}-\d{2}-\d{2}/.exec(textOf(node, key) ?? '')?.[0] ?? '');
  const kinds = scope.kinds ? [...scope.kinds].sort() : ['*'];
  const parts = [
    announced,
    (ids ?? ['*']).join('+'),
    kinds.join('+'),
    ...dates,
    scope.pattern === '' ? '""' : (scope.pattern ?? ''),
    effect.extra?.date ?? '',
  ];
  return `c-${createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 12)}`;
}
