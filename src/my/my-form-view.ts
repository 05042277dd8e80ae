/** The form of a personal calendar: its sections, from which day a change holds, reminders, cancelled meetings. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Kind } from '../domain/kind.ts';
import type { OpenCalendar } from '../feeds/personal/calendars.ts';
import type { ChosenSpan } from '../store/personal-choice.ts';
import { MAX_NAME } from '../store/personal-choice.ts';
import { kindClass } from '../timetable/week-grid.ts';
import { sayDates, sayKind, sayList } from '../words/wording.ts';
import type { MyCourse, MyPage, MySection } from './my-page.ts';

export function renderMyForm(page: MyPage, calendar: OpenCalendar): VNode {
  return html`<section class="my-edit" aria-labelledby="edit-title">
    <h2 id="edit-title">What it holds</h2>
    <form method="post" action="/my/save" class="my-form">
      <input type="hidden" name="key" value=${calendar.key} />
      <p class="field">
        <label for="name">Name</label>
        <input id="name" name="name" type="text" maxlength=${MAX_NAME} placeholder="My courses" value=${calendar.options.name ?? ''} autocomplete="off" aria-describedby="name-about" />
        <span class="field-about" id="name-about">What your calendar program calls it. Whoever has its address can read it.</span>
      </p>
      ${page.courses.map(renderCourse)}
      ${page.lost.map(
        ({ term, course, section }) =>
          html`<p class="hint">${`${term}/${course} ${section}`} is no longer served here.</p>`,
      )}
      <p>
        <a href="/">Find another course</a>, choose its sections, and follow “My calendar” there: it leads back here.
      </p>
      ${page.courses.length > 0 ? renderFrom(page) : null} ${renderOptions(page, calendar)}
      <p class="my-save"><button type="submit" class="is-first">Save</button></p>
    </form>
  </section>`;
}

function renderCourse(course: MyCourse): VNode {
  return html`<fieldset>
    <legend>
      <a href=${course.path}>${course.code}</a> <bdi>${course.title}</bdi>
      <span class="part-note"> ${course.termTitle}${course.over ? ', over' : ''}</span>
    </legend>
    ${course.sections.map(renderSection)}
  </fieldset>`;
}

function renderSection(section: MySection): VNode {
  const field = `section-${section.value.replaceAll('/', '-')}`;
  return html`<div class=${`choice ${kindClass(section.kind)}${section.held ? ' is-chosen' : ''}`}>
    <input type="checkbox" name="section" value=${section.value} id=${field} checked=${section.held} aria-describedby=${`${field}-about`} />
    <label for=${field}><b class="choice-id">${section.id}</b> <bdi>${section.name}</bdi></label>
    <div class="choice-about" id=${`${field}-about`}>
      ${section.usual.slice(0, 4).map((time) => html`<p class="choice-time">${time.days}, ${time.times}${time.where ? html`<span class="dot"> · </span><bdi>${time.where}</bdi>` : null}</p>`)}
      ${section.people.length > 0 ? html`<p>With ${sayList(section.people.slice(0, 4))}</p>` : null}
      ${section.usual.length > 4 ? html`<p>and ${section.usual.length - 4} more times</p>` : null}
      ${section.ridesWith.length > 0 ? html`<p>Comes with ${sayList(section.ridesWith)}: no need to choose both.</p>` : null}
      ${section.spans.map((span) => html`<p>In your calendar ${saySpan(span)}.</p>`)}
      ${
        section.clashes.length > 0
          ? html`<p class="clash is-mine"><b>Clashes</b> with ${sayList(section.clashes.slice(0, 3).map((clash) => clash.with))}.</p>`
          : null
      }
    </div>
  </div>`;
}

function saySpan({ from, until }: ChosenSpan): string {
  if (from !== null && until !== null) return sayDates(from, until);
  if (until !== null) return `until ${sayDates(until, until)}`;
  return from === null ? 'all term' : `from ${sayDates(from, from)} on`;
}

function renderFrom(page: MyPage): VNode {
  return html`<p class="field">
    <label for="from">Changes hold from</label>
    <input id="from" name="from" type="date" value=${page.today} aria-describedby="from-about" />
    <span class="field-about" id="from-about">
      From P01 to P02, say: what lies before this day stays, P01’s later meetings go, and P02’s come.
    </span>
  </p>`;
}

const REMINDERS: readonly (readonly [string, string])[] = [
  ['', 'none'],
  ['0', 'when it begins'],
  ['5', '5 minutes before'],
  ['10', '10 minutes before'],
  ['15', '15 minutes before'],
  ['30', '30 minutes before'],
  ['60', '1 hour before'],
  ['120', '2 hours before'],
  ['1440', '1 day before'],
];

function renderOptions(page: MyPage, { options }: OpenCalendar): VNode {
  return html`<details class="fold my-options" open=${Object.keys(options.reminders).length > 0 || options.cancelled !== null}>
    <summary>Reminders, and how cancelled meetings look</summary>
    ${page.kinds.map((kind) => renderReminder(kind, options.reminders[kind]))}
    <p class="field-about">
      Apple Calendar and Thunderbird show these reminders (Apple asks when you subscribe whether to remove alerts). Google
      Calendar and Outlook ignore those of subscribed calendars; set them there for the whole calendar.
    </p>
    <p class="field">
      <label for="cancelled">Cancelled meetings</label>
      <select id="cancelled" name="cancelled">
        ${[
          ['', 'as each course has it'],
          ['confirmed', 'stay, with CANCELLED in their title'],
          ['cancelled', 'are marked as cancelled (Apple strikes them out, Google hides them)'],
          ['removed', 'are left out'],
        ].map(
          ([value, label]) =>
            html`<option value=${value} selected=${(options.cancelled ?? '') === value}>${label}</option>`,
        )}
      </select>
    </p>
  </details>`;
}

function renderReminder(kind: Kind, minutes: number | undefined): VNode {
  const field = `reminder-${kind.replaceAll(' ', '-')}`;
  const value = minutes === undefined ? '' : String(minutes);
  const choices = REMINDERS.some(([known]) => known === value)
    ? REMINDERS
    : [...REMINDERS, [value, `${value} minutes before`] as const];
  return html`<p class="field">
    <label for=${field}>${sayKind(kind)}: reminder</label>
    <select id=${field} name=${`reminder-${kind}`}>
      ${choices.map(([known, label]) => html`<option value=${known} selected=${known === value}>${label}</option>`)}
    </select>
  </p>`;
}
