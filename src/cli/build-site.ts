/** Writes what a static host serves: the feeds of every published course, and the pages about them. */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { listStaticFeeds } from '../feeds/combinations.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';
import type { Holidays } from '../feeds/holidays.ts';
import type { SiteWords } from '../feeds/rules-reading.ts';
import { addressOf, listViews } from '../feeds/static-files.ts';
import type { StaticWriter } from '../feeds/static-writer.ts';
import type { FileTimes } from '../publish/revisions-file.ts';
import { writeSitePages } from '../site/static/pages.ts';
import { documentOf } from '../store/packed-course.ts';
import type { Assets } from '../web/assets.ts';
import { inVoice, type Voice } from '../words/voice.ts';
import { writeTermFeeds } from './build-term-feeds.ts';
import { startBuildThread } from './build-threads.ts';
import { type CourseFiles, type CourseSite, makeCourseFiles } from './course-files.ts';
import { readProgramDigest } from './program-digest.ts';
import { readStaticAssets } from './site-assets.ts';
import type { Terminal } from './terminal.ts';

export interface SiteFiles {
  readonly courses: Courses;
  readonly holidays: Pick<Holidays, 'find'>;
  readonly words: SiteWords;
  /** The files of the last build. */
  readonly before: FileTimes;
  readonly siteName: string;
  /** Of the pages that are about no course, and of every page's frame. */
  readonly voice: Voice;
  readonly publicUrl: string | null;
  /** The most joined feeds per course. */
  readonly combinations: number;
  /** Threads that render beside this one; null: as many as help. */
  readonly threads: number | null;
  readonly compress: boolean;
  /** Inside an existing site, which has its own 404 page. */
  readonly isPart: boolean;
  /** By course address: the digest of what its files were built from. */
  readonly digests: ReadonlyMap<string, string>;
  readonly writer: StaticWriter;
  readonly terminal: Terminal;
}

const OF_WHOLE_SITES: ReadonlySet<string> = new Set(['404.html', 'robots.txt', 'sitemap.xml', '.nojekyll']);

export interface WrittenSiteFiles {
  readonly feeds: number;
  /** The same digests after this build. */
  readonly digests: ReadonlyMap<string, string>;
}

export function writeSite(given: SiteFiles): Promise<WrittenSiteFiles> {
  return inVoice(given.voice, () => writeAll(given));
}

async function writeAll(given: SiteFiles): Promise<WrittenSiteFiles> {
  const { courses, publicUrl, writer, terminal } = given;
  if (publicUrl === null) {
    terminal.out(
      'PUBLIC_URL is not set: feeds link to no page, and only the pages’ scripts know the addresses to ' +
        'subscribe to. Name the address that people will use: --public-url https://…',
    );
  }
  const site = { ...given, assets: readStaticAssets(), rooms: listRooms(given) };
  const digestOf = createDigests(site);
  const digests = new Map<string, string>();
  const changed: ChangedCourse[] = [];
  let feeds = 0;
  for (const view of listViews(courses)) {
    const address = addressOf(view);
    const digest = digestOf(view);
    const listed = listStaticFeeds(courses, view, given.combinations);
    if (listed.leftOut > 0) terminal.out(`${address}: ${listed.leftOut} combinations left out (--combinations)`);
    if (given.digests.get(address) === digest && writer.leave(address)) {
      feeds += listed.addresses.length;
      digests.set(address, digest);
    } else changed.push({ view, address, digest });
  }
  const written = await writeCourses(site, changed);
  for (const { address, digest } of changed) {
    const { feeds: own, refused } = written.get(address) as WrittenCourse;
    feeds += own;
    for (const { file, why } of refused) terminal.err(`${file} was not written: ${why}`);
    // Refused feeds are reported at every build.
    if (refused.length === 0) digests.set(address, digest);
  }
  feeds += await writeTermFeeds(given);
  await writePagesOfSite(site);
  await writer.finish();
  return { feeds, digests };
}

async function writePagesOfSite(site: Site): Promise<void> {
  const { courses, isPart, writer } = site;
  const all = courses.keys().map((key) => courses.get(key) as PublishedCourse);
  const latest = Math.max(0, ...all.map(({ lastModified }) => lastModified));
  for await (const { name, body } of writeSitePages(site, all)) {
    if (!isPart || !OF_WHOLE_SITES.has(name)) await writer.write(name, body, latest);
  }
}

type Site = SiteFiles & Pick<CourseSite, 'rooms'> & { readonly assets: Assets };

/** None in a term with a course that has the address. */
function listRooms({ courses, words }: SiteFiles): CourseSite['rooms'] {
  const terms = new Set([...courses.entries()].map(({ term }) => term));
  return new Map([...terms].map((term) => [term, courses.entryAt(term, 'rooms') ? [] : words.places]));
}

interface ChangedCourse {
  readonly view: CourseView;
  readonly address: string;
  readonly digest: string;
}

type WrittenCourse = Pick<CourseFiles, 'feeds' | 'refused'>;

/** Fewer courses are rendered before a thread has started. */
const WORTH_THREADS = 40;
/** More threads than these wait for this one, which writes the files. */
const MOST_THREADS = 3;
/** Courses given to a thread at a time, so that it does not wait while this one writes. */
const AHEAD = 2;

/** Renders in several threads, and writes; which thread renders a course makes no difference to its files. */
async function writeCourses(
  site: Site,
  changed: readonly ChangedCourse[],
): Promise<ReadonlyMap<string, WrittenCourse>> {
  const { courses, writer } = site;
  const useful = changed.length < WORTH_THREADS ? 0 : Math.min(MOST_THREADS, availableParallelism() - 1);
  const count = Math.min(site.threads ?? useful, changed.length);
  const threads = Array.from({ length: count }, () => startBuildThread(site, courses));
  const written = new Map<string, WrittenCourse>();
  const waiting = changed.values();
  const writeNext = async (make: (view: CourseView) => Promise<CourseFiles>): Promise<void> => {
    for (const { view, address } of waiting) {
      const { files, feeds, refused } = await make(view);
      for (const { name, body, lastModified } of files) await writer.write(name, body, lastModified);
      written.set(address, { feeds, refused });
    }
  };
  const makeHere = (view: CourseView): Promise<CourseFiles> => makeCourseFiles(site, courses, view);
  const makers = [makeHere, ...threads.flatMap(({ make }) => Array.from({ length: AHEAD }, () => make))];
  try {
    await Promise.all(makers.map(writeNext));
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
  }
  return written;
}

/** Digests of everything a course's files are built from: program, site, course and sections listed in it. */
function createDigests(site: Site): (view: CourseView) => string {
  const { courses, siteName, voice, publicUrl, combinations, compress, assets, words, rooms } = site;
  const shared = [siteName, voice, publicUrl, combinations, compress, words.places];
  const common = digestText(JSON.stringify([readProgramDigest(), assets.names(), ...shared]));
  const documents = new Map<CourseKey, string>();
  const digestDocument = (key: CourseKey): string => {
    const known = documents.get(key) ?? digestText(documentAt(courses, key));
    documents.set(key, known);
    return known;
  };
  return (view) => {
    const { term } = view.published.course;
    const own = courses.keysAt(term, view.id).map(digestDocument);
    const hasRooms = (rooms.get(term) ?? []).length > 0;
    return digestText(JSON.stringify([common, view.id, hasRooms, own]));
  };
}

function documentAt(courses: Courses, key: CourseKey): string {
  return documentOf(courses.get(key) as PublishedCourse);
}

function digestText(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
