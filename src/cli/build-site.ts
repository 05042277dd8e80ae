/** Writes what a static host serves: the feeds of every published course, and the pages about them. */
import { createHash } from 'node:crypto';
import type { Language } from '../domain/language.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { listStaticFeeds, type StaticFeeds } from '../feeds/combinations.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';
import { encodeFeed } from '../feeds/feed.ts';
import type { FeedCache } from '../feeds/feed-cache.ts';
import { type Holidays, makeHolidayFeed } from '../feeds/holidays.ts';
import { addressOf, listViews, type WrittenFeeds, writeFeeds } from '../feeds/static-files.ts';
import type { StaticWriter } from '../feeds/static-writer.ts';
import { type StaticSite, writeCoursePages, writeSitePages } from '../site/static/pages.ts';
import { inVoice } from '../words/voice.ts';
import { readProgramDigest } from './program-digest.ts';
import { readStaticAssets } from './site-assets.ts';
import type { Terminal } from './terminal.ts';

export interface SiteFiles {
  readonly courses: Courses;
  readonly feedCache: FeedCache;
  readonly holidays: Pick<Holidays, 'find'>;
  readonly siteName: string;
  /** Of the pages that are about no course, and of every page's frame. */
  readonly language: Language;
  readonly publicUrl: string | null;
  /** The most joined feeds per course. */
  readonly combinations: number;
  readonly compress: boolean;
  /** Inside an existing site, which has its own 404 page. */
  readonly isPart: boolean;
  /** By course address: the digest of what its files were built from. */
  readonly digests: ReadonlyMap<string, string>;
  readonly writer: StaticWriter;
  readonly terminal: Terminal;
}

const OF_WHOLE_SITES: ReadonlySet<string> = new Set(['404.html', 'robots.txt', '.nojekyll']);

export interface WrittenSiteFiles {
  readonly feeds: number;
  /** The same digests after this build. */
  readonly digests: ReadonlyMap<string, string>;
}

export function writeSite(given: SiteFiles): Promise<WrittenSiteFiles> {
  return inVoice(given, () => writeAll(given));
}

async function writeAll(given: SiteFiles): Promise<WrittenSiteFiles> {
  const { courses, publicUrl, isPart, writer, terminal } = given;
  if (publicUrl === null) {
    terminal.out(
      'PUBLIC_URL is not set: feeds link to no page, and only the pages’ scripts know the addresses to ' +
        'subscribe to. Name the address that people will use: --public-url https://…',
    );
  }
  const site = { ...given, assets: readStaticAssets() };
  const digestOf = createDigests(site);
  const digests = new Map<string, string>();
  let feeds = 0;
  for (const view of listViews(courses)) {
    const address = addressOf(view);
    const digest = digestOf(view);
    const listed = listStaticFeeds(courses, view, given.combinations);
    if (listed.leftOut > 0) terminal.out(`${address}: ${listed.leftOut} combinations left out (--combinations)`);
    if (given.digests.get(address) === digest && writer.leave(address)) {
      feeds += listed.addresses.length;
      digests.set(address, digest);
      continue;
    }
    const built = await writeCourse(site, view, listed.addresses);
    feeds += built.feeds;
    // Refused feeds are reported at every build.
    if (built.refused.length === 0) digests.set(address, digest);
  }
  feeds += await writeTermFeeds(site);
  const all = courses.keys().map((key) => courses.get(key) as PublishedCourse);
  const latest = Math.max(0, ...all.map(({ lastModified }) => lastModified));
  for await (const { name, body } of writeSitePages(site, all)) {
    if (!isPart || !OF_WHOLE_SITES.has(name)) await writer.write(name, body, latest);
  }
  await writer.finish();
  return { feeds, digests };
}

/** @returns the number of feeds */
async function writeTermFeeds({ courses, holidays, publicUrl, writer }: SiteFiles): Promise<number> {
  let feeds = 0;
  for (const term of courses.terms()) {
    const published = holidays.find(term, false);
    if (!published) continue;
    const feed = makeHolidayFeed(published, publicUrl);
    await writer.write(`${published.term.id}/holidays.ics`, encodeFeed(feed, 'identity'), feed.lastModified);
    feeds += 1;
  }
  return feeds;
}

type Site = StaticSite & SiteFiles;

async function writeCourse(site: Site, view: CourseView, addresses: StaticFeeds['addresses']): Promise<WrittenFeeds> {
  const { courses, feedCache, writer, terminal } = site;
  const built = await writeFeeds(feedCache, addresses, writer);
  for (const { file, why } of built.refused) terminal.err(`${file} was not written: ${why}`);
  for await (const { name, body } of writeCoursePages(site, view, built.joined)) {
    await writer.write(name, body, view.published.lastModified);
  }
  for (const key of courses.keysAt(view.published.course.term, view.id)) feedCache.forget(key);
  return built;
}

/** Digests of everything a course's files are built from: program, site, course and sections listed in it. */
function createDigests(site: Site): (view: CourseView) => string {
  const { courses, siteName, language, publicUrl, combinations, compress, assets } = site;
  const shared = [siteName, language, publicUrl, combinations, compress];
  const common = JSON.stringify([readProgramDigest(), assets.names(), ...shared]);
  const documents = new Map<CourseKey, string>();
  const digestDocument = (key: CourseKey): string => {
    const known = documents.get(key) ?? digestText(JSON.stringify(courses.get(key)));
    documents.set(key, known);
    return known;
  };
  return (view) =>
    digestText(
      JSON.stringify([common, view.id, courses.keysAt(view.published.course.term, view.id).map(digestDocument)]),
    );
}

function digestText(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
