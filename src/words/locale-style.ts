/** Dates and times as a language's locale writes them (`Intl`): order, names, digits. Each format is made once. */
import { type LocalDate, type LocalTime, WEEKDAYS, type Weekday } from '../domain/date.ts';
import type { Language } from '../domain/language.ts';
import type { HourCycle } from '../domain/model.ts';

export type DateStyle = 'short' | 'weekday' | 'weekdayYear' | 'year' | 'dayAndMonth';

type FormatName = DateStyle | 'shortWeekday' | 'longWeekday' | 'time12' | 'time24';

const OPTIONS: Readonly<Record<FormatName, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  weekdayYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  year: { day: 'numeric', month: 'long', year: 'numeric' },
  dayAndMonth: { day: 'numeric', month: 'long' },
  shortWeekday: { weekday: 'short' },
  longWeekday: { weekday: 'long' },
  time12: { hour: 'numeric', minute: '2-digit', hourCycle: 'h12' },
  time24: { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: Language, name: FormatName): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  let found = formats.get(key);
  if (!found) {
    // Dates and wall times are formatted as if they were UTC's.
    found = new Intl.DateTimeFormat(language, { ...OPTIONS[name], timeZone: 'UTC' });
    formats.set(key, found);
  }
  return found;
}

/** What sentences need otherwise than `Intl` has it: 'le 1er octobre', 'el miércoles 10 de octubre'. */
const IN_SENTENCES: { readonly [L in Language]?: (part: Intl.DateTimeFormatPart) => string } = {
  fr: ({ type, value }) => (type === 'day' && value === '1' ? '1er' : value),
  es: ({ type, value }) => (type === 'literal' && value === ', ' ? ' ' : value),
};

export function sayLocaleDate(date: LocalDate, style: DateStyle, language: Language): string {
  const found = formatOf(language, style);
  const instant = Date.parse(`${date}T00:00:00Z`);
  const adapt = IN_SENTENCES[language];
  return adapt ? found.formatToParts(instant).map(adapt).join('') : found.format(instant);
}

const MONDAY = Date.UTC(1970, 0, 5);

export function sayLocaleWeekday(day: Weekday, language: Language, length: 'short' | 'long' = 'short'): string {
  return formatOf(language, `${length}Weekday`).format(MONDAY + WEEKDAYS.indexOf(day) * 86_400_000);
}

export function sayLocaleTime(time: LocalTime, hourCycle: HourCycle, language: Language): string {
  return formatOf(language, `time${hourCycle}`).format(Date.parse(`1970-01-01T${time}:00Z`));
}
