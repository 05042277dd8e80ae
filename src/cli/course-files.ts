/** All files of one course at one address: its feeds, and the pages about them. */
import type { Place } from '../domain/place.ts';
import { listStaticFeeds } from '../feeds/combinations.ts';
import { composeSelection, createPrintedEvents } from '../feeds/composition.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';
import { createFeedCache } from '../feeds/feed-cache.ts';
import { makeFeeds, type RefusedFeed } from '../feeds/static-files.ts';
import { writeCoursePages } from '../site/static/pages.ts';
import type { Assets } from '../web/assets.ts';

/** What is the same for every course of a build. */
export interface CourseSite {
  readonly siteName: string;
  readonly publicUrl: string | null;
  /** The most joined feeds per course. */
  readonly combinations: number;
  /** By term: the places whose rooms have calendars. */
  readonly rooms: ReadonlyMap<string, readonly Place[]>;
}

export interface CourseFile {
  /** Path relative to the site's folder. */
  readonly name: string;
  readonly body: Buffer;
  /** Epoch ms. */
  readonly lastModified: number;
}

export interface CourseFiles {
  readonly files: readonly CourseFile[];
  readonly feeds: number;
  readonly refused: readonly RefusedFeed[];
}

/** The feeds that the pages are made of; dropped with the course. */
const KEPT_BYTES = 64_000_000;

/** @param courses at least those at the view's address (`Courses.keysAt`): the files depend on no others */
export async function makeCourseFiles(
  site: CourseSite & { readonly assets: Assets },
  courses: Courses,
  view: CourseView,
): Promise<CourseFiles> {
  const { publicUrl, combinations } = site;
  const print = createPrintedEvents();
  const feedCache = createFeedCache({
    courses,
    drafts: false,
    maxBytes: KEPT_BYTES,
    compose: (selection) => composeSelection(selection, publicUrl, print),
  });
  const { addresses } = listStaticFeeds(courses, view, combinations);
  const { feeds, joined, refused } = await makeFeeds(feedCache, addresses);
  const files: CourseFile[] = [...feeds];
  const { lastModified } = view.published;
  for await (const { name, body } of writeCoursePages({ ...site, courses, feedCache }, view, joined)) {
    files.push({ name, body: Buffer.isBuffer(body) ? body : Buffer.from(body), lastModified });
  }
  return { files, feeds: feeds.length, refused };
}
