/** What a course's feed says of itself: its name, what is in it, what is missing and why. */
import { foldId, isId } from '../domain/id.ts';
import type { PublishedCourse, PublishedSection } from '../domain/published.ts';
import { sayDateAndYear, sayList } from '../words/wording.ts';
import type { CalendarHeader } from './calendar.ts';
import { chooseColor } from './color.ts';
import { nameSection, pageOf } from './event-text.ts';
import type { SectionChoice, Selection } from './selection.ts';
import { cleanLine, cleanText } from './text.ts';

export interface FeedTitle {
  readonly code: string;
  readonly title: string;
  readonly publicUrl: string | null;
  /** Parts of the address that name no section. */
  readonly unknown: readonly string[];
}

const NAMED_SECTIONS = 6;

/** @param choice tells the feed of all from one that names each */
export function makeHeader(
  course: PublishedCourse,
  choice: SectionChoice,
  selection: Selection,
  title: FeedTitle,
  form: 'subscription' | 'download',
): CalendarHeader {
  const facts = course.course;
  const page = pageOf(facts, title.code, title.publicUrl);
  const path = choice === 'all' ? 'all' : selection.chosen.map((section) => section.id).join('+');
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
  if (choice === 'all' || ids.length === 0) return `${code} · ${termTitle}`;
  const which = ids.length > NAMED_SECTIONS ? `${ids.length} sections` : ids.join(' ');
  return `${code} ${which} · ${termTitle}`;
}

function describeFeed(course: PublishedCourse, selection: Selection, title: FeedTitle, page: string | null): string {
  const facts = course.course;
  const meets = new Set(selection.meetings.map((meeting) => meeting.facts.section));
  const sections = [...selection.sections.values()];
  const lines = [
    `${cleanLine(title.title)}, ${cleanLine(facts.termTitle)}`,
    ...sections.map((section) => `${section.id}: ${nameSection(section)}`),
    ...sections.flatMap((section) => noteOf(section, meets.has(section.id))),
    ...noteUnknown(title.unknown),
    `Times are those of ${facts.zone}.`,
    cleanText(facts.note ?? ''),
    facts.url ? `Course page: ${cleanLine(facts.url)}` : '',
    ...facts.links.map((link) => `${cleanLine(link.title)}: ${cleanLine(link.url)}`),
    page ? `Schedule: ${page}` : '',
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** What is special about a section; never by today's date, for time alone changes no feed. */
function noteOf(section: PublishedSection, meets: boolean): string[] {
  const { id, ended } = section;
  if (ended) {
    const instead = ended.instead.length > 0 ? `; instead: ${sayList(ended.instead)}` : '';
    return [`${id} ended on ${sayDateAndYear(ended.on)}${instead}.`];
  }
  if (section.gone) return [`${id} is no longer held.`];
  if (section.toBeAnnounced && !meets) return [`${id} is to be announced.`];
  return meets ? [] : [`${id} has no meetings.`];
}

/** Only what looks like an id is repeated: nothing else from an address enters a feed. */
function noteUnknown(unknown: readonly string[]): string[] {
  if (unknown.length === 0) return [];
  const parts = new Map(
    unknown
      .filter(isId)
      .toSorted()
      .map((part) => [foldId(part), part]),
  );
  if (parts.size === 0) return ['A part of this address names no section.'];
  return [`There is no section ${[...parts.values()].join(' or ')} here.`];
}
