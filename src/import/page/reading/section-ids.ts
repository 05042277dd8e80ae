/** Rules for ids of sections (402, P01, B, "Section 1B", "Gruppe 3", "(CRN 12345)", KNO 101.002), nearest first. */
import type { Kind } from '../../../domain/kind.ts';
import { meaningOf } from '../../../words/vocabulary/vocabulary.ts';
import { daysOfCode } from '../../notation/day-codes.ts';
import type { Element } from '../../notation/phrase.ts';
import { seriesOf } from './code-series.ts';
import type { Slot } from './slots.ts';
import { endsBetween, labelEnd, pick, type Scope, type Unit } from './unit.ts';

/** The input of the rules. */
interface Asked {
  readonly unit: Unit;
  readonly slot: Slot;
  readonly slots: readonly Slot[];
  readonly kind: Kind;
  /** The text before the time, from the line's beginning, without the words for kinds. */
  readonly lead: string;
  /** The text before the time, from the clause's beginning or the label's end. */
  readonly clause: string;
  /** The text from behind the time up to the next one. */
  readonly behind: string;
}

type Rule = (asked: Asked) => string | null;

const LETTERS_AND_DIGITS = '[A-Z]{0,4}-?\\d{1,5}[A-Z]?';
/** Capitals alone: B, AA. */
const CAPITALS = '[A-Z]{1,2}';
const END =
  '(?![\\p{L}\\d]|[:.–-]\\d|\\s?(?:[ap]\\.?m\\b|[-–]\\s?\\d|hours?|weeks?|min|credits?|units?|points?|times?))';

/** "Section 1B: …", the nearest before the time, with no other time between. */
const sectionBefore: Rule = ({ unit, slot, slots }) => {
  const nearest = pick(unit.elements, 'section').findLast((each) => each.to <= (slot.time?.from ?? slot.at));
  if (!nearest || isPast(unit, nearest, slot)) return null;
  return slots.some((other) => other.at > nearest.to && other.at < slot.at) ? null : nearest.id;
};

/** It is named in the middle of an earlier sentence. */
function isPast({ elements }: Unit, section: Element, slot: Slot): boolean {
  const first = elements.find((each) => each.type !== 'mark' && each.type !== 'kind');
  return endsBetween(elements, section.to, slot.at) && section !== first;
}

/** "Thu 1:30-2:20 (Section 5)"; where the line begins with a section, what follows a time leads the next one. */
const sectionBehind: Rule = (asked) => {
  const { unit, slot, slots } = asked;
  const [own] = pick(slot.beside, 'section');
  const leads = isLedBySection(unit, slots);
  const last = slots.at(-1) === slot;
  // "03 MW 5-6 SEC 203": what leads the line is the section.
  if (!own || touches(unit, slot) || codeLeads(asked) !== null) return null;
  // "Section B meets Tue 3-4. Section C is cancelled."
  const apart = endsBetween(unit.elements, slot.from, own.from);
  const several = pick(slot.beside, 'section').length > 1;
  return (!leads || last) && !(apart && (leads || several)) ? own.id : null;
};

/** Whether a section is named before the first time. */
export function isLedBySection({ elements }: Unit, slots: readonly Slot[]): boolean {
  return pick(elements, 'section').some((each) => each.to <= (slots[0]?.at ?? 0));
}

/** "Section A at 9am": a section right before the time or its days. */
function touches({ elements }: Unit, { time, at }: Slot): boolean {
  const start = time?.from ?? at;
  const section = pick(elements, 'section').findLast((each) => each.to <= start);
  if (!section) return false;
  const between = elements.filter((each) => each.from >= section.to && each.to <= start);
  return between.every(
    (each) =>
      each.type === 'days' ||
      (each.type === 'mark' && /^[:,(–-]$/.test(each.text)) ||
      (each.type === 'word' && /^(?:at|on|is|meets?)$/i.test(each.text)) ||
      (each.type === 'kind' && each.weak),
  );
}

/** "R01 at 9:05, R02 at 10:10", "T1: Mon 1-2 / T2: Mon 2-3": consecutive codes, each right before its time. */
const codeOfSeries: Rule = ({ unit, slot, slots }) => seriesOf(unit, slots).get(slot)?.id ?? null;

/** "Recitation R01, Thursday", "Lab (CRN 12345): Tue", "Lab B: Tue", "Tutorial TUT0101". */
const codeBehindKind: Rule = ({ unit, slot }) => {
  const { kind } = slot;
  if (!kind || kind.weak || kind.kind === 'office hours') return null;
  if (slot.time || slot.relative) return kind.to > slot.at ? null : codeAfter(unit.text.text.slice(kind.to, slot.at));
  // A cell whose time stands in its row is all beside it; what is in brackets there is the room.
  return codeAfter(unit.text.text.slice(kind.to).replace(/\(.*$/, ''));
};

/** "Tutorial (A)", "Lab #2", "Class number 34567". */
const numberedClass: Rule = ({ unit, slot }) =>
  /\b(?:course|class|section)\s(?:code|number|nbr|no\.?|#)\s?:?\s?#?(\w{2,6})\b/i.exec(
    unit.text.text.slice(0, slot.at),
  )?.[1] ?? null;

/** "R021 2:00pm-3:15pm", "001 MWF 9-10", "A: Tuesday", "AA Thursday": the clause begins with it and says no more. */
const codeLeads: Rule = ({ clause, kind }) => {
  const said = /(?:^|\)[,;]?\s)[\s(]*([A-Z\d][A-Z\d-]{0,6}[A-Z]?)([\s(,:.–-]*)$/.exec(clause);
  const [, code = '', mark = ''] = said ?? [];
  return isCode(code) && (kind !== 'lecture' || /\d/.test(code) || /[:.(]/.test(mark)) ? code : null;
};

/** "… (R021) 2:00pm", "(53505): …". */
const codeInBrackets: Rule = ({ lead }) => /\((?:CRN\s?)?([A-Z]{1,3}\d{1,4}|\d{3,5})\)[\s:]*$/.exec(lead)?.[1] ?? null;

/** "8:10-9:00 (LEC02)", "[105]", "10-11am (A)". */
const codeBehind: Rule = ({ behind, kind }) => {
  const known = /^\s*\(((?:LEC|LAB|DIS|SEC|TUT|REC|[LPTSGD])[ -]?\d{1,3})[),]/.exec(behind)?.[1];
  const square = /^\s*\[([A-Z]{0,3}\d{1,4}[A-Z]?)\]/.exec(behind)?.[1];
  const letter = kind === 'lecture' ? undefined : /^\s*\(([A-Z])\)/.exec(behind)?.[1];
  return known ?? square ?? letter ?? null;
};

/** "A1 (Ada)" in a week's grid of labs: the cell begins with it, and names no kind; a code alone may be a room. */
const codeOfCell: Rule = ({ unit, kind }) => {
  const cell = unit.given.days != null && unit.given.time != null && unit.given.letters !== true;
  if (!cell || kind === 'lecture' || pick(unit.elements, 'kind').length > 0) return null;
  return /^([A-Z]{1,3}\d{1,3}[A-Z]?)(?=\s*[(:])/.exec(unit.text.text)?.[1] ?? null;
};

/** "MW 8-9am @ RLM 7 for 53505", "…, CRN 12345". */
const numberBehind: Rule = ({ behind }) =>
  /\b(?:for (?:section |class )?#?|CRN:?\s?)(\d{4,6})\b/i.exec(behind)?.[1] ?? null;

const columnOfSections: Rule = ({ unit }) => {
  const said = unit.given.section;
  // "CM" over a column of kinds is no id.
  return said && meaningOf(said)?.class !== 'KindName' ? idOf(said) : null;
};

/** "KNO 101.002 TTh 11:00", "COS 126 P01 Fri", "KNO 101-02, TTh", "CS 101 (03) MW". */
const codeOfCourse: Rule = ({ lead }) =>
  /(?:^|[:\s])\p{Lu}{2,5}[\s-]?\d{2,4}[A-Z]?(?:[.-]|\s*\(|\s+)((?=[A-Z\d]*\d)[A-Z]{0,3}\d{1,3}[A-Z]?)[\s,:()]*$/u.exec(
    lead,
  )?.[1] ??
  /(?:^|[:\s])\p{Lu}{2,5}[\s-]?\d{3,4}-([A-Z])[\s,:()]*$/u.exec(lead)?.[1] ??
  null;

/** The label of the line is an id, or a word and an id: "P01: …", "Course Code 2450: …". */
const codeOfLabel: Rule = ({ unit }) => {
  const label = unit.text.text.slice(0, labelEnd(unit.elements)).replace(/:$/, '').trim();
  const own = /^(?:[\p{L} ]{0,20} )?((?=[A-Z\d]*\d)[A-Z\d]{1,6})$/u.exec(label)?.[1];
  // "Welcome to LIN 301: …" names the course.
  if (own && !/(?:^| )\p{Lu}{2,5} \d+\p{L}?$/u.test(label)) return own;
  // "CLASS MEETS: Course Code 2450: MWF …"
  const second = /^\s*(?:course|class|section)\s(?:code|number|no\.?|#)\s?(\w{1,6}):/i.exec(
    unit.text.text.slice(label.length + 1),
  );
  return second?.[1] ?? null;
};

/** "Section 101", "Recitation 1", "Lab A" above the times. */
const headed: Rule = ({ unit, kind }) => {
  for (const scope of unit.scopes.toReversed()) {
    const id = scope.section ?? numberOfScope(scope, kind);
    if (id !== null) return id;
  }
  return null;
};

export const ID_RULES: readonly Rule[] = [
  codeOfSeries,
  sectionBehind,
  sectionBefore,
  codeBehindKind,
  codeLeads,
  codeInBrackets,
  codeBehind,
  codeOfCell,
  numberBehind,
  numberedClass,
  columnOfSections,
  codeOfCourse,
  codeOfLabel,
  headed,
];

/** A person's hours belong to no section, unless one is named. */
const OF_HOURS: readonly Rule[] = [
  sectionBehind,
  sectionBefore,
  (asked) => (asked.unit.given.sectioned === true ? columnOfSections(asked) : null),
];

export function sectionOf(unit: Unit, slot: Slot, slots: readonly Slot[], kind: Kind): string | null {
  const { text } = unit.text;
  const from = clauseStart(text.slice(0, slot.at));
  const asked: Asked = {
    unit,
    slot,
    slots,
    kind,
    lead: withoutKinds(unit, slot.at),
    clause: text.slice(Math.max(from, slots.filter((each) => each.from <= slot.at).at(-1)?.from ?? 0), slot.at),
    behind: text.slice(slot.from, slot.to),
  };
  for (const rule of kind === 'office hours' ? OF_HOURS : ID_RULES) {
    const id = rule(asked);
    if (id !== null) return id;
  }
  return null;
}

/** Behind the last colon or semicolon; a mark at the end belongs to the clause. */
function clauseStart(text: string): number {
  const said = text.replace(/[\s(,:;.–-]+$/, '');
  return Math.max(said.lastIndexOf(':'), said.lastIndexOf(';')) + 1;
}

function withoutKinds({ text, elements }: Unit, to: number): string {
  let lead = '';
  let at = 0;
  for (const kind of pick(elements, 'kind')) {
    if (kind.to > to) break;
    lead += text.text.slice(at, kind.from).trimEnd();
    at = kind.to;
  }
  return lead + text.text.slice(at, to);
}

/** Letters that are no day, with digits or alone; no year. */
function isCode(code: string): boolean {
  if (/^(?:19|20)\d\d$/.test(code)) return false;
  if (/^\d+$/.test(code)) return code.length >= 2 && code.length <= 5;
  if (/\d/.test(code)) return /^[A-Z]{1,4}-?\d{1,4}[A-Z]?$|^\d{1,4}[A-Z]$/.test(code);
  return /^[A-Z]{1,2}$/.test(code) && (code.length === 1 || daysOfCode(code) === null);
}

const AFTER = new RegExp(
  `^\\s{0,2}(?:#|no\\.?\\s|\\(?(?:CRN|section|sec\\.?|class|group)?\\s?#?)?\\s?(${LETTERS_AND_DIGITS})${END}`,
  'iu',
);
const CAPITALS_AFTER = new RegExp(`^\\s{0,2}\\(?(?:group\\s)?(${CAPITALS})\\)?(?=\\s*(?:[,:;(.–-]|$))`, 'u');

/** The code that follows a kind. */
function codeAfter(text: string): string | null {
  return AFTER.exec(text)?.[1] ?? CAPITALS_AFTER.exec(text)?.[1] ?? null;
}

/** "Recitation 1" over the times of recitations. */
function numberOfScope({ elements, text, weakKind }: Scope, kind: Kind): string | null {
  const named = pick(elements, 'kind').find((each) => each.kind === kind);
  if (!named || weakKind || text.text.length > 60) return null;
  const rest = text.text.slice(named.to);
  const code = codeAfter(rest);
  // "Lab 1 is due …" is no name.
  return code !== null && /^[\s#(]*\S{1,8}[\s):,.–-]*(?:$|[(:,–-])/.test(rest) ? code : null;
}

/** The id in a table's cell: "CPSC 330 T1A" → T1A, "001 (LEC)" → 001; none where no word is a code. */
export function idOf(text: string): string | null {
  const words = text
    .replaceAll(/\([^()]{0,40}\)/g, ' ')
    .trim()
    .split(/\s+/);
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (/^\d{1,2}-\d/.test(last)) return null;
  if (/^(?=.*\d)[\p{L}\d-]{1,8}$/u.test(last) || /^\p{Lu}{1,3}$/u.test(last)) return last;
  return /^(?=.*\d)[\p{Lu}\d-]{2,8}$/u.test(first) && words.length <= 4 ? first : null;
}
