/** Selects the sections, meetings and series of a feed. */
import { foldId } from '../domain/id.ts';
import type {
  PublishedCourse,
  PublishedMeeting,
  PublishedSection,
  PublishedSeries,
  Revision,
} from '../domain/published.ts';
import type { CourseFacts, MeetingFacts } from '../domain/schedule.ts';

/** Canonical section ids, or every section of the course: without its deadlines, or with them. */
export type SectionChoice = readonly string[] | 'all' | 'all+deadlines';

export interface EndedEvent extends Revision {
  readonly uid: string;
  readonly section: string;
  readonly start: number;
  readonly end: number | null;
  /** Of an item of whole days. */
  readonly days?: number;
}

export interface Selection {
  /** The requested sections, in the course's order, without duplicates. */
  readonly chosen: readonly PublishedSection[];
  /** Every section with meetings in the feed: the requested ones and those included through `with:`. */
  readonly sections: ReadonlyMap<string, PublishedSection>;
  readonly meetings: readonly PublishedMeeting[];
  readonly series: readonly PublishedSeries[];
  /** Events and series that downloaded files now show as cancelled. */
  readonly ended: readonly EndedEvent[];
  /** Epoch ms; the latest of its sections' changes. */
  readonly lastModified: number;
}

/** The selection for a choice of sections; unknown ids are ignored. */
export function selectSections(course: PublishedCourse, choice: SectionChoice): Selection {
  const ids = typeof choice === 'string' ? null : new Set(choice);
  const chosen = course.sections.filter(({ id, kind }) =>
    ids === null ? kind !== 'deadline' || choice === 'all+deadlines' : ids.has(id),
  );
  const riding = course.sections.filter((section) => ids !== null && section.with.some((id) => ids.has(id)));
  const sections = new Map([...chosen, ...riding].map((section) => [section.id, section]));
  return {
    chosen,
    sections,
    meetings: course.meetings.filter(({ facts }) => sections.has(facts.section) && isFor(facts, chosen)),
    series: course.series.filter((series) => sections.has(series.rule.section)),
    ended: listEnded(course).filter(({ section }) => sections.has(section)),
    lastModified:
      [...sections.values()].reduce((latest, section) => Math.max(latest, section.lastModified), 0) ||
      course.lastModified,
  };
}

/** Whether a feed of these sections has the meeting: a deadline may be for some of them; by itself its feed has all. */
export function isFor({ deadline }: MeetingFacts, chosen: readonly PublishedSection[]): boolean {
  if (deadline === undefined || deadline.for.length === 0) return true;
  const attended = chosen.filter(({ kind }) => kind !== 'deadline');
  return (
    attended.length === 0 ||
    attended.some(({ id, aliases }) => [id, ...aliases].some((one) => deadline.for.includes(one)))
  );
}

function listEnded({ absent }: PublishedCourse): EndedEvent[] {
  return absent.flatMap(({ uid, sequence, shown }) =>
    uid !== undefined && shown ? [{ uid, sequence, ...shown }] : [],
  );
}

/** Another course's sections under the ids by which `host` lists them. */
export function listUnder(selection: Selection, host: CourseFacts): Selection {
  const names = new Set([host.id, ...host.formerly, ...host.crossListed.map(({ id }) => id)].map(foldId));
  const idOf = (section: PublishedSection): string =>
    section.listed.find(({ course }) => names.has(foldId(course)))?.section ?? section.id;
  const ids = new Map([...selection.sections].map(([id, section]) => [id, idOf(section)]));
  const rename = <T extends { readonly section: string }>(thing: T): T => ({
    ...thing,
    section: ids.get(thing.section) as string,
  });
  const chosen = selection.chosen.map((section) => ({ ...section, id: idOf(section) }));
  const sections = [...selection.sections.values()].map((section) => ({ ...section, id: idOf(section) }));
  return {
    ...selection,
    chosen,
    sections: new Map(sections.map((section) => [section.id, section])),
    meetings: selection.meetings.map((meeting) => ({ ...meeting, facts: rename(meeting.facts) })),
    series: selection.series.map((series) => ({ ...series, rule: rename(series.rule) })),
    ended: selection.ended.map(rename),
  };
}

/** Combines the selections of several courses for a feed's header. */
export function joinSelections(selections: readonly Selection[]): Selection {
  const nonEmpty = selections.filter(({ sections }) => sections.size > 0);
  const [only] = nonEmpty;
  if (only && nonEmpty.length === 1) return only;
  if (!only) return selections[0] as Selection;
  return {
    chosen: nonEmpty.flatMap(({ chosen }) => chosen),
    // Two courses may each have a section A.
    sections: new Map(
      nonEmpty.flatMap(({ sections }, index) => [...sections].map(([id, section]) => [`${index} ${id}`, section])),
    ),
    meetings: nonEmpty.flatMap(({ meetings }) => meetings),
    series: nonEmpty.flatMap(({ series }) => series),
    ended: nonEmpty.flatMap(({ ended }) => ended),
    lastModified: Math.max(...nonEmpty.map(({ lastModified }) => lastModified)),
  };
}
