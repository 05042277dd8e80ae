/** Finds sections that meet at the same time, so that students are warned before choosing both. */
import type { PublishedMeeting } from '../domain/published.ts';

export interface ClashingSection {
  /** Unique among the compared sections. */
  readonly id: string;
  readonly meetings: readonly Pick<PublishedMeeting, 'facts'>[];
}

export interface Clash {
  readonly with: string;
  /** How many pairs of their meetings overlap. */
  readonly meetings: number;
}

interface Span {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** Each section's clashes, most meetings first. Cancelled meetings and those without an end are ignored. */
export function findClashes(sections: readonly ClashingSection[]): ReadonlyMap<string, readonly Clash[]> {
  const spans: Span[] = sections.flatMap(({ id, meetings }) =>
    meetings
      .filter(({ facts }) => facts.status === 'confirmed' && facts.end !== null)
      .map(({ facts }) => ({ id, start: facts.start, end: facts.end as number })),
  );
  spans.sort((a, b) => a.start - b.start);
  const counts = new Map<string, Map<string, number>>();
  let running: Span[] = [];
  for (const span of spans) {
    running = running.filter(({ end }) => end > span.start);
    for (const other of running) {
      if (other.id === span.id) continue;
      add(counts, span.id, other.id);
      add(counts, other.id, span.id);
    }
    running.push(span);
  }
  return new Map([...counts].map(([id, others]) => [id, listClashes(others)]));
}

function add(counts: Map<string, Map<string, number>>, id: string, other: string): void {
  const others = counts.get(id) ?? new Map<string, number>();
  others.set(other, (others.get(other) ?? 0) + 1);
  counts.set(id, others);
}

function listClashes(others: ReadonlyMap<string, number>): Clash[] {
  return [...others]
    .map(([other, meetings]) => ({ with: other, meetings }))
    .sort((a, b) => b.meetings - a.meetings || (a.with < b.with ? -1 : 1));
}
