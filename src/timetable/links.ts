/** Builds links to pages. */
import type { CoursePage } from './course-page.ts';

/** Link to the course's page with its choice and optionally a week; the choice is written as in feed addresses. */
export function linkPage(
  page: Pick<CoursePage, 'path' | 'chosen' | 'sections'>,
  { week = null, anchor = '' }: { readonly week?: string | null; readonly anchor?: string } = {},
): string {
  // Without a `choose` parameter the page would choose the suggested sections.
  const says = page.chosen.length > 0 || page.sections.some(({ suggested }) => suggested);
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

/** Link to the form for notifications about 'fall-2018/cos418/L01+P01'; without sections, about the whole course. */
export function linkNotices(wanted: readonly string[]): string {
  return `/notices?${wanted.map((one) => `for=${one}`).join('&')}`;
}
