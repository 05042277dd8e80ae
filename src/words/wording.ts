/**
 * Formats dates, times, lengths and lists for feeds and pages, from local dates and wall times alone: English in its own
 * forms, every other language as its locale has them.
 */
import { addDays, dayNumber, type LocalDate, type LocalTime, minutesOf, type Weekday } from '../domain/date.ts';
import { dayOfDue } from '../domain/due.ts';
import type { Kind } from '../domain/kind.ts';
import { ENGLISH } from '../domain/language.ts';
import { ONLINE } from '../domain/schedule.ts';
import { sayEnglishDate, sayEnglishStart, sayEnglishTime, WEEKDAY_NAMES } from './english-style.ts';
import { type DateStyle, sayLocaleDate, sayLocaleTime, sayLocaleWeekday } from './locale-style.ts';
import { say } from './say.ts';
import { presentHourCycle, presentLanguage } from './voice.ts';

function sayIn(style: DateStyle, date: LocalDate): string {
  const language = presentLanguage();
  return language === ENGLISH ? sayEnglishDate(date, style) : sayLocaleDate(date, style, language);
}

/** '3 Oct' */
export function sayShortDate(date: LocalDate): string {
  return sayIn('short', date);
}

/** 'Wednesday 10 October' */
export function sayDate(date: LocalDate): string {
  return sayIn('weekday', date);
}

/** 'Wednesday 10 October 2018' */
export function sayDateWithYear(date: LocalDate): string {
  return sayIn('weekdayYear', date);
}

/** 'Wednesday 12 September', with the year if it differs from the reference date's (today, or the date moved from). */
export function sayDay(date: LocalDate, beside: LocalDate): string {
  return date.slice(0, 4) === beside.slice(0, 4) ? sayDate(date) : sayDateWithYear(date);
}

/** '12 September': without a weekday, and with the year if it differs from the reference date's. */
export function sayDayOfMonth(date: LocalDate, beside: LocalDate): string {
  return sayIn(date.slice(0, 4) === beside.slice(0, 4) ? 'dayAndMonth' : 'year', date);
}

/** '12 October 2018' */
export function sayDateAndYear(date: LocalDate): string {
  return sayIn('year', date);
}

/** '12 September to 14 December 2018', both years where they differ; '25 to 29 November 2018'. */
export function sayDates(from: LocalDate, until: LocalDate): string {
  const last = sayDateAndYear(until);
  if (from === until) return last;
  if (from.slice(0, 7) === until.slice(0, 7)) {
    return say('date.spanInMonth', { from: String(Number(from.slice(8))), until: last });
  }
  const sameYear = from.slice(0, 4) === until.slice(0, 4);
  const first = sameYear ? sayIn('dayAndMonth', from) : sayDateAndYear(from);
  return say('date.span', { from: first, until: last });
}

/** 'Mon' */
export function sayShortWeekday(day: Weekday): string {
  const language = presentLanguage();
  return language === ENGLISH ? WEEKDAY_NAMES[day].slice(0, 3) : sayLocaleWeekday(day, language);
}

/** 'Monday' */
export function sayWeekday(day: Weekday): string {
  const language = presentLanguage();
  return language === ENGLISH ? WEEKDAY_NAMES[day] : sayLocaleWeekday(day, language, 'long');
}

/** 'Mondays': a weekly day. */
export function sayWeekly(day: Weekday): string {
  return say(`weekly.${day}`);
}

/** 'today', 'tomorrow', 'in 5 days', 'in 3 weeks', 'in 4 months', 'in 2 years'; and 'yesterday', '5 days ago', … */
export function sayDistance(date: LocalDate, today: LocalDate): string {
  const days = dayNumber(date) - dayNumber(today);
  if (days === 0) return say('distance.today');
  if (days === 1) return say('distance.tomorrow');
  if (days === -1) return say('distance.yesterday');
  const [key, count] = measure(Math.abs(days));
  return say(days > 0 ? 'distance.in' : 'distance.ago', { length: say(key, { count }) });
}

function measure(days: number) {
  if (days < 14) return ['length.days', days] as const;
  if (days < 60) return ['length.weeks', Math.round(days / 7)] as const;
  if (days < 700) return ['length.months', Math.round(days / 30.4)] as const;
  return ['length.years', Math.round(days / 365.25)] as const;
}

/** '50 minutes', '1 hour', '23 hours', '1 hour 30 minutes' */
export function sayLength(minutes: number): string {
  const hours = say('length.hours', { count: Math.floor(minutes / 60) });
  const rest = say('length.minutes', { count: minutes % 60 });
  if (minutes < 60) return rest;
  return minutes % 60 === 0 ? hours : say('length.both', { hours, minutes: rest });
}

/** '10 am', '10:50 am', 'noon', 'midnight'; by a 24-hour clock '10:00' */
export function sayTime(time: LocalTime): string {
  const [language, hourCycle] = [presentLanguage(), presentHourCycle()];
  if (hourCycle === 24) return say('time.24', { clock: sayLocaleTime(time, hourCycle, language) });
  return language === ENGLISH ? sayEnglishTime(time) : sayLocaleTime(time, hourCycle, language);
}

/** On a scale of hours: '10 am', '10:00', without the word that follows a time in German. */
export function sayHour(time: LocalTime): string {
  const [language, hourCycle] = [presentLanguage(), presentHourCycle()];
  return hourCycle === 24 ? sayLocaleTime(time, hourCycle, language) : sayTime(time);
}

/** The first of two times: '11' of '11 to 11:50 am', '10:15' of '10:15 bis 11:45 Uhr'. */
function sayStart(start: LocalTime, end: LocalTime): string {
  const [language, hourCycle] = [presentLanguage(), presentHourCycle()];
  const isEnglish = hourCycle === 12 && language === ENGLISH;
  return isEnglish ? sayEnglishStart(start, end) : sayLocaleTime(start, hourCycle, language);
}

/** An end after this time on the next day gets "the next day"; shortly after midnight it is obvious. */
const NEXT_MORNING = '06:00';

/** '11 to 11:50 am', 'noon to 1 pm', '11 am' where no end is known, '1 pm to noon the next day (23 hours)'. */
export function sayTimes(start: LocalTime, end: LocalTime | null): string {
  if (end === null) return sayTime(start);
  // Only items of whole days begin and end at midnight.
  if (start === '00:00' && end === start) return say('time.allDay');
  const until = sayTime(end);
  if (end <= start && end > NEXT_MORNING) {
    const length = sayLength(minutesOf(end) - minutesOf(start) + 1440);
    return say('time.spanNextDay', { from: sayTime(start), until, length });
  }
  return say('time.span', { from: sayStart(start, end), until });
}

/** The times of a meeting; 'all day, until Sunday 14 October' where it lasts several days. */
export function sayTimesOf({
  date,
  days = 1,
  startTime,
  endTime,
}: {
  readonly date: LocalDate;
  readonly days?: number | undefined;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
}): string {
  if (days === 1) return sayTimes(startTime, endTime);
  return say('time.allDayUntil', { day: sayDate(addDays(date, days - 1)) });
}

/** 'Monday 1 October, 11:59 pm'; 12:00 am is 'Monday 1 October, midnight', at the end of that day. */
export function sayDue(date: LocalDate, time: LocalTime, beside: LocalDate): string {
  const day = sayDay(dayOfDue(date, time).day, beside);
  return time === '00:00' ? say('date.dayAndMidnight', { day }) : say('date.dayAndTime', { day, time: sayTime(time) });
}

/** Where a line begins with the text. */
export function capitalise(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** 'L01: Lecture'; in French there is a space before the colon. */
export function sayPair(name: string, value: string): string {
  return say('list.pair', { name, value });
}

/** 'A', 'A and B', 'A, B and C' */
export function sayList(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  const first = words.slice(0, -1).reduce((before, next) => say('list.comma', { first: before, next }));
  return say('list.and', { first, last: words.at(-1) as string });
}

/** A room's name; an online meeting's is said in the present language. */
export function sayVenue({ text, online }: { readonly text: string; readonly online: boolean }): string {
  return online && (text === ONLINE || text === '') ? say('event.online') : text;
}

/** 'Precept' */
export function sayKind(kind: Kind): string {
  return say(`kind.${kind}`);
}

/** 'precept', within a sentence; German nouns and abbreviations (TD) keep their capitals. */
export function sayKindWithin(kind: Kind): string {
  const name = sayKind(kind);
  return presentLanguage() === 'de' ? name : name.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase());
}

/** 'precepts' */
export function sayKinds(kind: Kind): string {
  return say(`kinds.${kind}`);
}
