/** Codes of letters for weekdays, as course pages write them: MWF, TR, TTh. */
import { WEEKDAYS, type Weekday } from '../../domain/date.ts';

const LETTER_DAYS: readonly (readonly [string, Weekday])[] = [
  ['MO', 'MO'],
  ['M', 'MO'],
  ['TU', 'TU'],
  ['TH', 'TH'],
  ['T', 'TU'],
  ['WE', 'WE'],
  ['W', 'WE'],
  ['R', 'TH'],
  ['FR', 'FR'],
  ['F', 'FR'],
  ['SA', 'SA'],
  ['SU', 'SU'],
  ['U', 'SU'],
];

const GERMAN_CODES = new Map<string, Weekday>([
  ['Di', 'TU'],
  ['Mi', 'WE'],
  ['Do', 'TH'],
]);

/** Codes that are also written in lower case. */
const SMALL_CODES = /^(?:mwf|mw|wf|mtwrf|mtwf|tth|tuth|tr|mwth)$/;

/**
 * The days of a code (MWF, TR, TTh, MTWThF, T), in the week's order, or null.
 * In mixed case every capital begins a day: TuTh is a code, Ru is a name.
 */
export function daysOfCode(code: string): readonly Weekday[] | null {
  const upper = code.toUpperCase();
  if (upper.length > 10 || (code === code.toLowerCase() && !SMALL_CODES.test(code))) return null;
  const german = GERMAN_CODES.get(code);
  return german ? [german] : (REPEATED.get(upper) ?? cutCode(code, upper));
}

/** Codes in which the second T is Thursday. */
const REPEATED = new Map<string, readonly Weekday[]>([
  ['MTWTF', ['MO', 'TU', 'WE', 'TH', 'FR']],
  ['MTWT', ['MO', 'TU', 'WE', 'TH']],
  ['TT', ['TU', 'TH']],
]);

/** Parses the days greedily, longest names first; null if a letter is no day or is out of the week's order. */
function cutCode(code: string, upper: string): readonly Weekday[] | null {
  const mixed = code !== upper && code !== code.toLowerCase();
  const days: Weekday[] = [];
  let at = 0;
  while (at < upper.length) {
    const found = LETTER_DAYS.find(([letters]) => upper.startsWith(letters, at));
    if (!found) return null;
    const letters = code.slice(at, at + found[0].length);
    if (mixed && letters[0] !== letters[0]?.toUpperCase()) return null;
    const last = days.at(-1);
    if (last !== undefined && WEEKDAYS.indexOf(last) >= WEEKDAYS.indexOf(found[1])) return null;
    days.push(found[1]);
    at += found[0].length;
  }
  return days;
}
