/** Restrictions of a class to less than every week of the term: weeks, rhythms, parts of the term, lengths. */
import { readWeeks } from '../../words/weeks.ts';
import { saysUnknown } from './cell.ts';

/** In the notation of rules: `1-5, 7-12`, `odd`, `second week`. */
export interface Narrowing {
  readonly weeks: string | null;
  readonly every: Every | null;
  /** A plain number, if the column may give the number of weeks. */
  readonly count: number | null;
  readonly doubt: string | null;
}

/** Rhythms that tables say in words. */
export type Every = 'second week' | 'third week';

export const EVERY_WEEK: Narrowing = { weeks: null, every: null, count: null, doubt: null };

const ALWAYS =
  /^(?:all(?: weeks)?|every ?(?:week|1 weeks?)|weekly|w|week|each week|wöchentlich|woechentlich|hebdomadaire|chaque semaine|semanal|full term|whole term|once (?:a|per) week)$/i;
const EVERY_SECOND =
  /^(?:fortnightly|bi-?weekly|every (?:other|second|2|two) weeks?|every (?:other|second) week|alternate weeks?|alternating(?: weeks)?|2-weekly|14-?(?:tägl\.?|täglich|taegl\.?|taeglich)|zweiwöchentlich|quinzaine|tous les 15 jours|quincenal|f)$/i;
const EVERY_THIRD =
  /^(?:every (?:third|3rd|3|three) weeks?|3-weekly|three-weekly|dreiwöchentlich|toutes les (?:3|trois) semaines|cada (?:3|tres) semanas)$/i;
const PARITY =
  /^(?:(?:weeks?|wochen?|semaines?) ?)?(odd|even|ungerade|gerade|impaires?|paires?)(?: ?(?:weeks?|wochen?|kw|semaines?))?(?: only)?$/i;

/** A cell of weeks or of a rhythm; a text says why it cannot be read. */
export function readNarrowing(cell: string): Narrowing | string {
  const text = cell.trim();
  if (saysUnknown(text) || ALWAYS.test(text)) return EVERY_WEEK;
  const every = EVERY_SECOND.test(text) ? 'second week' : EVERY_THIRD.test(text) ? 'third week' : null;
  if (every)
    return {
      ...EVERY_WEEK,
      every,
      doubt: `“${text}” read as from the first week on; it may be ${every === 'second week' ? 'the other' : 'other'} weeks`,
    };
  const parity = PARITY.exec(text)?.[1]?.toLowerCase();
  if (parity) return { ...EVERY_WEEK, weeks: /^(?:odd|ungerade|impair)/.test(parity) ? 'odd' : 'even' };
  if (/^[01]{8,60}$|^[YN]{8,60}$/i.test(text)) return ofMarks(text);
  if (/^\d{1,3}$/.test(text)) return { ...EVERY_WEEK, weeks: text, count: Number(text) };
  const plain = text
    .replaceAll(/\b(?:weeks?|wks?|w|kw|semaines?|wochen?)\b\.?:?/gi, ' ')
    .replaceAll(/\s*[-–—]\s*/g, '-')
    .replaceAll(/\s*(?:[;,&+]|\bet\b|\bund\b|\by\b)\s*/g, ', ')
    .trim();
  const read = readWeeks(plain);
  if (!read.ok || typeof read.value === 'string') return `“${text.slice(0, 40)}” are no weeks that are known here`;
  return { ...EVERY_WEEK, weeks: writeNumbers(read.value) };
}

/** `11110111`: a mark for each week of the term. */
function ofMarks(text: string): Narrowing {
  const numbers = [...text].flatMap((mark, at) => (/[1y]/i.test(mark) ? [at + 1] : []));
  if (numbers.length === 0) return EVERY_WEEK;
  return {
    ...EVERY_WEEK,
    weeks: writeNumbers(numbers),
    doubt: `“${text.slice(0, 60)}” read as a mark for each week of the term, the first one first`,
  };
}

/** [1, 2, 3, 5] → `1-3, 5`. */
export function writeNumbers(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < numbers.length; ) {
    const first = numbers[at] as number;
    let last = first;
    while (numbers[at + 1] === last + 1) {
      at += 1;
      last += 1;
    }
    parts.push(first === last ? String(first) : `${first}-${last}`);
    at += 1;
  }
  return parts.join(', ');
}

/** Whether a cell of an unused column contains information about weeks. */
export function looksNarrowing(cell: string): boolean {
  if (EVERY_THIRD.test(cell)) return true;
  if (PARITY.test(cell) || (EVERY_SECOND.test(cell) && cell.length > 1)) return true;
  const spans = /^(?:(?:weeks?|wks?)\b[ .:]*)?\d{1,2}(?:\s*-\s*\d{1,2})?(?:\s*,\s*\d{1,2}(?:\s*-\s*\d{1,2})?)+$/i;
  return spans.test(cell) || /^(?:weeks?|wks?)\b[ .:]*\d{1,2}\b/i.test(cell);
}

/** Words for the whole term in a column of parts: `1` is Banner's and PeopleSoft's own. */
const WHOLE =
  /^(?:1|01|full.*|regular.*|reg|whole.*|entire.*|all|ft|main|standard|semester|term|normal|(?:1 ?[-–] ?)?full term|16 ?w(?:ee)?k.*|15 ?w(?:ee)?k.*)$/i;

export function saysWholeTerm(part: string): boolean {
  return saysUnknown(part) || WHOLE.test(part.trim());
}

/** `first` or `second` for a part that is a half in words. */
export function halfOf(part: string): 'first' | 'second' | null {
  const found = /^(?:(1st|first)|(2nd|second))[ -]*half(?:[ -](?:of )?(?:term|semester))?$/i.exec(part.trim());
  return found?.[1] ? 'first' : found?.[2] ? 'second' : null;
}

/** How a column writes lengths: what its name says, else by the cells. */
export type LengthUnit = 'hours' | 'minutes' | null;

export function unitOf(header: string): LengthUnit {
  if (/min/i.test(header)) return 'minutes';
  return /\bh(?:ou)?rs?\b|stunden|heures/i.test(header) ? 'hours' : null;
}

const LONGEST = 14 * 60;

/** Minutes of a length: `1:30`, `90`, `2 hours`, `1h30`, `50 min`, PT1H30M; null: it cannot be read. */
export function readDuration(cell: string, unit: LengthUnit): number | null {
  const text = cell.trim().toLowerCase();
  const minutes = minutesOfLength(text, unit);
  return minutes !== null && minutes > 0 && minutes <= LONGEST ? Math.round(minutes) : null;
}

function minutesOfLength(text: string, unit: LengthUnit): number | null {
  const hoursAndMinutes = /^(\d{1,2}):([0-5]\d)(?::[0-5]\d)?$/.exec(text);
  if (hoursAndMinutes) return Number(hoursAndMinutes[1]) * 60 + Number(hoursAndMinutes[2]);
  const words = /^(?:pt)?(?:(\d{1,2}(?:[.,]\d+)?) ?h(?:(?:ou)?rs?)?)?[ ,]*(?:(\d{1,3}) ?m(?:in(?:ute)?s?)?)?\.?$/.exec(
    text,
  );
  if (words && (words[1] || words[2])) return numberOf(words[1] ?? '0') * 60 + Number(words[2] ?? '0');
  const glued = /^(\d{1,2})h(\d{2})$/.exec(text);
  if (glued) return Number(glued[1]) * 60 + Number(glued[2]);
  if (!/^\d{1,3}(?:[.,]\d+)?$/.test(text)) return null;
  const number = numberOf(text);
  // Spreadsheets store a length as a fraction of a day.
  if (unit === null && number < 0.6) return number * 1440;
  return unit === 'minutes' || (unit === null && number > 12) ? number : number * 60;
}

function numberOf(text: string): number {
  return Number(text.replace(',', '.'));
}
