/** Starter files for `belltower new`: the contents pass `check`, the comments show the other options. */
import { addDays, type DateSpan, type LocalDate, weekdayOf } from '../domain/date.ts';
import type { Language } from '../domain/language.ts';
import { WEEKDAY_NAMES } from '../words/english-style.ts';
import { shortWeekday, writeWeekdays } from '../words/weekday.ts';
import { nameSchema } from './json-schema.ts';
import type { WeekGuess } from './week-guess.ts';

/** A text as a YAML scalar: plain where that is safe, otherwise quoted. */
export function writeText(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const plain = /^[\p{L}\p{N}(][^#:{}[\],&*!|>%@`"']*$/u.test(line);
  return plain ? line : JSON.stringify(line);
}

function writeDate(date: LocalDate): string {
  return `${shortWeekday(weekdayOf(date))} ${date}`;
}

function writeSpan({ from, until }: DateSpan): string {
  return `${writeDate(from)} to ${writeDate(until)}`;
}

interface DraftLanguage {
  /** Absent: not said. */
  readonly language?: Language;
}

function writeLanguage(language: Language | undefined): string {
  return language === undefined ? '' : `language: ${language}\n`;
}

interface SiteDraft extends DraftLanguage {
  readonly uidDomain: string;
  readonly name: string;
}

/** The site.yaml of a new folder. */
export function draftSite({ uidDomain, name, language }: SiteDraft): string {
  return `${nameSchema('site')}# Settings shared by all courses of this site.
name: ${writeText(name)}
${writeLanguage(language)}# The right side of every event's UID: a domain name that you own. Never change it: calendars identify events by it.
uidDomain: ${writeText(uidDomain)}

# Places are listed once; \`where\` may use any of their spellings.
# places:
#   hall-101: {name: Main Hall 101, also: [MH 101, "Main Hall, Room 101"], address: "1 College Road, Springfield"}
`;
}

export interface TermDraft extends DraftLanguage {
  readonly title: string;
  /** An IANA time zone. */
  readonly zone: string;
  /** Values that were not given, marked for review in the file. */
  readonly guessed: { readonly zone: boolean; readonly classes: boolean };
  readonly week: WeekGuess;
  readonly classes: DateSpan;
}

const CHECK = '  # check';

/** terms/ID.yaml: the given dates, and in comments what most terms need as well. */
export function draftTerm({ title, zone, guessed, week, classes, language }: TermDraft): string {
  const middle = addDays(classes.from, 45);
  return `${nameSchema('term')}# Dates shared by all courses of the term. docs/format.md explains each key.
title: ${writeText(title)}
${writeLanguage(language)}zone: ${zone}${guessed.zone ? CHECK : ''}
weekStarts: ${WEEKDAY_NAMES[week.starts]}
weekend: ${writeWeekdays(week.weekend)}${CHECK}

# Where people write 9-11 and 14-16: times without am or pm are read, and all times shown, by a 24-hour clock.
# clock: 24

# The first and the last day of classes. The weekdays are optional, but must match the dates.
classes: ${writeSpan(classes)}${guessed.classes ? CHECK : ''}

# Other periods. Patterns meet during classes only, unless they have \`during: [classes, reading]\`.
# reading: ${classes.until} to ${addDays(classes.until, 6)}
# exams: ${addDays(classes.until, 7)} to ${addDays(classes.until, 14)}

# Days without classes: recesses and holidays.
# breaks:
#   - {name: Recess, dates: ${middle} to ${addDays(middle, 4)}}
#   - {name: No labs, dates: ${addDays(middle, 14)} to ${addDays(middle, 18)}, for: {kinds: [lab]}}

# Days on which the classes of another weekday meet instead of the day's own.
# swaps:
#   - {name: Monday schedule, date: ${writeDate(addDays(middle, 10))}, follows: Monday}

# Other hours over a span of dates, as in Ramadan.
# hours:
#   - {dates: ${addDays(middle, 14)} to ${addDays(middle, 18)}, replace: {10:00am-10:50am: 10:30am-11:00am}}

# Closed hours: no meeting starts, and those in progress end.
# closings:
#   - {name: Snow, date: ${addDays(middle, 20)}, from: 2pm}
`;
}

export interface CourseDraft extends DraftLanguage {
  readonly code: string;
  readonly title: string;
  /** The day on which the course is first published: the time stamp of its feeds' first revision. */
  readonly published: LocalDate;
}

/** courses/TERM/ID.yaml: one lecture to be announced, and in comments what most courses need as well. */
export function draftCourse({ code, title, published, language }: CourseDraft): string {
  return `${nameSchema('course')}# When ${writeText(code)} meets. docs/format.md explains each key.
code: ${writeText(code)}
title: ${writeText(title)}
${writeLanguage(language)}# When the feeds were first published. Do not change it.
published: ${published}

# url: https://www.example.edu/course
# links: {Forum: https://forum.example.edu}

# People by short ids, which \`staff\` in sections refers to.
# staff:
#   ada: {name: Ada Example, role: Professor}

# Each section has its own address: do not change its id once people have subscribed.
sections:
  L01: {kind: lecture, meets: TBA}
  # When the time is known:
  # L01: {kind: lecture, meets: Mon Wed 10:00am-10:50am, where: Main Hall 101, staff: ada}
  # P01: {kind: precept, meets: Fri 10:00am-10:50am}
  # OH:
  #   kind: office hours
  #   meets:
  #     - {on: Tue 4:30pm-6:30pm, where: Main Hall 003}
  #     - {after: L01, for: 30 minutes}
  #     - by appointment: https://www.example.edu/appointments

# What is due, in a feed of its own. The ids stay; titles and dates may change.
# deadlines:
#   - {id: hw1, title: Homework 1, due: ${addDays(published, 21)} 11:59pm}

# Changes to the rules, newest last. \`announced\` is when the change was announced.
# changes:
#   - announced: ${published} 18:00
#     sections: L01
#     on: ${addDays(published, 14)}
#     cancel: yes
#     say: No lecture today.
`;
}
