/** Each section's meetings as they finally stand, what leans on others after those. */
import { identifyExtraMeeting, identifyMeeting } from '../domain/identity.ts';
import type { Change, Course, MeetingPattern, Section } from '../domain/model.ts';
import { foldChanges } from './change-folding.ts';
import { isNamed } from './change-order.ts';
import { applyClosings } from './closings.ts';
import { type Draft, sectionIdentityOf } from './draft.ts';
import { mergeAlike } from './duplicates.ts';
import { draftOwnMeetings } from './own-meetings.ts';
import { draftRelativeMeetings } from './relative-meetings.ts';
import type { TermCalendar } from './term-calendar.ts';

export interface SectionMeetings {
  readonly section: Section;
  readonly standing: readonly Draft[];
  /** Taken out by `withdrawn`, and what leant on those. */
  readonly withdrawn: readonly Draft[];
  /** Two drafts under one identity: the patterns need ids. The one kept, and the one given up. */
  readonly clashes: readonly (readonly [Draft, Draft])[];
}

const NOTHING = { standing: [], withdrawn: [] };

/** All sections' meetings, in the order of the sections. A circle of sections that lean on one another gives none. */
export function settleSections(course: Course, changes: readonly Change[], calendar: TermCalendar): SectionMeetings[] {
  const settled = new Map<Section, SectionMeetings>();
  const underway = new Set<Section>();
  const settle = (section: Section): SectionMeetings => {
    const known = settled.get(section);
    if (known) return known;
    underway.add(section);
    const clashes: [Draft, Draft][] = [];
    const basesOf = (pattern: MeetingPattern): Pick<SectionMeetings, 'standing' | 'withdrawn'> => {
      const base = pattern.type === 'relative' ? findSection(course, pattern.section) : null;
      return !base || underway.has(base) ? NOTHING : settle(base);
    };
    const give = (pattern: MeetingPattern): readonly Draft[] =>
      pattern.type === 'relative'
        ? draftRelativeMeetings(course, section, pattern, basesOf(pattern).standing, calendar)
        : draftOwnMeetings(course, section, pattern, calendar);
    const own = section.toBeAnnounced ? [] : keepDistinct(section.patterns.flatMap(give), clashes);
    const changed = foldChanges(course, section, own, changes, give);
    const lasting = changed.filter((draft) => !isPastEnd(section, draft));
    const withdrawn = lasting.filter((draft) => isWithdrawn(course, draft));
    const left = withdrawn.length > 0 ? lasting.filter((draft) => !withdrawn.includes(draft)) : lasting;
    for (const pattern of section.patterns) {
      if (pattern.type !== 'relative') continue;
      withdrawn.push(...draftRelativeMeetings(course, section, pattern, basesOf(pattern).withdrawn, calendar));
    }
    const result: SectionMeetings = {
      section,
      standing: mergeAlike(applyClosings(section, left, changes, calendar)),
      withdrawn,
      clashes,
    };
    underway.delete(section);
    settled.set(section, result);
    return result;
  };
  return course.sections.map(settle);
}

/** The section that an id of the course leads to. */
function findSection(course: Course, id: string): Section | null {
  return (
    course.sections.find((section) => section.id === id) ??
    course.sections.find((section) => isNamed(section, id)) ??
    null
  );
}

/** Under one identity the earliest draft stays, whatever the order in which patterns were written. */
function keepDistinct(drafts: readonly Draft[], clashes: [Draft, Draft][]): Draft[] {
  const byIdentity = new Map<string, Draft>();
  for (const draft of drafts) {
    const other = byIdentity.get(draft.identity);
    if (!other) byIdentity.set(draft.identity, draft);
    else {
      const [kept, lost] = rank(draft) < rank(other) ? [draft, other] : [other, draft];
      byIdentity.set(draft.identity, kept);
      clashes.push([kept, lost]);
    }
  }
  return [...byIdentity.values()];
}

function rank({ slot, where, staff, notes, copies }: Draft): string {
  return JSON.stringify([slot.start, slot.end, where, staff, notes, copies]);
}

function isPastEnd({ ended }: Section, draft: Draft): boolean {
  return ended !== null && (draft.originalDate > ended.on || draft.slot.date > ended.on);
}

function isWithdrawn(course: Course, draft: Draft): boolean {
  return course.withdrawn.some(
    ({ section, date, pattern }) =>
      date === draft.originalDate && isNamed(draft.section, section) && (pattern === null || pattern === draft.pattern),
  );
}

/**
 * The identities of everything withdrawn, sorted: of the drafts, and of references whose meeting the rules no
 * longer give (the wrong date was taken out of the rules as well).
 */
export function listWithdrawn(course: Course, meetings: readonly SectionMeetings[]): string[] {
  const identities = new Set(meetings.flatMap(({ withdrawn }) => withdrawn.map(({ identity }) => identity)));
  for (const { section: id, date, pattern } of course.withdrawn) {
    const section = findSection(course, id);
    if (!section) continue;
    const of = sectionIdentityOf(course, section);
    identities.add(identifyMeeting(of, pattern ?? '', date));
    if (pattern !== null) identities.add(identifyExtraMeeting(of, pattern, date));
  }
  return [...identities].sort();
}
