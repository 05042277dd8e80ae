/** The home page and term pages as static files: all courses, searched by the page's own script. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { foldText } from '../../domain/fold-text.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import type { Courses } from '../../feeds/courses.ts';
import type { Holidays } from '../../feeds/holidays.ts';
import { listTermFeeds, type TermFeedName } from '../../feeds/term-feeds.ts';
import type { Assets } from '../../web/assets.ts';
import { renderLayout } from '../../web/layout.ts';
import { judgeAddress } from '../../web/public-address.ts';
import { markTitle } from '../../words/own-language.ts';
import { say } from '../../words/say.ts';
import { sayDates } from '../../words/wording.ts';
import { renderTermCalendars } from '../home/term-calendars.ts';

export interface StaticTerm {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly zone: string;
  readonly courses: readonly PublishedCourse[];
}

export interface StaticHomeProps {
  /** Latest first. */
  readonly terms: readonly StaticTerm[];
  /** The page's term; null: the home page. */
  readonly term: StaticTerm | null;
  readonly assets: Assets;
  readonly siteName: string;
  readonly publicUrl: string | null;
  readonly holidays: Pick<Holidays, 'find'>;
  readonly courses: Pick<Courses, 'inTerm' | 'entryAt'>;
}

/** Above this number of courses the home page lists only terms; a term's page always lists all its courses. */
const MOST_AT_HOME = 200;

export function listTerms(courses: readonly PublishedCourse[]): StaticTerm[] {
  const terms = new Map<string, PublishedCourse[]>();
  for (const course of courses) terms.set(course.course.term, [...(terms.get(course.course.term) ?? []), course]);
  return [...terms]
    .map(([id, own]) => {
      const { termTitle, span, zone } = (own[0] as PublishedCourse).course;
      return { id, title: termTitle, from: span.from, until: span.until, zone, courses: own.toSorted(compareCodes) };
    })
    .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from > b.from ? -1 : 1));
}

export function renderStaticHome(props: StaticHomeProps): VNode {
  const { terms, term, assets, siteName, publicUrl } = props;
  const shown = term ? [term] : terms;
  const count = shown.reduce((sum, { courses }) => sum + courses.length, 0);
  const isListed = term !== null || count <= MOST_AT_HOME;
  return renderLayout({
    assets,
    siteName,
    page: 'home',
    isStatic: true,
    title: term ? term.title : siteName,
    description: say('site.about'),
    address: publicUrl === null ? null : { base: publicUrl, path: `/${term?.id ?? ''}` },
    scripts: ['static-home.js'],
    children: html`
      <header class="home-head">
        ${term ? html`<p class="crumbs"><a href="/">${say('site.allTerms')}</a></p>` : null}
        <h1>${term ? term.title : say('site.yourCoursesInYourCalendar')}</h1>
        <p class="lead">
          ${term ? sayDates(term.from, term.until) : say('site.subscribeOnceCancelledFridaysMoved')}
        </p>
        ${isListed && count > 1 ? renderSearch(term) : null}
      </header>
      <p class="found" role="status" id="found" hidden></p>
      ${isListed ? shown.map((one) => renderTerm(one, term !== null, feedsOf(props, one).length > 0)) : renderTerms(terms)}
      ${term ? renderCalendars(props, term) : null}
    ` as VNode,
  });
}

function feedsOf({ holidays, courses }: StaticHomeProps, term: StaticTerm): readonly TermFeedName[] {
  return listTermFeeds(term.id, { holidays, courses, drafts: false });
}

function renderCalendars(props: StaticHomeProps, term: StaticTerm): VNode | null {
  const base = props.publicUrl;
  const warning = base === null ? null : judgeAddress(base, '').warning;
  return renderTermCalendars({ term, zone: term.zone, feeds: feedsOf(props, term), base, device: 'other', warning });
}

/** Hidden until its script runs. */
function renderSearch(term: StaticTerm | null): VNode {
  return html`<form class="search" role="search" id="search" hidden>
    <label class="unseen" for="q">${term ? say('site.searchTerm', { title: term.title }) : say('site.searchCourses')}</label>
    <input id="q" name="q" type="search" placeholder=${say('site.codeTitleOrTeacher')} autocomplete="off" enterkeyhint="search" />
  </form>`;
}

function renderTerm(term: StaticTerm, isAlone: boolean, hasCalendars: boolean): VNode {
  return html`<div class="course-group">
    ${
      isAlone
        ? null
        : html`<div class="part-head">
            <h2><a href=${`/${term.id}`}>${term.title}</a></h2>
            <p class="part-note">${sayTerm(term)}${hasCalendars ? html` · <a href=${`/${term.id}#calendars`}>${say('site.holidays')}</a>` : null}</p>
          </div>`
    }
    <ul class="courses">
      ${term.courses.map(renderCourse)}
    </ul>
  </div>`;
}

function renderCourse(published: PublishedCourse): VNode {
  const { course, sections } = published;
  const others = course.crossListed.map(({ code }) => code);
  const count = sections.filter(({ gone }) => !gone).length;
  const words = [course.code, course.code.replaceAll(/\s/g, ''), ...others, course.title].map(foldText);
  return html`<li data-words=${[...words, foldPeople(published)].join(' ')}>
    <a href=${`/${course.term}/${course.id}`}>
      <span class="course-code">${course.code}</span>
      <bdi class="course-name" ...${markTitle(course.titleLanguage)}>${course.title}</bdi>
      <span class="course-more">
        ${say('count.sections', { count: count })}${others.length > 0 ? `, ${say('site.also', { codes: others.join(', ') })}` : ''}
      </span>
    </a>
  </li>`;
}

function renderTerms(terms: readonly StaticTerm[]): VNode {
  return html`<section class="terms" aria-labelledby="terms-title">
    <h2 id="terms-title">${say('site.terms')}</h2>
    <ul>
      ${terms.map((term) => html`<li><a href=${`/${term.id}`}>${term.title}</a> <span>${sayTerm(term)}</span></li>`)}
    </ul>
  </section>`;
}

function sayTerm({ courses, from, until }: StaticTerm): string {
  return say('static.term', { courses: say('count.courses', { count: courses.length }), dates: sayDates(from, until) });
}

/** By code, numbers in natural order. */
function compareCodes(a: PublishedCourse, b: PublishedCourse): number {
  return orderOf(a.course) < orderOf(b.course) ? -1 : 1;
}

function orderOf({ code, key }: PublishedCourse['course']): string {
  return `${foldText(code).replaceAll(/\d+/g, (number) => number.padStart(8, '0'))} ${key}`;
}

function foldPeople(published: PublishedCourse): string {
  return [...new Set(published.meetings.flatMap(({ facts }) => facts.staff))].map(foldText).join(' ');
}
