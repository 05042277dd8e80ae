/** The bare week as a static file, for embedding in other sites; reports its height to the embedding page. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { CoursePage } from '../../timetable/course-page.ts';
import { renderEveryWeekDrawn, renderEveryWeekListed } from '../../timetable/every-week.ts';
import { linkPage } from '../../timetable/links.ts';
import { sayNoMeetings } from '../../timetable/meeting-list.ts';
import type { Assets } from '../../web/assets.ts';
import { renderOnce } from '../../web/document.ts';
import { renderBare } from '../../web/layout.ts';
import { markTitle } from '../../words/own-language.ts';
import { say } from '../../words/say.ts';

/** All weeks of a course, as its page and its bare week show them. */
export interface RenderedWeeks {
  readonly listed: VNode;
  /** Null: it has no meetings. */
  readonly drawn: VNode | null;
}

export function renderWeeks(page: CoursePage): RenderedWeeks {
  const drawn = renderEveryWeekDrawn(page);
  return { listed: renderOnce(renderEveryWeekListed(page)), drawn: drawn && renderOnce(drawn) };
}

export interface StaticWeekProps {
  readonly page: CoursePage;
  readonly weeks: RenderedWeeks;
  readonly assets: Assets;
  readonly siteName: string;
}

export function renderStaticWeek({ page, weeks, assets, siteName }: StaticWeekProps): VNode {
  return renderBare({
    assets,
    siteName,
    page: 'week',
    isStatic: true,
    title: say('site.theWeek', { code: page.code }),
    indexed: false,
    scripts: ['static-course.js'],
    children: html`
      <div id="course" data-zone=${page.facts.zone}>
        <header class="bare-head">
          <h1><a href=${linkPage(page)} target="_top">${page.code} <bdi ...${markTitle(page.facts.titleLanguage)}>${page.title}</bdi></a></h1>
        </header>
        ${weeks.drawn ?? html`<p class="empty">${sayNoMeetings(page)}</p>`}
        <details class="fold">
          <summary>${say('site.theWeekInWords')}</summary>
          <h2 class="unseen">${say('course.meetings')}</h2>
          ${weeks.listed}
        </details>
        <p class="bare-foot"><a href=${`${linkPage(page)}#choose`} target="_top">${say('site.subscribe')}</a></p>
      </div>
    ` as VNode,
  });
}
