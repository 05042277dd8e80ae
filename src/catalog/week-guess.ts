/** Guesses the first day of the week and the weekend from a time zone, by CLDR's data for its country. */
import { USUAL_WEEKEND, WEEKDAYS, type Weekday } from '../domain/date.ts';

export interface WeekGuess {
  readonly starts: Weekday;
  readonly weekend: readonly Weekday[];
}

/** Methods of Intl.Locale that TypeScript's own types lack. */
interface LocaleInformation {
  getTimeZones?(): readonly string[] | undefined;
  getWeekInfo?(): { readonly firstDay: number; readonly weekend: readonly number[] };
}

/** All countries with a different weekend are in these regions: no list is needed for other zones. */
const CONTINENTS = /^(?:Asia|Africa)\//;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const USUAL: WeekGuess = { starts: 'MO', weekend: USUAL_WEEKEND };

/** Weeks from Monday, with a Saturday and Sunday weekend if the zone's country has one or is unknown. */
export function guessWeek(zone: string): WeekGuess {
  if (!CONTINENTS.test(zone)) return USUAL;
  unusual ??= listUnusual();
  return unusual.get(zone) ?? unusual.get(canonicalNameOf(zone)) ?? USUAL;
}

/** By zone, the weeks of countries with a different weekend; computed on first use. */
let unusual: ReadonlyMap<string, WeekGuess> | null = null;

function listUnusual(): ReadonlyMap<string, WeekGuess> {
  const weeks = new Map<string, WeekGuess>();
  for (const region of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const locale = new Intl.Locale('und', { region }) as LocaleInformation;
    const week = locale.getWeekInfo?.();
    const weekend = WEEKDAYS.filter((_, index) => week?.weekend.includes(index + 1));
    if (!week || weekend.length === 0 || weekend.join() === USUAL_WEEKEND.join()) continue;
    const guess = { starts: WEEKDAYS[week.firstDay - 1] ?? 'MO', weekend };
    for (const zone of locale.getTimeZones?.() ?? []) weeks.set(zone, guess);
  }
  return weeks;
}

/** CLDR uses older names: 'Asia/Kolkata' is 'Asia/Calcutta' there. */
function canonicalNameOf(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}
