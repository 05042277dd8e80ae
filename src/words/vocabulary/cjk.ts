/** Days and kinds in Japanese and Chinese. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import type { Meaning } from './vocabulary.ts';

const DAYS: Readonly<Record<string, Weekday>> = {
  月: 'MO',
  火: 'TU',
  水: 'WE',
  木: 'TH',
  金: 'FR',
  土: 'SA',
  一: 'MO',
  二: 'TU',
  三: 'WE',
  四: 'TH',
  五: 'FR',
  六: 'SA',
};

/** 火曜日, 周四, 星期天. */
export function dayOfCjk(word: string): Meaning {
  const letter = /^(.)曜/u.exec(word)?.[1] ?? [...word].at(-1) ?? '';
  return { class: 'DayName', day: DAYS[letter] ?? 'SU', plural: false };
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:オフィスアワー|答疑)/u, 'office hours'],
  [/^(?:演習|習題|习题|讨论)/u, 'exercise'],
  [/^(?:実験|实验)/u, 'lab'],
];

export function kindOfCjk(word: string): Meaning {
  return { class: 'KindName', kind: KINDS.find(([start]) => start.test(word))?.[1] ?? 'lecture', plural: false };
}
