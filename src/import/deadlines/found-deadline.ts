/** A deadline as a course site writes it; sites often do so twice. */
import type { LooseDate } from '../table/loose-date.ts';
import { findDate } from './due-date.ts';
import type { SourceLine } from './module-lines.ts';

export interface FoundDeadline extends SourceLine {
  readonly title: string;
  /** The date as the site writes it: "Feb 8". */
  readonly day: string;
  /** Null: the site names none. */
  readonly time: string | null;
  readonly url: string | null;
}

/** "Homework 2: Sorting (due Feb 8)" under one date and "Homework 2 due" under 8 February itself are one deadline. */
export function joinRepeated(found: readonly FoundDeadline[]): FoundDeadline[] {
  const kept: FoundDeadline[] = [];
  for (const one of found) {
    const at = kept.findIndex((other) => isSame(other, one));
    const other = kept[at];
    if (!other) kept.push(one);
    else kept[at] = other.time === null && one.time !== null ? fill(one, other) : fill(other, one);
  }
  return kept;
}

function isSame(one: FoundDeadline, other: FoundDeadline): boolean {
  const [[name, tail], [otherName, otherTail]] = [splitTitle(one.title), splitTitle(other.title)];
  return (
    name === otherName &&
    mayAgree(tail || null, otherTail || null) &&
    mayAgree(one.time, other.time) &&
    isSameDay(findDate(one.day), findDate(other.day))
  );
}

function isSameDay(one: LooseDate | null, other: LooseDate | null): boolean {
  if (one === null || other === null) return false;
  return one.first === other.first && one.second === other.second && mayAgree(one.year, other.year);
}

function mayAgree<Value>(one: Value | null, other: Value | null): boolean {
  return one === null || other === null || one === other;
}

/** "HW 2: Sorting" → "hw 2" and "sorting" */
function splitTitle(title: string): readonly [name: string, tail: string] {
  const [name = '', ...tail] = title.toLowerCase().split(':');
  return [name.trim(), tail.join(':').trim()];
}

function fill(one: FoundDeadline, other: FoundDeadline): FoundDeadline {
  const title = splitTitle(one.title)[1] === '' ? other.title : one.title;
  return { ...one, title, url: one.url ?? other.url };
}
