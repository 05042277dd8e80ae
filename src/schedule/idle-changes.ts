/** Finds changes that affect no meeting of a course, and suggests what their author may have meant. */

import type { Change, ChangeScope } from '../domain/change.ts';
import { type DateSpan, isWithin, type LocalDate } from '../domain/date.ts';
import { DEADLINES } from '../domain/id.ts';
import type { Break, Course } from '../domain/model.ts';
import type { Problem } from '../domain/problem.ts';
import { sayDate, sayDateAndYear, sayList } from '../words/wording.ts';
import { concernsSection } from './change-order.ts';
import type { Draft } from './draft.ts';
import type { SectionMeetings } from './section-meetings.ts';

const ORIGINAL = 'A change names the original date: the one that the rules gave, before any move.';

/** A term-wide change concerns many courses and need not affect this one. */
export function findIdleChanges(
  course: Course,
  meetings: readonly SectionMeetings[],
  changes: readonly Change[],
  breaks: readonly Break[],
): Problem[] {
  if (changes.length === 0) return [];
  const touched = new Set(
    meetings.flatMap(({ final, withdrawn }) => [...final, ...withdrawn]).flatMap((draft) => draft.touched),
  );
  const idle = changes.filter((change, changeIndex) => change.source !== 'term' && !touched.has(changeIndex));
  return idle.map((change) => ({
    code: 'change-refers-to-nothing',
    severity: 'warning',
    message: isAboutDeadline(change.scope)
      ? `${course.code} has no deadline ${change.scope.pattern}.`
      : `${course.code} has no meeting${sayScope(change.scope)}${sayBreak(change.scope, breaks)}.`,
    hint: adviseOn(change, meetings),
    about: change.id,
    ...(change.at ? { at: change.at } : {}),
  }));
}

function isAboutDeadline({ sections, dates }: ChangeScope): boolean {
  return dates === null && sections?.[0] === DEADLINES;
}

/** ' of P01 on Friday 12 October 2018' */
function sayScope({ sections, kinds, dates, pattern }: ChangeScope): string {
  const which = sections ? ` of ${sayList(sections)}` : kinds ? ` of the kind ${sayList(kinds)}` : '';
  const named = pattern === null ? '' : pattern === '' ? ' without a pattern id' : ` with the pattern id ${pattern}`;
  return `${which}${named}${dates ? saySpan(dates) : ''}`;
}

/** ' (Thanksgiving recess)', if all the dates are in one break. */
function sayBreak({ dates }: ChangeScope, breaks: readonly Break[]): string {
  const within = dates && breaks.find((gap) => gap.from <= dates.from && dates.until <= gap.until);
  return within ? ` (${within.name})` : '';
}

function saySpan({ from, until }: DateSpan): string {
  return from === until
    ? ` on ${sayDate(from)} ${from.slice(0, 4)}`
    : ` from ${sayDateAndYear(from)} to ${sayDateAndYear(until)}`;
}

function adviseOn({ scope, effect }: Change, meetings: readonly SectionMeetings[]): string {
  if (isAboutDeadline(scope)) return 'It was taken out of the rules, or its id is another one now.';
  const { dates, pattern } = scope;
  const drafts = meetings
    .filter(({ section }) => concernsSection(scope, section))
    .flatMap(({ final }) => final)
    .filter((draft) => !draft.extra || draft.pattern === pattern);
  if (!dates || drafts.length === 0) return ORIGINAL;
  if (effect.close) return 'Closed hours are about the meetings that stand on those dates.';
  const there = drafts.filter(({ originalDate }) => isWithin(originalDate, dates));
  if (there.length > 0)
    return `Those meetings have other pattern ids: ${sayList([...new Set(there.map(namePattern))])}.`;
  const movedHere = drafts.filter(({ slot, cancelled }) => !cancelled && isWithin(slot.date, dates));
  return movedHere.length > 0 ? adviseOriginal(movedHere) : `${adviseNearest(drafts, dates)} ${ORIGINAL}`;
}

function namePattern({ pattern }: Draft): string {
  return pattern === '' ? '(none)' : pattern;
}

function adviseOriginal(moved: readonly Draft[]): string {
  const said = moved.slice(0, 3).map(({ section, originalDate, slot }) => {
    return `${section.id} of ${sayDate(originalDate)} now stands on ${sayDate(slot.date)}: name it by ${originalDate}`;
  });
  return `${said.join('. ')}. ${ORIGINAL}`;
}

/** The nearest dates with a meeting before and after. */
function adviseNearest(drafts: readonly Draft[], { from, until }: DateSpan): string {
  const dates = [...new Set(drafts.map(({ originalDate }) => originalDate))].sort();
  const near = [dates.findLast((date) => date < from), dates.find((date) => date > until)];
  const said = near.filter((date): date is LocalDate => date !== undefined).map((date) => `${sayDate(date)} (${date})`);
  return `The nearest ${said.length === 1 ? 'is' : 'are'} on ${sayList(said)}.`;
}
