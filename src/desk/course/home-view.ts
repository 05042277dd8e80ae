/** The desk's first page: the courses and terms that somebody works on. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Condition } from '../../domain/condition.ts';
import { say } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderConditions } from './conditions-view.ts';
import { renderDesk } from './desk-layout.ts';

export interface DeskHomeProps {
  readonly courses: readonly {
    readonly key: string;
    readonly code: string;
    readonly title: string;
    readonly term: string;
  }[];
  readonly terms: readonly { readonly id: string; readonly title: string }[];
  readonly total: number;
  readonly query: string;
  readonly owner: boolean;
  /** The current conditions that they can act on. */
  readonly conditions: readonly Condition[];
}

export function renderDeskHome(
  visit: SignedInVisit,
  { courses, terms, total, query, owner, conditions }: DeskHomeProps,
): VNode {
  return renderDesk(visit, {
    title: say('deskCourse.theDesk'),
    children: html`<div class="desk-narrow">
      <h1>${say('deskCourse.theDesk')}</h1>
      ${renderConditions(conditions)}
      ${
        total === 0
          ? html`<p class="lead">${say('deskCourse.noCourseYet')}</p>`
          : html`<p class="lead">${say('deskCourse.whichCourse')}</p>`
      }
      ${
        total > 12
          ? html`<form class="search" method="get" action="/desk" role="search">
            <label class="unseen" for="q">${say('deskCourse.searchYourCourses')}</label>
            <input id="q" type="search" name="q" value=${query} placeholder=${say('deskCourse.aCodeOrATitle')} />
            <button>${say('deskCourse.search')}</button>
          </form>`
          : null
      }
      <ul class="courses desk-courses">
        ${courses.map(
          ({ key, code, title, term }) => html`<li>
            <a href=${`/desk/courses/${key}`}>
              <span class="course-code">${code}</span> <bdi class="course-name">${title}</bdi>
              <span class="course-more">${term}</span>
            </a>
          </li>`,
        )}
      </ul>
      ${courses.length < total ? html`<p class="desk-soft">${say('deskCourse.moreCourses', { courses: say('count.courses', { count: total }) })}</p>` : null}
      ${
        terms.length > 0
          ? html`<section class="desk-part">
            <h2>${say('deskCourse.wholeTerms')}</h2>
            <ul class="desk-links">
              ${terms.map(({ id, title }) => html`<li><a href=${`/desk/terms/${id}`}>${title}</a></li>`)}
            </ul>
          </section>`
          : null
      }
      ${
        owner
          ? html`<section class="desk-part">
            <h2>${say('deskCourse.theSite')}</h2>
            <ul class="desk-links">
              <li><a href="/desk/history">${say('deskCourse.historyOfEverything')}</a></li>
              <li><a href="/desk/staff">${say('deskCourse.allStaff')}</a></li>
              <li><a href="/desk/import">${say('deskImport.readPage')}</a></li>
              <li><a href="/desk/redact">${say('deskCourse.redactWords')}</a></li>
            </ul>
          </section>`
          : null
      }
    </div>`,
  });
}
