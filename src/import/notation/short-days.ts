/** Short weekdays that are also other words (Seg, Mié, ma, do): days only beside a time or another such day. */
import type { IToken } from 'chevrotain';
import type { Weekday } from '../../domain/date.ts';
import { LANGUAGES } from '../../words/vocabulary/languages.ts';

/** The classes of tokens that matter here. */
export type Beside = 'joint' | 'mark' | 'clock' | 'number' | 'from' | 'other';

export interface ShortDay {
  readonly at: number;
  readonly day: Weekday;
}

/** Languages with two-letter weekdays; "ma" is Monday here and would be Tuesday in French. */
const TWO_LETTERS = new Set(['German', 'Dutch']);

const SHORT = LANGUAGES.filter(({ name }) => name !== 'English').map(({ name, days }) => {
  const least = TWO_LETTERS.has(name) ? 2 : 3;
  return new Map(
    days.flatMap(([day, , , short]) =>
      short.split(' ').flatMap((word): [string, Weekday][] => (word.length >= least ? [[fold(word), day]] : [])),
    ),
  );
});

function fold(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The short days among a text's tokens. `besideOf` tells what a token is. */
export function findShortDays(tokens: readonly IToken[], besideOf: (token: IToken | undefined) => Beside): ShortDay[] {
  const found: ShortDay[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const run = longestRun(tokens, at, besideOf);
    if (run.length === 0) continue;
    found.push(...run);
    at = run.at(-1)?.at ?? at;
  }
  return found;
}

/** Days of one language from here on, joined by marks and small words, with a time behind the last or nothing else in the text. */
function longestRun(
  tokens: readonly IToken[],
  at: number,
  besideOf: (token: IToken | undefined) => Beside,
): ShortDay[] {
  const runs = SHORT.map((days) => {
    const run: ShortDay[] = [];
    for (let i = at; ; i += 2) {
      const day = days.get(fold(tokens[i]?.image ?? ''));
      if (day === undefined) break;
      run.push({ at: i, day });
      if (besideOf(tokens[i + 1]) !== 'joint') break;
    }
    const last = run.at(-1)?.at ?? at;
    const whole = run.length > 1 && at === 0 && last >= tokens.length - 2;
    return run.length > 0 && (whole || isTimed(tokens, last, besideOf)) ? run : [];
  });
  return runs.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** "Seg 10:00", "do. 9.15", "Vie de 14 a 16"; a bare number only behind a capital, and with a second one. */
function isTimed(tokens: readonly IToken[], last: number, besideOf: (token: IToken | undefined) => Beside): boolean {
  let next = last + 1;
  while (next <= last + 2 && besideOf(tokens[next]) === 'mark') next++;
  // "quartas, das 10h": a whole word may have a comma behind it.
  if ((tokens[last]?.image.length ?? 0) >= 5 && tokens[next]?.image === ',') next++;
  if (besideOf(tokens[next]) === 'from') next++;
  if (besideOf(tokens[next]) === 'clock') return true;
  const capital = /^\p{Lu}/u.test(tokens[last]?.image ?? '');
  const second = besideOf(tokens[next + 2]);
  return capital && besideOf(tokens[next]) === 'number' && (second === 'number' || second === 'clock');
}

export const asDayName = (day: Weekday): { class: 'DayName'; day: Weekday; plural: false } => ({
  class: 'DayName',
  day,
  plural: false,
});
