/** The home page and a term's page: terms, courses, search. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { TermFeedName } from '../../feeds/term-feeds.ts';
import type { Device } from '../../timetable/browser/device.ts';
import type { Assets } from '../../web/assets.ts';
import { renderLayout } from '../../web/layout.ts';
import type { PublicAddress } from '../../web/public-address.ts';
import { markTitle } from '../../words/own-language.ts';
import { say, sayWith } from '../../words/say.ts';
import { sayDates } from '../../words/wording.ts';
import type { CourseLine, CourseListPage, TermLine } from './course-list.ts';
import { renderTermCalendars } from './term-calendars.ts';

export interface HomeViewProps {
  readonly list: CourseListPage;
  readonly assets: Assets;
  readonly siteName: string;
  readonly publicUrl: string | null;
  /** The calendars that a term has. */
  readonly feedsOf: (term: string) => readonly TermFeedName[];
  /** The site's address, for the calendars on a term's page. */
  readonly reach: PublicAddress | null;
  readonly device: Device;
}

export function renderHome(props: HomeViewProps): VNode {
  const { list, assets, siteName, publicUrl, feedsOf } = props;
  const { term, terms } = list;
  const courses = terms.reduce((sum, line) => sum + line.courses, 0);
  return renderLayout({
    assets,
    siteName,
    page: 'home',
    title: term ? term.title : siteName,
    description: say('site.about'),
    address: publicUrl === null ? null : { base: publicUrl, path: `/${term?.id ?? ''}` },
    links: [
      { rel: 'alternate', type: 'application/atom+xml', title: say('site.changes'), href: '/changes.atom' },
      { rel: 'service-desc', type: 'application/json', href: '/api/v1/openapi.json' },
      { rel: 'service-doc', type: 'text/html', href: '/docs' },
    ],
    scripts: term ? ['search.js'] : ['search.js', 'today.js'],
    children: html`
      ${term ? null : html`<div id="today" hidden></div>`}
      <header class="home-head">
        ${term ? html`<p class="crumbs"><a href="/">${say('site.allTerms')}</a></p>` : null}
        <h1>${term ? term.title : say('site.yourCoursesInYourCalendar')}</h1>
        <p class="lead">
          ${term ? html`${sayDates(term.span.from, term.span.until)}` : say('site.subscribeOnceCancelledFridaysMoved')}
        </p>
        ${courses > 0 ? renderSearch(list) : null}
      </header>
      <div id="results" data-live>${courses > 0 ? renderResults(list, feedsOf) : renderNothingYet()}</div>
      ${term ? renderCalendars(props, term) : null}
      ${!term && (list.pages > 1 || list.query !== '') && terms.length > 1 ? renderTerms(terms) : null}
    ` as VNode,
  });
}

function renderSearch({ query, term }: CourseListPage): VNode {
  const label = term ? say('site.searchTerm', { title: term.title }) : say('site.searchCourses');
  return html`<form class="search" method="get" action=${term ? `/${term.id}` : '/'} role="search">
    <label class="unseen" for="q">${label}</label>
    <input id="q" name="q" type="search" value=${query} placeholder=${say('site.codeTitleOrTeacher')} autocomplete="off" enterkeyhint="search" />
    <button type="submit">${say('site.search')}</button>
  </form>`;
}

function renderNothing({ query, term, suggestion }: CourseListPage): VNode {
  const link = `${term ? `/${term.id}` : '/'}?q=${encodeURIComponent(suggestion ?? '')}`;
  return html`<div class="empty" role="status">
    <p>${say('site.nothingFound', { query })}</p>
    ${suggestion === null ? null : html`<p>${sayWith('site.didYouMean', { suggestion: html`<a href=${link}>${suggestion}</a>` })}</p>`}
  </div>` as VNode;
}

function renderResults(list: CourseListPage, feedsOf: HomeViewProps['feedsOf']): VNode {
  const { courses, total, query, page, pages } = list;
  if (courses.length === 0) {
    return renderNothing(list);
  }
  const groups = [...new Set(courses.map(({ term }) => term))];
  return html`
    ${query ? html`<p class="found" role="status">${say('site.foundFor', { courses: say('count.courses', { count: total }), query })}</p>` : null}
    ${groups.map((term) => renderGroup(term, courses, list, feedsOf(term).length > 0))}
    ${pages > 1 ? renderPager(list, page, pages) : null}
  ` as VNode;
}

function renderCalendars({ feedsOf, reach, device }: HomeViewProps, term: TermLine): VNode | null {
  if (!reach) return null;
  const { base, warning } = reach;
  return renderTermCalendars({ term, zone: term.zone, feeds: feedsOf(term.id), base, warning, device });
}

function renderGroup(term: string, courses: readonly CourseLine[], list: CourseListPage, hasCalendars: boolean): VNode {
  const lines = courses.filter((course) => course.term === term);
  const line = list.terms.find(({ id }) => id === term);
  return html`<div class="course-group">
    ${
      list.term
        ? null
        : html`<div class="part-head">
          <h2><a href=${`/${term}`}>${lines[0]?.termTitle}</a></h2>
          ${line ? html`<p class="part-note">${sayPhase(line)}${hasCalendars ? html` · <a href=${`/${term}#calendars`}>${say('site.holidays')}</a>` : null}</p>` : null}
        </div>`
    }
    <ul class="courses">
      ${lines.map(
        (course) => html`<li>
          <a href=${course.path}>
            <span class="course-code">${course.code}</span>
            <bdi class="course-name" ...${markTitle(course.titleLanguage)}>${course.title}</bdi>
            <span class="course-more">
              ${say('count.sections', { count: course.sections })}${course.otherCodes.length > 0 ? `, ${say('site.also', { codes: course.otherCodes.join(', ') })}` : ''}${course.draft ? `, ${say('site.draft')}` : ''}
            </span>
          </a>
        </li>`,
      )}
    </ul>
  </div>`;
}

function sayPhase({ phase, span, courses }: TermLine): string {
  const when = phase === 'now' ? say('site.onNow') : phase === 'coming' ? say('site.toCome') : say('site.over');
  return say('site.term', {
    courses: say('count.courses', { count: courses }),
    dates: sayDates(span.from, span.until),
    when,
  });
}

function renderPager(list: CourseListPage, page: number, pages: number): VNode {
  const base = list.term ? `/${list.term.id}` : '/';
  const href = (to: number): string => {
    const query = new URLSearchParams({ ...(list.query ? { q: list.query } : {}), page: String(to) });
    return `${base}?${query}`;
  };
  return html`<nav class="pager" aria-label=${say('site.pages')}>
    ${page > 1 ? html`<a href=${href(page - 1)} rel="prev">${say('site.previous')}</a>` : html`<span></span>`}
    <span>${say('site.pageOf', { page, pages })}</span>
    ${page < pages ? html`<a href=${href(page + 1)} rel="next">${say('site.next')}</a>` : html`<span></span>`}
  </nav>`;
}

function renderTerms(terms: readonly TermLine[]): VNode {
  return html`<section class="terms" aria-labelledby="terms-title">
    <h2 id="terms-title">${say('site.terms')}</h2>
    <ul>
      ${terms.map((term) => html`<li><a href=${`/${term.id}`}>${term.title}</a> <span>${sayPhase(term)}</span></li>`)}
    </ul>
  </section>`;
}

function renderNothingYet(): VNode {
  return html`<div class="empty-site">
    <p>${say('site.noCourseYet')}</p>
    <p>${sayWith('site.firstCourseHint', { newTerm: html`<code>belltower new term</code>`, newCourse: html`<code>belltower new course</code>` })}</p>
  </div>`;
}
