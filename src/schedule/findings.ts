/** Problems that show only once meetings are dated: changes and topics that match nothing, skipped wall times. */
import type { Change } from '../domain/change.ts';
import type { LocalDate, LocalTime } from '../domain/date.ts';
import type { Course, Section } from '../domain/model.ts';
import { type Position, type Problem, sortProblems } from '../domain/problem.ts';
import type { Draft } from './draft.ts';
import { findIdleChanges } from './idle-changes.ts';
import { isNamed } from './section-lookup.ts';
import type { SectionMeetings } from './section-meetings.ts';
import { endDateOf, hasEnd } from './slot.ts';
import type { TermCalendar } from './term-calendar.ts';

/** All findings, in the order in which people fix them; one report for each position in the rules. */
export function findProblems(
  course: Course,
  meetings: readonly SectionMeetings[],
  changes: readonly Change[],
  calendar: TermCalendar,
): Problem[] {
  const each: Problem[] = [];
  for (const one of meetings) {
    each.push(...one.clashes.map(describeClash), ...findIdleTopics(one), ...findMovedTogether(one, changes));
    each.push(...findEndlessBases(one.section, meetings));
    for (const draft of one.final) if (!draft.cancelled) findOddTimes(draft, calendar, each);
  }
  const first = new Map<string, Problem>();
  for (const problem of each) {
    const { at } = problem;
    const key = JSON.stringify([problem.code, at ?? problem.message]);
    if (!first.has(key)) first.set(key, problem);
  }
  return sortProblems([...findIdleChanges(course, meetings, changes, calendar.term.breaks), ...first.values()]);
}

function placed(at: Position | null): { readonly at?: Position } {
  return at ? { at } : {};
}

function findIdleTopics({ section, final, withdrawn }: SectionMeetings): Problem[] {
  if (section.topics.size === 0) return [];
  const dates = new Set([...final, ...withdrawn].map(({ originalDate }) => originalDate));
  const idle = [...section.topics.keys()].filter((date) => !dates.has(date));
  if (idle.length === 0) return [];
  return [
    {
      code: 'topic-refers-to-nothing',
      severity: 'warning',
      message: `Section ${section.id} has no meeting on ${idle.sort().join(', ')}, where it has a topic.`,
      hint: 'A topic stands under the original date, where the rules had the meeting before any move.',
      ...placed(section.at),
    },
  ];
}

/** A move to one time moves every meeting of the section on that date, unless it names one of them. */
function findMovedTogether({ section, final }: SectionMeetings, changes: readonly Change[]): Problem[] {
  if (final.length < 2) return [];
  return changes.flatMap(({ effect, at }, changeIndex): Problem[] => {
    if (!effect.move?.start) return [];
    const moved = final.filter((draft) => !draft.cancelled && draft.setBy.get('start') === changeIndex);
    const slots = [...Map.groupBy(moved, ({ slot }) => `${slot.date} ${slot.start}`).values()];
    const together = slots.find((drafts) => drafts.length > 1);
    if (!together) return [];
    const [first] = together as [Draft];
    const names = together.map((draft) => `${draft.given.start}${draft.pattern === '' ? '' : ` (${draft.pattern})`}`);
    return [
      {
        code: 'moved-together',
        severity: 'warning',
        message: `${together.length} meetings of ${section.id} on ${first.originalDate} are all moved to ${first.slot.date} ${first.slot.start}: those of ${names.join(', ')}.`,
        hint: 'Name the one that is meant by pattern: and its id ("" for the one without an id).',
        ...placed(at),
      },
    ];
  });
}

function describeClash(lost: Draft): Problem {
  return {
    code: lost.pattern === '' ? 'pattern-id-needed' : 'pattern-id-twice',
    severity: 'error',
    message: `Two patterns of section ${lost.section.id} give a meeting on ${lost.originalDate} under one id.`,
    hint: 'Give the one that was added last an id of its own, for example id: afternoon.',
    ...placed(lost.at),
  };
}

/** Missing ends in the rules are reported by the catalog; here only those from changes. */
function findEndlessBases({ patterns, id }: Section, meetings: readonly SectionMeetings[]): Problem[] {
  const bases = patterns.flatMap((one) => (one.type === 'relative' && one.side === 'after' ? [one.section] : []));
  if (bases.length === 0) return [];
  const drafts = meetings.filter(({ section }) => bases.some((base) => isNamed(section, base)));
  const endless = drafts.flatMap(({ final }) => final.filter(({ slot, madeBy }) => slot.end === null && madeBy >= 0));
  return endless.map(({ section, originalDate, at }) => ({
    code: 'base-without-end',
    severity: 'warning',
    message: `Section ${id} meets after ${section.id}, whose meeting on ${originalDate} has no end.`,
    hint: 'Give that meeting an end; until then nothing comes after it.',
    ...placed(at),
  }));
}

function findOddTimes(draft: Draft, calendar: TermCalendar, into: Problem[]): void {
  const { slot } = draft;
  // Whole days are dates in calendars, whatever clocks do at midnight.
  if (slot.days !== undefined) return;
  findOddTime(draft, slot.date, slot.start, calendar, into);
  if (hasEnd(slot)) findOddTime(draft, endDateOf(slot), slot.end, calendar, into);
}

function findOddTime(draft: Draft, date: LocalDate, time: LocalTime, calendar: TermCalendar, into: Problem[]): void {
  const kind = calendar.classify(date, time);
  if (kind === 'plain') return;
  const skipped = kind === 'skipped';
  const what = skipped ? 'does not exist' : 'comes twice';
  into.push({
    code: skipped ? 'skipped-time' : 'repeated-time',
    severity: 'warning',
    message: `${time} ${what} on ${date} in ${calendar.term.zone}: the clocks change (section ${draft.section.id}).`,
    hint: skipped ? 'The offset from before the change is taken.' : 'The first of the two is taken.',
    ...placed(draft.at),
  });
}
