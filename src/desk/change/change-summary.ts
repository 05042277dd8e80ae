/** A change in a sentence, for the history and wherever changes are listed. */

import type { Change, ChangeEffect } from '../../domain/change.ts';
import { type DateSpan, type LocalDate, utcDateOf } from '../../domain/date.ts';
import type { MessageKey } from '../../words/messages/messages.ts';
import { say } from '../../words/say.ts';
import { sayDay, sayKindWithin, sayList } from '../../words/wording.ts';

/** In the order in which several are named. */
const EFFECT_WORDS = {
  cancel: 'deskHistory.cancelled',
  move: 'deskHistory.moved',
  where: 'deskHistory.otherPlaceFor',
  staff: 'deskHistory.otherPeopleFor',
  close: 'deskHistory.closed',
  instead: 'deskHistory.otherHoursFor',
  extra: 'deskHistory.extraMeetingOf',
} as const satisfies Readonly<Record<Exclude<keyof ChangeEffect, 'note'>, MessageKey>>;
const NAMED_EFFECTS = Object.keys(EFFECT_WORDS) as (keyof typeof EFFECT_WORDS)[];

/** 'Cancelled P02, Friday 12 October' */
export function summariseChange({ scope, effect, announced }: Pick<Change, 'scope' | 'effect' | 'announced'>): string {
  const made = utcDateOf(announced);
  const did = NAMED_EFFECTS.filter((key) => effect[key]).map((key) => say(EFFECT_WORDS[key]));
  const verb = did.length === 0 ? say('deskHistory.noteOn') : sayList(did);
  const every = scope.kinds
    ? sayList(scope.kinds.map((kind) => say('deskHistory.every', { kind: sayKindWithin(kind) })))
    : say('deskHistory.everySectionOf');
  const isDeadline = scope.dates === null && !effect.extra && scope.pattern !== null;
  const named = scope.sections ? sayList(scope.sections) : every;
  const who = isDeadline ? say('deskHistory.deadline', { id: scope.pattern }) : named;
  const when = effect.extra ? sayDay(effect.extra.date, made) : scope.dates ? saySpan(scope.dates, made) : '';
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${who}${when === '' ? '' : `, ${when}`}`;
}

function saySpan({ from, until }: DateSpan, made: LocalDate): string {
  return from === until
    ? sayDay(from, made)
    : say('deskHistory.to', { from: sayDay(from, made), until: sayDay(until, made) });
}
