/** Each section's final meetings; a section relative to another one is computed after it. */
import { attendeeOf } from '../domain/audience.ts';
import type { Change } from '../domain/change.ts';
import type { Course, Section } from '../domain/model.ts';
import type { MeetingPattern } from '../domain/pattern.ts';
import { foldChanges } from './change-folding.ts';
import { applyClosings } from './closings.ts';
import type { Draft } from './draft.ts';
import { keepDistinct, mergeAlike } from './duplicates.ts';
import { applyOtherHours } from './other-hours.ts';
import { draftOwnMeetings } from './own-meetings.ts';
import { draftRelativeMeetings } from './relative-meetings.ts';
import { findSection } from './section-lookup.ts';
import { narrowCalendar, type TermCalendar } from './term-calendar.ts';
import { splitWithdrawn } from './withdrawals.ts';

export interface SectionMeetings {
  readonly section: Section;
  readonly final: readonly Draft[];
  /** Removed by `withdrawn`, and the meetings relative to those. */
  readonly withdrawn: readonly Draft[];
  /** Dropped because another pattern gives a meeting with the same identity. */
  readonly clashes: readonly Draft[];
}

/** The sections computed so far, and those in progress, to which no other may be relative. */
interface Progress {
  readonly course: Course;
  readonly changes: readonly Change[];
  readonly calendar: TermCalendar;
  readonly settled: Map<Section, SectionMeetings>;
  readonly underway: Set<Section>;
}

/** All sections' meetings, in section order. A circle (rejected by the catalog) is cut where it closes. */
export function settleSections(course: Course, changes: readonly Change[], calendar: TermCalendar): SectionMeetings[] {
  const progress = { course, changes, calendar, settled: new Map(), underway: new Set<Section>() };
  return course.sections.map((section) => settle(section, progress));
}

function settle(section: Section, progress: Progress): SectionMeetings {
  const { course, changes, calendar, settled, underway } = progress;
  const known = settled.get(section);
  if (known) return known;
  underway.add(section);
  const give = (pattern: MeetingPattern): readonly Draft[] => giveMeetings(section, pattern, 'final', progress);
  const narrow = (): TermCalendar => narrowCalendar(calendar, attendeeOf(course, section), null);
  // A change's patterns say their own hours.
  const giveAtHours = (pattern: MeetingPattern): readonly Draft[] =>
    pattern.type === 'weekly' ? applyOtherHours(give(pattern), pattern, narrow().term.hours) : give(pattern);
  const own = section.toBeAnnounced ? [] : section.patterns.flatMap(giveAtHours);
  // One pattern has one meeting a date.
  const { kept, clashes } = section.patterns.length < 2 ? { kept: own, clashes: [] } : keepDistinct(own);
  const changed = foldChanges(course, section, kept, changes, give);
  const lasting = section.ended === null ? changed : changed.filter((draft) => !isPastEnd(section, draft));
  const { withdrawn, left } = splitWithdrawn(course, lasting);
  const leaning = section.patterns.filter(({ type }) => type === 'relative');
  const result: SectionMeetings = {
    section,
    final: left.length === 0 ? [] : mergeAlike(applyClosings(section, left, changes, narrow())),
    withdrawn: [...withdrawn, ...leaning.flatMap((pattern) => giveMeetings(section, pattern, 'withdrawn', progress))],
    clashes,
  };
  underway.delete(section);
  settled.set(section, result);
  return result;
}

/** A pattern's drafts; a relative one uses the final meetings of its base, or the withdrawn ones. */
function giveMeetings(
  section: Section,
  pattern: MeetingPattern,
  side: 'final' | 'withdrawn',
  progress: Progress,
): readonly Draft[] {
  const { course, calendar, underway } = progress;
  if (pattern.type !== 'relative') return draftOwnMeetings(course, section, pattern, calendar);
  const base = findSection(course, pattern.section);
  if (!base || underway.has(base)) return [];
  return draftRelativeMeetings(course, section, pattern, settle(base, progress)[side], calendar);
}

/** Whether a meeting comes after its section's end, by its original date or its current one. */
function isPastEnd({ ended }: Section, draft: Draft): boolean {
  return ended !== null && (draft.originalDate > ended.on || draft.slot.date > ended.on);
}
