/** The form of a personal calendar: sections, effective date, reminders, cancelled meetings. */

import { isDeepStrictEqual } from 'node:util';
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Kind } from '../domain/kind.ts';
import type { OpenCalendar } from '../feeds/personal/calendars.ts';
import type { ChosenSpan } from '../store/personal-choice.ts';
import { MAX_NAME, type PersonalOptions, PLAIN_OPTIONS } from '../store/personal-choice.ts';
import { kindClass } from '../timetable/week-grid.ts';
import { markTitle } from '../words/own-language.ts';
import { say, sayWith } from '../words/say.ts';
import { sayDates, sayKind, sayLength, sayList } from '../words/wording.ts';
import type { MyCourse, MyPage, MySection } from './my-page.ts';

export function renderMyForm(page: MyPage, calendar: OpenCalendar): VNode {
  return html`<section class="my-edit" aria-labelledby="edit-title">
    <h2 id="edit-title">${say('my.whatItHolds')}</h2>
    <form method="post" action="/my/save" class="my-form">
      <input type="hidden" name="key" value=${calendar.key} />
      <p class="field">
        <label for="name">${say('my.name')}</label>
        <input id="name" name="name" type="text" maxlength=${MAX_NAME} placeholder=${say('my.myCourses')} value=${calendar.options.name ?? ''} autocomplete="off" aria-describedby="name-about" />
        <span class="field-about" id="name-about">${say('my.nameAbout')}</span>
      </p>
      ${page.courses.map(renderCourse)}
      ${page.lost.map(
        ({ term, course, section }) =>
          html`<p class="hint">${say('my.isNoLongerServedHere', { section: `${term}/${course} ${section}` })}</p>`,
      )}
      <p>
        ${sayWith('my.chooseSections', { link: html`<a href="/">${say('my.findAnotherCourse')}</a>` })}
      </p>
      ${page.courses.length > 0 ? renderFrom(page) : null} ${renderOptions(page, calendar)}
      <p class="my-save"><button type="submit" class="is-first">${say('my.save')}</button></p>
    </form>
  </section>`;
}

/** Held sections are visible; a course's other sections are in a closed fold. */
function renderCourse(course: MyCourse): VNode {
  const shown = course.sections.filter(({ chosen, spans }) => chosen || spans.length > 0);
  const others = course.sections.filter((section) => !shown.includes(section));
  return html`<fieldset>
    <legend>
      <a href=${course.path}>${course.code}</a> <bdi ...${markTitle(course.titleLanguage)}>${course.title}</bdi>
      <span class="part-note"> ${course.termTitle}${course.over ? `, ${say('site.over')}` : ''}</span>
    </legend>
    ${shown.map(renderSection)}
    ${
      others.length > 0
        ? html`<details class="fold">
          <summary>${say('my.otherSections')}<span class="unseen"> ${course.code}</span></summary>
          ${others.map(renderSection)}
        </details>`
        : null
    }
  </fieldset>`;
}

function renderSection(section: MySection): VNode {
  const field = `section-${section.value.replaceAll('/', '-')}`;
  return html`<div class=${`choice ${kindClass(section.kind)}${section.chosen ? ' is-chosen' : ''}`}>
    <input type="checkbox" name="section" value=${section.value} id=${field} checked=${section.chosen} aria-describedby=${`${field}-about`} />
    <label for=${field}><b class="choice-id">${section.id}</b> <bdi>${section.name}</bdi></label>
    <div class="choice-about" id=${`${field}-about`}>
      ${section.usual.slice(0, 4).map((time) => html`<p class="choice-time">${time.days}, ${time.times}${time.where ? html`<span class="dot"> · </span><bdi>${time.where}</bdi>` : null}</p>`)}
      ${section.arranged === '' ? null : html`<p class="choice-time">${section.arranged}</p>`}
      ${section.people.length > 0 ? html`<p>${say('my.with', { people: sayList(section.people.slice(0, 4)) })}</p>` : null}
      ${section.usual.length > 4 ? html`<p>${say('my.andMoreTimes', { count: section.usual.length - 4 })}</p>` : null}
      ${section.ridesWith.length > 0 ? html`<p>${say('my.comesWith', { sections: sayList(section.ridesWith) })}</p>` : null}
      ${section.spans.map((span) => html`<p>${say('my.inYourCalendar', { span: saySpan(span) })}</p>`)}
      ${
        section.clashes.length > 0
          ? html`<p class="clash is-mine">${sayWith('my.clashesWith', { clashes: html`<b>${say('my.clashes')}</b>`, sections: sayList(section.clashes.slice(0, 3).map((clash) => clash.with)) })}</p>`
          : null
      }
    </div>
  </div>`;
}

function saySpan({ from, until }: ChosenSpan): string {
  if (from !== null && until !== null) return sayDates(from, until);
  if (until !== null) return say('my.until', { dates: sayDates(until, until) });
  return from === null ? say('my.allTerm') : say('my.fromOn', { dates: sayDates(from, from) });
}

function renderFrom(page: MyPage): VNode {
  return html`<p class="field">
    <label for="from">${say('my.changesHoldFrom')}</label>
    <input id="from" name="from" type="date" value=${page.today} aria-describedby="from-about" />
    <span class="field-about" id="from-about">
      ${say('my.fromP01ToP02Say')}
    </span>
  </p>`;
}

/** Minutes before a meeting. */
const REMINDERS: readonly number[] = [0, 5, 10, 15, 30, 60, 120, 1440];

function sayReminder(minutes: number): string {
  if (minutes === 0) return say('my.whenItBegins');
  const length = minutes % 1440 === 0 ? say('length.days', { count: minutes / 1440 }) : sayLength(minutes);
  return say('my.before', { length });
}

function renderOptions(page: MyPage, { options }: OpenCalendar): VNode {
  return html`<details class="fold my-options" open=${!isDeepStrictEqual({ ...options, name: null }, PLAIN_OPTIONS)}>
    <summary>${say('my.remindersAndHowCancelledMeetings')}</summary>
    ${page.kinds.map((kind) => renderReminder(kind, options.reminders[kind]))}
    <p class="field-about">
      ${say('my.appleCalendarAndThunderbirdShow')}
    </p>
    <p class="field">
      <label for="titles">${say('my.titles')}</label>
      <select id="titles" name="titles">
        ${(['full', 'short', 'kind'] as const).map(
          (style) =>
            html`<option value=${style} selected=${options.titles === style}>${say(`my.titles.${style}`)}</option>`,
        )}
      </select>
    </p>
    ${page.courses.flatMap(({ sections }) => sections.filter(({ chosen }) => chosen)).map((section) => renderStyle(section, options))}
    <p class="field">
      <label for="cancelled">${say('my.cancelledMeetings')}</label>
      <select id="cancelled" name="cancelled">
        ${[
          ['', say('my.asEachCourseHasIt')],
          ['confirmed', say('my.cancelledInTitle')],
          ['cancelled', say('my.cancelledByStatus')],
          ['removed', say('my.areLeftOut')],
        ].map(
          ([value, label]) =>
            html`<option value=${value} selected=${(options.cancelled ?? '') === value}>${label}</option>`,
        )}
      </select>
    </p>
  </details>`;
}

function renderStyle({ scope, code, id }: MySection, options: PersonalOptions): VNode | null {
  if (scope === null) return null;
  const field = `show-${scope.replaceAll('/', '-')}`;
  const style = options.sections[scope] ?? 'plain';
  return html`<p class="field">
    <label for=${field}>${say('my.shown', { section: `${code} ${id}` })}</label>
    <select id=${field} name=${`show-${scope}`}>
      ${(['plain', 'muted', 'free'] as const).map(
        (one) => html`<option value=${one} selected=${style === one}>${say(`my.shown.${one}`)}</option>`,
      )}
    </select>
  </p>`;
}

function renderReminder(kind: Kind, minutes: number | undefined): VNode {
  const field = `reminder-${kind.replaceAll(' ', '-')}`;
  const choices = minutes === undefined || REMINDERS.includes(minutes) ? REMINDERS : [...REMINDERS, minutes];
  return html`<p class="field">
    <label for=${field}>${say('my.reminder', { kind: sayKind(kind) })}</label>
    <select id=${field} name=${`reminder-${kind}`}>
      <option value="" selected=${minutes === undefined}>${say('my.noReminder')}</option>
      ${choices.map((choice) => html`<option value=${choice} selected=${choice === minutes}>${sayReminder(choice)}</option>`)}
    </select>
  </p>`;
}
