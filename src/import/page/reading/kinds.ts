/** Named rules for a time's kind, nearest words first; a distant or weak word is a doubt. */
import type { Kind } from '../../../domain/kind.ts';
import type { Alternative, Choice } from '../model.ts';
import { isPersonName, namesOf } from './people.ts';
import { sentenceOf } from './sentences.ts';
import type { Slot } from './slots.ts';
import { labelEnd, pick, type Scope, type Unit } from './unit.ts';

export type KindFound = { readonly kind: Kind; readonly doubts: readonly Choice[] } | { readonly why: string };

/** The input of the rules. */
interface Asked {
  readonly unit: Unit;
  readonly slot: Slot;
  /** The nearest first. */
  readonly scopes: readonly Scope[];
  /** The "Label:" of the line, or nothing. */
  readonly label: string;
  /** Whether it is under or beside a person's role, and not under a class's label. */
  readonly roled: boolean;
}

type Rule = (asked: Asked) => KindFound | null;

const sure = (kind: Kind): KindFound => ({ kind, doubts: [] });
const doubtful = (kind: Kind, why: string, [says, other]: Other): KindFound => ({
  kind,
  doubts: [{ about: 'kind', readings: [`${shown(kind)}, ${why}`, says], other }],
});

/** The other reading of a doubt: its description and effect. */
type Other = readonly [says: string, is: Alternative];
const A_CLASS: Other = ['a class', { kind: 'lecture' }];
const ANOTHER_KIND: Other = ['another kind of meeting', { kind: 'other' }];
const NO_MEETING: Other = ['no meeting of the course', { without: 'meeting' }];
const STAFF_MEETING: Other = ['a meeting of the staff', { without: 'meeting' }];
const theKind = (kind: Kind): Other => [shown(kind), { kind }];

function shown(kind: Kind): string {
  if (kind === 'office hours') return kind;
  return kind === 'other' ? 'a meeting of its own kind' : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** The table names it. */
const givenKind: Rule = ({ unit }) => (unit.given.kind ? sure(unit.given.kind) : null);

/** Its own clause names it: "Lab: Tue 2-5pm". */
const namedInClause: Rule = ({ unit, slot }) => {
  if (!slot.kind) return null;
  if (!slot.kind.weak) return slot.kindApart ? null : sure(slot.kind.kind);
  if (!unit.given.days || unit.elements.length > 3) return null;
  // "TA meeting" in a week's grid is no class.
  return unit.elements.some((each) => each.type === 'role')
    ? doubtful(slot.kind.kind, 'since the cell says no more', STAFF_MEETING)
    : sure(slot.kind.kind);
};

/** "Group meetings: Fri 3-4pm" are no lectures. */
const ownMeetings: Rule = ({ label, slot }) =>
  slot.kind?.weak && /^(?:group|team|project|lab|staff) meetings?\b/i.test(label)
    ? doubtful('other', `since the label says "${label.replace(/:\s*$/, '')}"`, A_CLASS)
    : null;

/** The nearest heading, label, list item or table head that names a kind. */
const nearestScope: Rule = ({ unit, slot, scopes }) => {
  for (const [i, scope] of scopes.entries()) {
    // Under "Classes" somebody's own times are hours rather.
    if (scope.weakKind && isNamed(unit, slot)) continue;
    const kind = labelKind(scope, slot);
    if (kind) return fromScope(kind, scope, scopes.slice(0, i), slot);
    if (scope.occasion && !scope.weakKind && !slot.kind) return { why: `it stands under "${scope.text.text}"` };
  }
  return null;
};

function fromScope(kind: Kind, scope: Scope, nearer: readonly Scope[], slot: Slot): KindFound {
  const heading = scope.text.text.slice(0, 60);
  if (slot.kind && !slot.kind.weak && slot.kind.kind !== kind)
    return doubtful(kind, `since it stands under "${heading}"`, theKind(slot.kind.kind));
  const unknown = nearer.find((each) => isUnknownLabel(each, kind));
  if (unknown)
    return doubtful(kind, `from "${heading}" above`, [
      `what "${unknown.text.text.slice(0, 60)}" means`,
      { kind: 'other' },
    ]);
  return sure(kind);
}

/** An intermediate heading or label whose words name no kind. */
function isUnknownLabel(scope: Scope, kind: Kind): boolean {
  if (scope.kind !== null || scope.days.length > 0 || scope.section !== null || scope.role || scope.timed) return false;
  const text = scope.text.text.replace(/:\s*$/, '');
  if (
    scope.rank >= 40 ||
    isPersonName(text, kind === 'office hours') ||
    CLASS_LABEL.test(text) ||
    PLACE_WORDS.test(text)
  )
    return false;
  return pick(scope.elements, 'word').length > 0;
}

const PLACE_WORDS =
  /\b(?:room|location|place|building|hall|online|zoom|in[- ]person|campus|spring|fall|winter|summer|autumn|\d{4})\b/i;

/** The kind named by a scope: a strong word, or a weak one that is a whole short label ("Class", "Section"). */
function labelKind(scope: Scope, slot: Slot): Kind | null {
  if (!scope.kind) return null;
  if (!scope.weakKind) return scope.kind;
  const text = scope.text.text.replace(/^(?:- )?(?:name|title)\s*[:=]\s*/i, '').replace(/[:\s]+$/, '');
  if (/^(?:the )?(?:sections?)$/i.test(text)) return 'discussion';
  return !slot.kind && /^(?:the )?class(?:es)?(?: (?:times?|meetings?|hours|schedule|sessions?))?$/i.test(text)
    ? 'lecture'
    : null;
}

/** An earlier sentence of the same text names it, and no heading does. */
const namedApart: Rule = ({ unit, slot }) => {
  if (!slot.kind || slot.kind.weak) return null;
  const { kind } = slot.kind;
  const { text, elements } = sentenceOf(unit, slot);
  if (kind === 'lecture' && pick(elements, 'section').length > 0)
    return doubtful('discussion', 'since it is a numbered section', theKind('lecture'));
  const label = /^\s*(\p{L}[\p{L} -]{2,40}):/u.exec(text)?.[1];
  const speaksOfElse = (label !== undefined && saysOther(label)) || PERSONAL.test(text);
  return kind !== 'office hours' && speaksOfElse
    ? doubtful(kind, 'since the sentence before is about these', theKind('office hours'))
    : sure(kind);
};

/** "You can talk to Ada on Tuesdays". */
const PERSONAL = /\b(?:talk|find|reach|see|visit|available|drop by|stop by|come)\b/i;

/** A section's code leads the line: R021, P01. */
const CODED = /^\p{Lu}{1,4}\d{1,4}\b/u;

/** "R021 02:00pm …" under sentences about recitations. */
const codedSection: Rule = ({ unit, scopes }) => {
  const coded = CODED.test(unit.text.text) || scopes.some((scope) => scope.section !== null);
  return coded && unit.topic && unit.topic !== 'office hours' && unit.topic !== 'lecture'
    ? doubtful(unit.topic, 'since the sentences before it are about these', theKind('office hours'))
    : null;
};

/** The sentence before a list or a table: "Drop-in hours are fixed now!" */
const sentenceBefore: Rule = ({ unit, slot, scopes }) => {
  if (!unit.topic || slot.kind) return null;
  const role = scopes.some((scope) => scope.role);
  const near = (unit.scopes.at(-1)?.rank ?? 0) >= 8;
  if (isTabled(unit) || (!role && near)) return sure(unit.topic);
  return !role && unit.scopes.every((scope) => scope.rank < 7)
    ? doubtful(unit.topic, 'since the sentence before is about these', ANOTHER_KIND)
    : null;
};

/** "Ada's hours: …", "Hours: …". */
const hoursLabel: Rule = ({ label }) =>
  /(?<!x-)\bhours?\b/i.test(label) && !/credit|class|lecture|course/i.test(label) ? sure('office hours') : null;

/** "We meet …", "Section: …", and nothing stronger. */
const weakWord: Rule = ({ slot, roled, label }) => {
  if (!slot.kind) return null;
  if (roled && slot.relative) return sure('office hours');
  const generic = slot.kind.kind === 'lecture' && /\b(?:sessions?|meetings?)\b/i.test(label);
  const qualified =
    label.replace(/[:\s]+$/, '').split(/\s+/).length > 1 && !/\b(?:class|course|regular|weekly)\b/i.test(label);
  return generic && qualified
    ? doubtful('lecture', `since "${label.replace(/:\s*$/, '')}" says no more`, ANOTHER_KIND)
    : sure(slot.kind.kind);
};

/** "After class" needs a kind. */
const relativeAlone: Rule = ({ slot }) => (slot.relative ? { why: 'no kind of meeting is named' } : null);

/** "Section 2" beside other rows, in a list or in a table, where nothing names a kind. */
const numberedSection: Rule = ({ unit, slot, scopes }) => {
  const own = unit.elements.some((each) => each.type === 'section' && each.to <= slot.at);
  const row = scopes.some((scope) => scope.section !== null && scope.rank >= 40);
  return row || (own && !scopes.some((scope) => isClassLabel(scope)))
    ? doubtful('discussion', 'since it is a numbered section', theKind('lecture'))
    : null;
};

/** "Reading group: …" under "Meetings". */
const weakScope: Rule = ({ unit, slot, scopes, roled, label }) => {
  const at = scopes.findIndex((scope) => scope.weakKind);
  const weak = scopes[at];
  if (!weak?.kind || (roled && weak.kind !== 'discussion')) return null;
  if (weak.kind !== 'lecture') return sure(weak.kind);
  if (isNamed(unit, slot)) return null;
  const unknown = (
    scopes.slice(0, at).find((each) => isUnknownLabel(each, 'lecture')) ??
    (weak.rank >= 44 ? scopes.find((each) => isUnknownRow(each)) : undefined)
  )?.text.text;
  const other = saysOther(label) ? label : unknown;
  return other === undefined
    ? sure('lecture')
    : doubtful('lecture', `since "${other.replace(/:\s*$/, '')}" says no more`, ANOTHER_KIND);
};

/** "Q&A hour | Mon 5-6" under "Meeting": the row's own name says more than the head. */
function isUnknownRow(scope: Scope): boolean {
  return (
    scope.rank === 42 && scope.kind === null && scope.section === null && saysOther(scope.text.text.replace('&', ' '))
  );
}

/** A label of words that name neither the class nor a place. */
function saysOther(label: string): boolean {
  const text = label.replace(/[:\s]+$/, '');
  return /^\p{L}[\p{L}' -]{2,40}$/u.test(text) && !CLASS_LABEL.test(text) && !PLACE_WORDS.test(text);
}

/** Beside a person, and in few words: hours. */
const besidePerson: Rule = ({ unit, slot, roled }) => {
  const rolish =
    roled ||
    unit.elements.some((each) => each.type === 'role' && each.to <= slot.at) ||
    ((unit.given.people ?? []).length > 0 && unit.given.sectioned !== true) ||
    isNamed(unit, slot);
  const prose = pick(unit.elements, 'word').filter((each) => /^\p{Ll}/u.test(each.text)).length;
  return rolish && spokenIn(unit) <= 12 && prose <= 4
    ? doubtful('office hours', 'since it stands beside a person', A_CLASS)
    : null;
};

/** "Ada Finch 2-3pm", "Thu 1-2pm (Odile)". */
function isNamed(unit: Unit, slot: Slot): boolean {
  const text = unit.text.text;
  const before = text.slice(0, slot.at).replace(/[\s:,–-]+$/, '');
  const bracket = /^\s*\(([^()]{2,40})\)/.exec(text.slice(slot.from))?.[1];
  return namesOf(before, false).length > 0 || (bracket !== undefined && isPersonName(bracket, true));
}

/** "Time: …", "When: …". */
const classLabel: Rule = ({ unit, slot, scopes, label }) => {
  if (!(CLASS_LABEL.test(label) || scopes.some((scope) => isClassLabel(scope))) || spokenIn(unit) > 25) return null;
  const several = (slot.days ?? unit.given.days)?.days.length ?? 0;
  return several >= 2 ? sure('lecture') : doubtful('lecture', 'since no kind is named', ANOTHER_KIND);
};

/** Nothing names a kind: several days and a whole time may be the class. */
const nothingNamed: Rule = ({ unit, slot, label }) => {
  const days = slot.days ?? unit.given.days ?? null;
  const spoken = spokenIn(unit);
  const whole = (slot.time ?? unit.given.time)?.end != null && spoken <= 10;
  const lead = unit.text.text.slice(label.length, slot.at);
  const wordy = /\b(?!(?:at|on|in|from|the|of|and|for)\b)\p{Ll}{2,}/u.test(lead.replaceAll(/\b\p{Lu}\S*/gu, ''));
  if (wordy || !whole) return null;
  const several = (days?.days.length ?? 0) >= 2;
  const halved = (slot.time ?? unit.given.time)?.start?.half != null;
  const alone = unit.scopes.length <= 2 && (days?.form === 'name' ? spoken <= 6 : halved && spoken <= 2);
  if (!several && !alone) return null;
  return several && label === '' ? sure('lecture') : doubtful('lecture', 'since nothing else is named', NO_MEETING);
};

export const KIND_RULES: readonly Rule[] = [
  givenKind,
  namedInClause,
  ownMeetings,
  nearestScope,
  namedApart,
  codedSection,
  sentenceBefore,
  hoursLabel,
  weakWord,
  relativeAlone,
  numberedSection,
  weakScope,
  besidePerson,
  classLabel,
  nothingNamed,
];

export function findKind(unit: Unit, slot: Slot): KindFound {
  const scopes = unit.scopes.toReversed();
  const label = unit.text.text.slice(0, labelEnd(unit.elements));
  const roled = scopes.some((scope) => scope.role) && !/\b(?:class|course|lecture)\b/i.test(label);
  const asked: Asked = { unit, slot, scopes, label, roled };
  for (const rule of KIND_RULES) {
    const found = rule(asked);
    if (found) return found;
  }
  return { why: 'no kind of meeting is named' };
}

function spokenIn(unit: Unit): number {
  return pick(unit.elements, 'word').length;
}

/** A table's row or cell. */
function isTabled(unit: Unit): boolean {
  return unit.given.letters === true || unit.given.days != null;
}

/** Labels for the class itself. */
const CLASS_LABEL =
  /\b(?:time|times|when|schedule|days?|meets?|meeting|meetings|hours of instruction|horario|horarios|zeit|termin|where)\b/i;

/** A heading or label of class times; a course's title may speak of time, too. */
function isClassLabel(scope: Scope): boolean {
  const text = scope.text.text;
  if (text.length >= 60 || !CLASS_LABEL.test(text)) return false;
  return scope.rank > 2 || /^(?:class|course|lecture|meeting|time|when|where|schedule|days)/i.test(text);
}
