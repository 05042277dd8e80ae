/** Ids of sections as written: 402, P01, B, "Section 1B", "Gruppe 3", "(CRN 12345)", KNO 101.002. */
import type { Slot } from './slots.ts';
import { labelEnd, pick, type Unit } from './unit.ts';

export function sectionOf(unit: Unit, slot: Slot, slots: readonly Slot[]): string | null {
  return (
    pick(slot.beside, 'section')[0]?.id ??
    namedBefore(unit, slot, slots) ??
    codeBehindKind(unit, slot) ??
    codeBeside(unit, slot) ??
    (unit.given.section ? idOf(unit.given.section) : null) ??
    codeOfCourse(unit, slot) ??
    codeOfLabel(unit) ??
    unit.scopes.findLast((scope) => scope.section !== null)?.section ??
    null
  );
}

/** "Section 1B: …", the nearest before the time, with no other time between. */
function namedBefore(unit: Unit, slot: Slot, slots: readonly Slot[]): string | null {
  const nearest = pick(unit.elements, 'section').findLast((each) => each.to <= (slot.time?.from ?? slot.at));
  if (!nearest) return null;
  const between = slots.length > 1 && slots.some((other) => other.at > nearest.to && other.at < slot.at);
  return between ? null : nearest.id;
}

const CODE = '(?=[A-Z]{0,4}-?\\d)[A-Z]{0,4}-?\\d{1,5}[A-Z]?';
const BEHIND_KIND = new RegExp(
  `^\\s{0,2}(?:#|no\\.?\\s|\\(?(?:CRN|section|sec\\.?|class)?\\s?#?)?\\s?(${CODE})(?![\\d:.–-]|\\s?(?:[ap]\\.?m\\b|[-–]\\s?\\d|hours?|weeks?|min))`,
  'i',
);

/** "Recitation R01, Thursday", "Lab (CRN 12345): Tue", "Tutorial TUT0101". */
function codeBehindKind(unit: Unit, slot: Slot): string | null {
  const kind = slot.kind;
  if (!kind || kind.weak || kind.kind === 'office hours' || kind.to > slot.at) return null;
  return BEHIND_KIND.exec(unit.text.text.slice(kind.to, slot.at))?.[1] ?? null;
}

/** "R021 2:00pm-3:15pm", "Studio: S02 (Wed 10-11)", "8:10-9:00 (LEC02)", "MW 8-9am @ RLM 7 for 53505". */
function codeBeside(unit: Unit, slot: Slot): string | null {
  const { text } = unit.text;
  const lead = /(?:^|:\s*)((?:LEC|LAB|DIS|SEC|TUT|REC|\p{Lu})\d{1,3})[\s(,:]*$/u.exec(text.slice(0, slot.at))?.[1];
  const bracket = /\((?:CRN\s?)?([A-Z]{1,3}\d{1,4}|\d{3,5})\)[\s:]*$/.exec(text.slice(0, slot.at))?.[1];
  const behind = /^\s*\(((?:LEC|LAB|DIS|SEC|TUT|REC|[LPTSGD])[ -]?\d{1,3})\)/.exec(text.slice(slot.from, slot.to))?.[1];
  const number = /\b(?:for (?:section |class )?#?|CRN:?\s?)(\d{4,6})\b/i.exec(text.slice(slot.from, slot.to))?.[1];
  return lead ?? bracket ?? behind ?? number ?? null;
}

/** "KNO 101.002 TTh 11:00", "COS 126 P01 Fri", "KNO 101-02, TTh". */
function codeOfCourse(unit: Unit, slot: Slot): string | null {
  const lead = unit.text.text.slice(0, slot.at);
  return (
    /(?:^|[:\s])\p{Lu}{2,5}[\s-]?\d{2,4}[A-Z]?(?:[.-]|\s+)((?=[A-Z\d]*\d)[A-Z]{0,3}\d{1,3}[A-Z]?)[\s,:(]*$/u.exec(
      lead,
    )?.[1] ?? null
  );
}

/** The label of the line is an id, or a word and an id: "P01: …", "Course Code 2450: …". */
function codeOfLabel(unit: Unit): string | null {
  const label = unit.text.text.slice(0, labelEnd(unit.text.text, unit.elements)).replace(/:$/, '').trim();
  const own = /^(?:[\p{L} ]{0,20} )?((?=[A-Z\d]*\d)[A-Z\d]{1,6})$/u.exec(label)?.[1];
  if (own) return own;
  // "CLASS MEETS: Course Code 2450: MWF …"
  const second = /^\s*(?:course|class|section)\s(?:code|number|no\.?|#)\s?(\w{1,6}):/i.exec(
    unit.text.text.slice(label.length + 1),
  );
  return second?.[1] ?? null;
}

/** The id in a table's cell: its last word if that is a code ("CPSC 330 T1A" → T1A), else none. */
export function idOf(text: string): string | null {
  const last = text.trim().split(/\s+/).at(-1) ?? '';
  if (/^\d{1,2}-\d/.test(last)) return null;
  return /^(?=.*\d)[\p{L}\d-]{1,8}$/u.test(last) || /^\p{Lu}{1,3}$/u.test(last) ? last : null;
}
