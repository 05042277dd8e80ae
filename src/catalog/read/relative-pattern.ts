/** A pattern relative to another section: `after: L01`, `before: L01`. */
import type { RelativePattern } from '../../domain/pattern.ts';
import { readLength } from '../../words/length.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, textNodeOf } from '../fields.ts';
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
  diagnostics: Diagnostics,
  node: MapNode,
  side: 'before' | 'after',
  context: PatternContext,
  defaults: PatternDefaults,
): RelativePattern | null {
  refuseAll(
    diagnostics,
    node,
    NEEDS_WEEKLY,
    'goes with weekdays; a relative pattern meets whenever the other section does.',
  );
  refuseAll(diagnostics, node, ['time'], 'goes with dates; say for how long with for.');
  const base = textNodeOf(node, side);
  if (!base) return null;
  const section = context.sections ? findSection(diagnostics, base, base.value.trim(), context.sections) : null;
  if (!context.sections)
    diagnostics.error(
      'key-combination',
      base,
      `${side} cannot stand here: no one course is meant.`,
      'Write it in the course’s own file.',
    );
  const { from, until } = readBounds(diagnostics, node);
  const gap = readField(diagnostics, node, 'gap', readLength) ?? 0;
  const minutes = readField(diagnostics, node, 'for', readLength);
  const weeks = readWeekNumbers(diagnostics, node, context.days);
  const half = readHalf(diagnostics, node, context.days.term);
  const except = readExcept(diagnostics, node);
  const parts = readParts(diagnostics, node, { copies: null }, context, defaults);
  return section === null
    ? null
    : { type: 'relative', ...parts, side, section, gap, minutes, from, until, weeks, half, ...except };
}
