/** The header of a course's feed: its name, its contents, what is missing and why. */
import { foldId, isId } from '../domain/id.ts';
import type { PublishedCourse, PublishedSection } from '../domain/published.ts';
import type { ArrangementFacts } from '../domain/schedule.ts';
import { sayArrangement } from '../words/arrangement.ts';
import { say } from '../words/say.ts';
import { sayDateAndYear, sayList, sayPair, sayVenue } from '../words/wording.ts';
import type { CalendarHeader } from './calendar.ts';
import { chooseColor } from './color.ts';
import { nameSection, pageOf } from './event-text.ts';
import type { SectionChoice, Selection } from './selection.ts';
import { cleanLine, cleanText } from './text.ts';

export interface FeedTitle {
  readonly code: string;
  readonly title: string;
  readonly publicUrl: string | null;
  /** Parts of the address that match no section. */
  readonly unknown: readonly string[];
}

const NAMED_SECTIONS = 6;

/** @param choice distinguishes the feed of all sections from one that lists each */
export function makeHeader(
  course: PublishedCourse,
  choice: SectionChoice,
  selection: Selection,
  title: FeedTitle,
  form: 'subscription' | 'download',
): CalendarHeader {
  const facts = course.course;
  const page = pageOf(facts, title.code, title.publicUrl);
  const path = typeof choice === 'string' ? choice : selection.chosen.map((section) => section.id).join('+');
  return {
    name: nameFeed(course, choice, selection, title.code),
    description: describeFeed(course, selection, title, page),
    zone: facts.zone,
    color: chooseColor(facts.key),
    source: form === 'subscription' && page !== null && path !== '' ? `${page}/${path}.ics` : null,
    url: page ?? facts.url,
    lastModified: selection.lastModified,
  };
}

/** 'COS 418 P01 · Fall 2018' */
function nameFeed(course: PublishedCourse, choice: SectionChoice, selection: Selection, code: string): string {
  const ids = selection.chosen.map((section) => section.id);
  const { termTitle } = course.course;
  if (choice === 'all+deadlines') return say('feed.courseAndDeadlines', { code, term: termTitle });
  if (choice === 'all' || ids.length === 0) return say('feed.course', { code, term: termTitle });
  const sections =
    ids.length > NAMED_SECTIONS ? say('feed.sectionCount', { number: String(ids.length) }) : ids.join(' ');
  return say('feed.sections', { code, sections, term: termTitle });
}

function describeFeed(course: PublishedCourse, selection: Selection, title: FeedTitle, page: string | null): string {
  const facts = course.course;
  const meets = new Set(selection.meetings.map((meeting) => meeting.facts.section));
  const sections = [...selection.sections.values()];
  const lines = [
    `${cleanLine(title.title)}, ${cleanLine(facts.termTitle)}`,
    ...sections.map((section) => sayPair(section.id, nameSection(section))),
    ...sections.flatMap((section) => noteOf(section, meets.has(section.id))),
    ...noteUnknown(title.unknown),
    say('feed.zone', { zone: facts.zone }),
    cleanText(facts.note ?? ''),
    facts.url ? say('event.coursePage', { url: cleanLine(facts.url) }) : '',
    ...facts.links.map((link) => sayPair(cleanLine(link.title), cleanLine(link.url))),
    page ? say('event.schedule', { url: page }) : '',
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** Notes about a section; never depends on today's date, because time alone must not change a feed. */
function noteOf(section: PublishedSection, meets: boolean): string[] {
  const { id, ended } = section;
  if (ended) {
    const date = sayDateAndYear(ended.on);
    if (ended.instead.length === 0) return [say('feed.ended', { id, date })];
    return [say('feed.endedInstead', { id, date, sections: sayList(ended.instead) })];
  }
  if (section.gone) return [say('feed.gone', { id })];
  if (section.arrangements) return section.arrangements.map((one) => sayPair(id, describeArrangement(one, meets)));
  if (section.toBeAnnounced && !meets) return [say('feed.later', { id })];
  return meets ? [] : [say('feed.empty', { id })];
}

/** 'by appointment, Wyatt Lloyd, Computer Science 304, calendly.com/wlloyd' */
function describeArrangement(arrangement: ArrangementFacts, meets: boolean): string {
  const { url, where, staff, note } = arrangement;
  const places = where.map((venue) => cleanLine(sayVenue(venue)));
  const link = url === null ? [] : [cleanLine(url.replace(/^mailto:/i, ''))];
  const said = [sayArrangement(arrangement, meets), ...staff.map(cleanLine), ...places, ...link].join(', ');
  return note === null ? said : `${said}\n${cleanText(note)}`;
}

/** Only valid ids are repeated: no other input from an address enters a feed. */
function noteUnknown(unknown: readonly string[]): string[] {
  if (unknown.length === 0) return [];
  const parts = new Map(
    unknown
      .filter(isId)
      .toSorted()
      .map((part) => [foldId(part), part]),
  );
  if (parts.size === 0) return [say('feed.unknownPart')];
  return [
    say('feed.unknownSections', {
      sections: [...parts.values()].reduce((first, last) => say('list.or', { first, last })),
    }),
  ];
}
