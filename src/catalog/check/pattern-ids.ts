/**
 * Requires unique ids for a section's patterns that can fall on the same date (one of them may have none): identities
 * are made of the pattern's id and the date. The pattern written first keeps its id.
 */
import type { LocalDate } from '../../domain/date.ts';
import { foldId } from '../../domain/id.ts';
import type { MeetingPattern } from '../../domain/pattern.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { isWritten } from '../source.ts';
import type { Node } from '../yaml/tree.ts';
import { type DatesOfSection, listCandidates } from './candidates.ts';
import type { TermDays } from './term-days.ts';

/** `nodes` are the patterns' nodes, in the same order if all of them could be read. */
export function checkPatternIds(
  diagnostics: Diagnostics,
  nodes: readonly Node[],
  patterns: readonly MeetingPattern[],
  term: TermDays,
  datesOf: DatesOfSection,
): void {
  if (patterns.length < 2 || nodes.length !== patterns.length) return;
  const groups = Map.groupBy(patterns.keys(), (index) => foldId((patterns[index] as MeetingPattern).id));
  for (const group of groups.values()) {
    if (group.length > 1)
      checkGroup(diagnostics, nodes, patterns, group, (pattern) => listCandidates(pattern, term, datesOf));
  }
}

function checkGroup(
  diagnostics: Diagnostics,
  nodes: readonly Node[],
  patterns: readonly MeetingPattern[],
  group: readonly number[],
  datesOf: (pattern: MeetingPattern) => readonly LocalDate[],
): void {
  const taken = new Map<LocalDate, number>();
  for (const index of group) {
    const pattern = patterns[index] as MeetingPattern;
    const dates = datesOf(pattern);
    const clash = dates.find((date) => taken.has(date));
    if (clash !== undefined) reportClash(diagnostics, nodes, patterns, taken.get(clash) as number, index, clash);
    for (const date of dates) if (!taken.has(date)) taken.set(date, index);
  }
}

function reportClash(
  diagnostics: Diagnostics,
  nodes: readonly Node[],
  patterns: readonly MeetingPattern[],
  first: number,
  second: number,
  date: LocalDate,
): void {
  const { id, at } = patterns[second] as MeetingPattern;
  const node = nodes[second] as Node;
  const other = (patterns[first] as MeetingPattern).at;
  const both = `This pattern and ${isWritten(other) ? `the one on line ${other.line}` : 'another one'} can both fall on ${date}`;
  if (id === '') {
    const which = isWritten(at) ? ` (this one on line ${at.line}, if both are new)` : '';
    diagnostics.error(
      'pattern-id-needed',
      node,
      `${both}, and neither has an id.`,
      `Give an id to the one that was added last${which}, for example id: second; the other keeps the identity its meetings have.`,
    );
  } else {
    const message = `${both}, and both have the id ${id}.`;
    diagnostics.error('pattern-id-twice', node, message, 'Give the one that was added last another id.');
  }
}
