/**
 * The selection of a personal calendar: sections of any courses, each with a first and last date, so that a choice can
 * change in mid-term without changing the past. Pure.
 */
import { addDays, type LocalDate } from '../../domain/date.ts';
import type { ChosenSpan } from '../../store/personal-choice.ts';

export type SectionName = Pick<ChosenSpan, 'term' | 'course' | 'section'>;

/** The most sections chosen at once. */
export const MAX_SECTIONS = 40;
/** Beyond this the oldest spans are dropped. */
const MAX_SPANS = 200;

export function nameKey({ term, course, section }: SectionName): string {
  return `${term}/${course}/${section}`.toLowerCase();
}

/** The sections chosen from `date` on. */
export function sectionsFrom(spans: readonly ChosenSpan[], date: LocalDate): readonly SectionName[] {
  const current = spans.filter(({ until }) => until === null || until >= date);
  return [...new Map(current.map((span) => [nameKey(span), span])).values()];
}

/**
 * The selection after choosing `wanted` from `date` on. A section that is dropped keeps its meetings before the date;
 * one that replaces another of its course starts on that date, any other covers the whole term.
 */
export function changeSelection(
  spans: readonly ChosenSpan[],
  wanted: readonly SectionName[],
  date: LocalDate,
): readonly ChosenSpan[] {
  const keep = new Set(wanted.map(nameKey));
  const day = addDays(date, -1);
  const shortened = new Set<string>();
  const kept: ChosenSpan[] = [];
  for (const span of spans) {
    if (keep.has(nameKey(span)) || (span.until !== null && span.until < date)) {
      kept.push(span);
      continue;
    }
    shortened.add(courseOf(span));
    if (span.from === null || span.from <= day) kept.push({ ...span, until: day });
  }
  const current = new Set(sectionsFrom(kept, date).map(nameKey));
  const added = [...new Map(wanted.map((name) => [nameKey(name), name])).values()]
    .filter((name) => !current.has(nameKey(name)))
    .map(({ term, course, section }): ChosenSpan => {
      const name = { term, course, section };
      return { ...name, from: shortened.has(courseOf(name)) ? date : null, until: null };
    });
  return joinSpans([...kept, ...added]).slice(-MAX_SPANS);
}

function courseOf({ term, course }: Pick<ChosenSpan, 'term' | 'course'>): string {
  return `${term}/${course}`.toLowerCase();
}

/** Merges spans of one section that overlap or touch, at the position of the first. */
export function joinSpans(spans: readonly ChosenSpan[]): ChosenSpan[] {
  const joined: ChosenSpan[] = [];
  for (const span of spans) {
    const at = joined.findIndex((other) => nameKey(other) === nameKey(span) && touches(other, span));
    const other = joined[at];
    if (other) joined[at] = { ...other, from: earlier(other.from, span.from), until: later(other.until, span.until) };
    else joined.push(span);
  }
  return joined.length === spans.length ? joined : joinSpans(joined);
}

function touches(a: ChosenSpan, b: ChosenSpan): boolean {
  const startsInTime = (first: ChosenSpan, second: ChosenSpan): boolean =>
    first.until === null || second.from === null || second.from <= addDays(first.until, 1);
  return startsInTime(a, b) && startsInTime(b, a);
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  return a === null || b === null ? null : a < b ? a : b;
}

function later(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  return a === null || b === null ? null : a > b ? a : b;
}

export function isChosen(spans: readonly ChosenSpan[], date: LocalDate): boolean {
  return spans.some(({ from, until }) => (from === null || from <= date) && (until === null || date <= until));
}
