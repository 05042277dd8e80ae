/** Reads limits of weeks: "weeks 2-11", "every other week", "ab 2. Woche", "from June 7th", "隔週". */

import type { WeekWords } from '../../words/vocabulary/language.ts';
import { LANGUAGES } from '../../words/vocabulary/languages.ts';
import { lastsATerm } from './date-words.ts';

export interface WeekLimit {
  readonly rule: WeekRule;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export type WeekRule =
  | 'every other week'
  | 'every other weekday'
  | 'odd weeks'
  | 'even weeks'
  | 'numbered weeks'
  | 'from a week'
  | 'until a week'
  | 'except a week'
  | 'ordinal weeks'
  | 'half a term'
  | 'lettered weeks'
  | 'some weeks'
  | 'from a date'
  | 'until a date'
  | 'between dates';

/** The alternatives of all languages without duplicates, which would double backtracking. */
const all = (part: (words: WeekWords) => string): string => {
  const lists = LANGUAGES.map(({ weeks }) => part(weeks)).filter((each) => each !== '');
  return [...new Set(lists.flatMap((list) => (list.includes('(') ? [list] : list.split('|'))))].join('|');
};
const words = (list: string): string => list.trim().split(' ').join('|');

const B = '(?<![\\p{L}\\p{N}])';
const E = '(?![\\p{L}\\p{N}])';
const WEEK = `(?:${all((each) => each.week)})`;
const SMALL = `(?:(?:${all((each) => each.small)})\\s+){0,4}`;
const COUNT = '(?:\\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const ORDINAL = `(?:(?:${all((each) => words(each.ordinals))}|${all((each) => each.last)})${E}|\\d{1,2}(?:st|nd|rd|th|ème|ère|er|ste|de|e|ª|º|a)${E}|\\d{1,2}\\.(?!\\d))`;
const UNTIL = `(?:${all((each) => each.until)})`;
const DASH = '(?:-{1,3}|[–—~～])';
const NOT_CLOCK = '(?!\\s?(?:[:.h]\\d|am\\b|pm\\b|uhr|h\\b))';
const N = `\\d{1,2}(?!\\d)${NOT_CLOCK}`;
const AND = '(?:,(?:\\s?(?:and|und|et|y|en))?|and|&|und|et|y|e|en|och)';
const JOINT = `\\s{0,2}(?:${DASH}|${UNTIL}|${AND})\\s{0,2}`;
const LIST = `${N}(?:${JOINT}${N})+`;
const MONTH = `(?:${all((each) => words(each.months))})${E}\\.?`;
const YEAR = '(?:,?\\s?(?:19|20)\\d\\d(?!\\d))?';
const DATE = `(?:${MONTH}\\s?\\d{1,2}(?:st|nd|rd|th)?(?!\\d|:\\d)${YEAR}|\\d{1,2}(?:st|nd|rd|th|\\.|er)?\\s?(?:of |de |d[’'])?${MONTH}${YEAR}|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4}|\\d\\d)?(?!\\d)|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?(?![\\d:]))`;
const DAY = `(?:${LANGUAGES.flatMap(({ days }) => days.flatMap(([, single, plural]) => [words(single), ...(plural === '' ? [] : [words(plural)])])).join('|')})${E}`;
const ON_DAY = `(?:${DAY}[,.]?\\s+)?`;
const TERM = `(?:${all((each) => each.term)})`;
const START = `(?:${all((each) => each.start)})`;
/** "to 5 June" alone is no limit: such prepositions are too common. */
const UNTIL_DATE = `(?!(?:to|a|à|al|au)${E})${UNTIL}`;

const RULES: readonly (readonly [rule: WeekRule, pattern: string])[] = [
  ['some weeks', `${B}(?:${all((each) => each.some)})`],
  ['every other week', `${B}(?:${all((each) => each.alternate)})${E}|隔週|隔周|毎?隔週|每两周|每兩週`],
  ['every other weekday', `${B}(?:${all((each) => each.alternateDay)})(?=\\s+${DAY})`],
  ['odd weeks', parity((each) => each.odd, '单周|單週|奇数週|第奇数週')],
  ['even weeks', parity((each) => each.even, '双周|雙週|偶数週')],
  [
    'from a week',
    `${B}${START}\\s+${SMALL}(?:${WEEK}\\s?\\d{1,2}|${ORDINAL}\\s+${SMALL}${WEEK})(?:\\s+${UNTIL}\\s+${SMALL}(?:${WEEK}\\s?\\d{1,2}|${ORDINAL}\\s+${WEEK}))?(?:\\s+${SMALL}${TERM})?${E}`,
  ],
  [
    'numbered weeks',
    `${B}(?:${WEEK}\\s?${N}(?:/${N}){2,}|${WEEK}\\s?\\d{1,2}\\s(?:${all((each) => each.only)})|(?:${all((each) => each.only)})\\s+${SMALL}${WEEK}\\s?${N}(?:${JOINT}${N})*|${WEEK}\\s{0,2}[:#]?\\s{0,2}${LIST}(?!\\d)|${WEEK}\\s?\\d{1,2}\\s?\\+|w\\d{1,2}\\s?${DASH}\\s?w?\\d{1,2}|\\d{1,2}\\.?\\s?${DASH}\\s?\\d{1,2}\\.?\\s${WEEK}${E})|第?\\d{1,2}${DASH}\\d{1,2}[周週]`,
  ],
  [
    'until a week',
    `${B}${UNTIL}\\s+${SMALL}(?:${WEEK}\\s?\\d{1,2}|${ORDINAL}\\s+${SMALL}${WEEK})(?:\\s+${SMALL}${TERM})?${E}`,
  ],
  [
    'except a week',
    `${B}(?:${all((each) => each.excepting)})\\s+${SMALL}(?:${WEEK}\\s?\\d{1,2}(?:${JOINT}${N})*|${ORDINAL}\\s+(?:${COUNT}\\s+)?${WEEK})(?:\\s+${SMALL}${TERM})?${E}`,
  ],
  [
    'ordinal weeks',
    `${B}(?:${ORDINAL}(?:\\s?${AND}\\s?${ORDINAL})+\\s+${WEEK}|${ORDINAL}\\s+${COUNT}\\s+${WEEK}|${ORDINAL}\\s+${WEEK}\\s+(?:${all((each) => each.only)})|(?:${all((each) => each.only)})\\s+${SMALL}${ORDINAL}\\s+${WEEK}|${ORDINAL}(?:\\s?${AND}\\s?${ORDINAL})*(?=\\s+${DAY}\\s+of))(?:\\s+${SMALL}(?:\\p{L}+\\s+)?${TERM})?${E}`,
  ],
  ['ordinal weeks', `${B}${ORDINAL}(?:\\s?${AND}\\s?${ORDINAL})+(?=\\s+${DAY})`],
  [
    'half a term',
    `${B}${ORDINAL}\\s+(?:semesterhälfte|(?:${all((each) => each.half)})\\s+${SMALL}(?:\\p{L}+\\s+)?${TERM})${E}`,
  ],
  ['lettered weeks', `${B}(?:${WEEK}\\s[a-d]|[a-d](?:\\s|-)${WEEK})${E}`],
  [
    'between dates',
    `${B}(?:(?:${START})\\s+)?${SMALL}${ON_DAY}${DATE}\\s{0,2}(?:${DASH}|${UNTIL})\\s{0,2}${SMALL}${ON_DAY}${DATE}|${B}\\d{1,2}\\.\\s?${DASH}\\s?\\d{1,2}\\.\\s?(?:\\d{1,2}\\.(?:\\d{4})?|${MONTH}${YEAR})`,
  ],
  ['from a date', `${B}${START}\\s+${SMALL}${ON_DAY}${DATE}`],
  ['until a date', `${B}${UNTIL_DATE}\\s+${SMALL}${ON_DAY}${DATE}`],
];

function parity(part: (words: WeekWords) => string, cjk: string): string {
  return `${B}(?:(?:${all(part)})\\s+${WEEK}|${WEEK}\\s?[:(]?\\s?(?:${all(part)}))${E}|${cjk}`;
}

const WEEKS = new RegExp(`${WEEK}|[周週]|w\\d`, 'u');
const WEEKS_OR_DAYS = new RegExp(`${WEEK}|${DAY}`, 'u');
const DATES = new RegExp(`${DATE}|\\d\\.\\s?${DASH}`, 'u');

/** A necessary condition for any rule to match, which skips the slow rules for most texts. */
const NEEDS: Partial<Readonly<Record<WeekRule, RegExp>>> = {
  'odd weeks': WEEKS,
  'even weeks': WEEKS,
  'numbered weeks': WEEKS,
  'from a week': WEEKS,
  'until a week': WEEKS,
  'except a week': WEEKS,
  'lettered weeks': WEEKS,
  'ordinal weeks': WEEKS_OR_DAYS,
  'from a date': DATES,
  'until a date': DATES,
  'between dates': DATES,
};

const PATTERNS = RULES.map(([rule, pattern]) => ({ rule, pattern: new RegExp(pattern, 'gu') }));
/** A quick test: a word for weeks, a number beside a word for a start, or a range of dates. */
const HINT = new RegExp(
  `${WEEK}|[周週]|${all((each) => each.alternate)}|${all((each) => each.some)}|${all((each) => each.half)}|${B}w\\d|${all((each) => each.alternateDay)}|${ORDINAL}|${DATE}`,
  'u',
);

/** The limits in a text, in order; of overlapping ones the first wins, then the longer. */
export function findWeekLimits(text: string): readonly WeekLimit[] {
  const lower = text.toLowerCase();
  // Some letters (İ) get longer in lower case; such texts are searched unchanged.
  const searched = lower.length === text.length ? lower : text;
  if (!HINT.test(searched)) return [];
  const found: WeekLimit[] = [];
  const has = new Map([WEEKS, WEEKS_OR_DAYS, DATES].map((each) => [each, each.test(searched)] as const));
  for (const { rule, pattern } of PATTERNS.filter((each) => has.get(NEEDS[each.rule] as RegExp) !== false))
    for (const { index, 0: said } of searched.matchAll(pattern)) {
      const to = index + said.length;
      const limit = { rule, text: text.slice(index, to), from: index, to };
      if (rule !== 'lettered weeks' || /\s[A-D]$|^[A-D][\s-]/.test(limit.text)) found.push(limit);
    }
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  const apart = found.filter((limit) => {
    if (limit.from < end) return false;
    end = limit.to;
    return true;
  });
  // A range of dates as long as a term is no limit.
  return apart.filter((limit) => limit.rule !== 'between dates' || !lastsATerm(limit.text));
}
