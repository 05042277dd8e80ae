/** The list of meetings by date, with full details. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { markName } from '../words/own-language.ts';
import { say } from '../words/say.ts';
import { presentHourCycle } from '../words/voice.ts';
import { sayDay, sayDayOfMonth, sayList, sayTime, sayTimesOf } from '../words/wording.ts';
import { renderArrangements, sayOnlyArrangement } from './arrangements.ts';
import type { CoursePage } from './course-page.ts';
import type { SectionCard } from './section-card.ts';
import { markMeeting, type ShownMeeting } from './shown-meeting.ts';
import { kindClass } from './week-grid.ts';
import type { ShownWeek } from './weeks.ts';

/** Limit on meetings shown unfolded, about one or two sections; above it, weeks after the open one are folded. */
const FITS_OPEN = 16;
/** Limit on listed meetings; above it only the open week is listed, with links to the others. */
const MOST_LISTED = 900;

/** @param isWhole false: what is by appointment or to be announced stands elsewhere */
export function renderMeetingList(page: CoursePage, isWhole = true): VNode {
  const { weeks, open, meetings } = page;
  const arranged = isWhole ? renderArrangements(listArranged(page)) : null;
  if (!open) return html`<p class="empty">${sayNoMeetings(page)}</p>${arranged}` as unknown as VNode;
  const at = weeks.indexOf(open);
  const earlier = weeks.slice(0, at).filter((week) => week.meetings.length > 0);
  const later = weeks.slice(at + 1).filter((week) => week.meetings.length > 0);
  const complete = meetings.length <= MOST_LISTED;
  const own = say('timetable.yourTime', { time: '~' });
  return html`<div class="agenda" data-zone=${page.facts.zone} data-clock=${presentHourCycle()} data-own=${own}>
    ${arranged}
    ${complete ? renderFolded(earlier, { label: say('timetable.earlier'), isOpen: false }, page) : null}
    <section class="agenda-week is-open">
      <h3>${nameWeek(open, page)}</h3>
      ${renderWeek(open, page)}
    </section>
    ${complete ? renderFolded(later, { label: say('timetable.later'), isOpen: meetings.length <= FITS_OPEN }, page) : renderPartial(page)}
  </div>`;
}

function renderFolded(
  weeks: readonly ShownWeek[],
  { label, isOpen }: { readonly label: string; readonly isOpen: boolean },
  page: CoursePage,
): VNode | null {
  const count = weeks.reduce((sum, week) => sum + week.meetings.length, 0);
  if (count === 0) return null;
  const cancelled = weeks.reduce((sum, week) => sum + week.cancelled, 0);
  return html`<details class="fold" open=${isOpen}>
    <summary>
      <span>${say('timetable.folded', { label, meetings: say('count.meetings', { count: count }), weeks: say('count.weeks', { count: weeks.length }) })}</span>
      ${cancelled > 0 ? html`<span class="fold-note">, ${say('timetable.cancelledCount', { number: cancelled })}</span>` : null}
    </summary>
    ${weeks.map(
      (week) => html`<section class="agenda-week">
        <h3>${nameWeek(week, page)}</h3>
        ${renderWeek(week, page)}
      </section>`,
    )}
  </details>`;
}

function renderPartial(page: CoursePage): VNode {
  return html`<p class="fold-note">
    ${say('timetable.allSectionsTogetherHaveChoose', { meetings: say('count.meetings', { count: page.meetings.length }) })}
  </p>`;
}

export function renderWeek(week: ShownWeek, page: CoursePage): VNode {
  if (week.meetings.length === 0) {
    const swapped = (page.facts.swaps ?? []).filter(({ date }) => week.from <= date && date <= week.until);
    const why = [
      ...week.breaks,
      ...swapped.map(({ name, date }) => say('event.swapped', { name, day: sayDay(date, page.beside) })),
    ];
    return html`<p class="empty">${why.length > 0 ? say('timetable.breakThisWeek', { breaks: sayList(why) }) : say('timetable.noMeetingsThisWeek')}</p>`;
  }
  return html`<ol class="meetings">
    ${week.meetings.map((meeting, index) => renderMeeting(meeting, week.meetings[index - 1]?.date !== meeting.date, page))}
  </ol>`;
}

function renderMeeting(meeting: ShownMeeting, opensDay: boolean, page: CoursePage): VNode {
  const { cancelled } = meeting;
  const past = page.now !== null && (meeting.end ?? meeting.start) <= page.now;
  const classes = [
    'meeting',
    kindClass(meeting.kind),
    opensDay ? 'opens-day' : '',
    cancelled ? 'is-cancelled' : '',
    past ? 'is-past' : '',
    page.next?.uid === meeting.uid ? 'is-next' : '',
  ];
  return html`<li class=${classes.filter(Boolean).join(' ')} ...${page.now === null ? markMeeting(meeting) : {}}>
    <time datetime=${meeting.days === undefined ? new Date(meeting.start).toISOString() : meeting.date}
      ><span class="meeting-day">${sayDay(meeting.date, page.beside)}${meeting.swap ? html`<span class="meeting-swap"> · ${meeting.swap}</span>` : null}<span class="pause">, </span></span
      ><span class="meeting-times">${sayTimesOf(meeting)}<span class="pause">, </span></span></time
    >
    <span class="meeting-what">
      <b class="meeting-id">${meeting.section}</b>${cancelled ? html`<span class="meeting-off"><span class="pause">, </span><strong>${say('timetable.cancelled')}</strong></span>` : null}${' '}
      <span class="meeting-more">${renderParticulars(meeting, page)}</span>
      ${renderNews(meeting).map((line) => html` <span class="meeting-news">${line}</span>`)}
    </span>
  </li>`;
}

function renderParticulars(meeting: ShownMeeting, { facts }: CoursePage): readonly (VNode | string)[] {
  const render = (text: string): VNode => html`<bdi ...${markName(text, facts.titleLanguage)}>${text}</bdi>`;
  const place = meeting.where === '' ? null : meeting.where;
  const parts: (VNode | string)[] = [render(meeting.subject)];
  if (place) {
    const name = render(place);
    parts.push(meeting.whereUrl ? html`<a href=${meeting.whereUrl}>${name}</a>` : name);
  }
  for (const name of meeting.people) parts.push(render(name));
  return parts.flatMap((part, index) => [html`<span class="dot"> · </span>`, part].slice(index === 0 ? 1 : 0));
}

function renderNews(meeting: ShownMeeting): string[] {
  const lines: string[] = [];
  if (meeting.reason) lines.push(endSentence(meeting.reason));
  if (meeting.movedFrom) {
    lines.push(
      say('timetable.movedFrom', {
        day: sayDay(meeting.movedFrom.date, meeting.date),
        time: meeting.movedFrom.allDay ? say('time.allDay') : sayTime(meeting.movedFrom.startTime),
      }),
    );
  } else if (meeting.changed && !meeting.cancelled) {
    lines.push(endSentence(say('timetable.changed', { line: meeting.changed.line })));
  }
  if (!meeting.inFeed) lines.push(say('timetable.calendarsLeaveItOut'));
  return lines;
}

/** Adds a full stop unless the text ends with punctuation. */
export function endSentence(text: string): string {
  return /[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}

/** 'Week of 8 October', 'This week, from 8 October' */
export function nameWeek(week: ShownWeek, { today, beside }: Pick<CoursePage, 'today' | 'beside'>): string {
  const day = sayDayOfMonth(week.from, beside);
  return today !== null && week.from <= today && today <= week.until
    ? say('timetable.thisWeekFrom', { day })
    : say('timetable.weekOf', { day });
}

/** The sections that are shown, and those that come with them. */
export function listArranged({ sections, chosen }: Pick<CoursePage, 'sections' | 'chosen'>): readonly SectionCard[] {
  const brought = new Set(sections.filter(({ id }) => chosen.includes(id)).flatMap(({ brings }) => brings));
  return sections.filter(({ id, gone, ended }) => {
    return !gone && ended === null && (chosen.length === 0 || chosen.includes(id) || brought.has(id));
  });
}

/** Why the list is empty: by appointment, times not announced yet, or no meetings. */
export function sayNoMeetings({ sections, chosen }: Pick<CoursePage, 'sections' | 'chosen'>): string {
  const shown = sections.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
  const said = new Set(shown.map(sayOnlyArrangement));
  if (shown.length > 0 && !said.has(null)) return endSentence([...said].join('; '));
  const isToCome = shown.some(({ toBeAnnounced }) => toBeAnnounced);
  return say(isToCome ? 'timetable.noMeetingsHaveBeenAnnounced' : 'timetable.noSetTimes');
}
