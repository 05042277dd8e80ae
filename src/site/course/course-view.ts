/** A course's page. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Device } from '../../timetable/browser/device.ts';
import type { CoursePage } from '../../timetable/course-page.ts';
import { renderDeadlines } from '../../timetable/deadline-list.ts';
import { linkPage } from '../../timetable/links.ts';
import { nameWeek, renderMeetingList } from '../../timetable/meeting-list.ts';
import { renderNoApp } from '../../timetable/subscribe-panel.ts';
import { renderTermStrip } from '../../timetable/term-strip.ts';
import { renderWeekGrid } from '../../timetable/week-grid.ts';
import type { Assets } from '../../web/assets.ts';
import { type LayoutProps, renderLayout } from '../../web/layout.ts';
import type { PublicAddress } from '../../web/public-address.ts';
import { say } from '../../words/say.ts';
import { inVoice } from '../../words/voice.ts';
import { renderChangesLately } from './changes-lately.ts';
import { renderChoosing } from './choosing-view.ts';
import { describeDocument, renderCourseHead } from './course-head.ts';
import { renderOwnSite } from './own-site.ts';

export interface CourseViewProps {
  readonly page: CoursePage;
  readonly assets: Assets;
  readonly siteName: string;
  readonly reach: PublicAddress;
  readonly device: Device;
  /** Whether other sites may embed the bare week in a frame. */
  readonly framed: boolean;
  /** Whether notifications are available. */
  readonly notices?: boolean;
}

export function renderCourse(props: CourseViewProps): VNode {
  return renderLayout(inVoice(props.page.facts, () => describePage(props)));
}

function describePage(props: CourseViewProps): LayoutProps {
  const { page, assets, siteName, reach } = props;
  // Visitors of a past term rarely want to subscribe.
  const isOver = page.phase === 'after';
  return {
    ...describeDocument(page),
    assets,
    siteName,
    scripts: ['course.js'],
    indexed: !page.facts.draft,
    address: { base: reach.base, path: page.path },
    children: html`
      <p class="unseen" role="status" id="live-status"></p>
      <div id="course" ...${markCourse(page, reach.base)}>
        ${props.device === 'android' ? renderNoApp() : null} ${renderCourseHead(page)} ${isOver ? null : renderChoosing(props)} ${renderMeetings(page)} ${renderDeadlines(page)} ${renderChangesLately(page, props.notices)} ${isOver ? renderChoosing(props) : null}
        ${renderOwnSite(page, reach.base, props.framed)}
      </div>
    ` as VNode,
    footer: renderFooter(page),
  };
}

/** Data attributes from which the page's script builds links. */
function markCourse(page: CoursePage, base: string): Readonly<Record<string, string>> {
  const { code, facts } = page;
  return {
    'data-path': page.path,
    'data-base': base,
    'data-name': say('feed.sections', { code, sections: '~', term: facts.termTitle }),
    'data-many': say('feed.sectionCount', { number: '~' }),
  };
}

function renderMeetings(page: CoursePage): VNode {
  const attended = page.sections.filter((one) => one.chosen && one.kind !== 'deadline').map(({ id }) => id);
  const chosen = attended.length > 0 && page.sections.length > 1 ? attended.join(', ') : null;
  return html`<section class="meetings-part" id="meetings" data-live aria-labelledby="meetings-title">
    <p class="warning" role="alert" data-unloaded hidden>
      ${say('course.meetingsNotLoaded')} <button type="button" data-load-again>${say('course.tryAgain')}</button>
    </p>
    <div class="part-head">
      <h2 id="meetings-title">${chosen === null ? say('course.meetings') : say('course.meetingsOf', { sections: chosen })}</h2>
      <p class="part-note">
        ${page.meetings.length > 0 ? html`<span>${say('count.meetings', { count: page.meetings.length })}</span>${' '}` : null}
        ${
          page.chosen.length > 0 && page.sections.length > 1
            ? html`<a href=${`${page.path}?choose=#meetings`}>${say('course.showEverySection')}</a>`
            : null
        }
      </p>
    </div>
    <div class="meetings-body">
      ${renderMeetingList(page)}
      ${page.open ? renderWeekFigure(page) : null}
    </div>
  </section>`;
}

function renderWeekFigure(page: CoursePage): VNode | null {
  const { open, weeks } = page;
  if (!open) return null;
  const at = weeks.indexOf(open);
  const before = weeks[at - 1];
  const after = weeks[at + 1];
  return html`<div class="week-figure">
    ${renderTermStrip(page)}
    <div class="week-pager">
      ${
        before
          ? html`<a href=${linkPage(page, { week: before.from })} rel="prev" aria-label=${say('course.earlier', { week: nameWeek(before, page) })}>‹</a>`
          : html`<span aria-hidden="true">‹</span>`
      }
      <span class="week-name">${nameWeek(open, page)}</span>
      ${
        after
          ? html`<a href=${linkPage(page, { week: after.from })} rel="next" aria-label=${say('course.later', { week: nameWeek(after, page) })}>›</a>`
          : html`<span aria-hidden="true">›</span>`
      }
    </div>
    ${renderWeekGrid({ week: open, today: page.today, breaks: page.facts.breaks })}
    <p class="week-source">${say('course.drawnFromThe', { calendar: page.feed ? say('course.calendarYouWouldSubscribeTo') : say('course.coursesCalendar') })}</p>
  </div>`;
}

function renderFooter(page: CoursePage): VNode {
  return html`<p class="page-links">
    <a href=${`${page.path}/changes.atom`}>${say('course.atomFeed')}</a>
    <a href=${`${page.path}.json`}>${say('course.thisPageAsJson')}</a>
    <span>${say('course.timesAreThoseOf', { zone: page.facts.zone.replaceAll('_', ' ') })}</span>
  </p>`;
}
