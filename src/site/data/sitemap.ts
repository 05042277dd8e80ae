/** The sitemap of the public pages (sitemaps.org). */
import { utcDateOf } from '../../domain/date.ts';
import { termOf } from '../../domain/model.ts';
import type { Courses } from '../../feeds/courses.ts';
import { listPublished } from '../../feeds/list-published.ts';

/** The protocol's limit per file. */
const MOST = 50_000;

/** @param base the site's base URL */
export async function printSitemap(courses: Pick<Courses, 'terms' | 'inTerm'>, base: string): Promise<string> {
  const pages = (await listPublished(courses)).filter(({ draft }) => !draft);
  const terms = [...new Set(pages.map(({ key }) => termOf(key)))];
  const addresses = [
    describe(`${base}/`, null),
    ...terms.map((term) => describe(`${base}/${term}`, null)),
    ...pages.map(({ key, lastModified }) => describe(`${base}/${key}`, lastModified)),
  ];
  const list = addresses.slice(0, MOST).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${list}</urlset>\n`;
}

/** Ids need no XML escaping. */
function describe(address: string, lastModified: number | null): string {
  const date = lastModified === null ? '' : `<lastmod>${utcDateOf(lastModified)}</lastmod>`;
  return `<url><loc>${address}</loc>${date}</url>\n`;
}
