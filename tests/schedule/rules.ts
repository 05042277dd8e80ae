/** Shorthands for checked rules in tests; omitted parts have the format's defaults. */

import type { Change, ChangeEffect, ChangeScope } from '../../src/domain/change.ts';
import type { LocalDate } from '../../src/domain/date.ts';
import type { Course, Section, Site, Term } from '../../src/domain/model.ts';
import type { DatedPattern, RelativePattern, WeeklyPattern } from '../../src/domain/pattern.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Venue } from '../../src/domain/place.ts';
import type { CourseSchedule, ScheduledMeeting } from '../../src/domain/schedule.ts';
import { type ScheduleOptions, scheduleCourse } from '../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';

export const AT = { file: 'courses/test/c.yaml', line: 1, column: 1, length: 1 };
const PARTS = { id: '', where: [], staff: [], copies: 1, note: null, at: AT };

export const SITE: Site = {
  uidDomain: 'example.edu',
  name: 'Test',
  language: null,
  places: [],
  campuses: [],
  cancelled: 'confirmed',
  takenAway: 'removed',
  showStaff: new Map(),
  clock: null,
};

export function makeTerm(fields: Partial<Term> & { classes?: [LocalDate, LocalDate] } = {}): Term {
  const { classes = ['2018-09-12', '2018-12-14'], ...rest } = fields;
  return {
    id: 'fall-2018',
    title: 'Fall 2018',
    language: null,
    zone: 'America/New_York',
    weekStarts: 'MO',
    weekend: ['SA', 'SU'],
    clock: null,
    periods: [{ name: 'classes', from: classes[0], until: classes[1] }],
    breaks: [],
    closings: [],
    swaps: [],
    hours: [],
    halves: null,
    parts: [],
    firstWeek: 1,
    weeks: null,
    changes: [],
    draft: false,
    published: null,
    ...rest,
  };
}

export function makeCourse(sections: readonly Section[], fields: Partial<Course> = {}): Course {
  return {
    key: 'fall-2018/c',
    term: 'fall-2018',
    id: 'c',
    firstId: 'c',
    formerly: [],
    code: 'C 1',
    crossListed: [],
    title: 'Course',
    titleLanguage: null,
    language: null,
    url: null,
    links: [],
    note: null,
    staff: [],
    sections,
    changes: [],
    showStaff: new Map(),
    cancelled: null,
    takenAway: null,
    published: null,
    draft: false,
    deadlines: [],
    withdrawn: [],
    at: AT,
    ...fields,
  };
}

export function makeSection(id: string, patterns: Section['patterns'], fields: Partial<Section> = {}): Section {
  return {
    id,
    firstId: id,
    formerly: [],
    also: [],
    listed: [],
    kind: 'lecture',
    campus: null,
    title: null,
    note: null,
    url: null,
    with: [],
    patterns,
    where: [],
    staff: [],
    toBeAnnounced: false,
    arrangements: [],
    ended: null,
    topics: new Map(),
    numbered: false,
    at: AT,
    ...fields,
  };
}

/** 'MO WE 10:00-10:50'; without '-…' there is no end. */
export function weekly(on: string, fields: Partial<WeeklyPattern> = {}): WeeklyPattern {
  const words = on.split(' ');
  const [start = '', end] = (words.pop() ?? '').split('-');
  return {
    ...PARTS,
    type: 'weekly',
    weekdays: words as WeeklyPattern['weekdays'],
    start,
    end: end ?? null,
    from: null,
    until: null,
    rhythm: 'week',
    weeks: null,
    half: null,
    during: ['classes'],
    ...fields,
  };
}

/** '2018-10-24 19:00-21:00', dates first. */
export function dated(on: string, fields: Partial<DatedPattern> = {}): DatedPattern {
  const words = on.split(' ');
  const [start = '', end] = (words.pop() ?? '').split('-');
  return { ...PARTS, type: 'dated', dates: words, start, end: end ?? null, ...fields };
}

/** 'after L01'. */
export function relative(on: string, minutes: number | null, fields: Partial<RelativePattern> = {}): RelativePattern {
  const [side, section = ''] = on.split(' ');
  return {
    ...PARTS,
    type: 'relative',
    side: side as RelativePattern['side'],
    section,
    gap: 0,
    minutes,
    from: null,
    until: null,
    weeks: null,
    half: null,
    ...fields,
  };
}

let changes = 0;

/** A change of a course's sections on a date or span ('2018-10-08' or '2018-10-08 2018-10-12'). */
export function change(
  sections: string | null,
  dates: string | null,
  effect: Partial<ChangeEffect>,
  fields: Partial<Omit<Change, 'scope'>> & { scope?: Partial<ChangeScope> } = {},
): Change {
  const [from = '', until = from] = dates?.split(' ') ?? [];
  changes += 1;
  const { scope, ...rest } = fields;
  return {
    id: `change-${changes}`,
    source: 'course',
    announced: 0,
    say: null,
    why: null,
    at: AT,
    ...rest,
    scope: {
      sections: sections?.split(' ') ?? null,
      kinds: null,
      dates: dates === null ? null : { from, until },
      pattern: null,
      ...scope,
    },
    effect: {
      cancel: false,
      close: null,
      move: null,
      where: null,
      staff: null,
      note: null,
      extra: null,
      instead: null,
      ...effect,
    },
  };
}

export function move(
  date: string | null,
  start: string | null = null,
  end: string | null = null,
): Partial<ChangeEffect> {
  return { move: { date, start, end } };
}

export function room(text: string): Venue[] {
  return [{ type: 'text', text }];
}

export function person(id: string, name: string): Person {
  return { id, name, role: null, url: null };
}

export function schedule(course: Course, term: Term = makeTerm(), options: ScheduleOptions = {}): CourseSchedule {
  return scheduleCourse(course, openTermCalendar(term), SITE, options);
}

/** A section's meetings by time: 'Mon 2018-09-17 10:00-10:50', with ' cancelled' if so. */
export function listTimes(result: CourseSchedule, section: string): string[] {
  return meetingsOf(result, section).map(({ facts }) => {
    const weekday = new Date(`${facts.date}T00:00:00Z`).toUTCString().slice(0, 3);
    const end = facts.endTime === null ? '' : `-${facts.endTime}`;
    return `${weekday} ${facts.date} ${facts.startTime}${end}${facts.status === 'cancelled' ? ' cancelled' : ''}`;
  });
}

/** The dates of a section's meetings that are not cancelled, in order. */
export function listDates(result: CourseSchedule, section: string): LocalDate[] {
  return meetingsOf(result, section)
    .filter(({ facts }) => facts.status === 'confirmed')
    .map(({ facts }) => facts.date);
}

export function meetingsOf(result: CourseSchedule, section: string): ScheduledMeeting[] {
  return result.meetings
    .filter(({ facts }) => facts.section === section)
    .sort((a, b) => a.facts.start - b.facts.start || (a.identity < b.identity ? -1 : 1));
}
