/** Pattern ids that changes and withdrawn meetings name: some section of theirs, change or extra meeting has them. */
import { foldId } from '../../domain/id.ts';
import type { Change, MeetingReference, Section } from '../../domain/model.ts';
import { textNodeOf } from '../fields.ts';
import { findNearest, listWords } from '../nearest.ts';
import { quote } from '../notation/mistake.ts';
import type { Reading } from '../reading.ts';
import { itemsOf, type Node, valueAt } from '../yaml/tree.ts';

export function checkChangePatterns(
  reading: Reading,
  root: Node,
  sections: readonly Section[],
  changes: readonly Change[],
  withdrawn: readonly MeetingReference[],
): void {
  const wanted = [...itemsOf(valueAt(root, 'changes')), ...itemsOf(valueAt(root, 'withdrawn'))].filter((item) =>
    textNodeOf(item, 'pattern'),
  );
  if (wanted.length === 0) return;
  const scopes = new Map<string, readonly string[] | null>();
  for (const { at, scope } of changes) if (at) scopes.set(`${at.line}:${at.column}`, scope.sections);
  for (const { at, section } of withdrawn) if (at) scopes.set(`${at.line}:${at.column}`, [section]);
  // Other patterns of a change and extra meetings are named by ids of their own.
  const ofChanges = changes.flatMap((change) => [change.id, ...(change.effect.instead ?? []).map(({ id }) => id)]);
  for (const item of wanted) {
    const node = textNodeOf(item, 'pattern');
    const { line, column } = reading.positionOf(item);
    const scope = scopes.get(`${line}:${column}`);
    if (!node || scope === undefined) continue;
    const ids = sections
      .filter(({ id }) => scope === null || scope.includes(id))
      .flatMap(({ patterns }) => patterns.map(({ id }) => id));
    const known = [...new Set([...ids, ...ofChanges])].filter((id) => id !== '');
    if (known.some((id) => foldId(id) === foldId(node.value))) continue;
    const nearest = findNearest(node.value, known);
    const hint = nearest
      ? `Did you mean ${nearest}?`
      : known.length > 0
        ? `Pattern ids there: ${listWords(known)}.`
        : 'No pattern there has an id: take pattern: away.';
    reading.error('unknown-pattern', node, `There is no pattern ${quote(node.value)} there.`, hint);
  }
}
