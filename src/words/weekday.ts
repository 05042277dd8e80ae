/** Weekdays as people write them: `Mon Wed`, `Monday, Wednesday`, `Mon-Fri`, `MWF`, `TuTh`. */
import { sortWeekdays, WEEKDAYS, type Weekday } from '../domain/date.ts';
import { WEEKDAY_NAMES } from './english-style.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { say } from './say.ts';
import { ENGLISH } from './vocabulary/english.ts';

/** Letters that name a weekday by themselves. */
const LETTERS: ReadonlyMap<string, Weekday> = new Map([
  ['m', 'MO'],
  ['w', 'WE'],
  ['f', 'FR'],
]);

const SPELLINGS: ReadonlyMap<string, Weekday> = new Map([
  ...LETTERS,
  ...ENGLISH.days.flatMap(([day, single, , short]) =>
    `${single} ${short}`.split(' ').map((word): [string, Weekday] => [word, day]),
  ),
]);

/** 'Mon' */
export function shortWeekday(day: Weekday): string {
  return WEEKDAY_NAMES[day].slice(0, 3);
}

/** 'Mon Wed': weekdays in the form that rules use, from Monday. */
export function writeWeekdays(days: readonly Weekday[]): string {
  return sortWeekdays(days).map(shortWeekday).join(' ');
}

/** The weekday of one word: `Mon`, `monday`, `Mondays`, `Mon.`; a single T, R, S or U is ambiguous and gives none. */
export function findWeekday(word: string): Weekday | null {
  const plain = word.toLowerCase().replace(/\.$/, '');
  return SPELLINGS.get(plain) ?? SPELLINGS.get(plain.replace(/days$/, 'day')) ?? null;
}

/** Reads one weekday. */
export function readWeekday(text: string): Read<Weekday> {
  const read = readWeekdays(text);
  if (!read.ok) return read;
  const [first, ...others] = read.value;
  if (!first || others.length > 0)
    return mistaken('bad-weekday', `${quote(text)} is more than one weekday.`, 'Write one, for example Monday.');
  return understood(first);
}

/** Reads one or more weekdays, sorted from Monday. */
export function readWeekdays(text: string): Read<readonly Weekday[]> {
  const days: Weekday[] = [];
  const words = text
    .replaceAll(/\s*[-–—]\s*/g, '-')
    .split(/[\s,;/&+]+/)
    .filter((word) => word !== '' && word !== 'and');
  for (const word of words) {
    const read = readWord(word);
    if (!read.ok) return read;
    days.push(...read.value);
  }
  if (days.length === 0) return mistaken('bad-weekday', 'There is no weekday here.', 'Write weekdays as in Mon Wed.');
  return understood(sortWeekdays(days));
}

function readWord(word: string): Read<readonly Weekday[]> {
  const single = findWeekday(word);
  if (single) return understood([single]);
  const ends = word.split('-');
  if (ends.length === 2) {
    const from = findWeekday(ends[0] as string);
    const until = findWeekday(ends[1] as string);
    if (from && until) return understood(daysBetween(from, until));
  }
  const compact = readCompact(word);
  if (compact) return understood(compact);
  if (/^(?:m|t[uh]?|w|r|f|s[au]?|u)+$/i.test(word)) {
    return mistaken(
      'ambiguous-weekday',
      `${quote(word)}: a T may be Tuesday or Thursday, an R Thursday, an S Saturday or Sunday.`,
      hintFor(word),
      word,
    );
  }
  return mistaken('bad-weekday', say('mistake.noWeekday', { text: quote(word) }), say('remedy.writeWeekdays'), word);
}

function daysBetween(from: Weekday, until: Weekday): Weekday[] {
  const first = WEEKDAYS.indexOf(from);
  const count = ((WEEKDAYS.indexOf(until) - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => WEEKDAYS[(first + index) % 7] as Weekday);
}

/** `MWF`, `TuTh`: abbreviations without separators, each unambiguous by itself. */
function readCompact(word: string): Weekday[] | null {
  const parts = word.match(/mo?|tu|we?|th|fr?|sa|su/gi);
  if (!parts || parts.join('') !== word) return null;
  return parts.map((part) => findWeekday(part) as Weekday);
}

function hintFor(word: string): string {
  const upper = word.toUpperCase();
  if (upper === 'T') return 'Write Tue or Thu.';
  if (upper === 'R') return 'Write Thu.';
  if (upper === 'TTH' || upper === 'TR') return 'Write Tue Thu (or TuTh).';
  if (upper === 'S') return 'Write Sat or Sun.';
  if (upper === 'U') return 'Write Sun.';
  return 'Write each weekday so that it is clear by itself: Mon Tue Wed Thu Fri Sat Sun.';
}
