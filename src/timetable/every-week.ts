/** All weeks of a static page; without JavaScript, CSS shows the week in the URL's fragment. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say } from '../words/say.ts';
import { renderArrangements } from './arrangements.ts';
import type { CoursePage } from './course-page.ts';
import { listArranged, nameWeek, renderWeek, sayNoMeetings } from './meeting-list.ts';
import { renderTermStrip } from './term-strip.ts';
import { renderWeekGrid } from './week-grid.ts';
import type { ShownWeek } from './weeks.ts';

/** Limit on listed meetings: more would take seconds on a phone. The grids still contain all. */
const MOST_LISTED = 3000;

const idOf = (week: ShownWeek): string => `week-${week.from}`;

/** The list of meetings, grouped by week. */
export function renderEveryWeekListed(page: CoursePage): VNode {
  const weeks = page.weeks.filter((week) => week.meetings.length > 0);
  const [first, ...others] = weeks;
  const arranged = renderArrangements(listArranged({ ...page, chosen: [] }));
  if (!first) return html`<p class="empty">${sayNoMeetings(page)}</p>${arranged}` as unknown as VNode;
  const isComplete = page.meetings.length <= MOST_LISTED;
  return html`<div class="agenda">
    ${arranged}
    <details class="fold" data-fold="earlier" hidden><summary>${say('static.earlierWeeks')}</summary></details>
    <div data-fold="open">${renderListed(first, page)}</div>
    ${
      isComplete
        ? html`<details class="fold" data-fold="later" open=${page.meetings.length <= 16} hidden=${others.length === 0}>
            <summary>${say('static.laterWeeks')}</summary>
            ${others.map((week) => renderListed(week, page))}
          </details>`
        : html`<p class="fold-note">${say('static.restInCalendars')}</p>`
    }
  </div>`;
}

function renderListed(week: ShownWeek, page: CoursePage): VNode {
  return html`<section class="agenda-week" data-from=${week.from}>
    <h3>${nameWeek(week, page)}</h3>
    ${renderWeek(week, page)}
  </section>`;
}

/** The weekly grids, with navigation between them. */
export function renderEveryWeekDrawn(page: CoursePage): VNode | null {
  const { weeks, facts } = page;
  if (weeks.length === 0) return null;
  return html`<div class="week-figure">
    ${renderTermStrip(page, (week) => `#${idOf(week)}`)}
    <div class="weeks">
      ${weeks.map((week, index) => {
        const before = weeks[index - 1];
        const after = weeks[index + 1];
        return html`<div class="one-week" id=${idOf(week)} data-from=${week.from} data-until=${week.until}>
          <p class="week-pager">
            ${renderTurn(before, 'prev', page)}
            <span class="week-name">${nameWeek(week, page)}</span>
            ${renderTurn(after, 'next', page)}
          </p>
          ${renderWeekGrid({ week, today: null, breaks: facts.breaks, isTimeless: true })}
        </div>`;
      })}
    </div>
  </div>`;
}

function renderTurn(week: ShownWeek | undefined, rel: 'prev' | 'next', page: CoursePage): VNode {
  const sign = rel === 'prev' ? '‹' : '›';
  if (!week) return html`<span aria-hidden="true">${sign}</span>`;
  return html`<a href=${`#${idOf(week)}`} rel=${rel} aria-label=${say(rel === 'prev' ? 'course.earlier' : 'course.later', { week: nameWeek(week, page) })}>${sign}</a>`;
}
