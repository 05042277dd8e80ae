/** Generates all pages of a static host: the server's pages without dynamic features. */
import type { VNode } from 'preact';
import type { Place } from '../../domain/place.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import type { Courses, CourseView } from '../../feeds/courses.ts';
import type { FeedCache } from '../../feeds/feed-cache.ts';
import { browseCourse, type CoursePage, chooseSection } from '../../timetable/course-page.ts';
import type { Assets } from '../../web/assets.ts';
import { renderDocument } from '../../web/document.ts';
import { judgeAddress } from '../../web/public-address.ts';
import { say } from '../../words/say.ts';
import { inVoice } from '../../words/voice.ts';
import { printAtom } from '../data/atom.ts';
import { writeCourseJson } from '../data/course-json.ts';
import { printSitemap } from '../data/sitemap.ts';
import { renderMissing } from '../missing-view.ts';
import { listRoomCalendars, renderRoomCalendar } from '../week/room-calendars.ts';
import { renderSign } from '../week/sign-view.ts';
import { renderStaticCourse } from './course-page.ts';
import { listTerms, renderStaticHome, type StaticHomeProps } from './home-page.ts';
import { linkFromRoot, linkRelatively } from './relative-links.ts';
import { renderStaticWeek, renderWeeks } from './week-page.ts';

export interface StaticSite {
  readonly assets: Assets;
  readonly siteName: string;
  readonly publicUrl: string | null;
}

export interface StaticCourseSite extends StaticSite {
  readonly courses: Courses;
  /** By term: the places whose rooms have calendars. */
  readonly rooms: ReadonlyMap<string, readonly Place[]>;
  readonly feedCache: Pick<FeedCache, 'find'>;
}

export interface StaticFile {
  /** Path relative to the site's folder: 'fall-2018/cos418/index.html'. */
  readonly name: string;
  readonly body: string | Buffer;
}

/** The pages of a course at one of its addresses. @param joined the joined feeds built for it */
export async function* writeCoursePages(
  site: StaticCourseSite,
  view: CourseView,
  joined: readonly (readonly string[])[],
): AsyncGenerator<StaticFile> {
  const { courses, publicUrl, rooms } = site;
  const { term } = view.published.course;
  const path = `${term}/${view.id}`;
  const common = { assets: site.assets, siteName: site.siteName, isStatic: true };
  const page = await openPage(site, view);
  const { course } = view.published;
  const weeks = inVoice(course, () => renderWeeks(page));
  yield writePage(`${path}/`, renderStaticCourse({ ...site, page, weeks, joined }));
  yield inVoice(course, () => writePage(`${path}/week/`, renderStaticWeek({ ...common, page, weeks })));
  const places = rooms.get(term) ?? [];
  // Nobody meets at a deadline's door.
  for (const section of page.sections.filter(({ kind }) => kind !== 'deadline')) {
    const base = publicUrl ?? '';
    const sign = { ...common, page: chooseSection(page, section), section, base };
    yield inVoice(course, () => {
      const calendars = listRoomCalendars(term, section, places);
      // Which device reads a file is not known.
      const where = { reach: publicUrl === null ? null : judgeAddress(publicUrl, ''), device: 'other' } as const;
      const shown = calendars.map((room) => renderRoomCalendar(room, page, where));
      return writePage(`${path}/${section.id}/sign/`, renderSign({ ...sign, rooms: shown }));
    });
  }
  const json = writeCourseJson(courses, view, publicUrl ?? '');
  yield { name: `${path}.json`, body: `${JSON.stringify(json)}\n` };
  yield { name: `${path}/changes.atom`, body: printAtom(view, publicUrl) };
}

/** The pages that do not belong to a course. */
export async function* writeSitePages(
  site: StaticSite & Pick<StaticHomeProps, 'holidays'> & { readonly courses: Courses },
  courses: readonly PublishedCourse[],
): AsyncGenerator<StaticFile> {
  const terms = listTerms(courses);
  yield writePage('', renderStaticHome({ ...site, terms, term: null }));
  for (const term of terms) yield writePage(`${term.id}/`, renderStaticHome({ ...site, terms, term }));
  const { assets, siteName, publicUrl } = site;
  const message = say('site.noPage');
  const missing = renderMissing({ assets, siteName, isStatic: true, message, instead: [] });
  const root = publicUrl === null ? '/' : `${new URL(publicUrl).pathname.replace(/\/$/, '')}/`;
  yield { name: '404.html', body: linkFromRoot(renderDocument(missing), root) };
  const sitemap = publicUrl === null ? '' : `\nSitemap: ${publicUrl}/sitemap.xml\n`;
  yield {
    name: 'robots.txt',
    body: `User-agent: *\nAllow: /\nDisallow: /*/staff/\n\nUser-agent: Google-Calendar-Importer\nAllow: /\n${sitemap}`,
  };
  if (publicUrl !== null) yield { name: 'sitemap.xml', body: await printSitemap(site.courses, publicUrl) };
  // Disables Jekyll on GitHub Pages.
  yield { name: '.nojekyll', body: '' };
  for (const name of assets.names()) {
    const found = await assets.find(name);
    if (found) yield { name: `assets/${name}`, body: found.body };
  }
}

async function openPage(site: StaticCourseSite, view: CourseView): Promise<CoursePage> {
  const { term } = view.published.course;
  const context = { courses: site.courses, feedCache: site.feedCache, drafts: false };
  const page = await browseCourse(context, { term, course: view.id, choose: [], week: null, now: null });
  if (!page) throw new Error(`there is no page of ${term}/${view.id}`);
  return page;
}

function writePage(folder: string, page: VNode): StaticFile {
  return { name: `${folder}index.html`, body: linkRelatively(renderDocument(page), folder) };
}
