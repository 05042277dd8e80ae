/** References to sections and deadlines from elsewhere in a file. */
import { foldId, isId } from '../../domain/id.ts';
import { quote } from '../../words/mistake.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readIds, textNodeOf } from '../fields.ts';
import { findNearest, listWords } from '../nearest.ts';
import type { Node, TextNode } from '../yaml/tree.ts';

export interface KnownSection {
  readonly id: string;
  /** The id that identities are made of. */
  readonly firstId: string;
  /** The ids of its patterns. */
  readonly patterns: readonly string[];
}

/** A course's sections by each of their ids, folded. */
export type SectionIndex = ReadonlyMap<string, KnownSection>;

/** Resolves section ids to their current ids, without duplicates; unknown ones are reported. */
export function readSectionIds(diagnostics: Diagnostics, node: Node | null, sections: SectionIndex): string[] {
  const ids = readIds(node).map(({ id, node: part }) => findSection(diagnostics, part, id, sections));
  return [...new Set(ids.filter((id) => id !== null))];
}

export function findSection(
  diagnostics: Diagnostics,
  node: Node,
  written: string,
  sections: SectionIndex,
): string | null {
  const known = sections.get(foldId(written));
  if (known) return known.id;
  const ids = new Set([...sections.values()].map(({ id }) => id));
  const nearest = findNearest(written, ids);
  const hint = nearest ? `Did you mean ${nearest}?` : `Sections: ${listWords(ids)}.`;
  diagnostics.error('unknown-section', node, `There is no section ${quote(written)} in this course.`, hint);
  return null;
}

/** The deadline's id as the course writes it. */
export function findDeadline(diagnostics: Diagnostics, node: TextNode, known: readonly string[]): string {
  const written = node.value.trim();
  const id = known.find((one) => foldId(one) === foldId(written));
  if (id !== undefined) return id;
  const nearest = findNearest(written, known);
  const all = known.length > 0 ? `Deadlines: ${listWords(known)}.` : 'This file has no deadlines.';
  const message = `There is no deadline ${quote(written)} here.`;
  diagnostics.error('unknown-deadline', node, message, nearest ? `Did you mean ${nearest}?` : all);
  return written;
}

/** Reports a pattern id that is neither in the sections (null: any) nor in `others` (replacements, extra meetings). */
export function checkPatternName(
  diagnostics: Diagnostics,
  node: Node | null,
  scope: readonly string[] | null,
  sections: SectionIndex,
  others: readonly string[],
): void {
  // The schema has reported invalid ids.
  if (node?.type !== 'text' || !isId(node.value)) return;
  const meant = [...sections.values()].filter(({ id }) => scope === null || scope.includes(id));
  const known = [...new Set([...meant.flatMap(({ patterns }) => patterns), ...others])];
  if (known.some((id) => foldId(id) === foldId(node.value))) return;
  const nearest = findNearest(node.value, known);
  const all =
    known.length > 0 ? `Pattern ids there: ${listWords(known)}.` : 'No pattern there has an id: take it away.';
  diagnostics.error(
    'unknown-pattern',
    node,
    `There is no pattern ${quote(node.value)} there.`,
    nearest ? `Did you mean ${nearest}?` : all,
  );
}

/** The pattern id that `pattern:` names; '' is the pattern without an id, null: none named. */
export function readPatternName(node: Node): string | null {
  return textNodeOf(node, 'pattern')?.value.trim() ?? null;
}

export function firstIdOf(id: string, sections: SectionIndex): string {
  return sections.get(foldId(id))?.firstId ?? id;
}
