/** `for:` of a term's breaks, closings and day swaps; `campus:` of courses and sections. */
import { isKind } from '../../domain/kind.ts';
import type { Audience } from '../../domain/model.ts';
import { quote } from '../../words/mistake.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { textNodeOf, textNodesOf } from '../fields.ts';
import { findNearest, listWords } from '../nearest.ts';
import { entryAt, type Node, type TextNode, valueAt } from '../yaml/tree.ts';

/** An object to spread; what is for everybody has no key. */
export function readAudience(
  diagnostics: Diagnostics,
  item: Node,
  campuses: readonly string[],
): { readonly audience?: Audience } {
  const entry = entryAt(item, 'for');
  if (!entry) return {};
  const node = entry.value;
  const courses = idsIn(valueAt(node, 'courses')).map(({ value }) => value);
  const kinds = textNodesOf(valueAt(node, 'kinds')).map(({ value }) => value.trim());
  const places = idsIn(valueAt(node, 'campuses')).flatMap((text) => findCampus(diagnostics, text, campuses) ?? []);
  if (node.type === 'map' && courses.length + kinds.length + idsIn(valueAt(node, 'campuses')).length === 0) {
    const hint = 'Write for: {courses: [cos418]}, {kinds: [lab]} or {campuses: [north]}, or take it away.';
    diagnostics.error('missing-key', entry.keySpan, 'This does not say for whom it is.', hint);
  }
  return {
    audience: {
      courses: courses.length > 0 ? courses : null,
      kinds: kinds.length > 0 ? kinds.filter(isKind) : null,
      campuses: places.length > 0 ? places : null,
      at: diagnostics.positionOf(node),
    },
  };
}

export function readCampus(diagnostics: Diagnostics, node: Node, campuses: readonly string[]): string | null {
  const text = textNodeOf(node, 'campus');
  return text ? findCampus(diagnostics, text, campuses) : null;
}

/** Several ids may stand in one text. */
function idsIn(node: Node | null): TextNode[] {
  return textNodesOf(node).flatMap((text) =>
    text.value
      .split(/[\s,;]+/)
      .filter((id) => id !== '')
      .map((value) => ({ ...text, value })),
  );
}

function findCampus(diagnostics: Diagnostics, text: TextNode, campuses: readonly string[]): string | null {
  const written = text.value.trim();
  const found = campuses.find((campus) => campus.toLowerCase() === written.toLowerCase());
  if (found !== undefined) return found;
  const nearest = findNearest(written, campuses);
  const hint = nearest
    ? `Did you mean ${quote(nearest)}?`
    : campuses.length > 0
      ? `It has ${listWords(campuses)}; add others to campuses: in site.yaml.`
      : `Add campuses: [${written}] to site.yaml.`;
  diagnostics.error('unknown-campus', text, `The site has no campus ${quote(written)}.`, hint);
  return null;
}
