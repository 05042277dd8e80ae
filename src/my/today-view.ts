/** Today's meetings, at the top of the home page of a device that has a personal calendar. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { minutesUntil } from '../timetable/soon.ts';
import { namePlace } from '../timetable/usual-place.ts';
import { kindClass } from '../timetable/week-grid.ts';
import { say } from '../words/say.ts';
import { byClockOf } from '../words/voice.ts';
import { sayDay, sayDistance, sayKind, sayTime, sayTimesOf } from '../words/wording.ts';
import type { Today, TodayMeeting } from './today.ts';

export function renderToday({ date, today, time, meetings }: Today, now: number): VNode {
  return html`<section class="today" aria-labelledby="today-title">
    <div class="part-head">
      <h2 id="today-title">${date === today ? say('today.today') : sayDay(date, today)}</h2>
      <p class="part-note">
        <span>${date === today ? sayDay(date, today) : sayDistance(date, today)}</span>${' '}
        <a href="/my">${say('page.myCalendar')}</a>
      </p>
    </div>
    <p class="today-age" data-age hidden>${say('today.notRenewed', { time: sayTime(time) })}</p>
    <ol>${meetings.map((meeting) => byClockOf(meeting.course.course, () => renderMeeting(meeting, date === today ? now : null)))}</ol>
  </section>` as VNode;
}

/** @param now null: the meeting is not today */
function renderMeeting({ meeting, section, code, path, replaced }: TodayMeeting, now: number | null): VNode {
  const { facts } = meeting;
  const isOff = facts.status === 'cancelled';
  const place = namePlace(meeting);
  return html`<li class=${`${kindClass(section.kind)}${isOff ? ' is-off' : ''}`}>
    <a href=${path}>
      <span class="today-when">${isOff || now === null ? sayTimesOf(facts) : sayWhen(meeting, now)}<span class="pause">, </span></span>
      <span class="today-what">
        <b class="meeting-id">${code} ${facts.deadline ? html`<bdi>${facts.deadline.title}</bdi>` : section.id}</b>${' '}
        ${isOff ? html`<strong>${say('today.cancelled')}</strong>` : html`<span class="today-kind">${facts.deadline ? say('today.due') : sayKind(section.kind)}</span>`}<span class="pause">, </span>
        ${isOff || place === '' ? null : html`<span class="today-where">${replaced ? html`<strong><bdi>${place}</bdi></strong>` : html`<bdi>${place}</bdi>`}${replaced ? html` <span>${say('today.insteadOf', { place: replaced })}</span>` : null}</span>`}
        ${isOff && facts.reason ? html`<span class="today-where">${facts.reason}</span>` : null}
      </span>
    </a>
  </li>` as VNode;
}

function sayWhen({ facts }: TodayMeeting['meeting'], now: number): string {
  if (facts.start <= now) {
    return facts.endTime === null ? say('today.now') : say('today.nowUntil', { time: sayTime(facts.endTime) });
  }
  const minutes = minutesUntil(facts.start, now);
  return minutes !== null
    ? say('today.inMinutesFrom', { minutes: String(minutes), time: sayTime(facts.startTime) })
    : sayTimesOf(facts);
}
