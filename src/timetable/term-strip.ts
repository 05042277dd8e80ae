/** The term as a bar chart: one bar per week, its height the number of meetings; each bar links to its week. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say } from '../words/say.ts';
import { sayList, sayShortDate } from '../words/wording.ts';
import type { CoursePage } from './course-page.ts';
import { linkPage } from './links.ts';
import type { ShownWeek } from './weeks.ts';

const HEIGHT = 30;

/** @param link builds the URL of a week */
export function renderTermStrip(
  page: CoursePage,
  link: (week: ShownWeek) => string = (week) => linkPage(page, { week: week.from }),
): VNode | null {
  const { weeks, open } = page;
  if (weeks.length < 2) return null;
  const most = Math.max(...weeks.map(({ meetings }) => meetings.length));
  return html`<nav class="strip" aria-label=${say('timetable.weeksOfTheTerm')}>
    <ol>
      ${weeks.map((week, index) => {
        const fresh = index === 0 || weeks[index - 1]?.from.slice(0, 7) !== week.from.slice(0, 7);
        return html`<li class=${fresh ? 'opens-month' : ''}>
          <a href=${link(week)} aria-current=${week === open ? 'true' : null} class=${markOf(week, page)}>
            ${renderBar(week, most)}
            <span class="strip-label" aria-hidden="true">${fresh ? monthOf(week) : ''}</span>
            <span class="unseen">${sayWeek(week)}</span>
          </a>
        </li>`;
      })}
    </ol>
  </nav>`;
}

function markOf(week: ShownWeek, { today }: CoursePage): string {
  if (today === null) return '';
  const now = week.from <= today && today <= week.until;
  return [now ? 'is-now' : '', week.until < today ? 'is-past' : ''].filter(Boolean).join(' ');
}

function renderBar(week: ShownWeek, most: number): VNode {
  const height = week.meetings.length === 0 ? 2 : Math.max(5, Math.round((week.meetings.length / most) * HEIGHT));
  const off = week.meetings.length === 0 ? 0 : Math.round((week.cancelled / week.meetings.length) * height);
  return html`<svg class="strip-bar" viewBox="0 0 10 ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect class=${week.meetings.length === 0 ? 'bar-none' : 'bar'} x="0" width="10" y=${HEIGHT - height} height=${height - off} />
    ${off > 0 ? html`<rect class="bar-off" x="0" width="10" y=${HEIGHT - off} height=${off} />` : null}
  </svg>`;
}

function monthOf(week: ShownWeek): string {
  return sayShortDate(week.from).split(' ')[1] ?? '';
}

function sayWeek(week: ShownWeek): string {
  const parts = [say('timetable.weekOf', { day: sayShortDate(week.from) })];
  parts.push(
    week.meetings.length === 0 ? say('timetable.noMeetings') : say('count.meetings', { count: week.meetings.length }),
  );
  if (week.cancelled > 0) parts.push(say('timetable.cancelledCount', { number: week.cancelled }));
  if (week.breaks.length > 0) parts.push(sayList(week.breaks));
  return parts.join(', ');
}
