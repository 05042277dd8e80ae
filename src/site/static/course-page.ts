/** A course's page as a static file: all meetings, all built feeds, and the data that its script needs to choose. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { DEVICES, type Device } from '../../timetable/browser/device.ts';
import { type CoursePage, countSections } from '../../timetable/course-page.ts';
import { renderDeadlines } from '../../timetable/deadline-list.ts';
import { linkSign } from '../../timetable/links.ts';
import { listPrograms } from '../../timetable/programs.ts';
import type { SectionCard } from '../../timetable/section-card.ts';
import { renderChooser } from '../../timetable/section-chooser.ts';
import { renderNoApp, renderPanelTemplate } from '../../timetable/subscribe-panel.ts';
import type { Assets } from '../../web/assets.ts';
import { type LayoutProps, renderLayout } from '../../web/layout.ts';
import { judgeAddress } from '../../web/public-address.ts';
import { renderQrCode } from '../../web/qr-code.ts';
import { say, sayWith } from '../../words/say.ts';
import { inVoice } from '../../words/voice.ts';
import { renderChangesLately } from '../course/changes-lately.ts';
import { describeDocument, renderCourseHead } from '../course/course-head.ts';
import { renderOwnSite } from '../course/own-site.ts';
import type { RenderedWeeks } from './week-page.ts';

export interface StaticCourseProps {
  readonly page: CoursePage;
  readonly weeks: RenderedWeeks;
  readonly assets: Assets;
  readonly siteName: string;
  /** PUBLIC_URL; null: the page's script derives URLs from its own. */
  readonly publicUrl: string | null;
  /** The section ids of each joined feed that was built. */
  readonly joined: readonly (readonly string[])[];
}

export function renderStaticCourse(props: StaticCourseProps): VNode {
  return renderLayout(inVoice(props.page.facts, () => describePage(props)));
}

function describePage(props: StaticCourseProps): LayoutProps {
  const { page, assets, siteName, publicUrl } = props;
  return {
    ...describeDocument(page),
    assets,
    siteName,
    isStatic: true,
    scripts: ['static-course.js'],
    address: publicUrl === null ? null : { base: publicUrl, path: page.path },
    children: html`
      <p class="unseen" role="status" id="live-status"></p>
      <div id="course" data-zone=${page.facts.zone} data-base=${publicUrl ?? ''} data-path=${page.path} data-name=${say('feed.sections', { code: page.code, sections: '~', term: page.facts.termTitle })}>
        ${renderNoApp()} ${renderCourseHead(page)}
        ${renderChoosing(props)}
        <section class="meetings-part" id="meetings" aria-labelledby="meetings-title">
          <div class="part-head">
            <h2 id="meetings-title">${say('course.meetings')}<span id="meetings-which"></span></h2>
            <p class="part-note">
              <span id="meetings-count">${say('count.meetings', { count: page.meetings.length })}</span>
              <button type="button" id="show-all" class="plain" hidden>${say('course.showEverySection')}</button>
            </p>
          </div>
          <div class="meetings-body">${props.weeks.listed} ${props.weeks.drawn}</div>
        </section>
        ${renderDeadlines(page)}
        ${renderChangesLately(page)}
        ${publicUrl ? renderOwnSite(page, publicUrl, true) : null}
      </div>
    ` as VNode,
    footer: html`<p class="page-links">
      <a href=${`${page.path}/changes.atom`}>${say('course.atomFeed')}</a>
      <a href=${`${page.path}.json`}>${say('course.thisPageAsJson')}</a>
      <span>${say('course.timesAreThoseOf', { zone: page.facts.zone.replaceAll('_', ' ') })}</span>
    </p>`,
  };
}

function renderChoosing(props: StaticCourseProps): VNode {
  const { page, publicUrl } = props;
  return html`<div class="choosing">
    <section class="choose-part" id="choose" aria-labelledby="choose-title">
      <h2 id="choose-title">${say('course.whichAreYours')}</h2>
      ${renderChooser({
        page,
        action: null,
        links: (section) => renderLinks(page, section, publicUrl),
        bar: html`<p class="choice-bar">
          <a class="button is-first" href="#subscribe">${say('timetable.subscribe')} <span class="bar-choice" data-choice></span></a>
        </p>` as VNode,
      })}
    </section>
    <section class="subscribe-part" id="subscribe" aria-labelledby="subscribe-title">
      <h2 id="subscribe-title">${say('course.subscribe')}</h2>
      <p class="hint" id="choose-first">
        ${say(props.joined.length > 0 ? 'static.byALinkOrSeveral' : 'static.byALink')}
      </p>
      <div id="panel" hidden>
        <p class="chosen">${sayWith('course.yourChoice', { sections: html`<b data-choice></b>` })}</p>
        <div id="panel-feed"></div>
      </div>
      ${DEVICES.map((device) => renderPanel(props, device))}
      <p class="warning" id="not-built" hidden>
        ${say('static.notTogether')}
      </p>
      ${renderJoined(props)}
      <p class="everything">
        ${sayWith('course.holdsEverySectionOfThe', {
          everythingForStaff: html`<b>${say('course.everythingForStaff')}</b>`,
          link: html`<a href=${page.everything.path}>all.ics</a>`,
          sections: say('count.sections', { count: countSections(page) }),
        })}
      </p>
      ${publicUrl ? renderCode(`${publicUrl}${page.path}`) : null}
    </section>
  </div>`;
}

/** Plain links first: they work in every browser without JavaScript. */
function renderLinks(page: CoursePage, { id, kind }: SectionCard, publicUrl: string | null): VNode {
  const feed = `${page.path}/${id}.ics`;
  const programs = publicUrl ? listPrograms(linksOf(page, id, id, publicUrl), 'other') : [];
  const of = { ofSection: html`<span class="unseen">${say('timetable.of', { id })}</span>` };
  return html`<p class="choice-links">
    ${programs.map(({ name, href }) =>
      href !== null && name in SHORT
        ? html`<a class="by-program" href=${href} rel=${href.startsWith('https:') ? 'noreferrer' : null}>${sayWith(SHORT[name] as 'static.google', of)}</a>`
        : null,
    )}
    <a href=${feed}>${sayWith('timetable.feed', of)}</a>
    <a href=${feed.replace(/\.ics$/, '.download.ics')} download>${sayWith('static.file', of)}</a>
    ${kind === 'deadline' ? null : html`<a href=${linkSign(page, id)}>${sayWith('timetable.doorSign', of)}</a>`}
  </p>`;
}

const SHORT: Readonly<Record<string, string>> = {
  google: 'static.google',
  webcal: 'static.webcal',
  outlook: 'static.outlook',
  microsoft365: 'static.microsoft365',
};

function linksOf(page: CoursePage, parts: string, name: string, base: string) {
  const feed = `${page.path}/${parts}.ics`;
  return {
    url: `${base}${feed}`,
    download: feed.replace(/\.ics$/, '.download.ics'),
    name: `${page.code} ${name} · ${page.facts.termTitle}`,
    page: `${base}${page.path}?choose=${parts}`,
  };
}

function renderPanel({ page, publicUrl }: StaticCourseProps, device: Device): VNode {
  return renderPanelTemplate({
    device,
    download: `${page.path}/~parts~.download.ics`,
    warning: publicUrl ? judgeAddress(publicUrl, '').warning : null,
    zone: page.facts.zone,
    word: html`<p class="word">${say('static.partOfTheAddress')}</p>` as VNode,
  });
}

function renderJoined({ page, joined, publicUrl }: StaticCourseProps): VNode | null {
  if (joined.length === 0) return null;
  return html`<details class="fold" id="joined">
    <summary>${say('static.severalInOne')}</summary>
    <ul class="joined">
      ${joined.map((ids) => {
        const feed = `${page.path}/${ids.join('+')}.ics`;
        const webcal = publicUrl && `${publicUrl}${feed}`.replace(/^https?:/, 'webcal:');
        return html`<li>
          <b>${ids.join(' + ')}</b> ${webcal ? html`<a href=${webcal}>${say('timetable.subscribe')}</a>${' '}` : null}
          <a href=${feed} data-parts=${ids.join('+')}>${sayWith('timetable.feed', { ofSection: html`<span class="unseen">${say('timetable.of', { id: ids.join(' + ') })}</span>` })}</a>
        </li>`;
      })}
    </ul>
  </details>`;
}

function renderCode(url: string): VNode {
  return html`<details class="qr-fold">
    <summary>${say('static.qrCode')}</summary>
    ${renderQrCode(url, say('site.qrCodeOf', { url }))}
    <p>${say('static.opensThisPage')}</p>
  </details>`;
}
