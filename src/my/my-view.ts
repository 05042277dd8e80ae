/** A personal calendar: address, sections, reminders, replacing the address, deletion. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { LocalDate } from '../domain/date.ts';
import type { MeetingFacts } from '../domain/schedule.ts';
import type { OpenCalendar } from '../feeds/personal/calendars.ts';
import type { SectionName } from '../feeds/personal/selection.ts';
import type { Device } from '../timetable/browser/device.ts';
import { linkNotices } from '../timetable/links.ts';
import { renderNoApp, renderSubscribe } from '../timetable/subscribe-panel.ts';
import { kindClass } from '../timetable/week-grid.ts';
import type { Assets } from '../web/assets.ts';
import { renderLayout } from '../web/layout.ts';
import type { PublicAddress } from '../web/public-address.ts';
import { renderQrCode } from '../web/qr-code.ts';
import { say, sayWith } from '../words/say.ts';
import { byClockOf } from '../words/voice.ts';
import { sayDay, sayDue, sayTimesOf, sayVenue } from '../words/wording.ts';
import { renderMyForm } from './my-form-view.ts';
import type { MyPage } from './my-page.ts';

export interface MyViewProps {
  readonly assets: Assets;
  readonly siteName: string;
  readonly page: MyPage;
  readonly calendar: OpenCalendar;
  readonly reach: PublicAddress;
  readonly device: Device;
  /** Whether notifications of changes are available. */
  readonly notices?: boolean;
  /** Which program last fetched it, and when, as text; null: not fetched yet. */
  readonly fetched: string | null;
  readonly message: string | null;
  /** Just created: the user must save its key. */
  readonly fresh: boolean;
  /** Sections added just now. */
  readonly added: readonly SectionName[];
}

export function renderMyCalendar(props: MyViewProps): VNode {
  const { assets, siteName, page, calendar, message, fresh, device } = props;
  const { name } = calendar.options;
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: name ?? say('my.myCalendar'),
    indexed: false,
    scripts: ['my.js'],
    children: html`
      ${device === 'android' ? renderNoApp() : null}
      <header class="my-head" data-key=${calendar.key} data-label=${name ?? page.label}>
        <h1><bdi>${name ?? say('my.myCalendar')}</bdi></h1>
        <p class="lead">
          ${page.label === '' ? say('my.empty') : `${page.label}: ${say('count.meetings', { count: page.meetings })}.`}
        </p>
        <p><a class="button is-first jump" href="#subscribe">${say('my.subscribe')}</a></p>
        ${message ? html`<p class="said" role="status">${message}</p>` : null}
        ${fresh ? html`<p class="said" role="status">${say('my.made')}</p>` : null}
        ${renderAdded(props)}
      </header>
      <div class="choosing">
        <div>
          ${renderNext(page)} ${renderMyForm(page, calendar)} ${renderKeep(props)} ${renderEnd(calendar)}
        </div>
        ${renderAddress(props)} ${props.notices ? renderTold(props) : null}
      </div>
    ` as VNode,
  });
}

/** 'Added CHEM 100 L01, D04. Undo' */
function renderAdded({ added, page, calendar }: MyViewProps): VNode | null {
  const values = new Set(added.map(({ term, course, section }) => `${term}/${course}/${section}`.toLowerCase()));
  const sections = page.courses.flatMap((course) =>
    course.sections.filter(({ value, chosen }) => chosen && values.has(value.toLowerCase())),
  );
  if (sections.length === 0) return null;
  const names = [...Map.groupBy(sections, ({ code }) => code)].map(
    ([code, own]) => `${code} ${own.map(({ id }) => id).join(', ')}`,
  );
  return html`<form method="post" action="/my/undo" class="said" role="status">
    <input type="hidden" name="key" value=${calendar.key} />
    ${sections.map(({ value }) => html`<input type="hidden" name="section" value=${value} />`)}
    ${say('my.addedAll', { sections: names.join('; ') })} <button type="submit" class="plain">${say('my.undo')}</button>
  </form>`;
}

function renderNext(page: MyPage): VNode | null {
  if (page.next.length === 0) return null;
  return html`<section class="my-next" aria-labelledby="next-title">
    <h2 id="next-title">${say('my.next')}</h2>
    <ul>
      ${page.next.map(
        ({ meeting: { facts }, section, code, course }) => html`<li class=${kindClass(section.kind)}>
          ${byClockOf(course.course, () => sayWhen(facts, page.today))},${' '}
          <b class="meeting-id">${code} ${facts.deadline ? html`<bdi>${facts.deadline.title}</bdi>` : section.id}</b>${facts.where[0] ? html`, <bdi>${sayVenue(facts.where[0])}</bdi>` : null}
        </li>`,
      )}
    </ul>
  </section>`;
}

function sayWhen(facts: MeetingFacts, today: LocalDate): string {
  if (facts.deadline) return sayDue(facts.date, facts.startTime, today);
  return `${sayDay(facts.date, today)}, ${sayTimesOf(facts)}`;
}

function renderAddress({ page, calendar, reach, device, fetched }: MyViewProps): VNode {
  return html`<section class="subscribe-part" id="subscribe" aria-labelledby="subscribe-title">
    <h2 id="subscribe-title">${say('my.subscribe')}</h2>
    <p class="fetched" data-fetched=${calendar.key} role="status">${fetched ?? say('my.notFetched')}</p>
    ${renderSubscribe({
      links: {
        url: `${reach.base}/my/${calendar.token}.ics`,
        download: null,
        name: calendar.options.name ?? say('my.myCourses'),
        page: `${reach.base}/my/${calendar.token}`,
      },
      device,
      warning: reach.warning,
      zone: page.zone,
      word: html`<p class="word">${say('my.whoeverHasThisAddressSees')}</p>`,
    })}
    <details class="qr-fold">
      <summary>${say('my.qrToSubscribe')}</summary>
      ${renderQrCode(`${reach.base}/my/${calendar.token}`, say('my.qrCodeOfSubscribing'))}
      <p>${say('my.thatPageChangesNothing')}</p>
    </details>
  </section>`;
}

function renderTold({ page }: MyViewProps): VNode | null {
  const chosen = page.courses.flatMap(({ sections }) => sections.filter((one) => one.chosen).map(({ value }) => value));
  if (chosen.length === 0) return null;
  return html`<p><a href=${linkNotices(chosen)}>${say('course.beTold')}</a></p>`;
}

function editLink(reach: PublicAddress, calendar: OpenCalendar): string {
  return `${reach.base}/my/edit#${calendar.key}`;
}

function renderKeep({ reach, calendar }: MyViewProps): VNode {
  const link = editLink(reach, calendar);
  const mail = `mailto:?subject=${encodeURIComponent(say('my.myCourseCalendar'))}&body=${encodeURIComponent(say('my.keyMail', { link }))}`;
  return html`<section class="my-keep" aria-labelledby="keep-title">
    <h2 id="keep-title">${say('my.keepTheLink')}</h2>
    <p>
      ${sayWith('my.thereIsNoAccountAnd', { remembered: html`<span data-kept hidden>${say('my.thisDeviceRemembersIt')}</span>` })}
    </p>
    <div class="address">
      <label for="edit-link">${say('my.linkThatChangesThisCalendar')}</label>
      <div class="address-row">
        <input id="edit-link" type="text" readonly value=${link} spellcheck=${false} data-select />
        <button type="button" class="copy" data-copy="edit-link" hidden>${say('my.copy')}</button>
      </div>
      <p class="copied" role="status" id="edit-link-status"></p>
    </div>
    <details class="qr-fold">
      <summary>${say('my.qrWithKey')}</summary>
      ${renderQrCode(link, say('my.qrCodeOfKey'))}
      <p>${say('my.whoeverReadsIt')}</p>
    </details>
    <p class="my-acts">
      <a class="button" href=${mail}>${say('my.mailItToMyself')}</a>
      <button type="button" data-share=${link} hidden>${say('my.shareIt')}</button>
      <button type="button" data-forget-here=${calendar.key} hidden>${say('my.forgetItOnThisDevice')}</button>
    </p>
  </section>`;
}

function renderEnd({ key, token }: OpenCalendar): VNode {
  return html`<section class="my-end" aria-labelledby="end-title">
    <h2 id="end-title">${say('my.newAddressOrTheEnd')}</h2>
    <details class="fold">
      <summary>${say('my.somebodyElseHasTheAddress')}</summary>
      <form method="post" action="/my/rotate">
        <input type="hidden" name="key" value=${key} />
        <input type="hidden" name="ends" value=${token} />
        <p>${say('my.aNewAddressIsMade')}</p>
        <p><button type="submit">${say('my.giveItANewAddress')}</button></p>
      </form>
    </details>
    <details class="fold">
      <summary>${say('my.deleteThisCalendar')}</summary>
      <form method="post" action="/my/delete">
        <input type="hidden" name="key" value=${key} />
        <p>${say('my.deleteAbout')}</p>
        <p><button type="submit" class="is-grave">${say('my.deleteForGood')}</button></p>
      </form>
    </details>
  </section>`;
}
