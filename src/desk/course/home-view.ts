/** The desk's first page: the courses and terms that somebody works on. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Condition } from '../../domain/condition.ts';
import { say } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderConditions } from './conditions-view.ts';
import { renderDesk } from './frame.ts';

export interface DeskHomeParts {
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
  /** What is wrong now that they may do something about. */
  readonly conditions: readonly Condition[];
}

export function renderDeskHome(
  visit: SignedInVisit,
  { courses, terms, total, query, owner, conditions }: DeskHomeParts,
): VNode {
  return renderDesk(visit, {
    title: 'The desk',
    children: html`<div class="desk-narrow">
      <h1>The desk</h1>
      ${renderConditions(conditions)}
      ${
        total === 0
          ? html`<p class="lead">You are signed in, but no course is yours yet. The head of your course can add you.</p>`
          : html`<p class="lead">Which course?</p>`
      }
      ${
        total > 12
          ? html`<form class="search" method="get" action="/desk" role="search">
            <label class="unseen" for="q">Search your courses</label>
            <input id="q" type="search" name="q" value=${query} placeholder="A code or a title" />
            <button>Search</button>
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
      ${courses.length < total ? html`<p class="desk-soft">${say('count.courses', { count: total })} in all; search for the others.</p>` : null}
      ${
        terms.length > 0
          ? html`<section class="desk-part">
            <h2>Whole terms</h2>
            <ul class="desk-links">
              ${terms.map(({ id, title }) => html`<li><a href=${`/desk/terms/${id}`}>${title}</a></li>`)}
            </ul>
          </section>`
          : null
      }
      ${
        owner
          ? html`<section class="desk-part">
            <h2>The site</h2>
            <ul class="desk-links">
              <li><a href="/desk/history">History of everything</a></li>
              <li><a href="/desk/staff">All staff</a></li>
              <li><a href="/desk/redact">Redact words</a></li>
            </ul>
          </section>`
          : null
      }
    </div>`,
  });
}
