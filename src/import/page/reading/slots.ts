/** The elements of one unit → slots: each time with its days, the adjacent text, and reasons against a meeting. */
import type { Element, ElementOf } from '../../notation/phrase.ts';
import { type Anchor, daysAmong, type Pair, pairUp } from './pairing.ts';
import { refusal } from './refusals.ts';
import { kindOf } from './slot-kind.ts';
import { endsBetween, labelEnd, type Unit } from './unit.ts';

export interface Slot {
  readonly time: ElementOf<'time'> | null;
  readonly relative: ElementOf<'relative'> | null;
  readonly days: ElementOf<'days'> | null;
  /** The offset of the slot's first word. */
  readonly at: number;
  /** The stretch of text beside it. */
  readonly from: number;
  readonly to: number;
  /** The index of its clause; a semicolon or the end of a sentence starts a new one. */
  readonly clause: number;
  readonly beside: readonly Element[];
  readonly kind: ElementOf<'kind'> | null;
  /** The kind is named in an earlier sentence, before a break. */
  readonly kindApart: boolean;
  readonly refused: string | null;
}

/** The most times read per line; no written schedule has more. */
export const MOST_SLOTS = 60;

/** Splits a unit into slots in the order of the text. */
export function slotsOf(unit: Unit): Slot[] {
  const { elements } = unit;
  const clauses = clauseNumbers(elements);
  const anchors: Anchor[] = [];
  for (const [index, element] of elements.entries()) {
    if (element.type === 'relative' && isRemark(elements, index)) continue;
    if (index === 0 && isDateLabel(elements)) continue;
    if (element.type === 'time' || element.type === 'relative')
      anchors.push({ element, index, clause: clauses[index] ?? 0 });
  }
  if (anchors.length === 0) {
    return unit.given.time ? [givenSlot(unit)] : [];
  }
  const days = daysAmong(elements, clauses, unit.given.letters === true, anchors);
  anchors.length = Math.min(anchors.length, MOST_SLOTS);
  const carried = unit.given.days != null || unit.scopes.some((scope) => scope.days.length > 0 && !scope.timed);
  const pairs = pairUp(anchors, days, carried);
  const label = labelEnd(elements);
  return pairs.map((pair, i): Slot => {
    const { element, clause } = pair.anchor;
    const { from, to } = stretchOf(pair, pairs[i + 1], unit.text.text.length);
    const kind = kindOf(elements, clauses, anchors, i, label);
    return {
      time: element.type === 'time' ? element : null,
      relative: element.type === 'relative' ? element : null,
      days: pair.days?.element ?? null,
      at: Math.min(element.from, pair.days?.element.from ?? Number.POSITIVE_INFINITY),
      from,
      to,
      clause,
      beside: elements.filter((each) => each.from >= from && each.to <= to),
      kind,
      kindApart: kind !== null && isApart(elements, kind, element),
      refused: refusal(elements, clauses, pair, pairs),
    };
  });
}

/** From behind a time and its days to the next time, or to that one's days. */
function stretchOf(
  { anchor, days, follows }: Pair,
  next: Pair | undefined,
  length: number,
): { from: number; to: number } {
  const from = Math.max(anchor.element.to, days && follows ? days.element.to : 0);
  if (!next) return { from, to: Math.max(from, length) };
  const nextDays = next.days?.element.from ?? 0;
  const start = next.anchor.element.from;
  return { from, to: Math.max(from, nextDays > anchor.element.to ? Math.min(start, nextDays) : start) };
}

/** "Mondays at 11am (after class)", "Tue 2-2:45 (45 min after lecture)": words that only explain the time. */
function isRemark(elements: readonly Element[], index: number): boolean {
  if (elements[index + 1]?.type === 'days') return false;
  const before = elements[index - 1];
  if (before?.type === 'mark' && before.text === ',') return elements[index - 2]?.type === 'time';
  const open = elements.findLastIndex((each, i) => i < index && each.type === 'mark' && each.text === '(');
  const inside = elements.slice(open + 1, index);
  return (
    open > 0 &&
    elements[open - 1]?.type === 'time' &&
    inside.every((each) => each.type === 'length' || each.type === 'word')
  );
}

/** "3:07: hours are …": a date or a number of its own, before a line's real times. */
function isDateLabel(elements: readonly Element[]): boolean {
  const [first, mark, ...rest] = elements;
  return (
    first?.type === 'time' &&
    first.end === null &&
    first.start?.half === null &&
    mark?.type === 'mark' &&
    mark.text === ':' &&
    rest.some((each) => each.type === 'time')
  );
}

function givenSlot(unit: Unit): Slot {
  return {
    time: null,
    relative: null,
    days: null,
    at: 0,
    from: 0,
    to: unit.text.text.length,
    clause: 0,
    beside: unit.elements,
    kind: unit.elements.find((each) => each.type === 'kind') ?? null,
    kindApart: false,
    refused: unit.elements.find((each) => each.type === 'absence') ? 'nothing is held there' : null,
  };
}

function clauseNumbers(elements: readonly Element[]): number[] {
  let clause = 0;
  const starts = kindStarts(elements);
  return elements.map((element, index) => {
    if (element.type === 'break' || (element.type === 'mark' && /^[•·]$/.test(element.text)) || starts.has(index))
      clause++;
    return clause;
  });
}

/** "Lectures Mondays 1-2pm and workshops 3-4pm on Wednesdays": where each kind leads its own days and time. */
function kindStarts(elements: readonly Element[]): ReadonlySet<number> {
  const kinds = elements.flatMap((each, index) => (each.type === 'kind' && !each.weak ? [index] : []));
  const starts = new Set<number>();
  for (const [i, index] of kinds.entries()) {
    const before = elements.slice(kinds[i - 1] ?? index, index);
    const behind = elements.slice(index, kinds[i + 1] ?? elements.length);
    const whole = (part: readonly Element[]): boolean =>
      part.some((each) => each.type === 'time') && part.some((each) => each.type === 'days');
    const leads = i > 0 && elements.slice(0, kinds[0]).every((each) => each.type !== 'time' && each.type !== 'days');
    if (leads && whole(before) && whole(behind)) starts.add(index);
  }
  return starts;
}

/** A sentence ended between the kind and the time. */
function isApart(elements: readonly Element[], kind: Element, time: Element): boolean {
  return endsBetween(elements, kind.to, time.from);
}
