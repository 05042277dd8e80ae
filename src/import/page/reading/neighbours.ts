/** What other lines say of a meeting: its place, its people, its weeks, the days or the end of its time. */
import type { Kind } from '../../../domain/kind.ts';
import { meaningOf } from '../../../words/vocabulary/vocabulary.ts';
import type { ElementOf } from '../../notation/phrase.ts';
import type { ReadPerson } from '../model.ts';
import type { Draft } from './meetings.ts';
import { bareName, isPersonName, namesOf } from './people.ts';
import { chunksOf, lookOf, placeInSentence, placeOfLine } from './places.ts';
import { pick, type Scope, type Unit } from './unit.ts';

/** Gives drafts without a place the one that a heading or a line of its own names. */
export function givePlaces(drafts: readonly Draft[], units: readonly Unit[]): void {
  for (const draft of drafts) draft.place ??= placeOfScopes(draft.unit.scopes);
  for (const [at, unit] of units.entries()) {
    if (isTimed(unit)) continue;
    const place = unit.elements.some((each) => each.type === 'days' && each.form === 'name')
      ? null
      : placeOfLine(unit.text.text);
    const headed = unit.scopes.at(-1)?.text.text ?? '';
    const underLabel =
      /^(?:(?:course|class|lecture|meeting)\s+)?(?:location|place|room|venue|where|classroom)s?:?$/i.test(
        headed.trim(),
      );
    const kind = pick(unit.elements, 'kind').find((each) => !each.weak);
    // "All sessions will be in B17."
    const all = /^(?:note\W{1,6})?(?:all|both|every)\b[^.]*\b(?:sessions?|meetings?|class(?:es)?)\b/i.test(
      unit.text.text,
    );
    const told = place === null && (kind || all) ? placeInSentence(unit.text.text) : null;
    if (told && all) {
      for (const draft of drafts) if (draft.kind !== 'office hours') draft.place ??= told;
      continue;
    }
    if (told && kind) {
      for (const draft of drafts) if (draft.kind === kind.kind && sharesTop(draft.unit, unit)) draft.place ??= told;
      continue;
    }
    const said = place ?? (underLabel && unit.text.text.length < 100 ? unit.text.text : null);
    if (said === null) continue;
    const bySection = sectionPlaces(unit);
    for (const draft of holdersOf(
      drafts,
      units,
      unit,
      at,
      underLabel || /^(?:course|class|lecture)/i.test(unit.text.text),
    )) {
      const own = bySection.size > 0 ? bySection.get(draft.section ?? '') : said;
      if (own && draft.place === null) draft.place = own;
    }
  }
}

const ORDERS = new WeakMap<readonly Unit[], Map<Unit, number>>();

/** The place of a unit on the page, from 0. */
function orderOf(units: readonly Unit[], unit: Unit): number {
  let order = ORDERS.get(units);
  if (!order) {
    order = new Map(units.map((each, i) => [each, i]));
    ORDERS.set(units, order);
  }
  return order.get(unit) ?? -1;
}

function sharesTop(a: Unit, b: Unit): boolean {
  const parent = b.scopes.at(-1);
  return parent === undefined || a.scopes.some((scope) => scope.text === parent.text);
}

function isTimed(unit: Unit): boolean {
  return unit.given.time != null || unit.elements.some((each) => each.type === 'time' || each.type === 'relative');
}

/** "Labs (LH 503, LH 504)", "Lectures in Bowen 222". */
function placeOfScopes(scopes: readonly Scope[]): string | null {
  for (const scope of scopes.toReversed()) {
    if (scope.kind === null && scope.days.length === 0) continue;
    const text = scope.text.text;
    const chunks = chunksOf(text, 0).filter((chunk) => chunk.bracketed || chunk.lead === 'place');
    const places = chunks.filter((chunk) => lookOf(chunk) === 'place');
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

/** The drafts that a line about a place means: those of its item, of its list, of its heading, in this order. */
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
  return ofClass ? open.filter((draft) => draft.kind === 'lecture' && orderOf(units, draft.unit) < at) : [];
}

function hasPlacedBetween(drafts: readonly Draft[], units: readonly Unit[], draft: Draft, at: number): boolean {
  const from = orderOf(units, draft.unit);
  return drafts.some(
    (other) => other.place !== null && orderOf(units, other.unit) > from && orderOf(units, other.unit) < at,
  );
}

/** "Lectures take place in weeks 4–10", "the class meets only in the second half of the term": said once. */
export function giveWeeks(drafts: readonly Draft[], units: readonly Unit[]): void {
  for (const [at, unit] of units.entries()) {
    const [weeks] = pick(unit.elements, 'weeks');
    const dated = unit.elements.some((each) => each.type === 'date' || each.type === 'occasion');
    if (!weeks || isTimed(unit) || dated) continue;
    const kind = pick(unit.elements, 'kind').find((each) => each.to <= weeks.from);
    for (const draft of drafts)
      if (kind && !kind.weak ? draft.kind === kind.kind : isMeant(draft, { unit, at, weeks, kind }, units))
        draft.weeks ??= weeks.text;
  }
}

interface Said {
  readonly unit: Unit;
  readonly at: number;
  readonly weeks: ElementOf<'weeks'>;
  readonly kind: ElementOf<'kind'> | undefined;
}

/** "This applies in all weeks except …" speaks of the line before; "the class meets only …" of all under its heading. */
function isMeant(draft: Draft, { unit, at, weeks, kind }: Said, units: readonly Unit[]): boolean {
  const lead = unit.text.text.slice(0, weeks.from);
  if (/^(?:this|these|they|it)\b/i.test(lead)) {
    const before = orderOf(units, draft.unit);
    return before < at && before >= at - 2;
  }
  const only = /\b(?:only|will|runs?|meets?|takes? place|held)\b/i.test(lead);
  return kind?.kind === 'lecture' && only && orderOf(units, draft.unit) > at && sharesTop(draft.unit, unit);
}

interface Named {
  readonly role: string;
  /** The role in the page's words. */
  readonly title: string;
  readonly names: readonly string[];
  readonly at: number;
}

const ROLE_WORD =
  /\b(instructors?|lecturers?|professors?|prof|teachers?|tas?|teaching assistants?|tutors?|preceptors?|gsis?|assistants?|person in charge|coordinator|graders?)\b/i;

/** Whom office hours and sections belong to, where their own line does not say it. */
export function givePeople(drafts: readonly Draft[], units: readonly Unit[]): void {
  const named = units.flatMap((unit, at) => namedIn(unit, at));
  const roled = named.filter((each) => each.role !== CARD);
  for (const draft of drafts) {
    if (draft.people.length > 0 || draft.kind === 'lecture') continue;
    const at = orderOf(units, draft.unit);
    const scoped = draft.unit.scopes
      .toReversed()
      .find(
        (scope) => (scope.rank >= 3 || scope.role) && namesOf(scope.text.text.replace(/:\s*$/, ''), false).length === 1,
      );
    const own = scoped
      ? namesOf(scope(scoped), false)
      : [...ownedBy(draft.unit.scopes), ...itemOwner(draft.unit.scopes)];
    const role = roleOf(draft.label ?? '') ?? null;
    const nearest = named
      .filter((each) => each.at < at && at - each.at <= 8 && sharesScope(units[each.at], draft.unit))
      .filter((each) => each.role !== CARD || hasCard(units, each.at, draft.unit))
      .at(-1);
    const byRole = role === null ? [] : named.filter((each) => each.role === role);
    if (own.length > 0) draft.people = own;
    else if (byRole.length === 1 && byRole[0]?.names.length === 1) draft.people = byRole[0].names;
    else if (nearest && nearest.names.length === 1 && draft.kind === 'office hours' && role === null)
      draft.people = nearest.names;
    else if (nearest && nearest.names.length === 1 && LEADERS.test(nearest.role) && draft.kind !== 'office hours')
      draft.people = nearest.names;
    else if (role === null && draft.kind === 'office hours' && roled.length === 1 && roled[0]?.names.length === 1)
      draft.people = roled[0].names;
  }
}

/** Those who lead small sections, as against the course's teacher. */
const LEADERS = /^(?:ta|tutor|gsi|preceptor)$/;

/** A card's name and the hours stand in one paragraph or list. */
function hasCard(units: readonly Unit[], at: number, hours: Unit): boolean {
  const card = units[at];
  return card !== undefined && Math.abs(card.group - hours.group) <= 1;
}

/** "Ada's office hours", "Office hours (Ada)" over the times. */
function ownedBy(scopes: readonly Scope[]): string[] {
  const hours = scopes.findLast((each) => each.kind === 'office hours');
  if (!hours) return [];
  const text = hours.text.text.replace(/^name\s*[:=]\s*/i, '');
  const owner =
    /^(.{2,40}?)['’]s?\s+(?:office|oh|student|drop|help|hours)/i.exec(text)?.[1] ??
    /\(([^()]{2,60})\)\s*$/.exec(text)?.[1];
  return owner ? namesOf(owner) : [];
}

/** "- Nell (Mill 12 or Zoom)" over the times: one name that leads a list's item. */
function itemOwner(scopes: readonly Scope[]): string[] {
  const item = scopes.findLast((each) => each.rank >= 10 && each.rank < 30);
  const name = /^(\p{Lu}[\p{L}’'-]{1,30})\s*\(/u.exec(item?.text.text ?? '')?.[1];
  return name !== undefined && isPersonName(name, true) ? [name] : [];
}

function scope(found: Scope): string {
  return found.text.text.replace(/:\s*$/, '');
}

/** Übungsleiter, ayudante: somebody beside the teacher. */
const HELPER = /^(?:übungsleiter|tutor|ayudante|chargé|monitor)/i;

/** A role in another language, as the English word that the rules know. */
function foreignRole(text: string): string | null {
  const word = text.split(/[^\p{L}]+/u).find((each) => each.length > 5 && meaningOf(each)?.class === 'Role');
  if (word === undefined || /^(?:people|contacts?|grade|taught|leaders?|team|staff)/i.test(word)) return null;
  return HELPER.test(word) ? 'tutor' : 'instructor';
}

function roleOf(text: string): string | null {
  const word = (ROLE_WORD.exec(text)?.[1] ?? foreignRole(text))?.toLowerCase().replace(/s$/, '') ?? null;
  if (word === null) return null;
  return /^(instructor|lecturer|professor|prof|teacher)$/.test(word)
    ? 'instructor'
    : word === 'teaching assistant' || word === 'assistant'
      ? 'ta'
      : word;
}

function sharesScope(a: Unit | undefined, b: Unit): boolean {
  // "Office hours:" on a line of its own stands between the name and the times.
  const label = b.scopes.at(-1)?.kind != null && (b.scopes.at(-1)?.rank ?? 0) >= 7;
  const over = b.scopes.at(label ? -2 : -1);
  const own = b.scopes.at(-1);
  return a !== undefined && (a.scopes.at(-1)?.text === own?.text || a.scopes.at(-1)?.text === over?.text);
}

/** "Instructor: Charles Pletcher", a name alone under "Instructor", "Professor Weiqing Gu". */
function namedIn(unit: Unit, at: number): Named[] {
  if (isTimed(unit)) return [];
  const text = unit.text.text;
  const colon = text.indexOf(':');
  const label = colon > 0 && colon < 40 ? text.slice(0, colon) : '';
  const rest = colon > 0 && colon < 40 ? text.slice(colon + 1) : text;
  const role =
    roleOf(label) ??
    (label === '' || /^name$/i.test(label.trim())
      ? (roleOf(text.slice(0, 30)) ?? roleOf(unit.scopes.at(-1)?.text.text ?? ''))
      : null);
  if (role === null) return cardOf(text, at);
  const clean =
    rest.replaceAll(/\([^()]{0,120}\)/g, ' ').split(/[,;|]\s*(?=\S*@|office|e-?mail|http|\S+ [[(](?:at|@))/i)[0] ?? '';
  const names = namesOf(clean, true).filter((name) => isPersonName(name, true));
  const title =
    TITLE_WORDS.exec(label === '' ? text : label)?.[0] ??
    TITLE_WORDS.exec(unit.scopes.at(-1)?.text.text ?? '')?.[0] ??
    role;
  return names.length > 0 ? [{ role, title: singular(title), names: names.map(bareName), at }] : [];
}

/** A line that is nothing but somebody's name, on a card over their hours. */
function cardOf(text: string, at: number): Named[] {
  const name = /^([^\d:]{4,50}):/.exec(text)?.[1] ?? text;
  const names = /^[^\d:]{4,50}$/.test(name) && isPersonName(name) ? namesOf(name, false) : [];
  return names.length === 1 ? [{ role: CARD, title: '', names, at }] : [];
}

/** No role: a name alone on its line. */
const CARD = 'card';

const TITLE_WORDS =
  /\b(?:(?:head|lab|lead|graduate|undergraduate|course|teaching|co-)\s?)?(?:instructors?|lecturers?|professors?|teachers?|tas?|assistants?|tutors?|preceptors?|gsis?|coordinators?|graders?)\b/i;

/** "Lab TAs" → "Lab TA". */
function singular(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1).replace(/s$/, '');
}

/** Everybody the page names with a role, once, in the order of the page. */
export function peopleOf(units: readonly Unit[]): ReadPerson[] {
  const people = new Map<string, ReadPerson>();
  for (const [at, unit] of units.entries()) {
    for (const named of namedIn(unit, at).filter((each) => each.role !== CARD)) {
      for (const name of named.names)
        if (!people.has(name)) people.set(name, { name, role: named.title, line: unit.text.line });
    }
  }
  return [...people.values()];
}
