/** The scope of a change: sections, kinds, original dates, a pattern. */

import type { Change, ChangeScope } from '../../domain/change.ts';
import { addDays, type DateSpan } from '../../domain/date.ts';
import { DEADLINES } from '../../domain/id.ts';
import { isSectionKind } from '../../domain/kind.ts';
import { readDate } from '../../words/date.ts';
import { say } from '../../words/say.ts';
import type { DatesOfSection } from '../check/candidates.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, textNodeOf, textNodesOf } from '../fields.ts';
import { NEAR_TERM_DAYS } from '../limits.ts';
import { entryAt, type Node, valueAt } from '../yaml/tree.ts';
import type { PatternContext } from './pattern-parts.ts';
import { findDeadline, readPatternName, readSectionIds } from './references.ts';

export interface ChangeContext extends PatternContext {
  readonly source: Change['source'];
  /** Ids of the file's changes and their replacement patterns; meetings that they add are addressed by these. */
  readonly changeIds: readonly string[];
  /** The ids of the course's deadlines; empty in a term. */
  readonly deadlines: readonly string[];
  /** The dates on which the course's sections meet by the rules; relative patterns can fall on these. */
  readonly datesOf: DatesOfSection;
}

export function readScope(diagnostics: Diagnostics, node: Node, context: ChangeContext): ChangeScope {
  const deadline = textNodeOf(node, 'deadline');
  if (deadline) {
    const pattern = findDeadline(diagnostics, deadline, context.deadlines);
    return { sections: [DEADLINES], kinds: null, dates: null, pattern };
  }
  const sections = valueAt(node, 'sections');
  const kinds = textNodesOf(valueAt(node, 'kinds')).map((text) => text.value);
  return {
    sections: sections ? readScopeSections(diagnostics, sections, context) : null,
    kinds: kinds.length > 0 ? [...new Set(kinds.filter(isSectionKind))] : null,
    dates: readDates(diagnostics, node, context),
    pattern: readPatternName(node),
  };
}

function readScopeSections(diagnostics: Diagnostics, node: Node, context: ChangeContext): string[] {
  if (context.sections) return readSectionIds(diagnostics, node, context.sections);
  const ids = textNodesOf(node)
    .flatMap((text) => text.value.split(/[\s,;]+/))
    .filter((id) => id !== '');
  return [...new Set(ids)];
}

function readDates(diagnostics: Diagnostics, node: Node, context: ChangeContext): DateSpan | null {
  const on = readField(diagnostics, node, 'on', readDate);
  const from = readField(diagnostics, node, 'from', readDate);
  const until = readField(diagnostics, node, 'until', readDate);
  const onEntry = entryAt(node, 'on');
  if (onEntry && (entryAt(node, 'from') || entryAt(node, 'until'))) {
    diagnostics.error(
      'key-combination',
      onEntry.keySpan,
      'on does not go with from and until.',
      'Keep the one date, or the span.',
    );
  }
  if (on !== null) return { from: on, until: on };
  if (from === null && until === null) return null;
  const { span } = context.days;
  const dates = {
    from: from ?? addDays(span.from, -NEAR_TERM_DAYS),
    until: until ?? addDays(span.until, NEAR_TERM_DAYS),
  };
  if (dates.until < dates.from) {
    diagnostics.error(
      'span-backwards',
      valueAt(node, 'until') ?? valueAt(node, 'from') ?? node,
      say('mistake.backwards', { until: dates.until, from: dates.from }),
      say('remedy.checkDates'),
    );
  }
  return dates;
}
