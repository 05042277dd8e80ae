/** Dates and times as a language's locale writes them (`Intl`): order, names, digits. Each format is made once. */
import { type LocalDate, type LocalTime, WEEKDAYS, type Weekday } from '../domain/date.ts';
import type { Language } from '../domain/language.ts';
import type { ClockHours } from '../domain/model.ts';

export type DateStyle = 'short' | 'weekday' | 'weekdayYear' | 'year' | 'dayAndMonth';

type FormatName = DateStyle | 'shortWeekday' | 'time12' | 'time24';

const OPTIONS: Readonly<Record<FormatName, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  weekdayYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  year: { day: 'numeric', month: 'long', year: 'numeric' },
  dayAndMonth: { day: 'numeric', month: 'long' },
  shortWeekday: { weekday: 'short' },
  time12: { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
  time24: { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: FormatName, instant: number): string {
  const key = `${language} ${name}`;
  let found = formats.get(key);
  if (!found) {
    // Dates and wall times are formatted as if they were UTC's.
    found = new Intl.DateTimeFormat(language, { ...OPTIONS[name], timeZone: 'UTC' });
    formats.set(key, found);
  }
  return found.format(instant);
}

export function sayLocaleDate(date: LocalDate, style: DateStyle, language: Language): string {
  return format(language, style, Date.parse(`${date}T00:00:00Z`));
}

const MONDAY = Date.UTC(1970, 0, 5);

export function sayLocaleWeekday(day: Weekday, language: Language): string {
  return format(language, 'shortWeekday', MONDAY + WEEKDAYS.indexOf(day) * 86_400_000);
}

export function sayLocaleTime(time: LocalTime, clock: ClockHours, language: Language): string {
  return format(language, `time${clock}`, Date.parse(`1970-01-01T${time}:00Z`));
}
