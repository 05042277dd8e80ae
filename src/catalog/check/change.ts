/** Checks that a change is complete and does not contradict itself. */

import type { ChangeEffect, ChangeScope } from '../../domain/change.ts';
import { addDays, type DateSpan } from '../../domain/date.ts';
import { say } from '../../words/say.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { NEAR_TERM_DAYS } from '../limits.ts';
import { EFFECT_KEYS } from '../schema/change.ts';
import type { Span } from '../source.ts';
import { entryAt, firstKeySpanOf, keySpanOf, type Node, valueAt } from '../yaml/tree.ts';
import { warnOfOutside } from './term.ts';

export function checkCombination(diagnostics: Diagnostics, node: Node, effect: ChangeEffect, scope: ChangeScope): void {
  const set: readonly string[] = EFFECT_KEYS.filter((key) => entryAt(node, key));
  const spanOf = (key: string) => keySpanOf(node, key);
  if (set.length === 0 || (set.length === 1 && set[0] === 'cancel' && !effect.cancel)) {
    diagnostics.error(
      'change-empty',
      firstKeySpanOf(node),
      say('mistake.changesNothing'),
      say('remedy.changesNothing', { keys: EFFECT_KEYS.join(', ') }),
    );
  }
  const exclusive = ['extra', 'instead', 'cancel', 'closed', 'move'].filter(
    (key) => set.includes(key) && (key !== 'cancel' || effect.cancel),
  );
  if (exclusive.length > 1) {
    const [first, second] = exclusive as [string, string];
    diagnostics.error(
      'key-combination',
      spanOf(second),
      say('mistake.notTogether', { first, second }),
      say('remedy.notTogether'),
    );
  }
  if (entryAt(node, 'deadline')) checkDeadline(diagnostics, node, effect);
  else if (set.includes('extra')) checkExtra(diagnostics, node, spanOf('extra'));
  else if (!['on', 'from', 'until'].some((key) => entryAt(node, key))) {
    diagnostics.error('change-scope', firstKeySpanOf(node), say('mistake.noDates'), say('remedy.noDates'));
  }
  if (effect.move?.date && scope.dates && scope.dates.from !== scope.dates.until) {
    diagnostics.error('key-combination', spanOf('move'), say('mistake.toOneDate'), say('remedy.toOneDate'));
  }
}

const OTHER_SCOPES = ['sections', 'kinds', 'on', 'from', 'until', 'pattern'];
const OF_DEADLINES: readonly string[] = ['cancel', 'move', 'note'];

function checkDeadline(diagnostics: Diagnostics, node: Node, { move }: ChangeEffect): void {
  const scope = OTHER_SCOPES.find((key) => entryAt(node, key));
  if (scope)
    diagnostics.error(
      'key-combination',
      keySpanOf(node, scope),
      `${scope} does not go with deadline.`,
      'A deadline is named by its id alone.',
    );
  const effect = EFFECT_KEYS.find((key) => entryAt(node, key) && !OF_DEADLINES.includes(key));
  if (effect)
    diagnostics.error(
      'key-combination',
      keySpanOf(node, effect),
      `${effect} does not go with deadline.`,
      'A deadline can be extended (move), cancelled, or get a note.',
    );
  if (move?.end)
    diagnostics.error(
      'key-combination',
      keySpanOf(node, 'move'),
      say('mistake.deadlineEnd'),
      say('remedy.deadlineEnd'),
    );
}

/** The target of a change; its scope is checked against the meetings themselves. */
export function checkDestination(
  diagnostics: Diagnostics,
  node: Node,
  { move, extra }: ChangeEffect,
  term: DateSpan,
): void {
  const date = move?.date ?? extra?.date ?? null;
  if (date === null) return;
  if (addDays(term.from, -NEAR_TERM_DAYS) <= date && date <= addDays(term.until, NEAR_TERM_DAYS)) return;
  const value = valueAt(node, move ? 'move' : 'extra') ?? node;
  warnOfOutside(diagnostics, value, `${date} lies far outside the term (${term.from} to ${term.until}).`);
}

function checkExtra(diagnostics: Diagnostics, node: Node, span: Span): void {
  const dates = ['on', 'from', 'until', 'pattern'].find((key) => entryAt(node, key));
  if (dates)
    diagnostics.error(
      'key-combination',
      keySpanOf(node, dates),
      `${dates} does not go with extra.`,
      'extra has a date of its own.',
    );
  if (!entryAt(node, 'sections'))
    diagnostics.error('change-scope', span, say('mistake.whichSection'), say('remedy.whichSection'));
}
