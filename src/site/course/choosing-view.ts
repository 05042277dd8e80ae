/** Choosing and subscribing: the section rows, the bar below them, the subscribe options. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { MAX_PARTS } from '../../feeds/address.ts';
import { type CoursePage, countSections } from '../../timetable/course-page.ts';
import { linkPage } from '../../timetable/links.ts';
import { renderChooser } from '../../timetable/section-chooser.ts';
import { renderPanelTemplate, renderSubscribe } from '../../timetable/subscribe-panel.ts';
import { renderQrCode } from '../../web/qr-code.ts';
import { say, sayWith } from '../../words/say.ts';
import { type ChoosingProps, renderAct, renderSheet } from './calendar-sheet.ts';

export function renderChoosing(props: ChoosingProps): VNode {
  const { page } = props;
  return html`<div class="choosing">
    <section class="choose-part" id="choose" aria-labelledby="choose-title">
      <h2 id="choose-title">${say('course.whichAreYours')}</h2>
      ${
        page.unknown.length > 0
          ? html`<p class="warning">${say('course.thereIsNoSectionHere', { sections: page.unknown.join(', ') })}</p>`
          : null
      }
      ${renderChooser({ page, action: `${page.path}#subscribe`, links: null, bar: renderBar(page) })}
    </section>
    <section class="subscribe-part" id="subscribe" aria-labelledby="subscribe-title">
      <h2 id="subscribe-title">${say('course.subscribe')}</h2>
      ${renderFeed(props)}
      <p class="everything">
        ${sayWith('course.holdsEverySectionOfThe', { everythingForStaff: html`<b>${say('course.everythingForStaff')}</b>`, link: html`<a href=${page.everything.path}>all.ics</a>`, sections: say('count.sections', { count: countSections(page) }) })}
      </p>
    </section>
    ${renderSheet(props)}
  </div>`;
}

function renderBar(page: CoursePage): VNode {
  return html`<div class="choice-bar">
    <p class="act-said" role="status" data-said></p>
    ${renderAct({ page })}
  </div>`;
}

/** Three states, switched by the page's script: nothing chosen, too many sections, or the feed. */
function renderFeed({ page, reach, device }: ChoosingProps): VNode {
  const { feed } = page;
  const here = `${reach.base}${linkPage(page)}`;
  const common = { device, warning: reach.warning, zone: page.facts.zone, word: null };
  return html`
    <div class="act">${renderAct({ page })}</div>
    <p class="act-said" role="status" data-said></p>
    <p class="word">${say('course.oneForAll')}</p>
    <p class="hint" id="choose-first" hidden=${page.chosen.length > 0}>${say('course.chooseYourSectionsFirstYour')}</p>
    <p class="hint" id="too-many" hidden=${!page.tooMany} data-most=${MAX_PARTS}>
      ${sayWith('course.tooManySections', { link: html`<a href="/my">${say('course.myCalendar')}</a>` })}
    </p>
    <details class="plain-fold" id="panel" hidden=${feed === null}>
      <summary>${say('course.plainLink')}</summary>
      <p class="chosen">${sayWith('course.plainOf', { sections: html`<b data-choice>${page.chosen.join(', ')}</b>` })}</p>
      <div id="panel-feed">
        ${
          feed
            ? renderSubscribe({
                ...common,
                links: { url: `${reach.base}${feed.path}`, download: feed.download, name: feed.name, page: here },
              })
            : null
        }
      </div>
    </details>
    ${renderPanelTemplate({ ...common, download: `${page.path}/~parts~.download.ics` })}
    <details class="qr-fold">
      <summary>${say('timetable.qrCodeForAnotherDevice')}</summary>
      <div data-live id="qr">
        ${renderQrCode(here, page.chosen.length > 0 ? say('course.qrCode', { sections: page.chosen.join(', ') }) : say('site.qrCodeOf', { url: here }))}
      </div>
      <p>${say('timetable.choiceLinkAbout')}</p>
    </details>
  ` as VNode;
}
