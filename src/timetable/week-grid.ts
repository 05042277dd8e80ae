/** A week as a grid. For screen readers it is one image, since the list beside it has the same content as text. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { addDays, datesOf, type LocalDate, minutesOf, weekdayOf } from '../domain/date.ts';
import { say } from '../words/say.ts';
import { sayHour, sayShortDate, sayShortWeekday, sayTimes } from '../words/wording.ts';
import { laneClass, lengthClass, startClass } from './grid-rules.ts';
import { layLanes, type Placed } from './lanes.ts';
import { markMeeting, type ShownMeeting } from './shown-meeting.ts';
import type { ShownWeek } from './weeks.ts';

export interface WeekGridProps {
  readonly week: ShownWeek;
  /** Null: no day is marked. */
  readonly today: LocalDate | null;
  /** A typical week: its days have no dates. */
  readonly isTypical?: boolean;
  /** For static pages: the script determines choice, today and layout. */
  readonly isTimeless?: boolean;
  readonly breaks: readonly { readonly name: string; readonly from: LocalDate; readonly until: LocalDate }[];
}

export function renderWeekGrid({ week, today, breaks, isTypical, isTimeless }: WeekGridProps): VNode {
  const timed = week.meetings.filter(({ days }) => days === undefined);
  const { first, hours } = findHours(timed);
  const days = listDays(week);
  const marks = Array.from({ length: hours + 1 }, (_, index) => first + index);
  return html`<div
    class=${`week gh${hours} days${days.length}`}
    role="img"
    aria-label=${isTypical ? say('timetable.usualWeekGrid') : say('timetable.weekGrid', { shortDate: sayShortDate(week.from) })}
  >
    <div class="week-corner"></div>
    ${days.map(
      (date) => html`<div class=${`week-day${date === today ? ' is-today' : ''}`} data-date=${isTimeless ? date : null}>
        <span>${sayShortWeekday(weekdayOf(date))}</span> ${isTypical ? null : html`<b>${Number(date.slice(8))}</b>`}
        ${isTypical ? null : nameSwap(week, date)}
        ${nameWholeDays(week, date, isTimeless)}
      </div>`,
    )}
    <div class="week-hours">
      ${marks.map((hour, index) => html`<span class=${startClass(index * 60)}>${nameHour(hour)}</span>`)}
    </div>
    ${days.map((date) => {
      const gap = breaks.find(({ from, until }) => from <= date && date <= until);
      const meetings = timed.filter((meeting) => meeting.date === date);
      return html`<div class=${`week-column${date === today ? ' is-today' : ''}${gap ? ' is-break' : ''}`} data-date=${isTimeless ? date : null}>
        ${gap && meetings.length === 0 ? html`<span class="week-break">${gap.name}</span>` : null}
        ${isTimeless ? renderTimeless(meetings, first) : layLanes(meetings).map((placed) => renderPlaced(placed, first))}
      </div>`;
    })}
  </div>`;
}

function renderPlaced(placed: Placed, first: number, marks: Readonly<Record<string, string>> = {}): VNode {
  const { meeting, lane, lanes, more } = placed;
  const start = minutesOf(meeting.startTime) - first * 60;
  const length = meeting.end === null ? 30 : (meeting.end - meeting.start) / 60_000;
  const cancelled = meeting.cancelled ? ' is-cancelled' : '';
  const place = `${startClass(start)} ${lengthClass(length)} ${laneClass(lane, lanes)}`;
  if (more > 0) return html`<div class=${`block is-more ${place}`}>+${more + 1}</div>`;
  return html`<div ...${marks} class=${`block ${kindClass(meeting.kind)} ${place}${cancelled}${length < 80 ? ' is-short' : ''}${lanes > 1 ? ' is-shared' : ''}`}>
    <b>${meeting.section}</b>
    ${meeting.cancelled ? html` <em>${say('timetable.cancelled')}</em>` : null}
    <span class="block-time"> ${sayTimes(meeting.startTime, meeting.endTime)}</span>
    <bdi class="block-where"> ${meeting.where}</bdi>
  </div>`;
}

/** All meetings, including hidden ones; without JavaScript a `+2` counts these. */
function renderTimeless(meetings: readonly ShownMeeting[], first: number): VNode[] {
  const placed = layLanes(meetings);
  const shown = new Set(placed.filter(({ more }) => more === 0).map(({ meeting }) => meeting));
  const behind = meetings.filter((meeting) => !shown.has(meeting));
  return [
    ...placed.map((one) => renderPlaced(one, first, markMeeting(one.meeting))),
    ...behind.map((meeting) =>
      renderPlaced({ meeting, lane: 0, lanes: 3, more: 0 }, first, { ...markMeeting(meeting), hidden: 'hidden' }),
    ),
  ];
}

/** 'Wednesday schedule', shown under the weekday's name. */
function nameSwap({ meetings }: ShownWeek, date: LocalDate): VNode | null {
  const swap = meetings.find((meeting) => meeting.date === date && meeting.swap !== null)?.swap;
  return swap ? html`<small class="week-swap">${swap}</small>` : null;
}

/** Items of whole days that last on a date, shown under the weekday's name: they have no hours. */
function nameWholeDays({ meetings }: ShownWeek, date: LocalDate, isTimeless = false): VNode[] {
  return meetings
    .filter(({ date: first, days, cancelled }) => {
      return days !== undefined && !cancelled && first <= date && date < addDays(first, days);
    })
    .map(
      (meeting) =>
        html`<small class="week-swap" ...${isTimeless ? markMeeting(meeting) : {}}>${meeting.section}, ${say('time.allDay')}</small>`,
    );
}

export function kindClass(kind: ShownMeeting['kind']): string {
  return `kind-${kind.replaceAll(' ', '-')}`;
}

function listDays(week: ShownWeek): LocalDate[] {
  const dates = Array.from({ length: 7 }, (_, index) => addDays(week.from, index));
  const busy = new Set(
    week.meetings.flatMap(({ date, days = 1 }) => datesOf({ from: date, until: addDays(date, days - 1) })),
  );
  const isWeekend = (date: LocalDate): boolean => ['SA', 'SU'].includes(weekdayOf(date));
  return dates.some((date) => isWeekend(date) && busy.has(date)) ? dates : dates.filter((date) => !isWeekend(date));
}

const FEWEST_HOURS = 6;

/** The hours from the earliest start to the latest end; columns end at midnight. */
function findHours(meetings: readonly ShownMeeting[]): { readonly first: number; readonly hours: number } {
  const starts = meetings.map(({ startTime }) => minutesOf(startTime));
  const ends = meetings.map((meeting) => minutesOf(meeting.startTime) + lengthOf(meeting));
  if (starts.length === 0) return { first: 9, hours: FEWEST_HOURS };
  const from = Math.floor(Math.min(...starts) / 60);
  const until = Math.min(24, Math.ceil(Math.max(...ends) / 60));
  const last = Math.min(24, Math.max(until, from + FEWEST_HOURS));
  const first = Math.min(from, last - FEWEST_HOURS);
  return { first, hours: last - first };
}

function lengthOf(meeting: ShownMeeting): number {
  return meeting.end === null ? 30 : Math.min(24 * 60, (meeting.end - meeting.start) / 60_000);
}

function nameHour(hour: number): string {
  if (hour === 24) return '';
  return sayHour(`${String(hour).padStart(2, '0')}:00`);
}
