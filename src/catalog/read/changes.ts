/** Reads `changes:` of a course or term, and single changes from elsewhere. */

import type { Change, ChangeEffect } from '../../domain/change.ts';
import { foldId } from '../../domain/id.ts';
import { readClosedHours } from '../../words/closed.ts';
import { readInstant } from '../../words/instant.ts';
import { readDatedTime, readDestination } from '../../words/move.ts';
import { say } from '../../words/say.ts';
import { checkCombination, checkDestination } from '../check/change.ts';
import { checkPatternIds } from '../check/pattern-ids.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, readFlag, textOf } from '../fields.ts';
import { entryAt, itemsOf, keySpanOf, type Node, valueAt } from '../yaml/tree.ts';
import { makeChangeId } from './change-id.ts';
import { type ChangeContext, readScope } from './change-scope.ts';
import { readStaff } from './person.ts';
import { readVenues } from './place.ts';
import { checkPatternName } from './references.ts';
import { readPatterns } from './section.ts';

/** Reads a list of changes, in the order written; those with errors are left out. */
export function readChanges(diagnostics: Diagnostics, node: Node | null, context: ChangeContext): Change[] {
  const taken = new Map<string, string>();
  const changes: Change[] = [];
  for (const item of itemsOf(node)) {
    const change = readOne(diagnostics, item, context);
    if (!change) continue;
    if (taken.has(foldId(change.id))) {
      diagnostics.error(
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

/** The ids of changes and their replacement patterns, without reading the rest. */
export function listChangeIds(node: Node | null): string[] {
  return itemsOf(node).flatMap((item) => {
    const others = itemsOf(valueAt(item, 'instead')).map((pattern) => textOf(pattern, 'id'));
    return [textOf(item, 'id'), ...others].filter((id) => id !== null);
  });
}

/** Null: it has errors, which have been reported. */
export function readOne(diagnostics: Diagnostics, node: Node, context: ChangeContext): Change | null {
  if (node.type !== 'map') return null;
  const { zone, clock: hourCycle } = context.days.term;
  const announced = readField(diagnostics, node, 'announced', (text) => readInstant(text, zone, hourCycle));
  const scope = readScope(diagnostics, node, context);
  const effect = readEffect(diagnostics, node, context);
  checkCombination(diagnostics, node, effect, scope);
  checkDestination(diagnostics, node, effect, context.days.span);
  if (context.sections) {
    checkPatternName(diagnostics, valueAt(node, 'pattern'), scope.sections, context.sections, context.changeIds);
  }
  if (announced === null) return null;
  return {
    id: textOf(node, 'id') ?? makeChangeId(node, announced, scope, effect, context.sections),
    source: context.source,
    announced,
    scope,
    effect,
    say: textOf(node, 'say'),
    why: textOf(node, 'why'),
    at: node.start < 0 ? null : diagnostics.positionOf(node),
  };
}

function readEffect(diagnostics: Diagnostics, node: Node, context: ChangeContext): ChangeEffect {
  const { clock: hourCycle } = context.days.term;
  const instead = valueAt(node, 'instead');
  const patterns = instead ? readPatterns(diagnostics, instead, context, { where: [], staff: [] }) : null;
  if (patterns && !entryAt(node, 'sections') && !entryAt(node, 'kinds')) refuseInstead(diagnostics, node);
  if (patterns) checkPatternIds(diagnostics, itemsOf(instead), patterns, context.days, context.datesOf);
  return {
    cancel: readFlag(node, 'cancel'),
    close: readField(diagnostics, node, 'closed', (text) => readClosedHours(text, hourCycle)),
    move: readField(diagnostics, node, 'move', (text) => readDestination(text, hourCycle)),
    where: readVenues(diagnostics, valueAt(node, 'where'), context.places),
    staff: readStaff(diagnostics, valueAt(node, 'staff'), context.people),
    note: textOf(node, 'note'),
    extra: readField(diagnostics, node, 'extra', (text) => readDatedTime(text, hourCycle)),
    instead: patterns,
  };
}

function refuseInstead(diagnostics: Diagnostics, node: Node): void {
  diagnostics.error(
    'change-scope',
    keySpanOf(node, 'instead'),
    say('mistake.whichSections'),
    say('remedy.whichSections'),
  );
}
