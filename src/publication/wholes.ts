/** What changed about a course or a section as a whole, in a subscriber's words, once rather than on each meeting. */
import { foldId } from '../domain/id.ts';
import { wordsOf } from '../domain/kind.ts';

import type { CourseFacts } from '../domain/schedule.ts';
import { sayDate, sayList } from '../words/wording.ts';
import { sameJson } from './same.ts';
import type { SectionState } from './sections.ts';

/** The line for a change of the course's own facts; null when there is no news in it. */
export function sayCourseChange(last: CourseFacts, next: CourseFacts): string | null {
  const parts: string[] = [];
  if (last.code !== next.code) parts.push(`code changed from ${last.code}`);
  if (last.title !== next.title) parts.push(`title changed from ${last.title}`);
  parts.push(...sayNote(last.note, next.note));
  if (last.url !== next.url || !sameJson(last.links, next.links)) parts.push('links changed');
  return parts.length === 0 ? null : parts.join('; ');
}

/** The line for a change of a section's own facts; `last` is what it was, undefined when it is new. */
export function saySectionChange(last: SectionState | undefined, next: SectionState): string | null {
  if (!last) return 'section added';
  if (last.gone !== next.gone) return next.gone ? 'section no longer given' : 'section back';
  const parts: string[] = [];
  if (foldId(last.id) !== foldId(next.id)) parts.push(`renamed from ${last.id}`);
  if (last.kind !== next.kind) parts.push(`${wordsOf(next.kind).label} instead of ${wordsOf(last.kind).label}`);
  if (last.title !== next.title) parts.push(next.title === null ? 'title taken back' : `title: ${next.title}`);
  parts.push(...sayNote(last.note, next.note));
  if (last.url !== next.url) parts.push('link changed');
  if (next.ended && !sameJson(last.ended, next.ended)) parts.push(sayEnded(next.ended));
  if (!sameJson(last.heldWith, next.heldWith)) parts.push(sayHeldWith(next.heldWith));
  return parts.length === 0 ? null : parts.join('; ');
}

function sayNote(last: string | null, next: string | null): string[] {
  if (last === next) return [];
  return [next === null ? 'note taken back' : `note: ${next}`];
}

function sayHeldWith(other: SectionState['heldWith']): string {
  return other ? `held together with ${other.code} ${other.section}` : 'held on its own again';
}

function sayEnded(ended: NonNullable<SectionState['ended']>): string {
  const instead = ended.instead.length === 0 ? '' : `, instead: ${sayList(ended.instead)}`;
  return `ended on ${sayDate(ended.on)}${instead}`;
}
