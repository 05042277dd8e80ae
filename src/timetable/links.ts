/** Addresses of pages, made in one place. */
import type { CoursePage } from './course-page.ts';

/** The course's page with its choice, perhaps in another week; the choice stands as in a feed's own address. */
export function linkPage(
  page: Pick<CoursePage, 'path' | 'chosen'>,
  { week = null, anchor = '' }: { readonly week?: string | null; readonly anchor?: string } = {},
): string {
  const query = [page.chosen.length > 0 ? `choose=${page.chosen.join('+')}` : '', week ? `week=${week}` : '']
    .filter(Boolean)
    .join('&');
  const hash = week ? '#meetings' : anchor;
  return `${page.path}${query ? `?${query}` : ''}${hash}`;
}

/** Where the choice goes into a personal calendar. */
export function linkMy(page: Pick<CoursePage, 'path' | 'chosen'>): string {
  return page.chosen.length === 0 ? '/my' : `/my?add=${page.path.slice(1)}/${page.chosen.join('+')}`;
}

export function linkSign(page: Pick<CoursePage, 'path'>, section: string): string {
  return `${page.path}/${section}/sign`;
}
