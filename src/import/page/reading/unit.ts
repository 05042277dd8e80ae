/** One readable piece of a page (a line, a list item, a table's row or cell) with the headings above it. */

import type { Weekday } from '../../../domain/date.ts';
import type { Kind } from '../../../domain/kind.ts';
import { readNotation } from '../../notation/grammar.ts';
import type { Element, ElementOf } from '../../notation/phrase.ts';
import type { Text } from '../document/blocks.ts';

/** A heading, label, list item or column head under which units stand; what it says is carried down to them. */
export interface Scope {
  readonly rank: number;
  readonly text: Text;
  readonly elements: readonly Element[];
  readonly kind: Kind | null;
  readonly weakKind: boolean;
  readonly days: readonly Weekday[];
  readonly timed: boolean;
  readonly dated: boolean;
  readonly occasion: string | null;
  readonly role: boolean;
  readonly section: string | null;
}

/** What a table's columns say beside the text of a unit. */
export interface Given {
  readonly days?: ElementOf<'days'> | null;
  readonly time?: ElementOf<'time'> | null;
  readonly place?: string | null;
  readonly people?: readonly string[];
  readonly section?: string | null;
  readonly label?: string | null;
  readonly kind?: Kind | null;
  readonly weeks?: string | null;
  /** The table has a column of sections: its times are theirs, not a person's hours. */
  readonly sectioned?: boolean;
  /** Letters stand for days here: the column is one of days. */
  readonly letters?: boolean;
  /** The whole row, for reports. */
  readonly row?: string;
}

export interface Unit {
  readonly text: Text;
  readonly elements: readonly Element[];
  /** Outermost first. */
  readonly scopes: readonly Scope[];
  /** Units of one paragraph, list or table share a number. */
  readonly group: number;
  readonly given: Given;
  readonly heading: boolean;
  /** The kind that the sentences before it were about, for tables and lists that name none. */
  readonly topic?: Kind | null;
}

/** Texts longer than this are prose or noise; only their beginning is read. */
const LONGEST = 4000;

export function elementsOf(text: Text): Element[] {
  return readNotation(text.text.slice(0, LONGEST));
}

export function pick<T extends Element['type']>(elements: readonly Element[], type: T): ElementOf<T>[] {
  return elements.filter((element): element is ElementOf<T> => element.type === type);
}

/** Whether a sentence ends between two offsets of the text. */
export function endsBetween(elements: readonly Element[], from: number, to: number): boolean {
  return elements.some((each) => each.type === 'break' && each.mark === '.' && each.from >= from && each.to <= to);
}

/** The first kind named, several joined by "and" or a slash being one name; strong words go before weak ones. */
export function firstKind(elements: readonly Element[]): ElementOf<'kind'> | null {
  const kinds = pick(elements, 'kind');
  const hours = kinds.find((each) => each.kind === 'office hours');
  const strong = kinds.find((each) => !each.weak);
  // "Lab TA office hours", "Discussion and office hours": the lab is only whose hours they are.
  if (hours && strong && strong !== hours && hours.from - strong.to < 12 && !joined(elements, strong, hours))
    return hours;
  return strong ?? kinds[0] ?? null;
}

function joined(elements: readonly Element[], a: Element, b: Element): boolean {
  const between = elements.filter((each) => each.from >= a.to && each.to <= b.from);
  return (
    between.length > 0 &&
    between.every((each) => (each.type === 'word' || each.type === 'mark') && /^(and|&|\/|,|\+)$/.test(each.text))
  );
}

/** "id: L1", "section: 101" in a data file's list. */
const FIELD_OF_ID = /^(?:id|section|code|number):\s*["']?([A-Z]{0,4}-?\d{1,5}[A-Z]?|[A-Z])["']?$/;

export function makeScope(text: Text, rank: number, elements: readonly Element[] = elementsOf(text)): Scope {
  const kind = firstKind(elements);
  const opens = (at: number): boolean => text.text[at - 1] === '(';
  // "F", "Recitations (F)".
  const days = pick(elements, 'days').filter(
    ({ form, from }) => form !== 'letter' || elements.length <= 3 || opens(from),
  );
  const words = elements.filter((each) => each.type === 'word').length;
  return {
    rank,
    text,
    elements,
    kind: kind?.kind ?? null,
    weakKind: kind?.weak ?? false,
    days: words <= 6 ? days.flatMap((each) => each.days) : [],
    timed: elements.some((each) => each.type === 'time' || each.type === 'relative'),
    dated: elements.some((each) => each.type === 'date' && !each.span),
    occasion: pick(elements, 'occasion')[0]?.why ?? null,
    role: elements.some((each) => each.type === 'role'),
    section: pick(elements, 'section')[0]?.id ?? FIELD_OF_ID.exec(text.text)?.[1] ?? null,
  };
}

/** The end of a leading "Label:", as an offset behind the colon; 0 if the text has none. */
export function labelEnd(elements: readonly Element[]): number {
  let words = 0;
  for (const element of elements) {
    if (element.type === 'time' || element.type === 'relative' || element.type === 'break') return 0;
    if (element.type === 'mark' && /^[:：]$/.test(element.text)) return element.to;
    if (element.type === 'word') words++;
    if (words > 10) return 0;
  }
  return 0;
}
