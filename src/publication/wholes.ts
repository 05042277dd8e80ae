/** Describes changes of a whole course or section for subscribers, once rather than on each meeting. */
import { foldId } from '../domain/id.ts';
import type { ArrangementFacts, CourseFacts } from '../domain/schedule.ts';
import { sayArrangement } from '../words/arrangement.ts';
import { say } from '../words/say.ts';
import { sayDate, sayKind, sayList } from '../words/wording.ts';
import { sameJson } from './same.ts';
import type { UnstampedSection } from './sections.ts';

/** The line for a change of the course's own facts; null if nothing is worth reporting. */
export function sayCourseChange(last: CourseFacts, next: CourseFacts): string | null {
  if (last === next) return null;
  const parts: string[] = [];
  if (last.code !== next.code) parts.push(say('whole.code', { code: last.code }));
  if (last.title !== next.title) parts.push(say('whole.title', { title: last.title }));
  parts.push(...sayNote(last.note, next.note));
  if (last.url !== next.url || !sameJson(last.links, next.links)) parts.push(say('whole.links'));
  return parts.length === 0 ? null : parts.reduce((first, next) => say('change.and', { first, next }));
}

/** The line for a change of a section's own facts; `last` is the previous ones, undefined if it is new. */
export function saySectionChange(last: UnstampedSection | undefined, next: UnstampedSection): string | null {
  if (last === next) return null;
  if (!last) return say(next.kind === 'deadline' ? 'whole.deadlines' : 'whole.added');
  if (last.gone !== next.gone) return next.gone ? say('whole.gone') : say('whole.back');
  const parts = listSectionChanges(last, next);
  return parts.length === 0 ? null : parts.reduce((first, next) => say('change.and', { first, next }));
}

function listSectionChanges(last: UnstampedSection, next: UnstampedSection): string[] {
  const parts: string[] = [];
  if (foldId(last.id) !== foldId(next.id)) parts.push(say('whole.renamed', { id: last.id }));
  if (last.kind !== next.kind) parts.push(say('whole.kind', { kind: sayKind(next.kind), was: sayKind(last.kind) }));
  if (last.title !== next.title) parts.push(saySectionTitle(next.title));
  parts.push(...sayNote(last.note, next.note));
  if (last.url !== next.url) parts.push(say('whole.link'));
  if (next.ended && !sameJson(last.ended, next.ended)) parts.push(sayEnded(next.ended));
  parts.push(...sayArranged(last.arrangements ?? [], next.arrangements ?? []));
  if (!sameJson(last.heldWith, next.heldWith)) parts.push(sayHeldWith(next.heldWith));
  return parts;
}

/** Times that become known are meetings, which are announced themselves. */
function sayArranged(last: readonly ArrangementFacts[], next: readonly ArrangementFacts[]): string[] {
  const isIn = (all: readonly ArrangementFacts[]) => (one: ArrangementFacts) =>
    all.some((other) => sameJson(one, other));
  const added = next.filter((one) => !isIn(last)(one)).map((one) => sayArrangement(one, true));
  const kept = new Set(next.map((one) => sayArrangement(one, true)));
  const gone = last
    .filter(({ type }) => type !== 'later')
    .map((one) => sayArrangement(one, true))
    .filter((said) => !kept.has(said));
  return [
    ...added.map((arranged) => say('whole.arranged', { arranged })),
    ...gone.map((arranged) => say('whole.arrangedGone', { arranged })),
  ];
}

function saySectionTitle(title: string | null): string {
  return title === null ? say('whole.sectionTitleGone') : say('whole.sectionTitle', { title });
}

function sayNote(last: string | null, next: string | null): string[] {
  if (last === next) return [];
  return [next === null ? say('change.noteGone') : say('change.note', { note: next })];
}

function sayHeldWith(other: UnstampedSection['heldWith']): string {
  return other ? say('whole.heldWith', { code: other.code, section: other.section }) : say('whole.heldAlone');
}

function sayEnded(ended: NonNullable<UnstampedSection['ended']>): string {
  const date = sayDate(ended.on);
  return ended.instead.length === 0
    ? say('whole.ended', { date })
    : say('whole.endedInstead', { date, sections: sayList(ended.instead) });
}
