/** Dates and 12-hour times in English, in forms that no locale of `Intl` has: 'Wednesday 10 October', 'noon', '9:30 am'. */
import { type LocalDate, type LocalTime, type Weekday, weekdayOf } from '../domain/date.ts';
import { toTwelveHours } from './clock-time.ts';
import type { DateStyle } from './locale-style.ts';

/** Also the names that rules are written with. */
export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export function sayEnglishDate(date: LocalDate, style: DateStyle): string {
  const month = MONTHS[Number(date.slice(5, 7)) - 1] as string;
  const day = Number(date.slice(8, 10));
  const year = Number(date.slice(0, 4));
  switch (style) {
    case 'short':
      return `${day} ${month.slice(0, 3)}`;
    case 'weekday':
      return `${WEEKDAY_NAMES[weekdayOf(date)]} ${day} ${month}`;
    case 'weekdayYear':
      return `${WEEKDAY_NAMES[weekdayOf(date)]} ${day} ${month} ${year}`;
    case 'year':
      return `${day} ${month} ${year}`;
    case 'dayAndMonth':
      return `${day} ${month}`;
  }
}

/** '10 am', '10:50 am', 'noon', 'midnight' */
export function sayEnglishTime(time: LocalTime): string {
  if (time === '00:00') return 'midnight';
  if (time === '12:00') return 'noon';
  return `${faceOf(time)} ${toTwelveHours(time).half}`;
}

/** '11' of '11 to 11:50 am': where both are am or both pm, and neither is a word, that is written once, at the end. */
export function sayEnglishStart(start: LocalTime, end: LocalTime): string {
  const worded = [start, end].some((time) => time === '00:00' || time === '12:00');
  const shared = !worded && toTwelveHours(start).half === toTwelveHours(end).half;
  return shared ? faceOf(start) : sayEnglishTime(start);
}

/** '10', '10:50' */
function faceOf(time: LocalTime): string {
  return `${toTwelveHours(time).hour}${time.endsWith(':00') ? '' : time.slice(2)}`;
}
