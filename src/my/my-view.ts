/** A personal calendar: its address, what it holds, reminders, a new address, the end. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { OpenCalendar } from '../feeds/personal/calendars.ts';
import type { Device } from '../timetable/programs.ts';
import { renderSubscribe } from '../timetable/subscribe-panel.ts';
import { kindClass } from '../timetable/week-grid.ts';
import type { Assets } from '../web/assets.ts';
import { renderLayout } from '../web/layout.ts';
import type { Reach } from '../web/reach.ts';
import { say } from '../words/say.ts';
import { sayDay, sayTimes } from '../words/wording.ts';
import { renderMyForm } from './my-form-view.ts';
import type { MyPage } from './my-page.ts';

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
  const { name } = calendar.options;
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: name ?? 'My calendar',
    indexed: false,
    scripts: ['my.js'],
    children: html`
      <header class="my-head" data-key=${calendar.key} data-label=${name ?? page.label}>
        <h1><bdi>${name ?? 'My calendar'}</bdi></h1>
        <p class="lead">
          ${page.label === '' ? 'Empty so far. Add sections from your courses’ pages.' : `${page.label}: ${say('count.meetings', { count: page.meetings })}.`}
        </p>
        <p><a class="button is-first jump" href="#subscribe">Subscribe</a></p>
        ${message ? html`<p class="said" role="status">${message}</p>` : null}
        ${fresh ? html`<p class="said" role="status">Made. Subscribe to it, and keep the link that changes it.</p>` : null}
        ${unsaved ? html`<p class="said" role="status">What you add is marked below. Save to put it into your calendar.</p>` : null}
      </header>
      <div class="choosing">
        <div>
          ${renderNext(page)} ${renderMyForm(page, calendar)} ${renderKeep(parts)} ${renderEnd(calendar)}
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

function renderAddress({ page, calendar, reach, device }: MyViewParts): VNode {
  return html`<section class="subscribe-part" id="subscribe" aria-labelledby="subscribe-title">
    <h2 id="subscribe-title">Subscribe</h2>
    ${renderSubscribe({
      links: {
        url: `${reach.base}/my/${calendar.token}.ics`,
        download: null,
        name: calendar.options.name ?? 'My courses',
        page: editLink(reach, calendar),
      },
      device,
      warning: reach.warning,
      zone: page.zone,
      word: html`<p class="word">Whoever has this address sees these meetings, and nothing else. It says no name but the one you give it.</p>`,
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

function renderEnd({ key, token }: OpenCalendar): VNode {
  return html`<section class="my-end" aria-labelledby="end-title">
    <h2 id="end-title">New address, or the end</h2>
    <details class="fold">
      <summary>Somebody else has the address</summary>
      <form method="post" action="/my/rotate">
        <input type="hidden" name="key" value=${key} />
        <input type="hidden" name="ends" value=${token} />
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
