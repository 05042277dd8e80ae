/** Turns courses and sections with ids into drafts of their files, and records the outcome of their rows. */
import type { PlacedCourse, PlacedSection } from './assign-ids.ts';
import type { CrossListing } from './cross-list.ts';
import {
  type CourseDraft,
  compareIds,
  type FittingTerm,
  type PatternDraft,
  type SectionDraft,
  type WeeklyDates,
} from './draft.ts';
import { areApart, countLost, joinDates, spreadDates } from './join-dates.ts';
import { compareTimes, type MergedMeeting, timeKey } from './merge-meetings.ts';
import { assignPatternIds, type PatternsWithIds } from './pattern-ids.ts';
import type { Ledger } from './row-outcomes.ts';

/** @param kept sections that stay as the last import wrote them */
export function draftCourse(
  course: PlacedCourse,
  listing: CrossListing,
  term: FittingTerm,
  ledger: Ledger,
  kept: readonly SectionDraft[],
): CourseDraft {
  for (const section of course.sections) account(section, ledger);
  const own = course.sections.filter((section) => !listing.guests.has(section));
  const sections = [
    ...own.map((section) => draftSection(section, listing.joined.get(section) ?? [], term, ledger)),
    ...kept,
  ];
  return {
    id: course.id,
    formerly: course.formerly,
    code: course.code,
    title: course.title,
    sections: sections.sort((a, b) => compareIds(a.id, b.id)),
  };
}

/** Records the outcome of a section's rows. */
function account({ course, id, gathered }: PlacedSection, ledger: Ledger): void {
  const address = `${course}/${id}`;
  for (const row of gathered.rows) {
    const meetings = gathered.meetings.filter(({ rows }) => rows.includes(row));
    const first = meetings.find(({ rows }) => rows[0] !== row)?.rows[0];
    const merged = meetings.length > 0 && meetings.every(({ rows }) => rows[0] !== row);
    if (merged)
      ledger.remark(
        'The row says the same meeting as another row of its section (or the same with one more person or room): one meeting',
        row,
      );
    ledger.set(row, meetings.length > 0 ? 'imported' : 'tba', merged ? `one meeting with row ${first}` : null, address);
  }
}

/** People of a meeting, also those that only another code of the same class names. */
function peopleOf(meeting: Omit<MergedMeeting, 'rows'>, others: readonly PlacedSection[]): readonly string[] {
  const alike = others.flatMap(({ gathered }) => gathered.meetings.filter((one) => timeKey(one) === timeKey(meeting)));
  return [...new Set([...meeting.people, ...alike.flatMap(({ people }) => people)])];
}

/** Meetings of a weekly rhythm as one pattern, unless an earlier import wrote them one by one: calendars have them so. */
function nameJoined(
  fresh: readonly PatternDraft[],
  before: readonly PatternDraft[],
  term: FittingTerm,
): PatternsWithIds {
  const single = assignPatternIds(fresh, before, term.classes);
  const datesOf = term.calendar?.datesOf;
  if (!datesOf || fresh.every(({ date }) => date === null)) return single;
  const isSingle = findSingle(before, datesOf);
  const stay = fresh.filter(isSingle);
  const free = fresh.filter((one) => !isSingle(one));
  const weekly = [...joinDates(free, datesOf), ...stay].toSorted(compareTimes);
  const joined = assignPatternIds(weekly, before, term.classes);
  const lostBy = ({ patterns }: PatternsWithIds): number => countLost(patterns, before, datesOf, term.classes);
  return areApart(joined.patterns, datesOf) && lostBy(joined) <= lostBy(single) ? joined : single;
}

/** Whether the last import wrote the date of a meeting singly. It may have joined another meeting of that date. */
function findSingle(before: readonly PatternDraft[], datesOf: WeeklyDates): (meeting: PatternDraft) => boolean {
  const single = new Set(before.flatMap(({ date }) => date ?? []));
  const weekly = before.filter(({ date }) => date === null);
  const joined = new Set(spreadDates(weekly, datesOf).map(({ date, start }) => `${date} ${start}`));
  return ({ date, start }) => date !== null && single.has(date) && !joined.has(`${date} ${start}`);
}

function draftSection(
  section: PlacedSection,
  others: readonly PlacedSection[],
  term: FittingTerm,
  ledger: Ledger,
): SectionDraft {
  const { gathered, before, course, code, id } = section;
  const fresh = gathered.meetings.map(
    ({ rows: _, ...meeting }): PatternDraft => ({ id: '', ...meeting, except: [], people: peopleOf(meeting, others) }),
  );
  const { patterns, unsure } = nameJoined(fresh, before?.patterns ?? [], term);
  if (unsure.length > 0) {
    ledger.remark(
      `${code} ${id}: after the change ${unsure.length} of its meetings cannot be told apart from what they were; they begin anew, and the old ones are gone`,
      ...gathered.rows,
    );
  }
  const placeOf = (one: PlacedSection): string => (one.course === course ? one.id : `${one.course}/${one.id}`);
  const numbers = [section, ...others].flatMap((one): [string, string][] =>
    one.gathered.crn === null ? [] : [[placeOf(one), one.gathered.crn]],
  );
  return {
    id,
    formerly: section.formerly,
    also: others
      .filter((one) => one.course === course)
      .map(placeOf)
      .sort(compareIds),
    listed: others
      .filter((one) => one.course !== course)
      .map(placeOf)
      .sort(compareIds),
    numbers: new Map(numbers),
    kind: gathered.kind,
    title: gathered.title,
    patterns,
    untimed: patterns.length === 0 ? gathered.untimed : null,
    people: gathered.people,
    checks: [...new Set([section, ...others].flatMap((one) => one.gathered.checks))],
  };
}
