/** The bare week, for embedding in other sites. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderArrangements } from '../../timetable/arrangements.ts';
import type { CoursePage } from '../../timetable/course-page.ts';
import { linkPage } from '../../timetable/links.ts';
import { listArranged, nameWeek, renderMeetingList, sayNoMeetings } from '../../timetable/meeting-list.ts';
import { renderWeekGrid } from '../../timetable/week-grid.ts';
import type { Assets } from '../../web/assets.ts';
import { renderBare } from '../../web/layout.ts';
import { markTitle } from '../../words/own-language.ts';
import { say } from '../../words/say.ts';

export interface WeekViewProps {
  readonly page: CoursePage;
  readonly assets: Assets;
  readonly siteName: string;
}

export function renderWeekPage({ page, assets, siteName }: WeekViewProps): VNode {
  const { open, weeks } = page;
  // Suggested sections count only on the course's page: here an empty choice is not written.
  const own = { path: page.path, chosen: page.chosen, sections: [] };
  const at = open ? weeks.indexOf(open) : -1;
  const link = (from: string): string =>
    linkPage(own, { week: from }).replace(page.path, `${page.path}/week`).replace('#meetings', '');
  const before = weeks[at - 1];
  const after = weeks[at + 1];
  return renderBare({
    assets,
    siteName,
    page: 'week',
    title: say('site.theWeek', { code: page.code }),
    indexed: false,
    children: html`
      <header class="bare-head">
        <h1><a href=${linkPage(own)} target="_top">${page.code} <bdi ...${markTitle(page.facts.titleLanguage)}>${page.title}</bdi></a></h1>
        ${
          open
            ? html`<div class="week-pager">
              ${before ? html`<a href=${link(before.from)} rel="prev" aria-label=${say('site.earlierWeek')}>‹</a>` : html`<span aria-hidden="true">‹</span>`}
              <h2 class="week-name">${nameWeek(open, page)}</h2>
              ${after ? html`<a href=${link(after.from)} rel="next" aria-label=${say('site.laterWeek')}>›</a>` : html`<span aria-hidden="true">›</span>`}
            </div>`
            : null
        }
      </header>
      ${
        open
          ? html`${renderWeekGrid({ week: open, today: page.today, breaks: page.facts.breaks })}
            <details class="fold">
              <summary>${say('site.theWeekInWords')}</summary>
              ${renderMeetingList({ ...page, weeks: [open] }, false)}
            </details>`
          : html`<p class="empty">${sayNoMeetings(page)}</p>`
      }
      ${renderArrangements(listArranged(page))}
      <p class="bare-foot"><a href=${`${linkPage(own)}#choose`} target="_top">${say('site.subscribe')}</a> <span>${say('course.timesAreThoseOf', { zone: page.facts.zone.replaceAll('_', ' ') })}</span></p>
    ` as VNode,
  });
}
