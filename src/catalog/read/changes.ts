/** `changes:` of a course or term, and single changes made elsewhere. */
import { createHash } from 'node:crypto';
import { addDays, type DateSpan } from '../../domain/date.ts';
import { foldId } from '../../domain/id.ts';
import { isKind } from '../../domain/kind.ts';
import type { Change, ChangeEffect, ChangeScope } from '../../domain/model.ts';
import { checkPatternIds } from '../check/pattern-ids.ts';
import { readField, readFlag, textNodesOf, textOf } from '../fields.ts';
import { NEAR_TERM_DAYS } from '../limits.ts';
import { readClosedHours } from '../notation/closed.ts';
import { readDate } from '../notation/date.ts';
import { readInstant } from '../notation/instant.ts';
import { readDatedTime, readDestination } from '../notation/move.ts';
import type { Reading } from '../reading.ts';
import { entryAt, itemsOf, type Node, valueAt } from '../yaml/tree.ts';
import type { PatternContext } from './pattern.ts';
import { readStaff } from './person.ts';
import { readVenues } from './place.ts';
import { checkPatternName, readSectionIds } from './references.ts';
import { readPatterns } from './section.ts';

export interface ChangeContext extends PatternContext {
  readonly source: Change['source'];
  /** Ids of the file's changes and of their other patterns: meetings that they make are known by these. */
  readonly changeIds: readonly string[];
}

/** Reads a list of changes, in the order written; those with errors are left out. */
export function readChanges(reading: Reading, node: Node | null, context: ChangeContext): Change[] {
  const taken = new Map<string, string>();
  const changes: Change[] = [];
  for (const item of itemsOf(node)) {
    const change = readOne(reading, item, context);
    if (!change) continue;
    if (taken.has(foldId(change.id))) {
      reading.error(
        'id-taken',
        valueAt(item, 'id') ?? item,
        `Two changes have the id ${change.id}.`,
        'Give one of them an id of its own: changes announced at one instant for one scope need it.',
      );
    }
    taken.set(foldId(change.id), change.id);
    changes.push(change);
  }
  return changes;
}

/** The ids that changes and their other patterns have, without reading them further. */
export function listChangeIds(node: Node | null): string[] {
  return itemsOf(node).flatMap((item) => {
    const others = itemsOf(valueAt(item, 'instead')).map((pattern) => textOf(pattern, 'id'));
    return [textOf(item, 'id'), ...others].filter((id) => id !== null);
  });
}

/** Null: it has errors, which are reported. */
export function readOne(reading: Reading, node: Node, context: ChangeContext): Change | null {
  if (node.type !== 'map') return null;
  const { zone } = context.days.term;
  const announced = readField(reading, node, 'announced', (text) => readInstant(text, zone));
  const scope = readScope(reading, node, context);
  const effect = readEffect(reading, node, context);
  checkCombination(reading, node, effect, scope);
  if (context.sections) {
    checkPatternName(reading, valueAt(node, 'pattern'), scope.sections, context.sections, context.changeIds);
  }
  if (announced === null) return null;
  return {
    id: textOf(node, 'id') ?? makeChangeId(announced, scope, effect),
    source: context.source,
    announced,
    scope,
    effect,
    say: textOf(node, 'say'),
    why: textOf(node, 'why'),
    at: node.start < 0 ? null : reading.positionOf(node),
  };
}

function readScope(reading: Reading, node: Node, context: ChangeContext): ChangeScope {
  const sections = valueAt(node, 'sections');
  const kinds = textNodesOf(valueAt(node, 'kinds')).map((text) => text.value);
  return {
    sections: sections ? readScopeSections(reading, sections, context) : null,
    kinds: kinds.length > 0 ? [...new Set(kinds.filter(isKind))] : null,
    dates: readDates(reading, node, context),
    pattern: textOf(node, 'pattern'),
  };
}

function readScopeSections(reading: Reading, node: Node, context: ChangeContext): string[] {
  if (context.sections) return readSectionIds(reading, node, context.sections);
  const ids = textNodesOf(node)
    .flatMap((text) => text.value.split(/[\s,;]+/))
    .filter((id) => id !== '');
  return [...new Set(ids)];
}

function readDates(reading: Reading, node: Node, context: ChangeContext): DateSpan | null {
  const on = readField(reading, node, 'on', readDate);
  const from = readField(reading, node, 'from', readDate);
  const until = readField(reading, node, 'until', readDate);
  const onEntry = entryAt(node, 'on');
  if (onEntry && (entryAt(node, 'from') || entryAt(node, 'until'))) {
    reading.error(
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
    reading.error(
      'span-backwards',
      valueAt(node, 'until') ?? valueAt(node, 'from') ?? node,
      `${dates.until} lies before ${dates.from}.`,
      'Check both dates against the term.',
    );
  }
  return dates;
}

function readEffect(reading: Reading, node: Node, context: ChangeContext): ChangeEffect {
  const instead = valueAt(node, 'instead');
  const patterns = instead ? readPatterns(reading, instead, context, { where: [], staff: [] }) : null;
  if (patterns && !entryAt(node, 'sections') && !entryAt(node, 'kinds')) refuseInstead(reading, node);
  if (patterns) checkPatternIds(reading, itemsOf(instead), patterns, context.days, () => []);
  return {
    cancel: readFlag(node, 'cancel'),
    close: readField(reading, node, 'closed', readClosedHours),
    move: readField(reading, node, 'move', readDestination),
    where: readVenues(reading, valueAt(node, 'where'), context.places),
    staff: readStaff(reading, valueAt(node, 'staff'), context.people),
    note: textOf(node, 'note'),
    extra: readField(reading, node, 'extra', readDatedTime),
    instead: patterns,
  };
}

function refuseInstead(reading: Reading, node: Node): void {
  reading.error(
    'change-scope',
    entryAt(node, 'instead')?.keySpan ?? node,
    'Which sections meet by these other patterns?',
    'Add sections: or kinds:.',
  );
}

const EFFECTS = ['cancel', 'move', 'where', 'staff', 'note', 'closed', 'extra', 'instead'];

function checkCombination(reading: Reading, node: Node, effect: ChangeEffect, scope: ChangeScope): void {
  const set = EFFECTS.filter((key) => entryAt(node, key));
  const spanOf = (key: string) => entryAt(node, key)?.keySpan ?? node;
  if (set.length === 0 || (set.length === 1 && set[0] === 'cancel' && !effect.cancel)) {
    reading.error(
      'change-empty',
      firstKey(node),
      'This change changes nothing.',
      `Add one of ${EFFECTS.join(', ')}; a line for people alone is a note.`,
    );
  }
  const exclusive = ['extra', 'instead', 'cancel', 'closed', 'move'].filter(
    (key) => set.includes(key) && (key !== 'cancel' || effect.cancel),
  );
  if (exclusive.length > 1) {
    const [first, second] = exclusive as [string, string];
    reading.error(
      'key-combination',
      spanOf(second),
      `${first} and ${second} do not go together in one change.`,
      'Write two changes.',
    );
  }
  if (set.includes('extra')) checkExtra(reading, node, spanOf('extra'));
  else if (scope.dates === null && !['on', 'from', 'until'].some((key) => entryAt(node, key))) {
    reading.error(
      'change-scope',
      firstKey(node),
      'This change does not say for which dates.',
      'Add on: a date, or from: and until:.',
    );
  }
  if (effect.move?.date && scope.dates && scope.dates.from !== scope.dates.until) {
    reading.error(
      'key-combination',
      spanOf('move'),
      'Meetings of several dates cannot all move to one date.',
      'Write one change for each, or move to a time alone.',
    );
  }
}

function checkExtra(reading: Reading, node: Node, span: { readonly start: number; readonly end: number }): void {
  const dates = ['on', 'from', 'until', 'pattern'].find((key) => entryAt(node, key));
  if (dates)
    reading.error(
      'key-combination',
      entryAt(node, dates)?.keySpan ?? node,
      `${dates} does not go with extra.`,
      'extra has a date of its own.',
    );
  if (!entryAt(node, 'sections'))
    reading.error('change-scope', span, 'Which section does the extra meeting belong to?', 'Add sections: L01.');
}

function firstKey(node: Node): { readonly start: number; readonly end: number } {
  return node.type === 'map' ? (node.entries[0]?.keySpan ?? node) : node;
}

/** An id that lasts as long as the change's instant and scope do. */
export function makeChangeId(announced: number, scope: ChangeScope, effect: Pick<ChangeEffect, 'extra'>): string {
  const { dates, pattern } = scope;
  const sections = scope.sections ? [...scope.sections].sort().join('+') : '*';
  const kinds = scope.kinds ? [...scope.kinds].sort().join('+') : '*';
  const parts = [
    announced,
    sections,
    kinds,
    dates?.from ?? '',
    dates?.until ?? '',
    pattern ?? '',
    effect.extra?.date ?? '',
  ];
  return `c-${createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 12)}`;
}
