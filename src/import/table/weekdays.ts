/** A cell of weekdays in the notation of its column. */

import { sortWeekdays, WEEKDAYS, type Weekday } from '../../domain/date.ts';
import { daysOfCjk } from '../../words/vocabulary/cjk.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { saysUnknown } from './cell.ts';
import { type Cut, cutCode, readPlaces } from './weekday-codes.ts';
import { findLanguage, type WeekdayNames, weekdayOfName } from './weekday-words.ts';

/** The notation of a column's weekdays, learnt from all its cells. */
export interface DayNotation {
  readonly names: WeekdayNames;
  /** Letters and pairs known to be used: R for Thursday, U for Sunday. */
  readonly tokens: ReadonlySet<string>;
  /** `M-W-F` lists days, so `T-R` does too. */
  readonly dashLists: boolean;
  /** For days written as numbers, the weekday of 1; null: no numbers. */
  readonly first: Weekday | null;
}

export type DaysRead =
  | { readonly type: 'days'; readonly weekdays: readonly Weekday[]; readonly doubt: string | null }
  | { readonly type: 'none' }
  | { readonly type: 'unreadable'; readonly reason: string };

/** Learns a column's notation from all its cells. */
export function learnDays(cells: Iterable<string>): DayNotation {
  const texts = [...new Set(cells)].filter((text) => text.length < 100);
  const tokens = new Set<string>();
  const numbers = texts.filter((text) => /^[1-7]{1,7}$/.test(text));
  for (const token of texts.flatMap(splitWords).flatMap(sureTokens)) tokens.add(token);
  const sundayFirst =
    numbers.filter((text) => text === '246' || text === '35').length >
    numbers.filter((text) => text === '135' || text === '24').length;
  return {
    names: findLanguage(texts),
    tokens,
    dashLists: texts.some((text) => /^[A-Za-z]{1,2}(?:-[A-Za-z]{1,2}){2,}$/.test(text)),
    first: numbers.length === 0 ? null : sundayFirst ? 'SU' : 'MO',
  };
}

/** The letters that a code leaves no doubt about. "TH" and "TR" in one column: R is Thursday, whatever TH means. */
function sureTokens(word: string): readonly string[] {
  const cuts = cutCode(word);
  if (cuts.length <= 1) return cuts[0]?.tokens ?? [];
  return ['R', 'U'].filter((token) => cuts.every((cut) => cut.tokens.includes(token)));
}

export function readDays(text: string, notation: DayNotation): DaysRead {
  if (saysUnknown(text)) return { type: 'none' };
  if (text.length > 100) return unreadable(text);
  // "(1) Mon": numbered for sorting.
  if (/^\([1-7]\)\s*\S/.test(text)) return readDays(text.replace(/^\([1-7]\)\s*/, ''), notation);
  const cjk = daysOfCjk(text);
  if (cjk) return found(cjk, null);
  if (/^daily$/i.test(text))
    return found(WEEKDAYS.slice(0, 5), `${text} read as Mon Tue Wed Thu Fri; it may be every day of the week`);
  const places = readPlaces(text);
  if (places) return found(places, null);
  if (/^[1-7]{1,7}$/.test(text)) return readNumbers(text, notation);
  const range = /^([\p{L}.]+)\s*(-|–|—|\bto\b|\bthru\b|\bthrough\b)\s*([\p{L}.]+)$/iu.exec(text);
  return range ? readRange(text, range, notation) : readWords(text, notation);
}

/** "Mon, Wed", "MW", "T T". */
function readWords(text: string, notation: DayNotation): DaysRead {
  const days: Weekday[] = [];
  const doubts: string[] = [];
  for (const word of splitWords(text)) {
    const read = readWord(word, notation);
    if (!read) return unreadable(text);
    days.push(...read.days);
    if (read.doubt) doubts.push(read.doubt);
  }
  if (days.length === 0) return unreadable(text);
  // "T T": the second one is Thursday, as in MTWTF.
  if (new Set(days).size < days.length) {
    const [cut] = cutCode(text.replaceAll(/[\s,;/&+|]/g, ''));
    return cut ? found(cut.days, null) : unreadable(text);
  }
  return found(days, doubts[0] ?? null);
}

function found(days: readonly Weekday[], doubt: string | null): DaysRead {
  return { type: 'days', weekdays: sortWeekdays(days), doubt };
}

function unreadable(text: string): DaysRead {
  return { type: 'unreadable', reason: `“${text.slice(0, 40)}” are no weekdays that are known here` };
}

function splitWords(text: string): string[] {
  return text
    .split(/[\s,;/&+|]+|\band\b|(?<=[A-Za-z]{1,2})-(?=[A-Za-z])|\.(?=\w)/i)
    .filter((word) => word !== '' && word !== '.' && !/^(?:et|und|og|och|ja)$/i.test(word));
}

interface WordRead {
  readonly days: readonly Weekday[];
  readonly doubt: string | null;
}

function readWord(word: string, notation: DayNotation): WordRead | null {
  const named = weekdayOfName(word, notation.names);
  if (named) return { days: [named], doubt: null };
  const code = word.replace(/\.$/, '');
  const cuts = distinctCuts(cutCode(code));
  if (cuts.length > 1) return settleCuts(code, cuts, notation);
  const [cut] = cuts;
  if (cut)
    return { days: cut.days, doubt: cut.days.length === 1 && code.toUpperCase() === 'T' ? doubtT(notation) : null };
  return readChunks(code, notation);
}

/** `MonWedFri`. */
function readChunks(code: string, notation: DayNotation): WordRead | null {
  if (code.length % 3 !== 0 || code.length > 21) return null;
  const days = (code.match(/.{3}/g) ?? []).map((chunk) => weekdayOfName(chunk, notation.names));
  return days.every((day) => day !== null) && days.length > 0 ? { days, doubt: null } : null;
}

function doubtT({ tokens }: DayNotation): string | null {
  const thursday = ['R', 'H', 'TH', 'twice'].some((token) => tokens.has(token)) || tokens.size > 3;
  return thursday || tokens.has('TU') === false
    ? null
    : 'T read as Tuesday; the column writes Tu elsewhere, so it may be Thursday';
}

function distinctCuts(cuts: readonly Cut[]): Cut[] {
  const seen = new Map<string, Cut>();
  for (const cut of cuts) if (!seen.has(cut.days.join())) seen.set(cut.days.join(), cut);
  return [...seen.values()];
}

/** Discards splits that contradict the column's known letters; an ambiguous rest is reported. */
function settleCuts(code: string, cuts: readonly Cut[], { tokens }: DayNotation): WordRead {
  const sure = (token: string): boolean => tokens.has(token);
  const against: Readonly<Record<string, boolean>> = {
    H: sure('TH') || sure('R'),
    TH: !sure('TH') && sure('H'),
    'S=SU': sure('U') || sure('SU'),
    S: !sure('S') && sure('SA'),
    U: sure('SU'),
    SU: sure('U'),
  };
  const left = cuts.filter(({ tokens: used }) => !used.some((token) => against[token] === true));
  const rest = left.length > 0 ? left : cuts;
  // Where Saturday and Sunday are the only question, S is Saturday's letter in every registrar's code we know.
  const chosen = rest.find(({ tokens: used }) => !used.includes('S=SU') && !used.includes('H')) ?? (rest[0] as Cut);
  if (rest.length === 1) return { days: chosen.days, doubt: null };
  const others = rest.filter((cut) => cut !== chosen).map((cut) => writeWeekdays(cut.days));
  return {
    days: chosen.days,
    doubt: `${code} read as ${writeWeekdays(chosen.days)}; it may be ${others.join(' or ')}`,
  };
}

function readNumbers(text: string, { first }: DayNotation): DaysRead {
  const shift = first === 'SU' ? 6 : 0;
  const days = [...text].map((digit) => WEEKDAYS[(Number(digit) - 1 + shift) % 7] as Weekday);
  const other = [...text].map((digit) => WEEKDAYS[(Number(digit) - 1 + 6 - shift) % 7] as Weekday);
  return found(
    days,
    `${text} read as ${writeWeekdays(days)}, counting from ${shift ? 'Sunday' : 'Monday'}; it may be ${writeWeekdays(other)}`,
  );
}

function readRange(text: string, range: RegExpExecArray, notation: DayNotation): DaysRead {
  const [, left = '', joint = '', right = ''] = range;
  const first = readWord(left, notation);
  const last = readWord(right, notation);
  const [from, until] = [first?.days[0], last?.days[0]];
  if (!first || !last || !from || !until) return unreadable(text);
  if (first.days.length > 1 || last.days.length > 1)
    return found([...first.days, ...last.days], first.doubt ?? last.doubt);
  const list = sortWeekdays([from, until]);
  const all = WEEKDAYS.slice(WEEKDAYS.indexOf(from), WEEKDAYS.indexOf(until) + 1);
  if (all.length <= 2) return found(list, null);
  const dash = joint === '-' || joint === '–' || joint === '—';
  if (!dash || (from === 'MO' && ['FR', 'SA', 'SU'].includes(until))) return found(all, null);
  if (notation.dashLists) return found(list, null);
  // T-Th is a pair everywhere we looked; M-Th is four days.
  const pair = from !== 'MO' || until === 'WE';
  const [read, other] = pair ? [list, all] : [all, list];
  return found(read, `${text} read as ${writeWeekdays(read)}; it may be ${writeWeekdays(other)}`);
}
