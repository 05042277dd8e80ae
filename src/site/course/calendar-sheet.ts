/** The subscribe dialog: the personal calendar, a preview, and how to add it to each program. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Device } from '../../timetable/browser/device.ts';
import type { CoursePage } from '../../timetable/course-page.ts';
import { linkPage } from '../../timetable/links.ts';
import { renderPanelTemplate } from '../../timetable/subscribe-panel.ts';
import type { PublicAddress } from '../../web/public-address.ts';
import { say, sayWith } from '../../words/say.ts';

export interface ChoosingProps {
  readonly page: CoursePage;
  readonly reach: PublicAddress;
  readonly device: Device;
}

/** The choice's button, in the bar and in the panel; without JavaScript its form leads to My calendar. */
export function renderAct({ page }: Pick<ChoosingProps, 'page'>): VNode {
  return html`<button
    type="submit"
    form="choose-form"
    formaction="/my"
    name="course"
    value=${page.path.slice(1)}
    class="is-first"
    data-act
  >
    <span data-act-word>${say('timetable.subscribe')}</span> <span class="bar-choice" data-choice>${page.chosen.join(', ')}</span>
  </button>`;
}

export function renderSheet({ page, device, reach }: ChoosingProps): VNode {
  return html`<dialog class="sheet" id="sheet" aria-labelledby="sheet-title">
      <form method="dialog" class="sheet-close"><button type="submit" aria-label=${say('course.close')}>×</button></form>
      <h2 id="sheet-title">${say('course.yourCalendar')}</h2>
      <p id="sheet-state" role="status"></p>
      <p><button type="button" data-act-again hidden>${say('course.tryAgain')}</button></p>
      ${device === 'in-app' ? renderElsewhere(page, reach) : null}
      <div id="sheet-ready" hidden>
        <p class="sheet-proof" id="sheet-proof"></p>
        <p class="fetched" id="sheet-fetched" role="status"></p>
        <div id="sheet-programs"></div>
        <ul class="sheet-notes">
          <li>${say('course.changeLater')}</li>
          <li>${say('course.plainBefore')}</li>
          <li>${sayWith('course.otherDevices', { link: html`<a href="/my">${say('course.myCalendar')}</a>` })}</li>
        </ul>
      </div>
    </dialog>
    <template id="my-panel">
      ${renderPanelTemplate({ id: 'my-url', device, download: null, warning: reach.warning, zone: page.facts.zone, word: html`<p class="word">${say('my.whoeverHasThisAddressSees')}</p>` as VNode })}
    </template>` as VNode;
}

/** In-app browsers create no calendar: they cannot subscribe and soon lose the key. */
function renderElsewhere(page: CoursePage, reach: PublicAddress): VNode {
  return html`<div id="sheet-elsewhere">
    <p>${say('course.insideAnApp')}</p>
    <ol class="sheet-steps">
      <li>${say('course.copyPage')}</li>
      <li>${say('course.pasteElsewhere')}</li>
      <li>${say('course.subscribeThere')}</li>
    </ol>
    <div class="address-row">
      <input id="page-url" type="text" readonly value=${`${reach.base}${linkPage(page)}`} aria-label=${say('course.linkOfThisPage')} data-select />
      <button type="button" class="copy is-first" data-copy="page-url" hidden>${say('course.copy')}</button>
    </div>
    <p class="copied" role="status" id="page-url-status"></p>
  </div>`;
}
