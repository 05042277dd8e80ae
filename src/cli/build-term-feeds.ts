/** Writes the feeds beside those of courses: holidays, exams, rooms that are used, people who agreed to one. */
import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { Place } from '../domain/place.ts';
import { listRooms, placeKeys, roomResource } from '../domain/resource.ts';
import type { Courses } from '../feeds/courses.ts';
import { encodeFeed } from '../feeds/feed.ts';
import type { Holidays } from '../feeds/holidays.ts';
import type { SiteWords } from '../feeds/rules-reading.ts';
import type { StaticWriter } from '../feeds/static-writer.ts';
import { createTermFeeds } from '../feeds/term-feeds.ts';
import type { FileTimes } from '../publish/revisions-file.ts';

export interface TermFeedFiles {
  readonly courses: Courses;
  readonly holidays: Pick<Holidays, 'find'>;
  readonly words: SiteWords;
  readonly publicUrl: string | null;
  readonly writer: Pick<StaticWriter, 'write'>;
  /** Of the last build: a room that nobody uses any more keeps its feed. */
  readonly before: FileTimes;
}

/** @returns the number of feeds */
export async function writeTermFeeds(files: TermFeedFiles): Promise<number> {
  const { courses, writer } = files;
  const used = gatherRooms(courses);
  const answer = createTermFeeds({
    ...files,
    site: () => files.words,
    drafts: false,
    store: {
      coursesUsing: async (term, rooms) => [...rooms].flatMap((room) => used.get(foldId(term))?.get(room) ?? []),
    },
    // Everything is composed once.
    validators: { find: async () => null, note: () => undefined },
  });
  const pace = createPace();
  let feeds = 0;
  for (const path of listPaths(files, used)) {
    const found = await answer(path);
    if (found?.type !== 'feed') continue;
    await writer.write(path.slice(1), encodeFeed(found.feed, 'identity'), found.feed.lastModified);
    feeds += 1;
    await pace();
  }
  return feeds;
}

/** By folded term and room, the courses that use it. */
type UsedRooms = ReadonlyMap<string, ReadonlyMap<string, readonly CourseKey[]>>;

function gatherRooms(courses: Courses): UsedRooms {
  const used = new Map<string, Map<string, CourseKey[]>>();
  for (const key of courses.keys()) {
    const published = courses.get(key);
    if (!published) continue;
    const ofTerm = used.get(foldId(published.course.term)) ?? new Map<string, CourseKey[]>();
    used.set(foldId(published.course.term), ofTerm);
    const rooms = new Set(published.meetings.flatMap(({ facts }) => listRooms(facts).map((room) => room.key)));
    for (const room of rooms) ofTerm.set(roomResource(room), [...(ofTerm.get(roomResource(room)) ?? []), key]);
  }
  return used;
}

function* listPaths({ courses, words, before }: TermFeedFiles, used: UsedRooms): Generator<string> {
  for (const term of courses.terms()) {
    const entries = [...courses.entriesOf(term)];
    const path = `/${entries[0]?.term ?? term}`;
    yield `${path}/holidays.ics`;
    if (before.has(`${path}/exams.ics`) || entries.some(({ exams }) => exams)) yield `${path}/exams.ics`;
    const rooms = words.places.filter(
      (place) => before.has(pathOfRoom(path, place)) || isUsed(place, used.get(foldId(term))),
    );
    for (const place of rooms) yield pathOfRoom(path, place);
    for (const { id, people = [] } of entries)
      for (const person of people) yield `${path}/${id}/staff/${person.id}.ics`;
  }
}

function pathOfRoom(term: string, { id }: Place): string {
  return `${term}/rooms/${id}.ics`;
}

function isUsed(place: Place, rooms: ReadonlyMap<string, readonly CourseKey[]> | undefined): boolean {
  return [...placeKeys(place)].some((key) => rooms?.has(roomResource(key)));
}
