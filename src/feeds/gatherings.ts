/** What the feeds beside those of courses hold: a term's exams, a room's meetings, what one person holds in a course. */
import { foldId } from '../domain/id.ts';
import { isHeldBy, listRooms, placeKeys, roomResource } from '../domain/resource.ts';
import { chooseColor } from '../ical/color.ts';
import type { CourseEntry } from '../store/course-entry.ts';
import type { StoreReads } from '../store/store.ts';
import { say } from '../words/say.ts';
import { inVoice, type Voice, voiceOf } from '../words/voice.ts';
import type { Gathering } from './course-feeds.ts';
import type { Courses } from './courses.ts';
import type { Holidays } from './holidays.ts';
import type { SiteWords } from './rules-reading.ts';

/** A feed that was found by its address, before any course of it is loaded. */
export interface FoundGathering {
  /** The courses that it may have meetings of. */
  readonly entries: readonly CourseEntry[];
  /** Everything else that its bytes depend on. */
  readonly facts: string;
  /** Epoch ms; never decreases. */
  readonly lastModified: number;
  readonly filename: string;
  /** Search engines must not list it: it says where somebody is, hour by hour. */
  readonly isUnlisted: boolean;
  readonly describe: () => Omit<Gathering, 'courses' | 'publicUrl'>;
}

export interface GatheringContext {
  readonly courses: Pick<Courses, 'termIndex' | 'entryAt'>;
  readonly holidays: Pick<Holidays, 'find'>;
  readonly store: Pick<StoreReads, 'coursesUsing'>;
  /** Null: no rules were read yet. */
  readonly site: () => SiteWords | null;
  readonly publicUrl: string | null;
  readonly drafts: boolean;
}

export type GatheringAddress =
  | { readonly type: 'exams'; readonly term: string }
  | { readonly type: 'room'; readonly term: string; readonly room: string }
  | { readonly type: 'person'; readonly term: string; readonly course: string; readonly person: string };

export type TermFeedAddress = GatheringAddress | { readonly type: 'holidays'; readonly term: string };

/** One pattern, because it is tried for every request for a feed. */
const TERM_FEED = /^\/([^/]+)\/(?:(holidays|exams)|rooms\/([^/]+)|([^/]+)\/staff\/([^/]+))\.ics$/i;

/** Null: no address of such a feed. */
export function readTermFeedPath(path: string): TermFeedAddress | null {
  const [, term, whole, room, course, person] = TERM_FEED.exec(path) ?? [];
  if (term === undefined) return null;
  if (whole !== undefined) return { type: whole.toLowerCase() === 'exams' ? 'exams' : 'holidays', term };
  if (room !== undefined) return { type: 'room', term, room };
  return course === undefined || person === undefined ? null : { type: 'person', term, course, person };
}

/** The id that a course of the term must not have, for the feed to be there. */
export function reservedIdOf({ type }: GatheringAddress): 'exams' | 'rooms' | null {
  return type === 'person' ? null : type === 'room' ? 'rooms' : 'exams';
}

/** Null: there is no such feed. */
export async function findGathering(
  context: GatheringContext,
  address: GatheringAddress,
): Promise<FoundGathering | null> {
  if (address.type === 'person') return findPerson(context, address);
  const { entries, exams, lastModified } = context.courses.termIndex(address.term, context.drafts);
  const [first] = entries;
  if (!first) return null;
  const common = { lastModified, isUnlisted: false };
  if (address.type === 'exams') return { ...common, ...findExams(context, first, exams) };
  const found = await findRoom(context, first, entries, address.room);
  return found && { ...common, ...found };
}

type Found = Omit<FoundGathering, 'lastModified' | 'isUnlisted'>;

function headerOf(context: GatheringContext, first: CourseEntry, path: string, url: string | null) {
  const { zone } = first.termFacts;
  return {
    zone,
    color: chooseColor(`${first.term}/${path}`),
    source: context.publicUrl === null ? null : `${context.publicUrl}/${first.term}/${path}.ics`,
    url: url ?? (context.publicUrl === null ? null : `${context.publicUrl}/${first.term}`),
  };
}

/** Of feeds that are of several courses: as the term's calendar is said, or else the site. */
function termVoice({ holidays, drafts, site }: GatheringContext, term: string): Voice {
  return voiceOf(holidays.find(term, drafts)?.term ?? site() ?? {});
}

function findExams(context: GatheringContext, first: CourseEntry, exams: readonly CourseEntry[]): Found {
  const { title, span } = first.termFacts;
  const voice = termVoice(context, first.term);
  return {
    entries: exams,
    facts: JSON.stringify([title, voice]),
    filename: `${first.term}-exams.ics`,
    describe: () => ({
      isMeant: (_meeting, section) => section.kind === 'exam',
      span,
      colored: true,
      header: inVoice(voice, () => ({
        ...headerOf(context, first, 'exams', null),
        name: say('exams.name', { term: title }),
        description: say('exams.about', { term: title }),
      })),
    }),
  };
}

async function findRoom(
  context: GatheringContext,
  first: CourseEntry,
  shown: readonly CourseEntry[],
  room: string,
): Promise<Found | null> {
  const place = context.site()?.places.find(({ id }) => foldId(id) === foldId(room));
  if (!place) return null;
  const keys = placeKeys(place);
  const using = new Set(await context.store.coursesUsing(first.term, new Set([...keys].map(roomResource))));
  const { title, span } = first.termFacts;
  const voice = termVoice(context, first.term);
  const lines = [place.name, place.address, place.url].filter((line) => line !== null);
  return {
    entries: shown.filter(({ key }) => using.has(key)),
    facts: JSON.stringify([title, place, voice]),
    filename: `${first.term}-${place.id}.ics`,
    describe: () => ({
      isMeant: ({ facts }) => listRooms(facts).some(({ key }) => keys.has(key)),
      span,
      colored: true,
      header: inVoice(voice, () => ({
        ...headerOf(context, first, `rooms/${place.id}`, place.url),
        name: say('room.name', { room: place.name, term: title }),
        description: [...lines, say('room.about', { term: title })].join('\n'),
      })),
    }),
  };
}

function findPerson(
  context: GatheringContext,
  { term, course, person }: Extract<GatheringAddress, { type: 'person' }>,
): FoundGathering | null {
  const entry = context.courses.entryAt(term, course);
  const found = entry?.people?.find(({ id }) => foldId(id) === foldId(person));
  if (!entry || !found || (entry.draft && !context.drafts)) return null;
  const { title, span } = entry.termFacts;
  const { code } = entry;
  return {
    entries: [entry],
    facts: title,
    lastModified: entry.lastModified,
    filename: `${entry.id}-${found.id}.ics`,
    isUnlisted: true,
    describe: () => ({
      isMeant: ({ facts }) => isHeldBy(facts, found),
      span,
      colored: false,
      header: inVoice(voiceOf(entry), () => ({
        ...headerOf(context, entry, `${entry.id}/staff/${found.id}`, null),
        color: chooseColor(entry.key),
        name: say('person.name', { person: found.name, code, term: title }),
        description: say('person.about', { person: found.name, code, term: title }),
      })),
    }),
  };
}
