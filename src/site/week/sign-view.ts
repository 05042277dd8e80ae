/** A printable door sign: a section's usual times and a QR code for its page. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderArrangementOnSign } from '../../timetable/arrangements.ts';
import type { CoursePage } from '../../timetable/course-page.ts';
import { linkPage } from '../../timetable/links.ts';
import type { SectionCard } from '../../timetable/section-card.ts';
import { renderWeekGrid } from '../../timetable/week-grid.ts';
import type { Assets } from '../../web/assets.ts';
import { renderBare } from '../../web/layout.ts';
import { renderQrCode } from '../../web/qr-code.ts';
import { renderTower } from '../../web/tower.ts';
import { markTitle } from '../../words/own-language.ts';
import { say } from '../../words/say.ts';
import { capitalise, sayDates, sayList } from '../../words/wording.ts';

export interface SignViewProps {
  /** The page with the section chosen. */
  readonly page: CoursePage;
  readonly section: SectionCard;
  readonly base: string;
  readonly assets: Assets;
  readonly siteName: string;
  readonly isStatic?: boolean;
  /** Calendars of its rooms; empty: the site names none of them. */
  readonly rooms?: readonly VNode[];
}

export function renderSign({
  page,
  section,
  base,
  assets,
  siteName,
  isStatic = false,
  rooms = [],
}: SignViewProps): VNode {
  const { open } = page;
  const url = `${base}${linkPage(page)}`;
  const breaks = page.facts.breaks.map((gap) => `${gap.name} (${sayDates(gap.from, gap.until)})`);
  return renderBare({
    assets,
    siteName,
    page: 'sign',
    title: say('site.doorSign', { code: page.code, id: section.id }),
    indexed: false,
    isStatic,
    scripts: ['print.js'],
    children: html`
      <p class="sign-bar">
        <a href=${linkPage(page)}>${say('site.backTo', { code: page.code })}</a>
        <button type="button" data-print hidden>${say('site.print')}</button>
      </p>
      <article class="sign">
        <header>
          <p class="sign-code">${page.code} <b>${section.id}</b></p>
          <h1><bdi ...${markTitle(page.facts.titleLanguage)}>${page.title}</bdi></h1>
          <p class="sign-kind">${section.name}${section.people.length > 0 ? `, ${sayList(section.people.slice(0, 6))}` : ''}</p>
        </header>
        ${
          section.usual.length > 0 || section.arrangements.length > 0
            ? html`<ul class="sign-times">
              ${section.usual.map(
                (time) => html`<li>
                  <b>${capitalise(time.days)}</b> <span>${time.times}</span> <bdi class="sign-where">${time.where}</bdi>
                </li>`,
              )}
              ${section.arrangements.map((one) => renderArrangementOnSign(one, section.usual.length > 0))}
            </ul>`
            : html`<p class="sign-times">${say('site.timesToBeAnnounced')}</p>`
        }
        ${open ? renderWeekGrid({ week: typicalWeek(page), today: null, breaks: [], isTypical: true }) : null}
        <footer>
          <div>
            ${section.span ? html`<p>${sayDates(section.span.from, section.span.until)}</p>` : null}
            ${breaks.length > 0 ? html`<p>${say('site.notDuring', { breaks: sayList(breaks) })}</p>` : null}
            <p>${say('site.missingHint')}</p>
            <p class="sign-url">${url.replace(/^https?:\/\//, '')}</p>
            <p class="sign-mark">${renderTower(22)} ${siteName}</p>
          </div>
          ${renderQrCode(url, say('site.qrCodeOf', { url }))}
        </footer>
      </article>
      ${rooms.length > 0 ? html`<section class="sign-rooms">${rooms}</section>` : null}
    ` as VNode,
  });
}

/** The fullest week without changes, as typical of the term: a sign hangs there for months. */
function typicalWeek(page: CoursePage): NonNullable<CoursePage['open']> {
  const plain = page.weeks.filter((week) => week.cancelled === 0 && week.breaks.length === 0);
  const candidates = plain.length > 0 ? plain : page.weeks;
  const most = Math.max(...candidates.map(({ meetings }) => meetings.length));
  return candidates.find(({ meetings }) => meetings.length === most) as NonNullable<CoursePage['open']>;
}
