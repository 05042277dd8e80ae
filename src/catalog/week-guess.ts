/** What a week looks like where a time zone is used: its first day and its weekend, as CLDR has them by country. */
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

/** Every country with another weekend lies there: for zones elsewhere no list is made. */
const CONTINENTS = /^(?:Asia|Africa)\//;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const USUAL: WeekGuess = { starts: 'MO', weekend: USUAL_WEEKEND };

/** Weeks from Monday with a weekend of Saturday and Sunday where the zone's country has those, or is not known. */
export function guessWeek(zone: string): WeekGuess {
  if (!CONTINENTS.test(zone)) return USUAL;
  unusual ??= listUnusual();
  return unusual.get(zone) ?? unusual.get(canonicalNameOf(zone)) ?? USUAL;
}

/** By zone, the weeks of countries whose weekend is another one; made when it is first needed. */
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

/** 'Asia/Kolkata' is called 'Asia/Calcutta' there. */
function canonicalNameOf(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}
