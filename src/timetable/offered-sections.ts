/** The sections at an address: the course's own, and those cross-listed there from other courses. */
import { isExpected } from '../domain/kind.ts';
import type { PublishedMeeting, PublishedSection } from '../domain/published.ts';
import type { Courses, CourseView, SectionView } from '../feeds/courses.ts';

export type OfferedSection = SectionView;

/** In source order; cross-listed sections last. */
export function listOffered(courses: Courses, view: CourseView): readonly OfferedSection[] {
  return courses.sectionsOf(view);
}

/** Each section's own meetings, without those removed by an edit of the rules; one pass per course. */
export function sortMeetings(
  sections: readonly OfferedSection[],
): (section: Pick<OfferedSection, 'section' | 'view'>) => readonly PublishedMeeting[] {
  const courses = new Map(sections.map(({ view }) => [view.published.course.key, view.published]));
  const sorted = new Map<string, PublishedMeeting[]>();
  for (const [key, { meetings }] of courses) {
    for (const meeting of meetings) {
      if (meeting.taken !== undefined) continue;
      const place = `${key}/${meeting.facts.section}`;
      const others = sorted.get(place);
      if (others) others.push(meeting);
      else sorted.set(place, [meeting]);
    }
  }
  return ({ section, view }) => sorted.get(keyOf(view, section)) ?? [];
}

/** Sections that every student attends: those without an alternative of their kind, and a course's only section. */
export function listSuggested(offered: readonly OfferedSection[]): readonly string[] {
  const choosable = offered.filter(
    ({ section }) =>
      !section.gone && section.ended === null && section.with.length === 0 && section.kind !== 'deadline',
  );
  if (choosable.length === 1) return choosable.map(({ id }) => id);
  return choosable
    .filter(({ section }) => isExpected(section.kind))
    .filter((one, _, all) => all.every((other) => other === one || other.section.kind !== one.section.kind))
    .map(({ id }) => id);
}

/** Parses requested ids: joined or repeated, in any order, duplicated, or aliases of a section. */
export interface Choice {
  /** In source order, without duplicates. */
  readonly chosen: readonly OfferedSection[];
  /** Ids of no section. */
  readonly unknown: readonly string[];
}

const MOST_UNKNOWN = 5;

export function readChoice(courses: Courses, view: CourseView, asked: readonly string[]): Choice {
  const offered = listOffered(courses, view);
  const wanted = new Set<string>();
  const unknown = new Set<string>();
  for (const part of asked.flatMap((text) => text.split(/[+,\s]+/)).slice(0, 200)) {
    if (part === '') continue;
    const found = courses.findSection(view, part);
    if (found) wanted.add(keyOf(found.view, found.section));
    else if (unknown.size < MOST_UNKNOWN) unknown.add(part.slice(0, 40));
  }
  return {
    chosen: offered.filter(({ view: owner, section }) => wanted.has(keyOf(owner, section))),
    unknown: [...unknown],
  };
}

function keyOf(view: CourseView, section: PublishedSection): string {
  return `${view.published.course.key}/${section.id}`;
}
