/**
 * Codes of weekdays: MWF, TR, TTh, MoWeFr, M-W-F, -T-R-. What one code leaves open (is TH Thursday, or Tuesday and
 * Thursday? is S Saturday?) the column's other codes settle.
 */
import { sortWeekdays, WEEKDAYS, type Weekday } from '../../domain/date.ts';

/** One way to split a code into days. */
export interface Cut {
  readonly days: readonly Weekday[];
  readonly tokens: readonly string[];
}

const TOKENS: readonly (readonly [string, Weekday])[] = [
  ['M', 'MO'],
  ['MO', 'MO'],
  ['T', 'TU'],
  ['TU', 'TU'],
  ['W', 'WE'],
  ['WE', 'WE'],
  ['R', 'TH'],
  ['H', 'TH'],
  ['TH', 'TH'],
  ['F', 'FR'],
  ['FR', 'FR'],
  ['S', 'SA'],
  ['SA', 'SA'],
  ['S', 'SU'],
  ['SU', 'SU'],
  ['U', 'SU'],
];

/** The longest code: seven days of two letters. */
const LONGEST = 14;

/** Every way to split a code into consecutive days of the week (from Monday or from Sunday). */
export function cutCode(code: string): readonly Cut[] {
  if (code.length > LONGEST || !/^[A-Za-z]+$/.test(code)) return [];
  const upper = code.toUpperCase();
  // In `TTh` and `MWSu` a small letter belongs to the capital before it.
  const mixed = code !== upper && code !== code.toLowerCase();
  const cuts: Cut[] = [];
  const go = (at: number, days: Weekday[], tokens: string[]): void => {
    if (at === code.length) {
      cuts.push({ days: sortWeekdays(days), tokens });
      return;
    }
    for (const [token, day] of TOKENS) {
      if (!upper.startsWith(token, at) || (mixed && !fitsCase(code, at, token)) || !comesAfter(day, days)) continue;
      go(at + token.length, [...days, day], [...tokens, day === 'SU' && token === 'S' ? 'S=SU' : token]);
    }
  };
  go(0, [], []);
  if (cuts.length === 0 && mixed) return cutCode(upper);
  return cuts.length > 0 ? cuts : cutRepeated(upper);
}

/** Later in the week than the days before it; a week may begin on Sunday. */
function comesAfter(day: Weekday, days: readonly Weekday[]): boolean {
  const last = days.at(-1);
  if (last === undefined) return true;
  if (last === 'SU' && days.length === 1) return day !== 'SU';
  return WEEKDAYS.indexOf(day) > WEEKDAYS.indexOf(last) && !days.includes(day);
}

function fitsCase(code: string, at: number, token: string): boolean {
  const small = (index: number): boolean => /[a-z]/.test(code[index] ?? '');
  if (small(at)) return false;
  return token.length === 2 ? small(at + 1) : !small(at + 1);
}

/** `MTWTF` and `TT`: a letter that comes twice is Tuesday, then Thursday; Saturday, then Sunday. */
function cutRepeated(upper: string): readonly Cut[] {
  for (const [week, days] of [
    ['MTWTFSS', WEEKDAYS],
    ['SMTWTFS', ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const],
  ] as const) {
    const found: Weekday[] = [];
    let at = 0;
    for (const letter of upper) {
      const next = week.indexOf(letter, at);
      if (next < 0) break;
      found.push(days[next] as Weekday);
      at = next + 1;
    }
    if (found.length === upper.length) return [{ days: sortWeekdays(found), tokens: ['twice'] }];
  }
  return [];
}

const WEEK_SHAPES: readonly (readonly [string, readonly Weekday[]])[] = [
  ['MTWTFSS', WEEKDAYS],
  ['MTWRFSU', WEEKDAYS],
  ['MTWHFSU', WEEKDAYS],
  ['SMTWTFS', ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']],
  ['UMTWRFS', ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']],
  ['SMTWRFS', ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']],
];

/** `M-W-F--` and `.T.R.`: one position per weekday. Null if letters are at other positions. */
export function readPlaces(text: string): readonly Weekday[] | null {
  if (!/^[A-Za-z\-_.*]{5,7}$/.test(text) || !/[-_.*]/.test(text) || !/[A-Za-z]/.test(text)) return null;
  for (const [shape, days] of WEEK_SHAPES) {
    const letters = [...text.toUpperCase()]
      .map((letter, at) => ({ letter, at }))
      .filter(({ letter }) => /[A-Z]/.test(letter));
    if (letters.every(({ letter, at }) => shape[at] === letter)) return letters.map(({ at }) => days[at] as Weekday);
  }
  return null;
}
