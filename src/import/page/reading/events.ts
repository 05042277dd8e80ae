/** Events of a week's grid → units: "Section 1B / 1C" with two rooms are two, "Section 1C / Cy's OH" are two kinds. */
import type { Element, ElementOf } from '../../notation/phrase.ts';
import type { EventBlock, Text } from '../document/blocks.ts';
import { isPersonName, namesOf } from './people.ts';
import { elementsOf, firstKind, makeScope, pick, type Unit } from './unit.ts';

export function readEvent(event: EventBlock, group: number): Unit[] {
  const day = makeScope(event.day, 3);
  const days = pick(day.elements, 'days')[0] ?? null;
  const time = timeOf(event);
  if (!days || !time) return [];
  const parts = partsOf(event.name.text);
  const places = placesOf(event.place?.text ?? null, parts.length);
  const row = [event.day, event.name, event.start, event.end, event.place].flatMap((text) => text?.text ?? []);
  return parts.map((part, i): Unit => {
    const text: Text = { ...event.name, text: part };
    const elements = elementsOf(text);
    const section = pick(elements, 'section')[0]?.id ?? codeOf(part) ?? noted(event.notes);
    return {
      text,
      elements: withKind(elements, event.name),
      scopes: [day],
      group,
      given: {
        days,
        time,
        place: places[i] ?? '',
        people: peopleIn(part, event.notes),
        section,
        sectioned: true,
        label: part,
        row: row.join(' | '),
      },
      heading: false,
    };
  });
}

function timeOf({ start, end }: EventBlock): ElementOf<'time'> | null {
  const first = start ? pick(elementsOf(start), 'time')[0] : undefined;
  const last = end ? pick(elementsOf(end), 'time')[0] : undefined;
  if (!first) return null;
  return { ...first, end: first.end ?? last?.start ?? last?.end ?? null };
}

/** The meetings of a name; a second part without a kind takes the first one's: "Section 1B / 1C". */
function partsOf(name: string): string[] {
  const parts = name.split(/\s+(?:\/|&|and)\s+/).filter((part) => part.trim() !== '');
  if (parts.length < 2 || parts.length > 4) return [name];
  const codes = parts.slice(1).every((part) => /^\p{Lu}?\d{1,3}\p{L}?$/u.test(part));
  if (codes) {
    const lead = /^(.*?)\S+$/.exec(parts[0] ?? '')?.[1] ?? '';
    return [parts[0] ?? name, ...parts.slice(1).map((part) => `${lead}${part}`)];
  }
  return parts.every((part) => kindIn(elementsOf({ text: part, line: 1, marks: [], strong: false }))) ? parts : [name];
}

/** The kind that is named; "Section 1B" is a discussion. */
function kindIn(elements: readonly Element[]): ElementOf<'kind'> | null {
  const section = pick(elements, 'section')[0];
  const named = firstKind(elements);
  if (named || !section) return named;
  return { type: 'kind', kind: 'discussion', weak: false, plural: false, from: section.from, to: section.to };
}

function placesOf(place: string | null, count: number): (string | null)[] {
  const rooms = place?.split(/\s*(?:\/|;|&|,|\band\b)\s*/) ?? [];
  return Array.from({ length: count }, (_, i) => (count > 1 && rooms.length === count ? (rooms[i] ?? null) : place));
}

/** A part without a kind is of the kind that the whole name says. */
function withKind(elements: readonly Element[], name: Text): readonly Element[] {
  if (firstKind(elements)) return elements;
  const kind = kindIn(elements) ?? kindIn(elementsOf(name));
  return kind ? [...elements, kind] : elements;
}

function codeOf(part: string): string | null {
  return /(?:^|\s)#?((?=\S*\d)[A-Z]{0,4}\d{1,4}[A-Z]?)$/.exec(part)?.[1] ?? null;
}

function noted(notes: readonly Text[]): string | null {
  const ids = notes.flatMap((note) => pick(elementsOf(note), 'section').map((each) => each.id));
  return new Set(ids).size === 1 ? (ids[0] ?? null) : null;
}

/** "Shirin Office Hours", "Cy's OH", "Lab (Ada)", and "Staff: Regina Dao" in what is said of it. */
function peopleIn(name: string, notes: readonly Text[]): string[] {
  const lead = /^(.{2,40}?)(?:['’]s)?\s+(?:office|oh\b|student|drop|help|hours)/i.exec(name)?.[1];
  const bracket = /\(([^()]{2,60})\)/.exec(name)?.[1];
  const said = notes.flatMap(({ text }) =>
    text
      .split(/(?<=[\p{Ll}\d)])\.\s+|;/u)
      .map((sentence) => sentence.replace(/^[^:]{1,30}:\s+/, '').trim())
      .filter((sentence) => !/\d/.test(sentence)),
  );
  for (const text of [lead, bracket, ...said]) {
    const names = text === undefined ? [] : namesOf(text).filter((each) => isPersonName(each, true));
    if (names.length > 0) return names;
  }
  return [];
}
