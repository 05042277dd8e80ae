/** What a meeting takes up, rooms and people, under keys that are equal where two meetings take up the same. */
import type { CourseKey } from './model.ts';
import type { Place } from './place.ts';
import type { MeetingFacts } from './schedule.ts';

export interface Room {
  readonly key: string;
  readonly name: string;
}

/** Rooms that a meeting takes up. */
export function listRooms(facts: Pick<MeetingFacts, 'where'>): readonly Room[] {
  return facts.where.filter(({ online }) => !online).map(({ text }) => ({ key: roomKey(text), name: text }));
}

/** Of a room's name in any spelling: 'Bowen Hall 222' and 'bowen-hall-222' are one. */
export function roomKey(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** Of a place's name and its other spellings: a course may have been published before the place was renamed. */
export function placeKeys({ name, also }: Pick<Place, 'name' | 'also'>): ReadonlySet<string> {
  return new Set([name, ...also].map(roomKey));
}

/** Initials mean one person within a course only; a full name means one everywhere. */
export function personKey(course: CourseKey, name: string): string {
  const full = name.split(/\s+/).filter((word) => /\p{L}{3}/u.test(word)).length > 1;
  return full ? name.toLowerCase() : `${course} ${name.toLowerCase()}`;
}

export function roomResource(key: string): string {
  return `room ${key}`;
}

export function personResource(course: CourseKey, name: string): string {
  return `person ${personKey(course, name).replaceAll(/\s+/g, ' ')}`;
}

/** Keys hold no line break. */
export function listResources(course: CourseKey, facts: Pick<MeetingFacts, 'where' | 'staff'>): readonly string[] {
  return [
    ...listRooms(facts).map(({ key }) => roomResource(key)),
    ...facts.staff.map((person) => personResource(course, person)),
  ];
}

/** Of two persons of one name, the one that the meeting names by id; earlier documents name neither. */
export function isHeldBy(
  { staff, namesakes }: Pick<MeetingFacts, 'staff' | 'namesakes'>,
  { id, name }: { readonly id: string; readonly name: string },
): boolean {
  return staff.includes(name) && (namesakes === undefined || namesakes.includes(id));
}
