/** Writes what a static host serves: the feeds of every published course, and the pages about them. */
import type { PublishedCourse } from '../domain/published.ts';
import type { Courses } from '../feeds/courses.ts';
import type { Shelf } from '../feeds/shelf.ts';
import { listViews, writeFeeds } from '../feeds/static-files.ts';
import type { StaticWriter } from '../feeds/static-writer.ts';
import { writeCoursePages, writeSitePages } from '../site/static/pages.ts';
import { readStaticAssets } from './site-assets.ts';
import type { Terminal } from './terminal.ts';

export interface SiteFiles {
  readonly courses: Courses;
  readonly shelf: Shelf;
  readonly siteName: string;
  readonly publicUrl: string | null;
  /** Joined feeds of each course at most. */
  readonly combinations: number;
  /** Within a site that exists, whose own its 404 page is. */
  readonly isPart: boolean;
  readonly writer: StaticWriter;
  readonly terminal: Terminal;
}

const OF_WHOLE_SITES: ReadonlySet<string> = new Set(['404.html', 'robots.txt', '.nojekyll']);

/** @returns the number of feeds */
export async function writeSite({ combinations, isPart, writer, terminal, ...given }: SiteFiles): Promise<number> {
  const { courses, shelf, publicUrl } = given;
  if (publicUrl === null) {
    terminal.out(
      'PUBLIC_URL is not set: feeds link to no page, and only the pages’ scripts know the addresses to ' +
        'subscribe to. Name the address that people will use: --public-url https://…',
    );
  }
  const site = { ...given, assets: readStaticAssets() };
  let feeds = 0;
  for (const view of listViews(courses)) {
    const { course, lastModified } = view.published;
    const built = await writeFeeds(courses, shelf, view, combinations, writer);
    feeds += built.feeds;
    if (built.leftOut > 0) {
      terminal.out(`${course.term}/${view.id}: ${built.leftOut} combinations left out (--combinations)`);
    }
    for (const { file, why } of built.refused) terminal.err(`${file} was not written: ${why}`);
    for await (const { name, body } of writeCoursePages(site, view, built.joined)) {
      await writer.write(name, body, lastModified);
    }
  }
  const all = courses.keys().map((key) => courses.get(key) as PublishedCourse);
  const latest = Math.max(0, ...all.map(({ lastModified }) => lastModified));
  for await (const { name, body } of writeSitePages(site, all)) {
    if (!isPart || !OF_WHOLE_SITES.has(name)) await writer.write(name, body, latest);
  }
  await writer.finish();
  return feeds;
}
