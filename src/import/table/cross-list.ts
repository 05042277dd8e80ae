/**
 * Sections of several codes that meet in one room at one time on the same dates: one section with several addresses
 * where the people agree, and a remark where they do not.
 */
import type { PlacedSection } from './assign-ids.ts';
import { compareIds } from './draft.ts';
import { timeKey } from './merge-meetings.ts';
import type { Ledger } from './row-outcomes.ts';
import { writeWhen } from './write-pattern.ts';

export interface CrossListing {
  /** Sections that are written in a course of their own, with those they stand for. */
  readonly joined: ReadonlyMap<PlacedSection, readonly PlacedSection[]>;
  /** Sections that are found at another course's section. */
  readonly guests: ReadonlySet<PlacedSection>;
  readonly counts: CrossListingCounts;
}

/** Times in one room that rows of several codes share. */
export interface CrossListingCounts {
  readonly groups: number;
  /** All rows of the group became one section. */
  readonly joined: number;
  /** Some of them did. */
  readonly partly: number;
  readonly apart: number;
}

/** As many other addresses as a section can have in the format. */
const MOST = 49;

export function crossList(sections: readonly PlacedSection[], ledger: Ledger): CrossListing {
  const joined = new Map<PlacedSection, readonly PlacedSection[]>();
  const guests = new Set<PlacedSection>();
  const hosts = new Map<PlacedSection, PlacedSection>();
  const groups = [
    ...Map.groupBy(sections.filter(isMarked), signOfMarked).values(),
    ...Map.groupBy(sections.filter(hasKnownRooms), signOf).values(),
  ];
  for (const all of groups) {
    const alike = all.filter((one) => !hosts.has(one));
    if (new Set(alike.map(({ course }) => course)).size < 2 || alike.length > MOST) continue;
    const [host, ...others] = alike.toSorted(compareHosts) as [PlacedSection, ...PlacedSection[]];
    joined.set(host, others);
    for (const one of alike) hosts.set(one, host);
    for (const guest of others) guests.add(guest);
    const kinds = new Set(alike.map(({ gathered }) => gathered.kind));
    if (kinds.size > 1)
      ledger.remark(
        `${nameOf(host)} is one section with ${others.map(nameOf).join(', ')}, though their kinds differ (${[...kinds].join(', ')})`,
        ...alike.flatMap(({ gathered }) => gathered.rows),
      );
  }
  return { joined, guests, counts: countGroups(sections, hosts, ledger) };
}

function isRoom(where: readonly string[]): boolean {
  return where.length > 0 && where.every((place) => place !== 'TBA' && place !== 'online');
}

function hasKnownRooms({ gathered }: PlacedSection): boolean {
  return gathered.meetings.length > 0 && gathered.meetings.every(({ where }) => isRoom(where));
}

/** The registrar's own mark says which sections meet together; people and rooms may stand at one of them only. */
function isMarked({ gathered }: PlacedSection): boolean {
  return gathered.group !== null && gathered.meetings.length > 0;
}

/** The mark and all times: a mark that only says "combined" joins what meets at one time in one room. */
function signOfMarked({ gathered }: PlacedSection): string {
  const times = gathered.meetings.map((meeting) =>
    [timeKey(meeting), isRoom(meeting.where) ? meeting.where.toSorted().join('|') : ''].join('\u0000'),
  );
  return [gathered.group, ...times.sort()].join('\u0001');
}

/** When, where and with whom a section meets, all of it. */
function signOf({ gathered }: PlacedSection): string {
  return gathered.meetings
    .map((meeting) =>
      [timeKey(meeting), meeting.where.toSorted().join('|'), meeting.people.toSorted().join('|')].join('\u0000'),
    )
    .sort()
    .join('\u0001');
}

/** The section that was the others' host stays it; then one that has been there before; then by code. */
function compareHosts(a: PlacedSection, b: PlacedSection): number {
  const rank = ({ before }: PlacedSection): number =>
    before === null ? 2 : before.listed.length + before.also.length > 0 ? 0 : 1;
  return rank(a) - rank(b) || compareIds(a.code, b.code) || compareIds(a.id, b.id);
}

function nameOf({ code, id }: PlacedSection): string {
  return `${code} ${id}`;
}

interface Use {
  readonly section: PlacedSection;
  readonly people: string;
  readonly rows: readonly number[];
  readonly when: string;
}

/** Counts each room's time that several codes share, and says why those that stayed apart did. */
function countGroups(
  sections: readonly PlacedSection[],
  hosts: ReadonlyMap<PlacedSection, PlacedSection>,
  ledger: Ledger,
): CrossListingCounts {
  const counts = { groups: 0, joined: 0, partly: 0, apart: 0 };
  for (const group of usesByRoom(sections)) {
    if (new Set(group.map(({ section }) => section.course)).size < 2) continue;
    counts.groups += 1;
    const parts = new Set(group.map(({ section }) => hosts.get(section) ?? section));
    if (parts.size === 1) counts.joined += 1;
    else if (parts.size < group.length) counts.partly += 1;
    else counts.apart += 1;
    if (parts.size > 1) remarkApart(group, ledger);
  }
  return counts;
}

/** The sections that use one room at one time, together. */
function usesByRoom(sections: readonly PlacedSection[]): readonly (readonly Use[])[] {
  const uses = new Map<string, Use[]>();
  for (const section of sections)
    for (const meeting of section.gathered.meetings) {
      if (!isRoom(meeting.where)) continue;
      const key = [timeKey(meeting), meeting.where.toSorted().join('|')].join('\u0000');
      const use: Use = {
        section,
        people: meeting.people.toSorted().join(', '),
        rows: meeting.rows,
        when: `${writeWhen(meeting)} in ${meeting.where.join(', ')}`,
      };
      const list = uses.get(key);
      if (list) list.push(use);
      else uses.set(key, [use]);
    }
  return [...uses.values()];
}

function remarkApart(group: readonly Use[], ledger: Ledger): void {
  const names = group.map(({ section }) => nameOf(section));
  const reason =
    new Set(group.map(({ people }) => people)).size > 1 ? 'with different people' : 'but their other meetings differ';
  ledger.remark(
    `${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''} meet ${group[0]?.when} ${reason}: not all are taken for one section`,
    ...group.flatMap(({ rows }) => rows),
  );
}
