/** Addresses of pages, made in one place. */
import type { CoursePage } from './course-page.ts';

/** The course's page with its choice, perhaps in another week; the choice stands as in a feed's own address. */
export function linkPage(
  page: Pick<CoursePage, 'path' | 'chosen'> & Partial<Pick<CoursePage, 'sections'>>,
  { week = null, anchor = '' }: { readonly week?: string | null; readonly anchor?: string } = {},
): string {
  // Without a word on it the page would choose what has no alternative.
  const says = page.chosen.length > 0 || page.sections?.some(({ suggested }) => suggested);
  const query = [says ? `choose=${page.chosen.join('+')}` : '', week ? `week=${week}` : ''].filter(Boolean).join('&');
  const hash = week ? '#meetings' : anchor;
  return `${page.path}${query ? `?${query}` : ''}${hash}`;
}

/** 'fall-2018/cos418/L01+P01' */
export function nameChoice(page: Pick<CoursePage, 'path' | 'chosen'>): string {
  return [page.path.slice(1), page.chosen.join('+')].filter(Boolean).join('/');
}

export function linkSign(page: Pick<CoursePage, 'path'>, section: string): string {
  return `${page.path}/${section}/sign`;
}

/** Where people ask to be told about changes of these: 'fall-2018/cos418/L01+P01'; a course without sections is whole. */
export function linkNotices(wanted: readonly string[]): string {
  return `/notices?${wanted.map((one) => `for=${one}`).join('&')}`;
}
