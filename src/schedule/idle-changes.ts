/** Finds changes that affect no meeting of a course, and suggests what their author may have meant. */

import type { Change, ChangeScope } from '../domain/change.ts';
import { type DateSpan, isSpanWithin, isWithin, type LocalDate } from '../domain/date.ts';
import { DEADLINES } from '../domain/id.ts';
import type { Break, Course } from '../domain/model.ts';
import type { Problem } from '../domain/problem.ts';
import { say } from '../words/say.ts';
import { sayDate, sayDateAndYear, sayDateWithYear, sayList } from '../words/wording.ts';
import { concernsSection } from './change-order.ts';
import type { Draft } from './draft.ts';
import type { SectionMeetings } from './section-meetings.ts';

/** A term-wide change concerns many courses and need not affect this one. */
export function findIdleChanges(
  course: Course,
  meetings: readonly SectionMeetings[],
  changes: readonly Change[],
  breaks: readonly Break[],
): Problem[] {
  if (changes.every(({ source }) => source === 'term')) return [];
  const touched = new Set(
    meetings.flatMap(({ final, withdrawn }) => [...final, ...withdrawn]).flatMap((draft) => draft.touched),
  );
  const idle = changes.filter((change, changeIndex) => change.source !== 'term' && !touched.has(changeIndex));
  return idle.map((change) => ({
    code: 'change-refers-to-nothing',
    severity: 'warning',
    message: isAboutDeadline(change.scope)
      ? say('idle.deadline', { course: course.code, id: change.scope.pattern ?? '' })
      : say('idle.meeting', { course: course.code, ...sayScope(change.scope), gap: sayBreak(change.scope, breaks) }),
    hint: adviseOn(change, meetings),
    about: change.id,
    ...(change.at ? { at: change.at } : {}),
  }));
}

function isAboutDeadline({ sections, dates }: ChangeScope): boolean {
  return dates === null && sections?.[0] === DEADLINES;
}

/** ' of P01', ' with the pattern id p2', ' on Friday 12 October 2018' */
function sayScope({ sections, kinds, dates, pattern }: ChangeScope): {
  readonly which: string;
  readonly pattern: string;
  readonly dates: string;
} {
  return {
    which: sections
      ? say('idle.ofSections', { sections: sayList(sections) })
      : kinds
        ? say('idle.ofKinds', { kinds: sayList(kinds) })
        : '',
    pattern: pattern === null ? '' : pattern === '' ? say('idle.withoutPattern') : say('idle.withPattern', { pattern }),
    dates: dates ? saySpan(dates) : '',
  };
}

/** ' (Thanksgiving recess)', if all the dates are in one break. */
function sayBreak({ dates }: ChangeScope, breaks: readonly Break[]): string {
  const within = dates && breaks.find((gap) => isSpanWithin(dates, gap));
  return within ? say('idle.inBreak', { name: within.name }) : '';
}

function saySpan({ from, until }: DateSpan): string {
  return from === until
    ? say('idle.onDate', { date: sayDateWithYear(from) })
    : say('idle.onDates', { from: sayDateAndYear(from), until: sayDateAndYear(until) });
}

function adviseOn({ scope, effect }: Change, meetings: readonly SectionMeetings[]): string {
  if (isAboutDeadline(scope)) return say('idle.deadlineGone');
  const { dates, pattern } = scope;
  const drafts = meetings
    .filter(({ section }) => concernsSection(scope, section))
    .flatMap(({ final }) => final)
    .filter((draft) => !draft.extra || draft.pattern === pattern);
  if (!dates || drafts.length === 0) return say('idle.original');
  if (effect.close) return say('idle.closing');
  const there = drafts.filter(({ originalDate }) => isWithin(originalDate, dates));
  if (there.length > 0) return say('idle.otherPatterns', { ids: sayList([...new Set(there.map(namePattern))]) });
  const movedHere = drafts.filter(({ slot, cancelled }) => !cancelled && isWithin(slot.date, dates));
  return movedHere.length > 0 ? adviseOriginal(movedHere) : `${adviseNearest(drafts, dates)} ${say('idle.original')}`;
}

function namePattern({ pattern }: Draft): string {
  return pattern === '' ? say('idle.noPattern') : pattern;
}

function adviseOriginal(moved: readonly Draft[]): string {
  const said = moved.slice(0, 3).map(({ section, originalDate, slot }) => {
    const [date, now] = [sayDate(originalDate), sayDate(slot.date)];
    return say('idle.moved', { section: section.id, date, now, original: originalDate });
  });
  return `${said.join('. ')}. ${say('idle.original')}`;
}

/** The nearest dates with a meeting before and after. */
function adviseNearest(drafts: readonly Draft[], { from, until }: DateSpan): string {
  const dates = [...new Set(drafts.map(({ originalDate }) => originalDate))].sort();
  const near = [dates.findLast((date) => date < from), dates.find((date) => date > until)];
  const said = near.filter((date): date is LocalDate => date !== undefined).map((date) => `${sayDate(date)} (${date})`);
  const [first = '', second] = said;
  return second === undefined
    ? say('idle.nearestOne', { date: first })
    : say('idle.nearestTwo', { dates: sayList(said) });
}
