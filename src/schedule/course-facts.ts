/** Facts about a whole course and its sections. */
import { USUAL_WEEKEND } from '../domain/date.ts';
import { ENGLISH } from '../domain/language.ts';
import type { Arrangement, Course, Section, Site } from '../domain/model.ts';
import type { ArrangementFacts, CourseFacts, SectionFacts } from '../domain/schedule.ts';
import { type Display, displayOf } from './display.ts';
import { listShutTimes } from './shut-times.ts';
import type { TermCalendar } from './term-calendar.ts';

export function toCourseFacts(course: Course, calendar: TermCalendar, site: Site): CourseFacts {
  const { term, span } = calendar;
  const language = course.language ?? term.language ?? site.language ?? ENGLISH;
  const { key, id, code, title, crossListed, url, links, note } = course;
  return {
    key,
    term: course.term,
    id,
    code,
    title,
    ...(course.titleLanguage === null ? {} : { titleLanguage: course.titleLanguage }),
    formerly: course.formerly,
    crossListed,
    url,
    links,
    note,
    ...(language === ENGLISH ? {} : { language }),
    termTitle: term.title,
    zone: term.zone,
    weekStarts: term.weekStarts,
    ...(isUsualWeekend(term) ? {} : { weekend: term.weekend }),
    ...(term.clock === null ? {} : { clock: term.clock }),
    span,
    ...listShutTimes(course, calendar).facts,
    cancelled: course.cancelled ?? site.cancelled,
    draft: course.draft || term.draft,
    ...showPeople(course, site),
  };
}

/** Where their names are shown for no kind of section, there is nothing to find them by. */
function showPeople(course: Course, site: Site): Pick<CourseFacts, 'people'> {
  const isShown = course.sections.some(({ kind }) => displayOf(kind, course, site) === 'names');
  const people = course.staff.filter(({ feed }) => feed === true && isShown).map(({ id, name }) => ({ id, name }));
  return people.length === 0 ? {} : { people };
}

function isUsualWeekend({ weekend }: TermCalendar['term']): boolean {
  return weekend.length === USUAL_WEEKEND.length && USUAL_WEEKEND.every((day) => weekend.includes(day));
}

export function toSectionFacts(section: Section, display: Display): SectionFacts {
  const { id, kind, title, note, url, listed, arrangements, ended } = section;
  const aliases = [...section.also, ...section.formerly];
  const toBeAnnounced = section.toBeAnnounced || arrangements.some(({ type }) => type === 'later');
  const facts = { id, aliases, kind, title, note, url, with: section.with, listed, toBeAnnounced, ended };
  if (isSaidByAnnouncement(section)) return facts;
  return { ...facts, arrangements: arrangements.map((one) => toArrangementFacts(section, one, display)) };
}

/** `meets: TBA` alone, or nothing at all. */
function isSaidByAnnouncement({ arrangements, patterns }: Section): boolean {
  return arrangements.length === 0 || (patterns.length === 0 && arrangements.every(isPlainLater));
}

function isPlainLater({ type, weekdays, note }: Arrangement): boolean {
  return type === 'later' && weekdays.length === 0 && note === null;
}

function toArrangementFacts(section: Section, arrangement: Arrangement, display: Display): ArrangementFacts {
  const { type, weekdays, url, note } = arrangement;
  const { where } = display.showWhere(arrangement.where);
  return { type, weekdays, url, where, staff: display.showStaff(section, arrangement.staff), note };
}
