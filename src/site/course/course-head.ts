/** A course's title, in its page and its document's head, and the current position in its schedule. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { LocalDate } from '../../domain/date.ts';
import type { CoursePage } from '../../timetable/course-page.ts';
import type { ShownDeadline } from '../../timetable/deadlines.ts';
import { sayNoMeetings } from '../../timetable/meeting-list.ts';
import type { ShownMeeting } from '../../timetable/shown-meeting.ts';
import { minutesUntil } from '../../timetable/soon.ts';
import { kindClass } from '../../timetable/week-grid.ts';
import type { LayoutProps } from '../../web/layout.ts';
import { markTitle } from '../../words/own-language.ts';
import { say } from '../../words/say.ts';
import { sayDates, sayDay, sayDistance, sayDue, sayTime, sayTimesOf } from '../../words/wording.ts';

/** What the page's document says of the course, on a server and as a static file. */
export function describeDocument(page: CoursePage) {
  const { code, title, facts, path } = page;
  return {
    voice: facts,
    page: 'course',
    sheets: ['belltower.css'],
    title: `${code} ${title}, ${facts.termTitle}`,
    description: say('course.whenMeetsInEveryMeeting', { code, title, termTitle: facts.termTitle }),
    links: [
      {
        rel: 'alternate',
        type: 'application/atom+xml',
        title: say('course.changesOf', { code }),
        href: `${path}/changes.atom`,
      },
      { rel: 'alternate', type: 'text/calendar', href: page.everything.path },
      { rel: 'alternate', type: 'application/json', href: `${path}.json` },
    ],
  } satisfies Partial<LayoutProps>;
}

export function renderCourseHead(page: CoursePage): VNode {
  const { facts, otherCodes } = page;
  return html`<header class="course-head">
    <p class="crumbs">
      <a href=${`/${facts.term}`}>${facts.termTitle}</a>
      ${facts.draft ? html`<span class="draft">${say('course.draft')}</span>` : null}
    </p>
    <h1 class=${page.title.length > 70 ? 'is-long' : null}><span class="course-code">${page.code}</span> <bdi class="course-title" ...${markTitle(facts.titleLanguage)}>${page.title}</bdi></h1>
    ${
      otherCodes.length > 0
        ? html`<p class="also">
          ${say('course.also')}${' '}${otherCodes.map((other, index) => html`${index > 0 ? ', ' : ''}<a href=${other.path}>${other.code}</a>`)}
        </p>`
        : null
    }
    <div data-live id="now">${renderNow(page)}</div>
    ${facts.note ? html`<p class="course-note" dir="auto">${facts.note}</p>` : null}
    ${
      facts.url || facts.links.length > 0
        ? html`<p class="course-links">
      ${facts.url ? html`<a href=${facts.url}>${say('course.coursePage')}</a>` : null}
      ${facts.links.map((link) => html`<a href=${link.url}>${link.title}</a>`)}
    </p>`
        : null
    }
  </header>`;
}

function renderNow(page: CoursePage): VNode {
  const { phase, present, meetings, underWay, next, due, today, now } = page;
  const first = meetings[0]?.date ?? '';
  const last = meetings.at(-1)?.date ?? '';
  if (today === null || now === null) return html`<p class="now">${sayAll(page)}</p>`;
  const off = meetings.filter(
    (meeting) => meeting.cancelled && meeting.date === today && meeting.start > now - 7_200_000,
  );
  if (phase === 'none') return html`<p class="now">${sayNoMeetings(page)}</p>`;
  if (phase === 'after') {
    return html`<p class="now">
      ${say('course.over', { meetings: say('count.meetings', { count: meetings.length }), dates: sayDates(first, last) })}
      ${present ? html`<a class="button is-first" href=${present.path}>${say('course.inThePresentTerm', { code: page.code, term: present.termTitle })}</a>` : null}
    </p>`;
  }
  return html`<ul class="now">
    ${underWay.slice(0, 4).map(
      (meeting) => html`<li>
      <span class="now-label">${say('course.now')}</span> ${renderMeeting(meeting, meeting.endTime ? say('course.until', { time: sayTime(meeting.endTime) }) : '')}
    </li>`,
    )}
    ${off.slice(0, 4).map(
      (meeting) => html`<li class="is-off">
      <span class="now-label">${say('course.today')}</span> ${renderMeeting(meeting, sayTimesOf(meeting), true)}
    </li>`,
    )}
    ${
      next
        ? html`<li>
          <span class="now-label">${phase === 'before' ? say('course.first') : say('course.next')}</span>${' '}
          <span>
            ${renderMeeting(next, `${sayDay(next.date, today)}, ${sayTimesOf(next)}`)}${' '}
            ${renderDistance(next, { now, today })}
          </span>
        </li>`
        : null
    }
    ${due ? renderDue(due, { now, today }) : null}
    ${phase === 'before' ? html`<li class="now-span">${say('count.meetings', { count: meetings.length })}, ${sayDates(first, last)}</li>` : null}
  </ul>`;
}

/** 'Due HW 1, Monday 1 October, 11:59 pm · in 3 days' */
function renderDue(due: ShownDeadline, at: { readonly now: number; readonly today: LocalDate }): VNode {
  return html`<li>
    <span class="now-label">${say('course.due')}</span>${' '}
    <span>
      <span class="now-meeting kind-deadline"><bdi>${due.title}</bdi>, <span class="now-when">${sayDue(due.date, due.time, at.today)}</span></span>${' '}
      ${renderDistance({ start: due.start, date: due.day }, at)}
    </span>
  </li>` as VNode;
}

/** 'in 12 min' if the meeting is at most 90 minutes away, else 'in 3 days'. */
function renderDistance(
  { start, date }: Pick<ShownMeeting, 'start' | 'date'>,
  at: { readonly now: number; readonly today: LocalDate },
): VNode {
  const minutes = minutesUntil(start, at.now);
  return minutes !== null
    ? html`<strong class="now-soon">· ${say('course.inMinutes', { minutes: String(minutes) })}</strong>`
    : html`<span class="now-distance">· ${sayDistance(date, at.today)}</span>`;
}

function renderWhere({ where, replaced }: ShownMeeting): VNode {
  if (replaced === null) return html`<span class="now-where">, <bdi>${where}</bdi></span>`;
  return html`, <strong><bdi>${where}</bdi></strong> <span class="now-where">${say('course.insteadOf', { place: replaced })}</span>` as unknown as VNode;
}

/** Summary that does not depend on the current time. */
function sayAll(page: CoursePage): string {
  const { meetings } = page;
  const first = meetings[0]?.date;
  const last = meetings.at(-1)?.date;
  if (first === undefined || last === undefined) return sayNoMeetings(page);
  return `${say('count.meetings', { count: meetings.length })}, ${sayDates(first, last)}`;
}

function renderMeeting(meeting: ShownMeeting, when: string, off = false): VNode {
  return html`<span class=${`now-meeting ${kindClass(meeting.kind)}`}>
    <span class="now-when">${when}</span>, <b class="meeting-id">${meeting.section}</b>${off ? html`, <strong>${say('course.cancelled')}</strong>` : null}${meeting.where ? renderWhere(meeting) : null}
  </span>`;
}
