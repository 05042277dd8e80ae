/** A personal calendar: its address, what it holds, reminders, a new address, the end. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { type Kind, wordsOf } from '../../domain/kind.ts';
import { sayList } from '../../domain/wording.ts';
import type { Device } from '../../service/browse/programs.ts';
import type { Reach } from '../../service/browse/reach.ts';
import { sayCount, sayDates, sayDay, sayTimes } from '../../service/browse/time-wording.ts';
import type { OpenCalendar } from '../../service/personal/calendars.ts';
import type { MyCourse, MyPage, MySection } from '../../service/personal/my-page.ts';
import type { ChosenSpan } from '../../service/personal/selection.ts';
import type { Assets } from './assets.ts';
import { renderLayout } from './layout.ts';
import { renderSubscribe } from './subscribe-panel.ts';
import { kindClass } from './week-grid.ts';

export interface MyViewParts {
  readonly assets: Assets;
  readonly siteName: string;
  readonly page: MyPage;
  readonly calendar: OpenCalendar;
  readonly reach: Reach;
  readonly device: Device;
  readonly message: string | null;
  /** It was made just now: its key must be kept. */
  readonly fresh: boolean;
  /** Sections are shown as chosen that are not saved. */
  readonly unsaved: boolean;
}

export function renderMyCalendar(parts: MyViewParts): VNode {
  const { assets, siteName, page, calendar, message, fresh, unsaved } = parts;
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: 'My calendar',
    indexed: false,
    scripts: ['my.js'],
    children: html`
      <header class="my-head" data-key=${calendar.key} data-label=${page.label}>
        <h1>My calendar</h1>
        <p class="lead">
          ${page.label === '' ? 'Empty so far. Add sections from your courses’ pages.' : `${page.label}: ${sayCount(page.meetings, 'meeting')}.`}
        </p>
        <p><a class="button is-first jump" href="#subscribe">Subscribe</a></p>
        ${message ? html`<p class="said" role="status">${message}</p>` : null}
        ${fresh ? html`<p class="said" role="status">Made. Subscribe to it, and keep the link that changes it.</p>` : null}
        ${unsaved ? html`<p class="said" role="status">What you add is marked below. Save to put it into your calendar.</p>` : null}
      </header>
      <div class="choosing">
        <div>
          ${renderNext(page)} ${renderEdit(parts)} ${renderKeep(parts)} ${renderEnd(calendar)}
        </div>
        ${renderAddress(parts)}
      </div>
    ` as VNode,
  });
}

function renderNext(page: MyPage): VNode | null {
  if (page.next.length === 0) return null;
  return html`<section class="my-next" aria-labelledby="next-title">
    <h2 id="next-title">Next</h2>
    <ul>
      ${page.next.map(
        ({ meeting: { facts }, section, code }) => html`<li class=${kindClass(section.kind)}>
          ${sayDay(facts.date, page.today)}, ${sayTimes(facts.startTime, facts.endTime)},${' '}
          <b class="meeting-id">${code} ${section.id}</b>${facts.where[0] ? html`, <bdi>${facts.where[0].text}</bdi>` : null}
        </li>`,
      )}
    </ul>
  </section>`;
}

function renderEdit({ page, calendar }: MyViewParts): VNode {
  return html`<section class="my-edit" aria-labelledby="edit-title">
    <h2 id="edit-title">What it holds</h2>
    <form method="post" action="/my/save" class="my-form">
      <input type="hidden" name="key" value=${calendar.key} />
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
    <label for=${field}>${wordsOf(kind).label}: reminder</label>
    <select id=${field} name=${`reminder-${kind}`}>
      ${choices.map(([known, label]) => html`<option value=${known} selected=${known === value}>${label}</option>`)}
    </select>
  </p>`;
}

function renderAddress({ page, calendar, reach, device }: MyViewParts): VNode {
  return html`<section class="subscribe-part" id="subscribe" aria-labelledby="subscribe-title">
    <h2 id="subscribe-title">Subscribe</h2>
    ${renderSubscribe({
      links: {
        url: `${reach.base}/my/${calendar.token}.ics`,
        download: null,
        name: 'My courses',
        page: editLink(reach, calendar),
      },
      device,
      warning: reach.warning,
      zone: page.zone,
      word: html`<p class="word">Whoever has this address sees these meetings, and nothing else. It says no name.</p>`,
      code: { url: editLink(reach, calendar), label: 'QR code of the link that opens this calendar' },
    })}
  </section>`;
}

function editLink(reach: Reach, calendar: OpenCalendar): string {
  return `${reach.base}/my/edit#${calendar.key}`;
}

function renderKeep({ reach, calendar }: MyViewParts): VNode {
  const link = editLink(reach, calendar);
  const mail = `mailto:?subject=${encodeURIComponent('My course calendar')}&body=${encodeURIComponent(`This link changes my course calendar:\n${link}`)}`;
  return html`<section class="my-keep" aria-labelledby="keep-title">
    <h2 id="keep-title">Keep the link that changes it</h2>
    <p>
      There is no account and no way to send it again. <span data-kept hidden>This device remembers it.</span> Keep it
      for your other devices.
    </p>
    <div class="address">
      <label for="edit-link">Link that changes this calendar</label>
      <div class="address-row">
        <input id="edit-link" type="text" readonly value=${link} spellcheck=${false} data-select />
        <button type="button" class="copy" data-copy="edit-link" hidden>Copy</button>
      </div>
      <p class="copied" role="status" id="edit-link-status"></p>
    </div>
    <p class="my-acts">
      <a class="button" href=${mail}>Mail it to myself</a>
      <button type="button" data-share=${link} hidden>Share it</button>
      <button type="button" data-forget-here=${calendar.key} hidden>Forget it on this device</button>
    </p>
  </section>`;
}

function renderEnd({ key }: OpenCalendar): VNode {
  return html`<section class="my-end" aria-labelledby="end-title">
    <h2 id="end-title">New address, or the end</h2>
    <details class="fold">
      <summary>Somebody else has the address</summary>
      <form method="post" action="/my/rotate">
        <input type="hidden" name="key" value=${key} />
        <p>A new address is made and the present one ends. Subscribe again afterwards; the link that changes it stays.</p>
        <p><button type="submit">Give it a new address</button></p>
      </form>
    </details>
    <details class="fold">
      <summary>Delete this calendar</summary>
      <form method="post" action="/my/delete">
        <input type="hidden" name="key" value=${key} />
        <p>Its address ends for good, and what it holds is forgotten. This cannot be undone.</p>
        <p><button type="submit" class="is-grave">Delete for good</button></p>
      </form>
    </details>
  </section>`;
}
