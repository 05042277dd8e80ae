/** Formats places and people for display. */
import type { Kind } from '../domain/kind.ts';
import type { Course, Section, Site } from '../domain/model.ts';
import type { Person, StaffDisplay } from '../domain/person.ts';
import type { Venue } from '../domain/place.ts';
import { type MeetingFacts, ONLINE, type VenueFacts } from '../domain/schedule.ts';

export interface WhereFacts {
  readonly where: readonly VenueFacts[];
  readonly whereToBeAnnounced: boolean;
}

/** Formats places and people; results shared by many meetings are cached. */
export interface Display {
  showWhere(venues: readonly Venue[]): WhereFacts;
  showStaff(section: Section, staff: readonly Person[]): readonly string[];
  /** Which of them a shown name does not identify. */
  tellNamesakes(section: Section, staff: readonly Person[]): Pick<MeetingFacts, 'namesakes'>;
}

/** The course's setting for a kind of section overrides the site's; the default is to show names. */
export function openDisplay(course: Course, site: Site): Display {
  const places = new Map<readonly Venue[], WhereFacts>();
  const people = new Map<readonly Person[], Map<StaffDisplay, readonly string[]>>();
  const shared = listSharedNames(course.staff);
  return {
    showWhere: (venues) => getOrMake(places, venues, () => factsOfVenues(venues)),
    showStaff: (section, staff) => {
      const rule = displayOf(section.kind, course, site);
      const byRule = getOrMake(people, staff, () => new Map<StaffDisplay, readonly string[]>());
      return getOrMake(byRule, rule, () => namesOf(staff, rule));
    },
    tellNamesakes: ({ kind }, staff) => {
      if (shared.size === 0 || displayOf(kind, course, site) !== 'names') return {};
      const namesakes = staff.filter(({ name }) => shared.has(name)).map(({ id }) => id);
      return namesakes.length === 0 ? {} : { namesakes };
    },
  };
}

function listSharedNames(staff: readonly Person[]): ReadonlySet<string> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const { name } of staff) (seen.has(name) ? shared : seen).add(name);
  return shared;
}

/** How the staff of a kind of section are shown. */
export function displayOf(kind: Kind, course: Pick<Course, 'showStaff'>, site: Pick<Site, 'showStaff'>): StaffDisplay {
  return course.showStaff.get(kind) ?? site.showStaff.get(kind) ?? 'names';
}

function getOrMake<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

function factsOfVenues(venues: readonly Venue[]): WhereFacts {
  const where: VenueFacts[] = [];
  for (const venue of venues) {
    if (venue.type === 'place') {
      where.push({ text: venue.place.name, address: venue.place.address, url: venue.place.url, online: false });
    } else if (venue.type === 'text') where.push({ text: venue.text, address: null, url: null, online: false });
    else if (venue.type === 'online') where.push({ text: ONLINE, address: null, url: venue.url, online: true });
  }
  return { where, whereToBeAnnounced: venues.some(({ type }) => type === 'tba') };
}

function namesOf(staff: readonly Person[], rule: StaffDisplay): readonly string[] {
  if (rule === 'none') return [];
  return staff.map(({ name }) => (rule === 'initials' ? initialsOf(name) : name));
}

/** 'Wyatt Lloyd' → 'W. L.', 'Jean-Luc Picard' → 'J.-L. P.'; a name without letters is unchanged. */
export function initialsOf(name: string): string {
  const words = name.normalize('NFC').split(/\s+/);
  const initials = words.map((word) =>
    word
      .split(/[-‐]/)
      .flatMap((part) => part.match(/\p{L}\p{M}*/u) ?? [])
      .map((letter) => `${letter}.`)
      .join('-'),
  );
  return initials.filter((text) => text !== '').join(' ') || name;
}
