/** The page of a course at the desk: its meetings by week, each linked to its forms. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { LocalDate } from '../../domain/date.ts';
import type { PublishedMeeting } from '../../domain/published.ts';
import { renderArrangements } from '../../timetable/arrangements.ts';
import { kindClass } from '../../timetable/week-grid.ts';
import { markTitle } from '../../words/own-language.ts';
import { say, sayWith } from '../../words/say.ts';
import { byClockOf } from '../../words/voice.ts';
import {
  sayDate,
  sayDay,
  sayDayOfMonth,
  sayDistance,
  sayKind,
  sayList,
  sayShortDate,
  sayTimesOf,
  sayVenue,
} from '../../words/wording.ts';
import { may } from '../access/role.ts';
import type { SignedInVisit } from '../access/route.ts';
import type { HeldEdit } from '../held/held-desk.ts';
import type { DeskCourse, DeskWeek, LeftOver } from './course-desk.ts';
import { renderDesk, renderToken } from './desk-layout.ts';

export interface CourseDeskProps {
  readonly course: DeskCourse;
  readonly leftOver: readonly LeftOver[];
  /** The course's held edit, if any. */
  readonly held: HeldEdit | null;
  /** Shown sections; empty: all. */
  readonly chosen: ReadonlySet<string>;
  readonly said: string | null;
}

/** With more meetings than this, only the open week is listed. */
const MOST_LISTED = 700;

export function renderCourseDesk(visit: SignedInVisit, props: CourseDeskProps): VNode {
  return byClockOf(props.course.published.course, () => renderPage(visit, props));
}

function renderPage(visit: SignedInVisit, { course, leftOver, held, chosen, said }: CourseDeskProps): VNode {
  const { course: facts } = course.published;
  const path = `/desk/courses/${facts.key}`;
  const allows = (action: 'change' | 'staff'): boolean => may(visit.visitor.grants, action, facts.key);
  return renderDesk(visit, {
    title: say('deskCourse.atTheDesk', { code: facts.code }),
    children: html`
      <header class="desk-head">
        <h1><span class="course-code">${facts.code}</span> <bdi ...${markTitle(facts.titleLanguage)}>${facts.title}</bdi></h1>
        <p class="desk-soft">${facts.termTitle} · <a href=${`/${facts.term}/${facts.id}`}>${say('deskCourse.whatStudentsSee')}</a></p>
        ${course.next ? renderNext(course.next, course.today, allows('change') ? path : null) : null}
        ${said ? html`<p class="said" role="status">${said}</p>` : null}
        <nav class="desk-acts" aria-label=${say('deskCourse.thisCourse')}>
          ${
            allows('change')
              ? html`<a class="button" href=${`${path}/several`}>${say('deskCourse.severalAtOnce')}</a>
                <a class="button" href=${`${path}/extra`}>${say('deskCourse.extraMeeting')}</a>`
              : null
          }
          <a class="button" href=${`${path}/history`}>${say('deskCourse.history')}</a>
          ${allows('change') ? html`<a class="button" href=${`${path}/staff`}>${say('deskCourse.staff')}</a>` : null}
          ${allows('staff') ? html`<a class="button" href=${`${path}/import`}>${say('deskImport.readPage')}</a>` : null}
          ${allows('staff') ? html`<a class="button" href=${`${path}/tokens`}>${say('deskCourse.tokens')}</a>` : null}
          ${allows('staff') ? html`<a class="button" href=${`${path}/chat`}>${say('deskChat.link')}</a>` : null}
        </nav>
      </header>
      ${held ? renderHeld(held, path) : null}
      ${leftOver.length > 0 ? renderLeftOver(visit, leftOver, path, allows('change')) : null}
      <section class="desk-meetings" aria-labelledby="meetings-title">
        <div class="part-head">
          <h2 id="meetings-title">${allows('change') ? say('deskCourse.tapAMeeting') : say('deskCourse.meetings')}</h2>
          ${renderFilter(course, chosen, path)}
        </div>
        ${renderArrangements(listArranged(course, chosen))}
        ${renderWeeks(course, path, allows('change'))}
      </section>
    ` as VNode,
  });
}

/** @param path null if the visitor may not change meetings */
function renderNext({ uid, facts }: PublishedMeeting, today: LocalDate, path: string | null): VNode {
  const words = say('deskCourse.nextMeeting', {
    section: facts.section,
    day: sayDay(facts.date, today),
    times: sayTimesOf(facts),
  });
  const meeting = path === null ? words : html`<a href=${linkMeeting(path, uid)}>${words}</a>`;
  return html`<p class="desk-coming">${sayWith('deskCourse.next', { meeting, distance: sayDistance(facts.date, today) })}</p>`;
}

function linkMeeting(path: string, uid: string): string {
  return `${path}/meeting?uid=${encodeURIComponent(uid)}`;
}

function renderHeld({ summary }: HeldEdit, path: string): VNode {
  return html`<section class="warning" aria-labelledby="held-title">
    <h2 id="held-title">${say('deskCourse.editIsHeld')}</h2>
    <p>${sayWith('deskCourse.editWaits', { summary, link: html`<a href=${`${path}/held`}>${say('deskCourse.whatSubscribersWillSee')}</a>` })}</p>
  </section>`;
}

function renderFilter({ published, open }: DeskCourse, chosen: ReadonlySet<string>, path: string): VNode {
  return html`<form class="desk-filter" method="get" action=${path}>
    <label>
      <span>${say('deskCourse.section')}</span>
      <select name="section">
        <option value="">${say('deskCourse.allSections')}</option>
        ${published.sections.map(({ id }) => html`<option value=${id} selected=${chosen.has(id)}>${id}</option>`)}
      </select>
    </label>
    <label>
      <span>${say('deskCourse.weekOf')}</span>
      <input type="date" name="week" value=${open?.from ?? ''} />
    </label>
    <button>${say('deskCourse.show')}</button>
  </form>`;
}

function listArranged({ published }: DeskCourse, chosen: ReadonlySet<string>) {
  return published.sections
    .filter(({ id, gone, ended }) => !gone && ended === null && (chosen.size === 0 || chosen.has(id)))
    .map((section) => ({
      ...section,
      meetings: published.meetings.filter(({ facts }) => facts.section === section.id).length,
    }));
}

function renderWeeks(course: DeskCourse, path: string, mayChange: boolean): VNode {
  const { weeks, open, today } = course;
  const count = weeks.reduce((sum, { meetings }) => sum + meetings.length, 0);
  if (count === 0) return html`<p class="empty">${say('deskCourse.noMeetingsYet')}</p>`;
  const shown = count <= MOST_LISTED ? weeks : weeks.filter((week) => week === open);
  // Past meetings are collapsed, unless their week is open.
  const isBehind = (week: DeskWeek): boolean => week.until < today && (open?.until ?? '') >= today;
  const render = (week: DeskWeek): VNode => renderWeek(week, { course, path, mayChange });
  return html`<div class="desk-weeks">
    ${renderEarlier(shown.filter(isBehind), render)}
    ${shown.filter((week) => !isBehind(week)).map(render)}
    ${shown.length < weeks.length ? html`<p class="desk-soft">${say('deskCourse.moreMeetings', { meetings: say('count.meetings', { count: count }) })}</p>` : null}
  </div>`;
}

function renderEarlier(weeks: readonly DeskWeek[], render: (week: DeskWeek) => VNode): VNode | null {
  if (weeks.length === 0) return null;
  const count = weeks.reduce((sum, { meetings }) => sum + meetings.length, 0);
  return html`<details class="fold desk-earlier">
    <summary>
      <span class="desk-week-name">${say('timetable.earlier')}</span>
      <span class="fold-note">${say('count.weeks', { count: weeks.length })}, ${say('count.meetings', { count })}</span>
    </summary>
    ${weeks.map(render)}
  </details>`;
}

interface WeekView {
  readonly course: DeskCourse;
  readonly path: string;
  readonly mayChange: boolean;
}

function renderWeek(week: DeskWeek, view: WeekView): VNode {
  const { open, today } = view.course;
  return html`<details class="fold" open=${week === open} id=${`week-${week.from}`}>
    <summary>
      <span class="desk-week-name">${nameWeek(week, today)}</span>
      <span class="fold-note">${sayWeek(week)}</span>
    </summary>
    ${week.meetings.length === 0 ? html`<p class="empty">${week.breaks.length > 0 ? say('deskCourse.noMeetingsBreak', { breaks: sayList(week.breaks) }) : say('deskCourse.noMeetings')}</p>` : renderDays(week, view)}
  </details>`;
}

function nameWeek(week: DeskWeek, today: LocalDate): string {
  return week.from <= today && today <= week.until
    ? say('deskCourse.thisWeek')
    : say('deskCourse.weekOfDate', { date: sayDayOfMonth(week.from, week.from) });
}

function sayWeek({ meetings, breaks }: DeskWeek): string {
  const cancelled = meetings.filter(({ facts }) => facts.status === 'cancelled').length;
  const parts = [
    meetings.length === 0 ? say('deskCourse.noMeetingsShort') : say('count.meetings', { count: meetings.length }),
  ];
  if (cancelled > 0) parts.push(say('deskCourse.cancelled', { cancelled }));
  return [...parts, ...breaks].join(', ');
}

function renderDays({ meetings }: DeskWeek, { course, path, mayChange }: WeekView): VNode {
  const { sections, course: facts } = course.published;
  const days = [...new Set(meetings.map(({ facts: { date } }) => date))];
  const swapOf = (date: LocalDate): string | undefined => facts.swaps?.find((swap) => swap.date === date)?.name;
  return html`<div class="desk-days">${days.map(
    (date) => html`<section class="desk-day">
      <h3>${sayDate(date)}${swapOf(date) ? ` · ${swapOf(date)}` : ''}${date < course.today ? html` <span class="desk-tag">${say('deskCourse.over')}</span>` : null}</h3>
      <ul>
        ${meetings
          .filter((meeting) => meeting.facts.date === date)
          .map((meeting) => renderMeeting(meeting, sections, path, mayChange))}
      </ul>
    </section>`,
  )}</div>`;
}

function renderMeeting(
  { uid, facts }: PublishedMeeting,
  sections: DeskCourse['published']['sections'],
  path: string,
  mayChange: boolean,
): VNode {
  const section = sections.find(({ id }) => id === facts.section);
  const off = facts.status === 'cancelled';
  const where = facts.where.map(sayVenue).join(' / ');
  const about = [section?.title ?? (section ? sayKind(section.kind) : ''), where]
    .filter((text) => text !== '')
    .join(' · ');
  const inside = html`
    <span class="desk-time">${sayTimesOf(facts)}</span>
    <span class="desk-what">
      <b class="meeting-id"><bdi>${facts.deadline?.title ?? facts.section}</bdi></b>${off ? html`<strong class="desk-off">, ${say('deskCourse.isCancelled')}</strong>` : null}
      <span class="desk-soft"><bdi>${about}</bdi></span>
      ${facts.movedFrom && !off ? html`<span class="desk-news">${say('deskCourse.movedFrom', { shortDate: sayShortDate(facts.movedFrom.date) })}</span>` : null}
    </span>
  ` as VNode;
  const classes = `desk-row ${section ? kindClass(section.kind) : ''}${off ? ' is-cancelled' : ''}`;
  return html`<li>
    ${
      mayChange
        ? html`<a class=${classes} href=${linkMeeting(path, uid)}>${inside}</a>`
        : html`<span class=${classes}>${inside}</span>`
    }
  </li>`;
}

function renderLeftOver(visit: SignedInVisit, leftOver: readonly LeftOver[], path: string, mayChange: boolean): VNode {
  return html`<section class="warning desk-left" aria-labelledby="left-title">
    <h2 id="left-title">${leftOver.length === 1 ? say('deskCourse.lostChange') : say('deskCourse.lostChanges')}</h2>
    <p>${say('deskCourse.lostAbout')}</p>
    <ul>
      ${leftOver.map(
        ({ id, summary, say: line }) => html`<li>
          <span><b>${summary}</b>${line ? html` <bdi>${line}</bdi>` : null}</span>
          ${
            mayChange
              ? html`<form method="post" action=${`${path}/changes/${id}/undo`}>
                ${renderToken(visit.formToken)}
                <button>${say('deskCourse.dropIt')}</button>
              </form>`
              : null
          }
        </li>`,
      )}
    </ul>
  </section>`;
}
