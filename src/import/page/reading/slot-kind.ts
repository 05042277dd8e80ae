/** Selects a time's kind among the kinds on its line. */
import type { Element, ElementOf } from '../../notation/phrase.ts';
import type { Anchor, Placed } from './pairing.ts';

/** The nearest kind before a time, or after it on lines with kinds after their times. */
export function kindOf(
  elements: readonly Element[],
  clauses: readonly number[],
  anchors: readonly Anchor[],
  i: number,
  label: number,
): ElementOf<'kind'> | null {
  const anchor = anchors[i] as Anchor;
  const kinds = kindsAmong(elements, clauses);
  const behind = kindsBehind(elements, anchors, i, kinds);
  const before = kinds.filter((each) => each.index < anchor.index);
  const strongBehind = behind.find((each) => !each.element.weak);
  if (!leads(before, anchors[0] as Anchor, label) && (strongBehind || before.length === 0))
    return (strongBehind ?? behind[0])?.element ?? null;
  // "Sections meet": the more specific word wins.
  const nearest =
    before.findLast((each) => !each.element.weak) ??
    before.findLast((each) => each.element.kind !== 'lecture') ??
    before.at(-1);
  if (!nearest) return null;
  const first = firstJoined(elements, kinds, nearest);
  // "Discussion and office hours" goes by its first word, "lab office hours" by its last.
  return first.element.weak && !nearest.element.weak ? nearest.element : first.element;
}

type PlacedKind = Placed<ElementOf<'kind'>>;

function kindsAmong(elements: readonly Element[], clauses: readonly number[]): PlacedKind[] {
  return elements.flatMap((element, index) =>
    element.type === 'kind' ? [{ element, index, clause: clauses[index] ?? 0 }] : [],
  );
}

/** The kinds named behind a time in its clause, before the next time, and not as that one's lead. */
function kindsBehind(
  elements: readonly Element[],
  anchors: readonly Anchor[],
  i: number,
  kinds: readonly PlacedKind[],
): PlacedKind[] {
  const anchor = anchors[i] as Anchor;
  const firstTime = anchors[0]?.index ?? 0;
  const lastTime = anchors.at(-1)?.index ?? 0;
  const next = anchors[i + 1]?.index ?? Number.POSITIVE_INFINITY;
  // "MW 1-2, Lab Tue 3-5": the last kind leads a time of its own, so kinds lead here.
  const lead = kinds.some((each) => each.index < firstTime) || !kinds.some((each) => each.index > lastTime);
  const leadsNext = (index: number): boolean =>
    lead && next !== Number.POSITIVE_INFINITY && elements.slice(index, next).some((each) => each.type === 'days');
  return kinds.filter(
    ({ index, clause }) => index > anchor.index && index < next && clause === anchor.clause && !leadsNext(index),
  );
}

/** A kind in the line's label, or before its first time in the same clause. */
function leads(before: readonly PlacedKind[], first: Anchor, label: number): boolean {
  return before.some(
    ({ index, element, clause }) => index < first.index && (element.to <= label || clause === first.clause),
  );
}

/** The first of the kinds that "and" or a stroke joins to this one. */
function firstJoined(elements: readonly Element[], kinds: readonly PlacedKind[], nearest: PlacedKind): PlacedKind {
  let first = nearest;
  for (let k = kinds.indexOf(nearest) - 1; k >= 0; k--) {
    const candidate = kinds[k];
    if (!candidate || !isJoint(elements, candidate.index, first.index)) break;
    first = candidate;
  }
  return first;
}

function isJoint(elements: readonly Element[], a: number, b: number): boolean {
  const between = elements.slice(a + 1, b);
  return (
    between.length > 0 &&
    between.every((each) => (each.type === 'word' || each.type === 'mark') && /^(and|&|\/|,|\+)$/i.test(each.text))
  );
}
