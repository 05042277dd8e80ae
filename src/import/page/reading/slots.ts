/** The elements of one unit → slots: each time with its days, the words beside it, and why it may be no meeting. */
import type { Element, ElementOf } from '../../notation/phrase.ts';
import { labelEnd, type Unit } from './unit.ts';

export interface Slot {
  readonly time: ElementOf<'time'> | null;
  readonly relative: ElementOf<'relative'> | null;
  readonly days: ElementOf<'days'> | null;
  /** Where the slot's first word stands in the text. */
  readonly at: number;
  /** The stretch of text beside it. */
  readonly from: number;
  readonly to: number;
  /** The clause it stands in; a semicolon or a sentence's end begins another. */
  readonly clause: number;
  readonly beside: readonly Element[];
  readonly kind: ElementOf<'kind'> | null;
  /** The kind is named in an earlier sentence, before a break. */
  readonly kindApart: boolean;
  readonly refused: string | null;
}

interface Placed<E> {
  readonly element: E;
  readonly index: number;
  readonly clause: number;
}

type Anchor = Placed<ElementOf<'time'> | ElementOf<'relative'>>;

/** More times than this stand on no line that a person wrote; the rest is not read. */
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
  const label = labelEnd(unit.text.text, elements);
  return pairs.map((pair, i) => {
    const next = pairs[i + 1];
    const end = Math.max(pair.anchor.element.to, pair.days && pair.follows ? pair.days.element.to : 0);
    const nextStart = next
      ? Math.min(
          next.anchor.element.from,
          next.days && next.days.element.from > pair.anchor.element.to
            ? next.days.element.from
            : next.anchor.element.from,
        )
      : unit.text.text.length;
    const to = Math.max(end, nextStart);
    const beside = elements.filter((each) => each.from >= end && each.to <= to);
    const kind = kindOf(
      elements,
      clauses,
      pairs.map((each) => each.anchor),
      i,
      label,
    );
    return {
      time: pair.anchor.element.type === 'time' ? pair.anchor.element : null,
      relative: pair.anchor.element.type === 'relative' ? pair.anchor.element : null,
      days: pair.days?.element ?? null,
      at: Math.min(pair.anchor.element.from, pair.days?.element.from ?? Number.POSITIVE_INFINITY),
      from: end,
      to,
      clause: pair.anchor.clause,
      beside,
      kind,
      kindApart: kind !== null && isApart(elements, kind, pair.anchor.element),
      refused: refusal(elements, clauses, pair, pairs),
    };
  });
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

/** Days that may belong to a time; letters count only where they touch one. */
function daysAmong(
  elements: readonly Element[],
  clauses: readonly number[],
  letters: boolean,
  anchors: readonly Anchor[],
): Placed<ElementOf<'days'>>[] {
  const found: Placed<ElementOf<'days'>>[] = [];
  for (const [index, element] of elements.entries()) {
    if (element.type !== 'days') continue;
    const reach = element.form === 'letter' ? 0 : element.form === 'code' ? 3 : 99;
    if (
      element.form !== 'name' &&
      !letters &&
      !anchors.some((anchor) => wordsBetween(elements, index, anchor.index) <= reach)
    )
      continue;
    found.push({ element, index, clause: clauses[index] ?? 0 });
  }
  return found;
}

function wordsBetween(elements: readonly Element[], a: number, b: number): number {
  let words = 0;
  for (let i = Math.min(a, b) + 1; i < Math.max(a, b); i++) {
    const element = elements[i];
    if (element?.type === 'word' && !/^(at|from|on|in|and|by|the|in-person)$/i.test(element.text)) words++;
    if (element?.type === 'break') words += 4;
    if (element?.type === 'time' || element?.type === 'days') words += element.type === 'time' ? 4 : 0;
    if (words > 99) break;
  }
  return words;
}

interface Pair {
  readonly anchor: Anchor;
  readonly days: Placed<ElementOf<'days'>> | null;
  /** The days stand behind the time. */
  readonly follows: boolean;
}

/** Gives each time its days: those before it, or behind it in clauses that begin with a time. */
function pairUp(anchors: readonly Anchor[], days: readonly Placed<ElementOf<'days'>>[], hasCarried: boolean): Pair[] {
  const backwards = new Map<number, boolean>();
  for (const anchor of anchors) {
    if (backwards.has(anchor.clause)) continue;
    const inClause = days.filter((each) => each.clause === anchor.clause);
    const first = inClause[0];
    const lastTime = anchors.findLast((each) => each.clause === anchor.clause)?.index ?? 0;
    const lastDay = inClause.at(-1)?.index ?? 0;
    // "after class and Wednesday 3-4": the day stands before a time of its own.
    const own = lastTime > lastDay && (anchor.element.type === 'relative' || hasCarried);
    backwards.set(anchor.clause, first !== undefined && first.index > anchor.index && !own);
  }
  const taken = new Set<Placed<ElementOf<'days'>>>();
  return anchors.map((anchor, i) => {
    // "After class Tuesdays, or Thursdays 2:30": the nearer day is the relative's, the other the time's.
    const close =
      anchor.element.type === 'relative'
        ? days.find((each) => each.index > anchor.index && each.index <= anchor.index + 2)
        : undefined;
    const next = anchors[i + 1];
    if (close && next && days.some((each) => each.index > close.index && each.index < next.index)) {
      taken.add(close);
      return { anchor, days: close, follows: true };
    }
    if (backwards.get(anchor.clause)) {
      const behind = days.filter((each) => each.clause === anchor.clause && each.index > anchor.index);
      const first = behind[0];
      if (first)
        return { anchor, days: unite(behind, anchors[i + 1]?.index ?? Number.POSITIVE_INFINITY), follows: true };
    }
    const before = days.filter(
      (each) => each.index < anchor.index && each.clause === anchor.clause && !taken.has(each),
    );
    const lastTime = anchors[i - 1];
    const fresh = lastTime ? before.filter((each) => each.index > lastTime.index) : before;
    if (fresh.length > 0) return { anchor, days: unite(fresh, Number.POSITIVE_INFINITY), follows: false };
    const carried = before.at(-1) ?? days.filter((each) => each.index < anchor.index).at(-1) ?? null;
    if (carried && before.length === 0 && anchor.element.type === 'time' && carried.clause < anchor.clause - 1)
      return { anchor, days: null, follows: false };
    return { anchor, days: carried ? uniteCarried(carried, days, anchors) : null, follows: false };
  });
}

/** Days named one after the other before a time hold for it together. */
function unite(days: readonly Placed<ElementOf<'days'>>[], before: number): Placed<ElementOf<'days'>> {
  const first = days[0] as Placed<ElementOf<'days'>>;
  const together = days.filter((each) => each.index < before);
  if (together.length <= 1) return first;
  const all = together.flatMap((each) => each.element.days);
  const last = together.at(-1) as Placed<ElementOf<'days'>>;
  return {
    ...last,
    element: { ...first.element, days: [...new Set(all)], dashed: null, from: first.element.from, to: last.element.to },
  };
}

function uniteCarried(
  carried: Placed<ElementOf<'days'>>,
  days: readonly Placed<ElementOf<'days'>>[],
  anchors: readonly Anchor[],
): Placed<ElementOf<'days'>> {
  const times = anchors.filter((each) => each.index < carried.index);
  const since = times.at(-1)?.index ?? -1;
  const group = days.filter(
    (each) => each.index > since && each.index <= carried.index && each.clause === carried.clause,
  );
  return group.length > 1 ? unite(group, Number.POSITIVE_INFINITY) : carried;
}

/** The kind named nearest before a time; behind it where the line names kinds behind its times. */
function kindOf(
  elements: readonly Element[],
  clauses: readonly number[],
  anchors: readonly Anchor[],
  i: number,
  label: number,
): ElementOf<'kind'> | null {
  const anchor = anchors[i] as Anchor;
  const kinds: { element: ElementOf<'kind'>; index: number }[] = [];
  for (const [index, element] of elements.entries()) if (element.type === 'kind') kinds.push({ element, index });
  const firstAnchor = anchors[0] as Anchor;
  const lastAnchor = anchors.at(-1)?.index ?? 0;
  const before = kinds.filter((each) => each.index < anchor.index);
  const next = anchors[i + 1]?.index ?? Number.POSITIVE_INFINITY;
  // "MW 1-2, Lab Tue 3-5": the last kind leads a time of its own, so kinds lead here.
  const lead = kinds.some((each) => each.index < firstAnchor.index) || !kinds.some((each) => each.index > lastAnchor);
  const leadsNext = (index: number): boolean =>
    lead && elements.slice(index, next).some((each) => each.type === 'days') && next !== Number.POSITIVE_INFINITY;
  const behind = kinds.filter(
    (each) =>
      each.index > anchor.index && each.index < next && clauses[each.index] === anchor.clause && !leadsNext(each.index),
  );
  const leading = before.some(
    (each) =>
      each.index < firstAnchor.index && (each.element.to <= label || clauses[each.index] === firstAnchor.clause),
  );
  const strongBehind = behind.find((each) => !each.element.weak);
  if (!leading && (strongBehind || before.length === 0)) return strongBehind?.element ?? behind[0]?.element ?? null;
  const strong = before.filter((each) => !each.element.weak);
  const nearest = strong.at(-1) ?? before.at(-1);
  if (!nearest) return null;
  let first = nearest;
  for (let k = kinds.indexOf(nearest) - 1; k >= 0; k--) {
    const candidate = kinds[k];
    if (!candidate || !isJoint(elements, candidate.index, first.index)) break;
    first = candidate;
  }
  // "Discussion and office hours" goes by its first word, "lab office hours" by its last.
  return first.element.weak && !nearest.element.weak ? nearest.element : first.element;
}

/** A sentence ended between the kind and the time. */
function isApart(elements: readonly Element[], kind: Element, time: Element): boolean {
  return elements.some(
    (each) => each.type === 'break' && each.mark === '.' && each.from >= kind.to && each.to <= time.from,
  );
}

function isJoint(elements: readonly Element[], a: number, b: number): boolean {
  const between = elements.slice(a + 1, b);
  return (
    between.length > 0 &&
    between.every((each) => (each.type === 'word' || each.type === 'mark') && /^(and|&|\/|,|\+)$/i.test(each.text))
  );
}

/** Why a time in its clause is no weekly meeting; null if nothing speaks against it. */
function refusal(
  elements: readonly Element[],
  clauses: readonly number[],
  pair: Pair,
  pairs: readonly Pair[],
): string | null {
  const { anchor } = pair;
  if (anchor.element.type === 'time' && isDeadline(anchor.element)) return 'a minute to midnight is a deadline';
  const words = elements
    .slice(Math.max(0, anchor.index - 12), anchor.index)
    .map((each) => (each.type === 'word' ? each.text.toLowerCase() : each.type === 'break' ? '.' : ''))
    .join(' ');
  if (/\b(?:is|are|stays|remains) open\b[^.]*$/.test(words)) return 'these are opening hours';
  if (/\b(?:this|next) week\b|\b(?:today|tomorrow)\b|\binstead$/.test(words)) return 'it is about one week only';
  const lead = elements[anchor.index - 1];
  if (anchor.element.type === 'time' && lead?.type === 'word' && /^(?:by|before)$/i.test(lead.text))
    return `"${lead.text}" a time is a deadline`;
  const weekly = pair.days !== null && (pair.days.element.days.length > 1 || pair.days.element.weekly);
  let depth = 0;
  for (const [index, element] of elements.entries()) {
    if (element.type === 'mark' && /^[([]$/.test(element.text)) depth++;
    if (element.type === 'mark' && /^[)\]]$/.test(element.text)) depth = Math.max(0, depth - 1);
    if (clauses[index] !== anchor.clause) continue;
    const bracketed = depth > 0 && index > anchor.index;
    if (element.type === 'occasion' && !bracketed && !isPastNext(index, anchor, pairs))
      return `it is about "${element.why}"`;
    if (element.type === 'absence' && /^(?:no\b|cancel)/i.test(element.why) && !bracketed)
      return `it says "${element.why}"`;
    if (element.type === 'date' && !element.span) {
      const near =
        Math.abs(index - anchor.index) <= 3 || (pair.days !== null && Math.abs(index - pair.days.index) <= 2);
      const excepted = isExcepted(elements, index);
      if (!excepted && (!weekly || (near && !bracketed && pair.days?.element.weekly !== true)))
        return 'it has a date: not every week';
    }
  }
  return null;
}

function isDeadline(time: ElementOf<'time'>): boolean {
  const clock = time.start ?? time.end;
  return clock !== null && clock.minute === 59 && (clock.hour === 23 || (clock.hour === 11 && clock.half === 'pm'));
}

function isPastNext(index: number, anchor: Anchor, pairs: readonly Pair[]): boolean {
  return pairs.some((each) => each.anchor.index > anchor.index && each.anchor.index < index);
}

function isExcepted(elements: readonly Element[], index: number): boolean {
  for (let i = Math.max(0, index - 5); i < index; i++) {
    const element = elements[i];
    if (
      element?.type === 'word' &&
      /^(except|excluding|no|not|first|last|start|starts|starting|begin|begins|beginning|since|as|updated|until|after|before|beginn|ab|seit|desde|début|inizio|início|vanaf)$/i.test(
        element.text,
      )
    )
      return true;
    if (element?.type === 'absence') return true;
  }
  return false;
}
