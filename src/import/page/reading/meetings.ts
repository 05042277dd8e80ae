/** Units → meetings as they are written: kind, days, place, people and weeks found on the line or carried down to it. */
import type { Weekday } from '../../../domain/date.ts';
import type { Kind } from '../../../domain/kind.ts';
import { writeWeekdays } from '../../../words/weekday.ts';
import type { Element, WrittenClock } from '../../notation/phrase.ts';
import { lineAt } from '../document/blocks.ts';
import type { Choice } from '../model.ts';
import { readBeside } from './beside.ts';
import { chunksOf } from './chunks.ts';
import { seriesOf } from './code-series.ts';
import { findKind, type KindFound } from './kinds.ts';
import { lookOf } from './looks.ts';
import { isPersonName, namesOf } from './people.ts';
import { onlineOf } from './place-lines.ts';
import { isLedBySection, sectionOf } from './section-ids.ts';
import { MOST_SLOTS, type Slot, slotsOf } from './slots.ts';
import { labelEnd, pick, type Scope, type Unit } from './unit.ts';
import { weeksOf } from './week-words.ts';

/** A meeting before its half of the day is settled and before what other lines say of it is added. */
export interface Draft {
  readonly line: number;
  readonly unit: Unit;
  readonly slot: Slot;
  readonly kind: Kind;
  readonly days: readonly Weekday[];
  readonly start: WrittenClock | null;
  readonly end: WrittenClock | null;
  minutes: number | null;
  readonly relative: { readonly side: 'after' | 'before'; readonly base: Kind } | null;
  readonly count: number;
  place: string | null;
  people: readonly string[];
  weeks: string | null;
  section: string | null;
  readonly label: string | null;
  readonly doubts: readonly Choice[];
}

export type Outcome = { readonly draft: Draft } | { readonly unit: Unit; readonly slot: Slot; readonly why: string };

/** Reads one unit. */
export function readUnit(unit: Unit): Outcome[] {
  const slots = slotsOf(unit);
  const outcomes = slots.map((slot, i) => readSlot(unit, slot, i === 0, slots));
  const last = slots.at(-1);
  if (last && slots.length === MOST_SLOTS)
    outcomes.push({ unit, slot: last, why: `only the first ${MOST_SLOTS} times of a line are read` });
  leadPlace(unit, outcomes, slots);
  sharePlaces(outcomes, slots);
  sharePeople(outcomes);
  return outcomes;
}

function readSlot(unit: Unit, slot: Slot, first: boolean, slots: readonly Slot[]): Outcome {
  const found = kindOrWhyNot(unit, slot);
  if ('why' in found) return { unit, slot, why: found.why };
  const { kind } = found;
  const time = slot.time ?? unit.given.time ?? null;
  const beside = besideOf(unit, slot, first, kind, slots);
  const given = (unit.given.people ?? []).flatMap((text) => namesOf(text));
  const section = sectionOf(unit, slot, slots, kind);
  return {
    draft: {
      line: lineAt(unit.text, slot.time?.from ?? slot.at),
      unit,
      slot,
      kind,
      days: daysOf(unit, slot),
      start: cumTempore(unit, slot, time?.start ?? null),
      end: time?.end ?? null,
      minutes: time?.end ? null : minutesOf(unit, slot, slots),
      relative: slot.relative ? { side: slot.relative.side, base: slot.relative.base } : null,
      count: pick(slot.beside, 'count')[0]?.count ?? 1,
      place: unit.given.place ?? withoutId(beside.place, section),
      people: given.length > 0 ? given : beside.people,
      weeks: weeksOf(unit, slot, slots),
      section,
      label: labelOf(unit, slot, first),
      doubts: [...found.doubts, ...dashDoubts(slot)],
    },
  };
}

/** "D01 Mon 10-11", "L1 (Kiln 3)": the id is no room. */
function withoutId(place: string | null, id: string | null): string | null {
  if (place === null || id === null || !place.startsWith(id)) return place;
  const rest = place.slice(id.length).trim();
  return rest === '' ? null : (/^\(([^()]+)\)$/.exec(rest)?.[1] ?? place);
}

function kindOrWhyNot(unit: Unit, slot: Slot): KindFound {
  const refused = slot.refused ?? datedScope(unit, slot);
  if (refused !== null) return { why: refused };
  const found = findKind(unit, slot);
  if ('why' in found) return found;
  const why = whyNoMeeting(unit, slot, found.kind);
  return why === null ? found : { why };
}

/** Its own days, its column's, or those of a heading above. */
function daysOf(unit: Unit, slot: Slot): readonly Weekday[] {
  return slot.days?.days ?? unit.given.days?.days ?? carriedDays(unit.scopes);
}

/** Under a date, only what is said of every week meets every week. */
function datedScope(unit: Unit, slot: Slot): string | null {
  const dated = unit.scopes.findLast((scope) => scope.dated && scope.text.text.length < 80);
  return dated && !slot.days?.weekly ? `"${dated.text.text}" is a date: not every week` : null;
}

/** Why a time of a known kind is no meeting; null if it is one. */
function whyNoMeeting(unit: Unit, slot: Slot, kind: Kind): string | null {
  const { relative } = slot;
  if (relative)
    return isRelativeMeeting(unit, slot, kind)
      ? null
      : `"${unit.text.text.slice(relative.from, relative.to)}" is not said of a meeting`;
  if (daysOf(unit, slot).length === 0) return 'no day is named';
  const time = slot.time ?? unit.given.time ?? null;
  if (time && !time.start) return 'its start is not read';
  const bare = time?.start?.bare === true && time.end?.bare === true;
  return bare && !slot.days && !hasDayContext(unit) ? 'bare numbers without a day' : null;
}

/** Longer than any meeting. */
const LONGEST = 300;

/** How long it lasts, as its line says. */
function minutesOf(unit: Unit, slot: Slot, slots: readonly Slot[]): number | null {
  const { relative } = slot;
  const lengths = pick(unit.elements, 'length');
  // "A 50-minute section (Thu 1pm, 2pm or 3pm)": said before the times, it holds for all of them.
  const [only] = lengths;
  const shared = lengths.length === 1 && only && (slots.length === 1 || holdsForAll(unit, only, slots));
  // "45 minutes prior to lecture and 15 minutes following it": each right before its own.
  const lead = relative
    ? lengths.findLast((each) => each.to <= relative.from && relative.from - each.to <= 3)
    : undefined;
  const length = lead ?? pick(slot.beside, 'length')[0] ?? (shared ? only : undefined);
  return length && length.minutes <= LONGEST ? length.minutes : null;
}

/** Said before all times, or in a sentence of its own behind them. */
function holdsForAll({ elements }: Unit, length: Element, slots: readonly Slot[]): boolean {
  const last = slots.at(-1)?.from ?? 0;
  if (length.to <= (slots[0]?.at ?? 0)) return true;
  return elements.some((each) => each.type === 'break' && each.from >= last && each.to <= length.from);
}

/** "T-Th" is two days or three. */
function dashDoubts({ days }: Slot): Choice[] {
  if (!days?.dashed) return [];
  const readings = [writeWeekdays(days.days), writeWeekdays(days.dashed)] as const;
  return [{ about: 'days', readings, other: { days: days.dashed } }];
}

/** "10-12 Uhr c.t." begins at a quarter past. */
function cumTempore(unit: Unit, slot: Slot, start: WrittenClock | null): WrittenClock | null {
  const behind = slot.time ? unit.text.text.slice(slot.time.to, slot.time.to + 12) : '';
  const quarter = start?.minute === 0 && /^[\s,(]*(?:Uhr[\s,(]*)?c\.\s?t\b/i.test(behind);
  return start && quarter ? { ...start, minute: 15, bare: false } : start;
}

function hasDayContext(unit: Unit): boolean {
  return unit.given.days != null || unit.scopes.some((scope) => scope.days.length > 0);
}

/** Days of the nearest heading, label or item that names days and no time. */
function carriedDays(scopes: readonly Scope[]): readonly Weekday[] {
  return scopes.findLast((scope) => scope.days.length > 0 && !scope.timed)?.days ?? [];
}

/** "After class" means a meeting only where office hours (or a class) are what the line is about, in few words. */
function isRelativeMeeting(unit: Unit, slot: Slot, kind: Kind): boolean {
  if (kind !== 'office hours' || !slot.relative) return false;
  const clause = unit.elements.filter((each) => each.from < slot.to && each.type === 'word').length;
  if (slot.relative.base !== 'lecture' && !slot.relative.immediate) return false;
  const withTime = slot.days !== null || slot.relative.immediate;
  const lead = unit.text.text.slice(0, slot.relative.from);
  return withTime ? clause <= 30 : clause <= 9 && /(?:[:,;&(]|\band|\bor|hours?|minutes|^)\s*$/i.test(lead);
}

function besideOf(
  unit: Unit,
  slot: Slot,
  first: boolean,
  kind: Kind,
  slots: readonly Slot[],
): { place: string | null; people: readonly string[] } {
  const people = kind !== 'lecture' && kind !== 'seminar';
  const { text } = unit.text;
  const hours = kind === 'office hours';
  const grid = hours && isGridCell(unit);
  const after = readBeside(text, slot.from, ownEnd(unit, slot, slots), { people, grid, hours });
  const label = labelEnd(unit.elements);
  const lead = first
    ? readBeside(text, label, slot.at, { people, before: true, grid, hours })
    : { place: null, people: [] };
  const labelPeople = slots.length > 0 ? leadingPeople(unit, slot, label) : [];
  const between = gapOf(slot, slots);
  const gap = between ? readBeside(text, between.from, between.to, { people, hours: true }) : null;
  const owner = people ? bracketOwner(text, slot.at) : [];
  const labelled = first ? placeInBrackets(text.slice(0, label)) : null;
  const online = onlineOf(text.slice(first ? 0 : slot.at, slot.to));
  const listed = unit.given.time && unit.given.days ? namesOf(text) : [];
  const names = [
    ...listed,
    ...labelPeople,
    ...(gap?.people ?? []),
    ...(after.people.length > 0 && !holdsNext(unit, slot, slots) ? after.people : lead.people),
  ];
  return {
    place: withoutKind(after.place ?? gap?.place ?? lead.place ?? labelled ?? online, unit),
    people: [...new Set((owner.length > 0 ? owner : names).flatMap((name) => namesOf(name)))],
  };
}

/** Where the text beside a time ends: before the sentence, the section or the code that leads the next time. */
function ownEnd(unit: Unit, slot: Slot, slots: readonly Slot[]): number {
  const next = slots[slots.indexOf(slot) + 1];
  if (!next) return slot.to;
  const stretch = unit.elements.filter((each) => each.from >= slot.from && each.to <= slot.to);
  const sentence = stretch.findLast((each) => each.type === 'break' && /^[.;]$/.test(each.mark));
  const section = isLedBySection(unit, slots) ? stretch.find((each) => each.type === 'section') : undefined;
  const code = seriesOf(unit, slots).get(next)?.from ?? slot.to;
  const kind = next.kind && next.kind !== slot.kind && next.kind.from >= slot.from ? next.kind.from : slot.to;
  return Math.max(slot.from, Math.min(slot.to, sentence?.from ?? slot.to, section?.from ?? slot.to, code, kind));
}

/** "Ada Kiln, Mondays 3-4pm, Bo Reed, Tuesdays 4-5pm": who stands behind a time holds the next one. */
function holdsNext({ text }: Unit, slot: Slot, slots: readonly Slot[]): boolean {
  const [first, second] = slots;
  if (!first || !second || slot === slots.at(-1)) return false;
  const before = (slot: Slot): boolean => {
    const name = /(?:^|[:,;]\s*)(\p{Lu}[\p{L}.'’ -]{1,40}?)[\s,:]*$/u.exec(text.text.slice(0, slot.at))?.[1];
    return name !== undefined && isPersonName(name);
  };
  return before(first) && before(second);
}

/** Between a time and the days before it: "Monday (Mill 12) 2-3pm". */
function gapOf(slot: Slot, slots: readonly Slot[]): { readonly from: number; readonly to: number } | null {
  const { days, time, at } = slot;
  if (!days || !time || days.to >= time.from || at !== days.from) return null;
  const other = slots.some((each) => each !== slot && each.at >= at && each.at < time.from);
  return other ? null : { from: days.to, to: time.from };
}

function isGridCell({ given }: Unit): boolean {
  return given.days != null && given.letters !== true;
}

/** "Lecture (Mill 120): …". */
function placeInBrackets(label: string): string | null {
  return chunksOf(label, 0).find((chunk) => chunk.bracketed && lookOf(chunk) === 'place')?.text ?? null;
}

/** "Discussion CS 1263" → "CS 1263"; "Lab 7" stays. */
function withoutKind(place: string | null, { elements, text }: Unit): string | null {
  if (place === null) return null;
  const lead = pick(elements, 'kind')
    .map((kind) => text.text.slice(kind.from, kind.to))
    .find((word) => place.startsWith(`${word} `));
  const [rest] = lead === undefined ? [] : chunksOf(place.slice(lead.length), 0);
  // "Lecture Theatre 2" and "Lab Room 3" are called so.
  const called = rest && /^(?:theatre|theater|hall|room|centre|center|building|block|wing)\b/i.test(rest.text);
  return lead !== undefined && rest && !called && lookOf(rest) === 'place' ? place.slice(lead.length).trim() : place;
}

/** "Ada Kiln (Mon 10-11), Bo Reed (Tue 1-3; Thu 4-5)": the name before the bracket that the time stands in. */
function bracketOwner(text: string, at: number): string[] {
  const found = /(?:^|[,:;&]|\band)\s*(\p{Lu}[\p{L}.'’ -]{1,40}?)\s*\([^()]*$/u.exec(text.slice(0, at))?.[1];
  return found ? namesOf(found, false) : [];
}

/** Names in the label before a slot ("Office hours: Craig: Wednesdays …", "Firas Moosvi, OH: …"), the nearest first. */
function leadingPeople(unit: Unit, slot: Slot, label: number): string[] {
  const before = unit.text.text.slice(0, Math.max(label, slot.at));
  const clause = before.slice(Math.max(before.lastIndexOf(';'), before.lastIndexOf('|')) + 1);
  const chunks = chunksOf(clause, 0);
  // Behind an earlier time only a label of its own counts: "Mon 3-4, Luke: Tue 4-5".
  const later = unit.elements.some(
    (each) => each.type === 'time' && each.to <= slot.at && each.from >= before.length - clause.length,
  );
  if (later && !/[:–-]\s*$/.test(clause)) {
    // "Ann 1-2pm, Ben 4-5pm": each time has its person right before it.
    const [, mark, own] = /([,&.])\s*(?:and\s+)?(\p{Lu}[\p{L}.'’ -]{1,40}?)[\s,]*$/u.exec(clause) ?? [];
    return own ? namesOf(own, mark !== '.') : [];
  }
  for (const chunk of later ? chunks.slice(-1) : chunks.toReversed()) {
    const possessive =
      /^(.{2,40}?)['’]s?\s+(?:office|oh|student|drop|help|hours)/i.exec(chunk.text)?.[1] ??
      /^(.{2,40}?)\s+(?:will\s)?(?:holds?|hosts?|offers?|has)\s/.exec(chunk.text)?.[1];
    const names = namesOf(possessive ?? chunk.text, slot.at > 0 && chunk.to < slot.at);
    if (names.length > 0) return names;
  }
  return [];
}

/** "Ada: Mon 3-4, Tue 4-5. Bo: Wed 1-2": who is named before a time holds the next ones, too, up to another name or sentence. */
function sharePeople(outcomes: readonly Outcome[]): void {
  const drafts = outcomes.flatMap((outcome) => ('draft' in outcome ? [outcome.draft] : []));
  const only = new Set(drafts.flatMap((draft) => draft.people)).size === 1;
  for (const [i, draft] of drafts.entries()) {
    const before = drafts[i - 1];
    if (!before || before.people.length === 0 || draft.people.length > 0 || draft.kind !== before.kind) continue;
    if ((only || isLed(before)) && !isParted(before, draft, only)) draft.people = before.people;
  }
}

/** Its people are named before it, or it has those of the time before. */
function isLed({ people, unit, slot }: Draft): boolean {
  return people.some((name) => unit.text.text.slice(0, slot.at).includes(name));
}

/** Another sentence or somebody's role stands between; of several people a semicolon parts, too. */
function isParted({ unit, slot }: Draft, next: Draft, only: boolean): boolean {
  return unit.elements.some(
    (each) =>
      each.from >= slot.from &&
      each.to <= next.slot.at &&
      (each.type === 'role' || (each.type === 'break' && (each.mark === '.' || (!only && each.mark === ';')))),
  );
}

/** "Kirk 212 Mon 2-3, Wed 4-5": a place before the first time holds for those that have none. */
function leadPlace(unit: Unit, outcomes: readonly Outcome[], slots: readonly Slot[]): void {
  const [first] = slots;
  const last = outcomes.at(-1);
  if (!first || slots.length < 2 || (last && 'draft' in last && last.draft.place !== null)) return;
  const label = labelEnd(unit.elements);
  const { place } = readBeside(unit.text.text, label, first.at, { people: false, before: true });
  if (place === null) return;
  for (const outcome of outcomes) if ('draft' in outcome) outcome.draft.place ??= place;
}

/** A place named behind the last of several times of a clause holds for all of them. */
function sharePlaces(outcomes: readonly Outcome[], slots: readonly Slot[]): void {
  for (let i = outcomes.length - 2; i >= 0; i--) {
    const here = outcomes[i];
    const next = outcomes[i + 1];
    if (!here || !next || !('draft' in here) || !('draft' in next)) continue;
    const behind = here.draft.unit.text.text.slice(slots[i]?.from);
    const coded = /^\s*\([A-Z]{1,4}\d{1,4}\)/.test(behind);
    const own =
      !coded && slots[i]?.beside.some((each) => each.type === 'mark' && each.text === '(') && here.draft.count === 1;
    const inPerson = /^\s*[,(]?\s*in[- ]person\b/i.test(behind);
    const all = /\ball (?:in|at) /i.test(next.draft.unit.text.text);
    const together = slots[i]?.clause === slots[i + 1]?.clause || all;
    if ((all || !own) && !inPerson && together) here.draft.place ??= next.draft.place;
  }
}

function labelOf(unit: Unit, slot: Slot, first: boolean): string | null {
  if (unit.given.label) return unit.given.label;
  const end = labelEnd(unit.elements);
  const label = unit.text.text.slice(0, end).replace(/:\s*$/, '').trim();
  if (
    label !== '' &&
    label.length <= 80 &&
    !/^(?:start|starts|begin|time|from)$/i.test(label) &&
    (first || slot.kind !== null)
  )
    return label;
  if (slot.kind) return unit.text.text.slice(slot.kind.from, slot.kind.to);
  return (
    unit.scopes
      .findLast((scope) => scope.kind !== null)
      ?.text.text.replace(/^name\s*[:=]\s*/i, '')
      .replace(/:\s*$/, '') ?? null
  );
}
