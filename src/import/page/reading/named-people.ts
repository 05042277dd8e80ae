/** Lines that name somebody and their role. */
import { meaningOf } from '../../../words/vocabulary/vocabulary.ts';
import type { ReadPerson } from '../model.ts';
import { isTimed } from './line-order.ts';
import { bareName, isPersonName, namesOf } from './people.ts';
import type { Unit } from './unit.ts';

export interface Named {
  readonly role: string;
  /** The role in the page's words. */
  readonly title: string;
  readonly names: readonly string[];
  readonly at: number;
}

const ROLE_WORD =
  /\b(instructors?|lecturers?|professors?|prof|teachers?|tas?|teaching assistants?|tutors?|preceptors?|gsis?|assistants?|person in charge|coordinator|graders?)\b/i;

/** Übungsleiter, ayudante: somebody beside the teacher. */
const HELPER = /^(?:übungsleiter|tutor|ayudante|chargé|monitor)/i;

/** A role in another language, as the English word that the rules know. */
function foreignRole(text: string): string | null {
  const word = text.split(/[^\p{L}]+/u).find((each) => each.length > 5 && meaningOf(each)?.class === 'Role');
  if (word === undefined || /^(?:people|contacts?|grade|taught|leaders?|team|staff)/i.test(word)) return null;
  return HELPER.test(word) ? 'tutor' : 'instructor';
}

export function roleOf(text: string): string | null {
  const word = (ROLE_WORD.exec(text)?.[1] ?? foreignRole(text))?.toLowerCase().replace(/s$/, '') ?? null;
  if (word === null) return null;
  return /^(instructor|lecturer|professor|prof|teacher)$/.test(word)
    ? 'instructor'
    : word === 'teaching assistant' || word === 'assistant'
      ? 'ta'
      : word;
}

/** "Instructor: Charles Pletcher", a name alone under "Instructor", "Professor Weiqing Gu". */
export function namedIn(unit: Unit, at: number): Named[] {
  if (isTimed(unit)) return [];
  const text = unit.text.text;
  const colon = text.indexOf(':');
  const labelled = colon > 0 && colon < 40;
  const label = labelled ? text.slice(0, colon) : '';
  const rest = labelled ? text.slice(colon + 1) : text;
  const role = roleOf(label) ?? unlabelledRole(unit, label);
  if (role === null) return cardOf(text, at);
  const clean =
    rest.replaceAll(/\([^()]{0,120}\)/g, ' ').split(/[,;|]\s*(?=\S*@|office|e-?mail|http|\S+ [[(](?:at|@))/i)[0] ?? '';
  const names = namesOf(clean, true).filter((name) => isPersonName(name, true));
  // "Ada Kiln, Mill 12": what follows the name is none.
  if (names.length === 0) names.push(...namesOf(clean.split(/[,;|]/)[0] ?? '', false));
  const title =
    TITLE_WORDS.exec(label === '' ? text : label)?.[0] ??
    TITLE_WORDS.exec(unit.scopes.at(-1)?.text.text ?? '')?.[0] ??
    role;
  return names.length > 0 ? [{ role, title: singular(title), names: names.map(bareName), at }] : [];
}

/** The role that begins the line, or that of the heading above it. */
function unlabelledRole({ text, scopes }: Unit, label: string): string | null {
  if (label !== '' && !/^name$/i.test(label.trim())) return null;
  return roleOf(text.text.slice(0, 30)) ?? roleOf(scopes.at(-1)?.text.text ?? '');
}

/** A line that is nothing but somebody's name, on a card over their hours. */
function cardOf(text: string, at: number): Named[] {
  const name = /^([^\d:]{4,50}):/.exec(text)?.[1] ?? text;
  const names = /^[^\d:]{4,50}$/.test(name) && isPersonName(name) ? namesOf(name, false) : [];
  return names.length === 1 ? [{ role: CARD, title: '', names, at }] : [];
}

/** No role: a name alone on its line. */
export const CARD = 'card';

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
