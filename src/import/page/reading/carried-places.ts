/** Places named by a heading or a separate line. */
import type { Kind } from '../../../domain/kind.ts';
import { chunksOf } from './chunks.ts';
import { isTimed, orderOf, sharesTop } from './line-order.ts';
import { lookOf } from './looks.ts';
import type { Draft } from './meetings.ts';
import { placeInSentence, placeOfLine } from './place-lines.ts';
import { placesOfIds } from './places-of-ids.ts';
import { untimedSentences } from './sentences.ts';
import { titleOf } from './title.ts';
import { pick, type Scope, type Unit } from './unit.ts';

/** Assigns places from headings or separate lines to drafts without one. */
export function givePlaces(drafts: readonly Draft[], units: readonly Unit[]): void {
  const { code } = titleOf(units);
  for (const draft of drafts) draft.place ??= placeOfScopes(draft.unit.scopes, code);
  for (const [at, unit] of units.entries())
    if (isTimed(unit)) givePlacesOfSentences(unit, drafts);
    else givePlaceOf(unit, at, drafts, units);
}

/** "Labs are held in Mill 3. Reports are due Fridays at 5pm.": the sentences without a time. */
function givePlacesOfSentences(unit: Unit, drafts: readonly Draft[]): void {
  for (const sentence of untimedSentences(unit)) {
    const told = toldPlace(sentence) ?? null;
    if (told) for (const draft of drafts.filter(told.isMeant)) draft.place ??= told.place;
    else placesOfIds(sentence, drafts);
  }
}

function givePlaceOf(unit: Unit, at: number, drafts: readonly Draft[], units: readonly Unit[]): void {
  const { text } = unit.text;
  const ofDays = unit.elements.some((each) => each.type === 'days' && each.form === 'name');
  const place = ofDays ? null : placeOfLine(text);
  if (placesOfIds(unit, drafts)) return;
  const told = place === null ? toldPlace(unit) : null;
  if (told) for (const draft of drafts.filter(told.isMeant)) draft.place ??= told.place;
  else giveLinePlace(place, unit, at, drafts, units);
}

/** A line that is a place, or is under "Location". */
function giveLinePlace(
  place: string | null,
  unit: Unit,
  at: number,
  drafts: readonly Draft[],
  units: readonly Unit[],
): void {
  const { text } = unit.text;
  const underLabel = PLACE_LABEL.test((unit.scopes.at(-1)?.text.text ?? '').trim());
  const said = place ?? (underLabel && text.length < 100 ? text : '');
  if (said === '') return;
  const bySection = sectionPlaces(unit);
  const ofClass = underLabel || /^(?:course|class|lecture)/i.test(text);
  for (const draft of holdersOf(drafts, units, unit, at, ofClass)) {
    const own = bySection.size > 0 ? bySection.get(draft.section ?? '') : said;
    if (own) draft.place ??= own;
  }
}

const PLACE_LABEL = /^(?:(?:course|class|lecture|meeting)\s+)?(?:location|place|room|venue|where|classroom)s?:?$/i;

interface ToldPlace {
  readonly place: string;
  readonly isMeant: (draft: Draft) => boolean;
}

/** "All sessions will be in B17.", "Labs are held in …": a sentence about all meetings, or about a kind. */
function toldPlace(unit: Unit): ToldPlace | null {
  const { text } = unit.text;
  const kind = pick(unit.elements, 'kind').find((each) => !each.weak)?.kind;
  const all = /^(?:note\W{1,6})?(?:all|both|every)\b[^.]*\b(?:sessions?|meetings?|class(?:es)?)\b/i.test(text);
  const hours = /^(?:all|both)\b[^.]*\bhours\b/i.test(text);
  const sections = /^(?:all|both)\b[^.]*\bsections\b/i.test(text);
  const place = kind || all || hours || sections ? placeInSentence(text) : null;
  if (place === null) return null;
  if (hours) return { place, isMeant: (draft) => draft.kind === 'office hours' };
  if (sections && !kind) return { place, isMeant: (draft) => draft.section !== null && draft.kind !== 'lab' };
  if (all) return { place, isMeant: (draft) => draft.kind !== 'office hours' };
  return { place, isMeant: (draft) => draft.kind === kind && sharesTop(draft.unit, unit) };
}

/** "Databases (INF 310)": the course's code is no room. */
function isCode(text: string, code: string | null): boolean {
  return text.replace(/[ -]/, '') === code?.replace(' ', '');
}

/** "Labs (LH 503, LH 504)", "Lectures in Bowen 222". */
function placeOfScopes(scopes: readonly Scope[], code: string | null): string | null {
  for (const scope of scopes.toReversed()) {
    if (scope.kind === null && scope.days.length === 0) continue;
    const text = scope.text.text;
    const chunks = chunksOf(text, 0).filter((chunk) => chunk.bracketed || chunk.lead === 'place');
    const places = chunks.filter((chunk) => lookOf(chunk) === 'place' && !isCode(chunk.text, code));
    const first = places[0];
    const last = places.at(-1);
    if (first && last) return text.slice(first.from, last.to);
  }
  return null;
}

/** "Murphey Hall Rm 0116 (section 01) and Sitterson Hall (section 02)" → each section's place. */
function sectionPlaces(unit: Unit): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const sections = pick(unit.elements, 'section');
  if (sections.length < 2) return found;
  let from = unit.text.text.indexOf(':') + 1;
  for (const section of sections) {
    const place = unit.text.text
      .slice(from, section.from)
      .replace(/^[\s,;)&]*(?:and\s+)?/i, '')
      .replace(/[\s(,:–-]+$/, '');
    if (place !== '') found.set(section.id, place);
    from = section.to;
  }
  return found;
}

/** The drafts to which a line about a place applies: those of its item, its list, or its heading, in this order. */
function holdersOf(
  drafts: readonly Draft[],
  units: readonly Unit[],
  unit: Unit,
  at: number,
  ofClass: boolean,
): readonly Draft[] {
  const open = drafts.filter((draft) => draft.place === null);
  const parent = unit.scopes.at(-1);
  const hours = /office|\boh\b/i.test(unit.text.text.slice(0, 30));
  const fits = (draft: Draft): boolean =>
    hours ? draft.kind === 'office hours' : ofClass ? draft.kind !== 'office hours' : true;
  const mine = open.filter((draft) => parent !== undefined && draft.unit.text === parent.text && fits(draft));
  if (mine.length > 0) return mine;
  const siblings = open.filter((draft) => draft.unit.scopes.at(-1)?.text === parent?.text && fits(draft));
  const before = siblings.filter(
    (draft) =>
      orderOf(units, draft.unit) < at &&
      (draft.unit.group === unit.group || draft.unit.scopes.length > 0 || orderOf(units, draft.unit) >= at - 2),
  );
  const kindOf = (draft: Draft): Kind => draft.kind;
  const last = before.at(-1);
  if (last && orderOf(units, last.unit) >= at - 4)
    return before.filter((draft) => kindOf(draft) === kindOf(last) && !hasPlacedBetween(drafts, units, draft, at));
  const after = siblings.filter((draft) => orderOf(units, draft.unit) > at);
  const first = after[0];
  if (first && orderOf(units, first.unit) <= at + 4) return after.filter((draft) => kindOf(draft) === kindOf(first));
  // "Held in Room 5" under a heading whose times stand in lists or tables below it.
  const under = open.filter(
    (draft) =>
      parent !== undefined &&
      draft.unit.scopes.some((scope) => scope.text === parent.text) &&
      parent.kind !== null &&
      fits(draft),
  );
  if (under.length > 0) return under.filter((draft) => draft.kind === parent?.kind);
  if (hours && parent === undefined) return open.filter(fits);
  return ofClass ? open.filter((draft) => draft.kind === 'lecture' && orderOf(units, draft.unit) < at) : [];
}

function hasPlacedBetween(drafts: readonly Draft[], units: readonly Unit[], draft: Draft, at: number): boolean {
  const from = orderOf(units, draft.unit);
  return drafts.some(
    (other) => other.place !== null && orderOf(units, other.unit) > from && orderOf(units, other.unit) < at,
  );
}
