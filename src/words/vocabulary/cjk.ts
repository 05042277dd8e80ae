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

const KOREAN: Readonly<Record<string, Weekday>> = {
  월: 'MO',
  화: 'TU',
  수: 'WE',
  목: 'TH',
  금: 'FR',
  토: 'SA',
  일: 'SU',
};

/** The weekdays in a table cell: 월수, 月・水, 星期三, 周一周三; null: the cell holds something else. */
export function daysOfCjk(text: string): readonly Weekday[] | null {
  if (!/^[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af、,・/ ]+$/u.test(text)) return null;
  const letters = [...text.replaceAll(/요일|曜日?|星期|礼拜|禮拜|[周週、,・/ ]/gu, '')];
  const days = letters.map((letter) => KOREAN[letter] ?? DAYS[letter] ?? (/[日天]/u.test(letter) ? 'SU' : null));
  return days.length > 0 && days.every((day) => day !== null) ? days : null;
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:オフィスアワー|答疑)/u, 'office hours'],
  [/^(?:演習|習題|习题|讨论)/u, 'exercise'],
  [/^(?:実験|实验)/u, 'lab'],
];

/** 試験, 考试, 期中: what takes place once. */
export const occasionOfCjk: Meaning = { class: 'Occasion' };

export function kindOfCjk(word: string): Meaning {
  return { class: 'KindName', kind: KINDS.find(([start]) => start.test(word))?.[1] ?? 'lecture', plural: false };
}
