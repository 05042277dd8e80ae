/** Ids for what a page leaves without: sections, people, and patterns that share a weekday. */
import { foldId, isId, RESERVED_SECTION_IDS } from '../../../domain/id.ts';
import type { Kind } from '../../../domain/kind.ts';
import type { ReadMeeting, ReadSection } from '../model.ts';

const PREFIX: Readonly<Record<Kind, string>> = {
  lecture: 'L',
  class: 'C',
  precept: 'P',
  recitation: 'R',
  discussion: 'D',
  tutorial: 'T',
  seminar: 'S',
  lab: 'B',
  studio: 'ST',
  practical: 'PR',
  exercise: 'E',
  review: 'RV',
  exam: 'EX',
  'office hours': 'OH',
  other: 'X',
  deadline: 'DL',
};

/** 'Theano Stavrinos' → 'stavrinos'; the family name, or all of a name of one word. */
export function personId(name: string): string {
  const last = name.trim().split(/\s+/).at(-1) ?? name;
  return slug(last).toLowerCase() || 'person';
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '')
    .replace(/^[_-]+/, '')
    .slice(0, 24);
}

/** Takes a name, or that name with the next free number. */
export function claim(wanted: string, taken: Set<string>): string {
  const base = isId(wanted) && !RESERVED_SECTION_IDS.has(foldId(wanted)) ? wanted : `S${slug(wanted)}` || 'S';
  let id = base;
  for (let n = 2; taken.has(foldId(id)); n++) id = `${base}-${n}`;
  taken.add(foldId(id));
  return id;
}

/**
 * Section ids: the page's own where it has them (P01, 101, T1A), else L01, L02 … by kind;
 * office hours are OH, or OH-Lloyd where they are one person's.
 */
export function sectionIds(sections: readonly ReadSection[]): string[] {
  const taken = new Set<string>();
  const bare = sections.flatMap((section) => (section.id === null ? [] : [foldId(section.id)]));
  const numbers = new Map<Kind, number>();
  const own = new Map<ReadSection, string>();
  for (const section of sections)
    if (section.id !== null) {
      // Lecture 1 and Lab 1 are two sections.
      const clash = bare.filter((id) => id === foldId(section.id ?? '')).length > 1;
      const id = slug(section.id) || section.kind;
      own.set(section, claim(clash ? `${PREFIX[section.kind]}${id.padStart(2, '0')}` : id, taken));
    }
  return sections.map((section) => {
    const given = own.get(section);
    if (given !== undefined) return given;
    if (section.kind === 'office hours') {
      const person = section.people.length === 1 ? section.people[0] : undefined;
      const family = person === undefined ? '' : slug(person.trim().split(/\s+/).at(-1) ?? '');
      return claim(family === '' ? 'OH' : `OH-${family}`, taken);
    }
    const number = (numbers.get(section.kind) ?? 0) + 1;
    numbers.set(section.kind, number);
    return claim(`${PREFIX[section.kind]}${String(number).padStart(2, '0')}`, taken);
  });
}

/** What part of the day a meeting begins in, the id of a second pattern on one weekday. */
function partOfDay(meeting: ReadMeeting): string {
  const hour = Number.parseInt(meeting.start ?? '', 10);
  if (Number.isNaN(hour)) return meeting.relative ? `${meeting.relative.side}-class` : 'second';
  if (hour < 12) return 'morning';
  if (hour < 17) return 'afternoon';
  return hour < 20 ? 'early-evening' : 'late-evening';
}

/** Pattern ids: null for the first pattern of each weekday, a part of the day for those that share one with it. */
export function patternIds(meetings: readonly ReadMeeting[]): (string | null)[] {
  const busy = new Map<string, Set<string>>();
  return meetings.map((meeting) => {
    const shared = meeting.days.some((day) => busy.has(day));
    const taken = new Set(meeting.days.flatMap((day) => [...(busy.get(day) ?? [])]));
    const id = shared ? claim(partOfDay(meeting), taken) : null;
    for (const day of meeting.days) busy.set(day, new Set([...(busy.get(day) ?? []), ...(id ? [id] : [])]));
    return id;
  });
}
