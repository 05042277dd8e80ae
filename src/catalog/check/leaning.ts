/** Sections that lean on others ("after L01"): no circle, and a base that ends where something follows it. */
import type { MeetingPattern, RelativePattern, Section } from '../../domain/model.ts';
import type { Position } from '../../domain/problem.ts';
import type { Reading } from '../reading.ts';
import { type Entry, entryAt, itemsOf, type Node, valueAt } from '../yaml/tree.ts';

export function reportLeaning(reading: Reading, sections: readonly Section[], entryFor: (id: string) => Entry): void {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const inCircle = findCircles(sections, byId);
  for (const section of sections) {
    const nodes = itemsOf(valueAt(entryFor(section.id).value, 'meets'));
    for (const pattern of section.patterns) {
      if (pattern.type !== 'relative') continue;
      // By place, not by order: what could not be read is no pattern.
      const node = nodes.find((one) => isAt(reading, one, pattern.at)) ?? entryFor(section.id).value;
      const at = entryAt(node, pattern.side)?.value ?? node;
      const circle = inCircle.get(section.id);
      if (circle?.includes(pattern.section)) {
        const chain = [...circle, circle[0]].join(' → ');
        reading.error(
          'circle',
          at,
          `These sections lean on one another in a circle: ${chain}.`,
          'Give one of them a time of its own.',
        );
      } else if (pattern.side === 'after') reportEndless(reading, at, pattern, byId.get(pattern.section));
    }
  }
}

function isAt(reading: Reading, node: Node, { line, column }: Position): boolean {
  const place = reading.positionOf(node);
  return place.line === line && place.column === column;
}

function reportEndless(reading: Reading, node: Node, { section }: RelativePattern, base: Section | undefined): void {
  const endless = base?.patterns.find((pattern) => endOf(pattern) === null);
  if (!endless) return;
  const message = `This meets after ${section}, which has no end (line ${endless.at.line}).`;
  reading.error('base-without-end', node, message, `Give ${section} an end there.`);
}

function endOf(pattern: MeetingPattern): unknown {
  return pattern.type === 'relative' ? pattern.minutes : pattern.end;
}

/** For each section that leans on itself by way of others: such a circle, from it on. */
function findCircles(
  sections: readonly Section[],
  byId: ReadonlyMap<string, Section>,
): ReadonlyMap<string, readonly string[]> {
  const circles = new Map<string, readonly string[]>();
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (id: string): void => {
    const start = path.indexOf(id);
    if (start >= 0) {
      const circle = path.slice(start);
      circle.forEach((member, index) => {
        if (!circles.has(member)) circles.set(member, [...circle.slice(index), ...circle.slice(0, index)]);
      });
      return;
    }
    if (done.has(id)) return;
    path.push(id);
    for (const pattern of byId.get(id)?.patterns ?? []) if (pattern.type === 'relative') visit(pattern.section);
    path.pop();
    done.add(id);
  };
  for (const { id } of sections) visit(id);
  return circles;
}
