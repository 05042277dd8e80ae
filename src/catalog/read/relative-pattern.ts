/** A pattern relative to another section: `after: L01`, `before: L01`. */
import type { RelativePattern } from '../../domain/pattern.ts';
import { readLength } from '../../words/length.ts';
import { readField, textNodeOf } from '../fields.ts';
import type { Reading } from '../reading.ts';
import type { MapNode } from '../yaml/tree.ts';
import {
  NEEDS_WEEKLY,
  type PatternContext,
  type PatternDefaults,
  readBounds,
  readExcept,
  readParts,
  refuseAll,
} from './pattern-parts.ts';
import { findSection } from './references.ts';
import { readHalf, readWeekNumbers } from './weekly-rule.ts';

/** Null: it has errors, which have been reported. */
export function readRelative(
  reading: Reading,
  node: MapNode,
  side: 'before' | 'after',
  context: PatternContext,
  defaults: PatternDefaults,
): RelativePattern | null {
  refuseAll(
    reading,
    node,
    NEEDS_WEEKLY,
    'goes with weekdays; a relative pattern meets whenever the other section does.',
  );
  refuseAll(reading, node, ['time'], 'goes with dates; say for how long with for.');
  const base = textNodeOf(node, side);
  if (!base) return null;
  const section = context.sections ? findSection(reading, base, base.value.trim(), context.sections) : null;
  if (!context.sections)
    reading.error(
      'key-combination',
      base,
      `${side} cannot stand here: no one course is meant.`,
      'Write it in the course’s own file.',
    );
  const { from, until } = readBounds(reading, node);
  const gap = readField(reading, node, 'gap', readLength) ?? 0;
  const minutes = readField(reading, node, 'for', readLength);
  const weeks = readWeekNumbers(reading, node, context.days);
  const half = readHalf(reading, node, context.days.term);
  const except = readExcept(reading, node);
  const parts = readParts(reading, node, { copies: null }, context, defaults);
  return section === null
    ? null
    : { type: 'relative', ...parts, side, section, gap, minutes, from, until, weeks, half, ...except };
}
