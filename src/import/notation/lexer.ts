/** Text → tokens. Every character belongs to a token, so no text fails; the vocabulary classifies words. */
import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import type { Weekday } from '../../domain/date.ts';
import { dayOfCjk, kindOfCjk, occasionOfCjk } from '../../words/vocabulary/cjk.ts';
import { type Meaning, meaningOf } from '../../words/vocabulary/vocabulary.ts';
import type { WordClass } from '../../words/vocabulary/word-class.ts';
import { daysOfCode } from './day-codes.ts';
import { asDayName, type Beside, findShortDays } from './short-days.ts';
import { findWeekLimits } from './week-limits.ts';

const LETTERS = 'A-Za-zªµºÀ-ÖØ-öø-ˁͰ-῿';

/** The category of all tokens: what no rule consumes is filler. */
export const Any = createToken({ name: 'Any', pattern: Lexer.NA });

function token(name: string, pattern: RegExp): TokenType {
  return createToken({ name, pattern, categories: [Any], line_breaks: name === 'OtherMark' });
}

function classed(name: string): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories: [Any] });
}

/** Tokens assigned to words by the vocabulary. */
const CLASSES: readonly WordClass[] = [
  'DayName',
  'DayLetters',
  'Month',
  'Meridiem',
  'Noon',
  'Midnight',
  'To',
  'Until',
  'And',
  'Every',
  'Other',
  'Week',
  'After',
  'Before',
  'Immediately',
  'KindName',
  'SectionName',
  'HoursOf',
  'Hour',
  'Minute',
  'Quantity',
  'Half',
  'Absent',
  'Occasion',
  'Role',
  'From',
  'Starting',
  'At',
  'In',
  'By',
  'Appointment',
  'Article',
  'Unit',
  'Numbered',
  'Building',
  'OClock',
  'Weekday',
  'Not',
  'Zone',
  'Matter',
  'Be',
  'Term',
  'WeekLimit',
];

export const T = {
  Blank: createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true }),
  Address: token('Address', /(?:https?:\/\/|www\.)[^\s)>\]]{1,2000}/i),
  /** Words with a dash or a stroke inside. */
  DashedWord: token(
    'DashedWord',
    /(?:(?:segunda|terça|quarta|quinta|sexta)s?-feiras?|teórico-práctic[oa]|rendez-vous|bi-weekly|après-midi|drop-in|walk-in|14-täglich|make-up|N\/A|N\.A\.)(?![A-Za-z])/i,
  ),
  IsoDate: token('IsoDate', /\d{4}-\d{1,2}-\d{1,2}(?!\d)/),
  DotDate: token('DotDate', /\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d)/),
  NumberDate: token('NumberDate', /\d{1,2}\/\d{1,2}(?:\/\d{2,4})?(?![\d:])/),
  /** 12:05:17 occurs in logs, not in timetables. */
  Stamp: token('Stamp', /\d{1,2}:[0-5]\d:(?!00)[0-5]\d(?!\d)/),
  /** Digits with a colon; exported timetables add the seconds 00. */
  Clock: token('Clock', /(?:[01]?\d|2[0-4]):[0-5]\d(?::00)?(?!\d)/),
  /** 14h30, 14h: a clock time or a length. */
  ClockH: token('ClockH', /(?:[01]?\d|2[0-4])(?:[hH](?:[0-5]\d)?| h [0-5]\d)(?![A-Za-z0-9])/),
  /** 6:150, 25:61, 9:5: a clock that is mistyped. */
  BrokenClock: token('BrokenClock', /\d{1,3}:\d{1,4}(?![\d:])/),
  /** 14.15: a clock time or a decimal number. */
  ClockDot: token('ClockDot', /(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d|\.\d)/),
  Decimal: token('Decimal', /\d{1,4}\.\d{1,4}(?!\d)/),
  Ordinal: token('Ordinal', /\d{1,2}(?:st|nd|rd|th)(?![A-Za-z])/i),
  Copies: token('Copies', /[x×]\s?\d{1,2}(?![A-Za-z0-9])|\d{1,2}[x×](?![A-Za-z0-9])/i),
  /** 1500PT: a number followed directly by its zone. */
  ZonedNumber: token('ZonedNumber', /\d{3,4}(?=[ECMP][SD]?T(?![A-Za-z0-9]))/),
  /** In 11a and 430pm, the number is one token and its half of the day the next. */
  NumberOfHalf: token(
    'NumberOfHalf',
    /\d{1,4}(?=(?:[apAP]\.?[mM]\.?|[apAP](?!\s?:)|[nN]{1,2})(?![A-Za-z0-9])|[apAP][mM][ECMP][SD]?T(?![A-Za-z0-9]))/,
  ),
  Half12: token(
    'Half12',
    /[apAP][mM](?![A-Za-zÀ-ÿ])|[apAP]\.\s?[mM]\.?(?![A-Za-z])|[apAP][mM](?=[ECMP][SD]?T(?![A-Za-z]))/,
  ),
  Code: token('Code', new RegExp(`(?:[${LETTERS}]{1,12}\\d|\\d{1,9}[${LETTERS}])[${LETTERS}\\d]{0,24}`)),
  Number: token('Number', /\d{1,12}/),

  Word: token('Word', new RegExp(`[${LETTERS}][${LETTERS}'’]{0,60}`)),
  /** Days and kinds in Japanese and Chinese, which are written without spaces. */
  CjkDay: token('CjkDay', /[月火水木金土日]曜日?|(?:周|星期|礼拜|週)[一二三四五六日天]/),
  CjkKind: token(
    'CjkKind',
    /オフィスアワー|答疑(?:时间)?|上课(?:时间)?|講義|授業|演習|習題课|习题课|讨论课|実験|实验课?/,
  ),
  CjkOccasion: token('CjkOccasion', /(?:期中|期末)?(?:試験|考试|考試)|期中|期末|休講|停课/),
  Dash: token('Dash', /[-–—‒‐‑−~〜～]{1,4}/),
  Comma: token('Comma', /[,，、]/),
  Semicolon: token('Semicolon', /[;；]/),
  Colon: token('Colon', /[:：]/),
  Period: token('Period', /[.。]/),
  Slash: token('Slash', /\//),
  Amp: token('Amp', /&|\+/),
  At: token('AtSign', /@/),
  LParen: token('LParen', /[([（]/),
  RParen: token('RParen', /[)\]）]/),
  Bar: token('Bar', /[|\t]/),
  /** A range, because for [\s\S] the lexer omits ASCII punctuation. Control characters are spaces already. */
  Other: token('OtherMark', /[ -\uffff]/),
} as const;

export const C = Object.fromEntries(CLASSES.map((name) => [name, classed(name)])) as Record<WordClass, TokenType>;

export const ALL_TOKENS: TokenType[] = [Any, ...Object.values(T), ...Object.values(C)];

const lexer = new Lexer([...Object.values(T), Any], { positionTracking: 'onlyOffset', ensureOptimizations: false });

/** Splits text into classed tokens; `payload` holds the vocabulary's meaning. */
export function lex(text: string): IToken[] {
  const { tokens } = lexer.tokenize(text);
  for (const [i, found] of tokens.entries()) retype(found, tokens[i - 1], text);
  for (const { at, day } of findShortDays(tokens, besideOf)) {
    const found = tokens[at] as IToken;
    found.payload = asDayName(day);
    set(found, C.DayName);
  }
  return withWeekLimits(tokens, text);
}

function besideOf(found: IToken | undefined): Beside {
  const type = found?.tokenType;
  if (type === T.Clock || type === T.ClockH || type === T.ClockDot || type === T.NumberOfHalf) return 'clock';
  if (type === T.Number) return 'number';
  if (type === C.From || /^(?:às|as|a|à|dalle|kl|klo|om|um)$/i.test(found?.image ?? '')) return 'from';
  if (type === C.And || type === T.Slash || type === T.Comma || type === T.Amp || type === T.Dash) return 'joint';
  return type === T.Period || type === T.Colon || type === T.LParen ? 'mark' : 'other';
}

/** Each limit of weeks is one token, so that its numbers and words have no other meaning. */
function withWeekLimits(tokens: readonly IToken[], text: string): IToken[] {
  const limits = findWeekLimits(text);
  if (limits.length === 0) return [...tokens];
  const kept: IToken[] = [];
  let at = 0;
  for (const { from, to, text: image } of limits) {
    while ((tokens[at]?.startOffset ?? Number.POSITIVE_INFINITY) < from) kept.push(tokens[at++] as IToken);
    const limit = { ...(tokens[at] as IToken), image, startOffset: from, payload: undefined };
    set(limit, C.WeekLimit);
    while ((tokens[at]?.startOffset ?? Number.POSITIVE_INFINITY) < to) at++;
    kept.push(limit);
  }
  return [...kept, ...tokens.slice(at)];
}

function set(found: IToken, type: TokenType): void {
  found.tokenType = type;
  found.tokenTypeIdx = type.tokenTypeIdx as number;
}

/** A token's class and meaning. */
interface Classed {
  readonly type: TokenType;
  readonly payload?: Meaning | readonly Weekday[];
}

function retype(found: IToken, previous: IToken | undefined, text: string): void {
  const classed = classOf(found, previous, text);
  if (!classed) return;
  if (classed.payload) found.payload = classed.payload;
  set(found, classed.type);
}

function classOf(found: IToken, previous: IToken | undefined, text: string): Classed | null {
  switch (found.tokenType) {
    case T.CjkDay:
      return meant(dayOfCjk(found.image));
    case T.CjkOccasion:
      return meant(occasionOfCjk);
    case T.CjkKind:
      return meant(kindOfCjk(found.image));
    case T.ZonedNumber:
      return { type: T.Number };
    case T.Half12:
      return { type: isBehindDigit(found, text) ? C.Meridiem : T.Word };
    case T.Word:
    case T.DashedWord:
      return classOfWord(found, previous, text);
    default:
      return null;
  }
}

const meant = (meaning: Meaning): Classed => ({ type: C[meaning.class], payload: meaning });

/** A half of the day needs a digit shortly before it: not "I am" or "a m". */
function isBehindDigit({ startOffset }: IToken, text: string): boolean {
  return /\d$/.test(text.slice(Math.max(0, startOffset - 2), startOffset).trimEnd());
}

function classOfWord(found: IToken, previous: IToken | undefined, text: string): Classed | null {
  const word = found.image.replace(/['’]s?$/, '');
  const beside = classBeside(word, found, previous);
  if (beside) return { type: beside };
  // "Travaux pratiques", but not "informations pratiques".
  const pair = previous?.tokenType === T.Word ? meaningOf(`${previous.image} ${word}`) : undefined;
  const meaning = pair ?? meaningOf(word);
  // MIDI is no noon.
  if (word !== 'midi' && /^midi$/i.test(word)) return null;
  if (meaning && !isSmallWord(word, meaning)) return meant(meaning);
  // "We meet" is no Wednesday.
  if (word === 'We' && /^ \p{Ll}/u.test(text.slice(found.startOffset + 2, found.startOffset + 4))) return null;
  const days = daysOfCode(word);
  return days ? { type: C.DayLetters, payload: days } : null;
}

/** Classifies a word by its context: the a of 11a, the n of 12n, a zone after a half of the day. */
function classBeside(word: string, found: IToken, previous: IToken | undefined): TokenType | null {
  const type = previous?.tokenType;
  const clock = type === T.NumberOfHalf || type === T.Clock || type === T.ClockDot;
  if (clock && previous && previous.startOffset + previous.image.length === found.startOffset) {
    if (/^[ap]$/i.test(word)) return C.Meridiem;
    if (/^nn?$/i.test(word)) return C.Noon;
  }
  // "5pmET" and "5pm ET" name a zone; "et" elsewhere joins words.
  if (word === 'ET' && type === C.Meridiem) return C.Zone;
  return /^N[/.]A\.?$/i.test(word) ? C.Absent : null;
}

/** In lower case, "may", "sun", "sat" and "mar" are ordinary words. */
function isSmallWord(word: string, meaning: Meaning): boolean {
  return (
    (meaning.class === 'Month' || meaning.class === 'DayName') &&
    ['may', 'sat', 'sun', 'mar', 'mai', 'mon', 'wed'].includes(word)
  );
}
