/** Restrictions of a weekly pattern: rhythm, numbered weeks, a half, periods. */
import type { Term } from '../../domain/model.ts';
import type { WeeklyPattern } from '../../domain/pattern.ts';
import type { Rhythm } from '../../domain/rhythm.ts';
import { quote } from '../../words/mistake.ts';
import { findRhythm } from '../../words/rhythm.ts';
import { readWeeks, type Weeks } from '../../words/weeks.ts';
import type { TermDays } from '../check/term-days.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readText, textNodesOf, textOf } from '../fields.ts';
import { findNearest, listWords } from '../nearest.ts';
import { entryAt, itemsOf, type Node, valueAt } from '../yaml/tree.ts';

/** The schema has reported other words. */
export function readRhythm(node: Node): Rhythm {
  return findRhythm(textOf(node, 'every') ?? 'week') ?? 'week';
}

/** Teaching week numbers that exist in the term; null: all weeks, or an error that has been reported. */
export function readWeekNumbers(diagnostics: Diagnostics, node: Node, days: TermDays): readonly number[] | null {
  const value = valueAt(node, 'weeks');
  if (!value) return null;
  const numbers = new Set<number>();
  for (const item of itemsOf(value)) {
    const weeks: Weeks | null = readText(diagnostics, item, readWeeks);
    if (weeks === null) return null;
    const chosen = typeof weeks === 'string' ? parityOf(weeks, days) : weeks;
    const unknown = chosen.find((number) => !days.weekNumbers.has(number));
    if (unknown !== undefined) {
      const known = [...days.weekNumbers].sort((a, b) => a - b);
      diagnostics.error(
        'no-such-week',
        item,
        `The term has no teaching week ${unknown}.`,
        adviseOnWeeks(known, unknown, days.term.id),
      );
      return null;
    }
    for (const number of chosen) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

function adviseOnWeeks(known: readonly number[], unknown: number, term: string): string | undefined {
  if (known.length === 0) return undefined;
  const zero = unknown === 0 ? ` To count from 0, write firstWeek: 0 in terms/${term}.yaml.` : '';
  return `Its weeks are ${known[0]} to ${known.at(-1)}.${zero}`;
}

function parityOf(weeks: 'odd' | 'even', days: TermDays): number[] {
  return [...days.weekNumbers].filter((number) => number % 2 === (weeks === 'odd' ? 1 : 0));
}

export function readHalf(diagnostics: Diagnostics, node: Node, term: Term): WeeklyPattern['half'] {
  const entry = entryAt(node, 'half');
  const text = textOf(node, 'half');
  if (!entry || (text !== 'first' && text !== 'second')) return null;
  if (term.halves === null) {
    diagnostics.error(
      'no-halves',
      entry.value,
      `The term ${term.id} does not say when its halves are.`,
      `Add halves: {first: …, second: …} to terms/${term.id}.yaml, or write from and until.`,
    );
    return null;
  }
  return text;
}

export function readDuring(diagnostics: Diagnostics, node: Node, term: Term): readonly string[] {
  const names = term.periods.map(({ name }) => name);
  const during: string[] = [];
  for (const item of textNodesOf(valueAt(node, 'during'))) {
    const name = names.find((known) => known.toLowerCase() === item.value.trim().toLowerCase());
    if (name !== undefined) during.push(name);
    else {
      const nearest = findNearest(item.value, names);
      diagnostics.error(
        'unknown-period',
        item,
        `The term ${term.id} has no period ${quote(item.value)}.`,
        nearest ? `Did you mean ${nearest}?` : `It has ${listWords(names)}.`,
      );
    }
  }
  return during.length > 0 ? [...new Set(during)] : ['classes'];
}
