/** Checks sections relative to others ("after L01"): no circles, and an end time where something follows. */
import type { Section } from '../../domain/model.ts';
import type { MeetingPattern, RelativePattern } from '../../domain/pattern.ts';
import type { Position } from '../../domain/problem.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { isWritten } from '../source.ts';
import { type Entry, entryAt, itemsOf, type Node, valueAt } from '../yaml/tree.ts';

export function reportLeaning(
  diagnostics: Diagnostics,
  sections: readonly Section[],
  entryFor: (id: string) => Entry,
): void {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const inCircle = findCircles(sections, byId);
  for (const section of sections) {
    const nodes = itemsOf(valueAt(entryFor(section.id).value, 'meets'));
    for (const pattern of section.patterns) {
      if (pattern.type !== 'relative') continue;
      // By span, not by index: patterns with errors are missing from the list.
      const node = nodes.find((one) => isAt(diagnostics, one, pattern.at)) ?? entryFor(section.id).value;
      const at = entryAt(node, pattern.side)?.value ?? node;
      const circle = inCircle.get(section.id);
      if (circle?.includes(pattern.section)) {
        const chain = [...circle, circle[0]].join(' → ');
        diagnostics.error(
          'circle',
          at,
          `These sections lean on one another in a circle: ${chain}.`,
          'Give one of them a time of its own.',
        );
      } else if (pattern.side === 'after') reportEndless(diagnostics, at, pattern, byId.get(pattern.section));
    }
  }
}

function isAt(diagnostics: Diagnostics, node: Node, { line, column }: Position): boolean {
  const place = diagnostics.positionOf(node);
  return place.line === line && place.column === column;
}

function reportEndless(
  diagnostics: Diagnostics,
  node: Node,
  { section }: RelativePattern,
  base: Section | undefined,
): void {
  const endless = base?.patterns.find((pattern) => endOf(pattern) === null);
  if (!endless) return;
  const line = isWritten(endless.at) ? ` (line ${endless.at.line})` : '';
  const message = `This meets after ${section}, which has no end${line}.`;
  diagnostics.error('base-without-end', node, message, `Give ${section} an end there.`);
}

function endOf(pattern: MeetingPattern): unknown {
  return pattern.type === 'relative' ? pattern.minutes : pattern.end;
}

/** For each section that is relative to itself through others, the shortest such circle, starting from it. */
function findCircles(
  sections: readonly Section[],
  byId: ReadonlyMap<string, Section>,
): ReadonlyMap<string, readonly string[]> {
  const circles = new Map<string, readonly string[]>();
  for (const { id } of sections) {
    const circle = findCircle(id, byId);
    if (circle) circles.set(id, circle);
  }
  return circles;
}

function findCircle(id: string, byId: ReadonlyMap<string, Section>): readonly string[] | null {
  /** The section from which each one was reached. */
  const reached = new Map<string, string | null>([[id, null]]);
  // Iterating over a Map includes entries added meanwhile: this is a breadth-first search.
  for (const member of reached.keys()) {
    for (const pattern of byId.get(member)?.patterns ?? []) {
      if (pattern.type !== 'relative') continue;
      if (pattern.section === id) return wayTo(member, reached);
      if (!reached.has(pattern.section)) reached.set(pattern.section, member);
    }
  }
  return null;
}

function wayTo(end: string, reached: ReadonlyMap<string, string | null>): readonly string[] {
  const way: string[] = [];
  for (let member: string | null = end; member !== null; member = reached.get(member) ?? null) way.unshift(member);
  return way;
}
