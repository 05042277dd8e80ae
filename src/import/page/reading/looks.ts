/** Named rules that recognise places and people in text; the first that decides wins. */
import { meaningOf } from '../../../words/vocabulary/vocabulary.ts';
import type { Chunk } from './chunks.ts';
import { isPersonName } from './people.ts';

/** Certainly a place, a name of something (with capitals), a person, or none of these. */
export type Look = 'place' | 'name' | 'person' | 'none';

/** A chunk and its words. */
interface Asked {
  readonly chunk: Chunk;
  readonly text: string;
  readonly words: readonly string[];
  /** The number of lower-case words that names do not contain. */
  readonly small: number;
}

type Rule = (asked: Asked) => Look | null;

/** "Zoom (https://…)": the address belongs to the place. */
const address: Rule = ({ chunk, text }) => (chunk.bracketed && /^https?:\/\/\S{4,200}$/.test(text) ? 'place' : null);

/** "Room", the head of a column. */
const roomAlone: Rule = ({ text }) =>
  /^(?:rooms?|rm|buildings?|bldg|halls?|raum|salle|sala|aula|zaal|lokaal)$/i.test(text) ? 'none' : null;

const someRoom: Rule = ({ text }) => (/^(?:my|our|your|the) (?:room|office|building)$/i.test(text) ? 'none' : null);

/** 22.03.2012 is a date. */
const dottedDate: Rule = ({ text }) => (/^\d{1,2}\.\d{1,2}\.(?:\d{4})?$/.test(text) ? 'none' : null);

/** "Uploaded 12:05:17" is no room. */
const stamped: Rule = ({ text }) => (/^[^/]*\d:\d\d/.test(text) ? 'none' : null);

/** "(LEC02)" is a section. */
const sectionCode: Rule = ({ chunk, text }) =>
  chunk.bracketed && /^(?:(?:LEC|LAB|DIS|SEC|TUT|REC|[GLPST])[ -]?\d{1,2}|sec(?:tion)?\b.*)$/i.test(text)
    ? 'none'
    : null;

/** "KNO 101.002" is a section of a course, "CRN 34567" is one, too. */
const courseCode: Rule = ({ text }) =>
  /^(?:\p{Lu}{2,5}[ -]?\d{3,4}[A-Z]?[.-]\d{3}|CRN[\s:]*\d{4,6})$/u.test(text) ? 'none' : null;

const noPlace: Rule = ({ text }) => (NO_PLACE.test(text) || /[%$@]/.test(text) || text.length > 90 ? 'none' : null);

const sentence: Rule = ({ small }) => (small > 3 ? 'none' : null);

/** "with Ada Kiln". */
const ledByPerson: Rule = ({ chunk }) => (chunk.lead === 'person' ? 'person' : null);

const online: Rule = ({ text, small }) => (ONLINE.test(text) && small <= 2 ? 'place' : null);

/** "week 3", "Section 2". */
const numberedSection: Rule = ({ chunk, text }) =>
  chunk.lead !== 'place' &&
  /^(?:week|weeks|sections?|sec|groupe?|gruppe|grupo|dis|lec)\b\s?#?\p{Lu}{0,3}\d/iu.test(text)
    ? 'none'
    : null;

/** "Credits 4", "Chapter 3": what is counted is no room. */
const counted: Rule = ({ chunk, words, text }) => {
  const [first = ''] = words;
  const meaning = chunk.lead === 'place' || !/\d$/.test(text) ? undefined : meaningOf(first);
  return meaning?.class === 'Unit' || meaning?.class === 'Numbered' ? 'none' : null;
};

/** "March 3", "Spring 2026". */
const month: Rule = ({ text }) =>
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|fall|spring|summer|winter|autumn)\b/i.test(
    text,
  )
    ? 'none'
    : null;

/** "Bowen Hall", "Mill Lab". */
const building: Rule = ({ words, text, small }) => {
  const named = words.some((word) => meaningOf(word.replaceAll(/[^\p{L}]/gu, ''))?.class === 'Building');
  return named && (small <= 1 || isNumbered(text) || NUMBERED_NAME.test(text)) ? 'place' : null;
};

/** "salle info 3", "aula informatica 2": a word for a room leads a short name with a number. */
const NUMBERED_NAME = /^\p{L}{4,} (?:\p{L}+ ){0,2}\p{L}?\d{1,4}\p{L}?$/u;

const numberedRoom: Rule = ({ text, small }) => (isNumbered(text) && small <= 1 ? 'place' : null);

/** "in Harrow". */
const ledByIn: Rule = ({ chunk, text, words, small }) =>
  chunk.lead === 'place' && small <= 1 && /^[\p{Lu}\d]/u.test(text) && words.length <= 7 ? 'place' : null;

const personName: Rule = ({ text }) => (isPersonName(text) ? 'person' : null);

const capitalised: Rule = ({ text, words, small }) =>
  small === 0 && /^\p{Lu}./u.test(text) && words.length <= 5 ? 'name' : null;

export const LOOK_RULES: readonly Rule[] = [
  address,
  roomAlone,
  someRoom,
  dottedDate,
  stamped,
  sectionCode,
  courseCode,
  noPlace,
  sentence,
  ledByPerson,
  online,
  numberedSection,
  counted,
  month,
  building,
  numberedRoom,
  ledByIn,
  personName,
  capitalised,
];

export const ONLINE =
  /\b(?:zoom|online|virtual(?:ly)?|remote(?:ly)?|teams|webex|skype|discord|google meet|gather(?:\.town)?|bluejeans|collaborate)\b/i;
export const NO_PLACE = /\b(?:tba|tbd|tbc|to be (?:announced|determined|decided))\b/i;

/** Classifies a chunk. */
export function lookOf(chunk: Chunk): Look {
  const words = chunk.text.split(/\s+/);
  const asked: Asked = { chunk, text: chunk.text, words, small: words.filter((word) => isSmall(word)).length };
  for (const rule of LOOK_RULES) {
    const look = rule(asked);
    if (look) return look;
  }
  return 'none';
}

function isSmall(word: string): boolean {
  return (
    /^\p{Ll}/u.test(word) &&
    !/^(of|the|and|or|in|de|on|at|room|rm|floor|building|hall|wing|lab|lecture|von|van|der|for|la|le|du|campus|fully|zoom|online|virtual|via)$/.test(
      word,
    )
  );
}

/** How rooms are written: "Mill 12", "A-104", "101 Bowen", "BOW 2", "5.103", "34-101", 教室の301, "Lab B". */
const ROOM_NUMBERS: readonly RegExp[] = [
  /(?:^|[\s/])\p{Lu}[\p{L}&.'’]*[\s-]{0,2}\p{L}{0,3}\d[\p{L}\d.-]*/u,
  /^\d[\d.-]*\p{L}{0,2}[\s,]+\p{Lu}/u,
  /^\d?\p{Lu}{1,4}[-\s]?\d{2,}/u,
  /^\p{Lu}{2,5} \p{Lu}\d?$/u,
  /^\d{1,2}\.\d{2,3}(?:\.\d{2,4})?$/,
  /^\d{1,2}-\d{3}$/,
  /^[\p{Script=Han}\p{Script=Katakana}]{2,}(?!.{0,3}(?:19|20)\d\d(?!\d)).{0,4}\d/u,
  /^[\p{Script=Han}\p{Script=Katakana}]{2,} ?\p{Lu}\d{0,4}$/u,
  /^\p{Lu}?-?\d{2,5}(?:号|號)?(?:教室|演習室|講義室|会議室|号室|室|教)$/u,
  /^(?:\p{Lu}\p{L}+ )?Lab\.? \p{Lu}$/u,
  /^studio \d{1,4}\p{L}?$/iu,
];

function isNumbered(text: string): boolean {
  return ROOM_NUMBERS.some((pattern) => pattern.test(text));
}
