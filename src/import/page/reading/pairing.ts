/** Assigns the days on a line to its times. */
import type { Element, ElementOf } from '../../notation/phrase.ts';

/** An element, its index and its clause. */
export interface Placed<E> {
  readonly element: E;
  readonly index: number;
  readonly clause: number;
}

/** A time, or "after class". */
export type Anchor = Placed<ElementOf<'time'> | ElementOf<'relative'>>;

type PlacedDays = Placed<ElementOf<'days'>>;

/** Days that may belong to a time; letters count only where they touch one. */
export function daysAmong(
  elements: readonly Element[],
  clauses: readonly number[],
  letters: boolean,
  anchors: readonly Anchor[],
): PlacedDays[] {
  const found: PlacedDays[] = [];
  for (const [index, element] of elements.entries()) {
    if (element.type !== 'days') continue;
    const reach = element.form === 'letter' ? 0 : 3;
    const touches = (anchor: Anchor): boolean => wordsBetween(elements, index, anchor.index) <= reach;
    if (element.form === 'name' || letters || anchors.some(touches))
      found.push({ element, index, clause: clauses[index] ?? 0 });
  }
  return found;
}

function wordsBetween(elements: readonly Element[], a: number, b: number): number {
  let words = 0;
  for (let i = Math.min(a, b) + 1; i < Math.max(a, b); i++) {
    const element = elements[i];
    if (element) words += weigh(element);
    if (words > 99) break;
  }
  return words;
}

/** Breaks and other times count as much as four words of distance. */
function weigh(element: Element): number {
  if (element.type === 'break' || element.type === 'time') return 4;
  return element.type === 'word' && !/^(at|from|on|in|and|by|the|in-person)$/i.test(element.text) ? 1 : 0;
}

export interface Pair {
  readonly anchor: Anchor;
  readonly days: PlacedDays | null;
  /** The days stand behind the time. */
  readonly follows: boolean;
}

/** Gives each time its days: those before it, or behind it in clauses that begin with a time. */
export function pairUp(anchors: readonly Anchor[], days: readonly PlacedDays[], hasCarried: boolean): Pair[] {
  return new Pairing(anchors, days, hasCarried).run();
}

class Pairing {
  private readonly anchors: readonly Anchor[];
  private readonly days: readonly PlacedDays[];
  /** Clauses whose days stand behind their times. */
  private readonly backwards: ReadonlySet<number>;
  private readonly taken = new Set<PlacedDays>();

  constructor(anchors: readonly Anchor[], days: readonly PlacedDays[], hasCarried: boolean) {
    this.anchors = anchors;
    this.days = days;
    const clauses = new Set(anchors.map(({ clause }) => clause));
    this.backwards = new Set([...clauses].filter((clause) => this.isBackwards(clause, hasCarried)));
  }

  run(): Pair[] {
    return this.anchors.map((anchor, i) => {
      const next = this.anchors[i + 1];
      return this.nearRelative(anchor, next) ?? this.behind(anchor, next) ?? this.before(anchor, this.anchors[i - 1]);
    });
  }

  private isBackwards(clause: number, hasCarried: boolean): boolean {
    const anchors = this.anchors.filter((each) => each.clause === clause);
    const days = this.days.filter((each) => each.clause === clause);
    const [anchor] = anchors;
    const [first] = days;
    if (!anchor || !first) return false;
    // "after class and Wednesday 3-4": the day stands before a time of its own.
    const lastTime = anchors.at(-1)?.index ?? 0;
    const own = lastTime > (days.at(-1)?.index ?? 0) && (anchor.element.type === 'relative' || hasCarried);
    return first.index > anchor.index && !own;
  }

  /** "After class Tuesdays, or Thursdays 2:30": the nearer day is the relative's, the other the time's. */
  private nearRelative(anchor: Anchor, next: Anchor | undefined): Pair | null {
    if (anchor.element.type !== 'relative' || !next) return null;
    const close = this.days.find((each) => each.index > anchor.index && each.index <= anchor.index + 2);
    if (!close || !this.days.some((each) => each.index > close.index && each.index < next.index)) return null;
    this.taken.add(close);
    return { anchor, days: close, follows: true };
  }

  private behind(anchor: Anchor, next: Anchor | undefined): Pair | null {
    if (!this.backwards.has(anchor.clause)) return null;
    const behind = this.days.filter((each) => each.clause === anchor.clause && each.index > anchor.index);
    if (behind.length === 0) return null;
    return { anchor, days: unite(behind, next?.index ?? Number.POSITIVE_INFINITY), follows: true };
  }

  /** The days since the time before, else those that the clause or an earlier one named last. */
  private before(anchor: Anchor, previous: Anchor | undefined): Pair {
    const earlier = this.days.filter((each) => each.index < anchor.index);
    const inClause = earlier.filter((each) => each.clause === anchor.clause && !this.taken.has(each));
    const fresh = inClause.filter((each) => !previous || each.index > previous.index);
    if (fresh.length > 0) return { anchor, days: unite(fresh, Number.POSITIVE_INFINITY), follows: false };
    const carried = inClause.at(-1) ?? earlier.at(-1) ?? null;
    const far = inClause.length === 0 && anchor.element.type === 'time' && (carried?.clause ?? 0) < anchor.clause - 1;
    return {
      anchor,
      days: carried && !far ? uniteCarried(carried, this.days, this.anchors) : null,
      follows: false,
    };
  }
}

/** Days listed before a time belong to it together. */
function unite(days: readonly PlacedDays[], before: number): PlacedDays {
  const first = days[0] as PlacedDays;
  const together = days.filter((each) => each.index < before);
  if (together.length <= 1) return first;
  const all = together.flatMap((each) => each.element.days);
  const last = together.at(-1) as PlacedDays;
  return {
    ...last,
    element: { ...first.element, days: [...new Set(all)], dashed: null, from: first.element.from, to: last.element.to },
  };
}

function uniteCarried(carried: PlacedDays, days: readonly PlacedDays[], anchors: readonly Anchor[]): PlacedDays {
  const times = anchors.filter((each) => each.index < carried.index);
  const since = times.at(-1)?.index ?? -1;
  const group = days.filter(
    (each) => each.index > since && each.index <= carried.index && each.clause === carried.clause,
  );
  return group.length > 1 ? unite(group, Number.POSITIVE_INFINITY) : carried;
}
