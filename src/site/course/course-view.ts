/** A course's page. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { CoursePage } from '../../timetable/course-page.ts';
import { linkMy, linkPage } from '../../timetable/links.ts';
import { nameWeek, renderMeetingList } from '../../timetable/meeting-list.ts';
import type { Device } from '../../timetable/programs.ts';
import { renderChooser } from '../../timetable/section-chooser.ts';
import { renderSubscribe } from '../../timetable/subscribe-panel.ts';
import { renderTermStrip } from '../../timetable/term-strip.ts';
import { renderWeekGrid } from '../../timetable/week-grid.ts';
import type { Assets } from '../../web/assets.ts';
import { renderLayout } from '../../web/layout.ts';
import type { Reach } from '../../web/reach.ts';
import { say } from '../../words/say.ts';
import { renderChangesLately } from './changes-lately.ts';
import { renderCourseHead } from './course-head.ts';
import { renderOwnSite } from './own-site.ts';

export interface CourseViewParts {
  readonly page: CoursePage;
  readonly assets: Assets;
  readonly siteName: string;
  readonly reach: Reach;
  readonly device: Device;
  /** Whether other sites may frame the bare week. */
  readonly framed: boolean;
}

export function renderCourse(parts: CourseViewParts): VNode {
  const { page, assets, siteName, reach } = parts;
  return renderLayout({
    assets,
    siteName,
    page: 'course',
    title: `${page.code} ${page.title}, ${page.facts.termTitle}`,
    description: `When ${page.code} ${page.title} meets in ${page.facts.termTitle}: every meeting, and a calendar to subscribe to.`,
    scripts: ['course.js'],
    indexed: !page.facts.draft,
    links: [
      { rel: 'canonical', href: `${reach.base}${page.path}` },
      {
        rel: 'alternate',
        type: 'application/atom+xml',
        title: `Changes of ${page.code}`,
        href: `${page.path}/changes.atom`,
      },
      { rel: 'alternate', type: 'application/json', href: `${page.path}.json` },
    ],
    children: html`
      <p class="unseen" role="status" id="live-status"></p>
      ${renderCourseHead(page)} ${renderMeetings(page)} ${renderChoosing(parts)} ${renderChangesLately(page)}
      ${renderOwnSite(page, reach.base, parts.framed)}
    ` as VNode,
    footer: renderFooter(page),
  });
}

function renderMeetings(page: CoursePage): VNode {
  const which = page.chosen.length > 0 && page.sections.length > 1 ? `: ${page.chosen.join(', ')}` : '';
  return html`<section class="meetings-part" id="meetings" data-live aria-labelledby="meetings-title">
    <div class="part-head">
      <h2 id="meetings-title">Meetings${which}</h2>
      <p class="part-note">
        ${page.meetings.length > 0 ? html`<span>${say('count.meetings', { count: page.meetings.length })}</span>${' '}` : null}
        ${
          page.chosen.length > 0 && page.sections.length > 1
            ? html`<a href=${linkPage({ path: page.path, chosen: [] })}>Show every section</a>`
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
  return html`<figure class="week-figure">
    ${renderTermStrip(page)}
    <figcaption class="week-pager">
      ${
        before
          ? html`<a href=${linkPage(page, { week: before.from })} rel="prev" aria-label=${`Earlier: ${nameWeek(before, page.today)}`}>‹</a>`
          : html`<span aria-hidden="true">‹</span>`
      }
      <span class="week-name">${nameWeek(open, page.today)}</span>
      ${
        after
          ? html`<a href=${linkPage(page, { week: after.from })} rel="next" aria-label=${`Later: ${nameWeek(after, page.today)}`}>›</a>`
          : html`<span aria-hidden="true">›</span>`
      }
    </figcaption>
    ${renderWeekGrid({ week: open, today: page.today, breaks: page.facts.breaks })}
    <p class="week-source">Drawn from the ${page.feed ? 'calendar you would subscribe to' : 'course’s calendar'}.</p>
  </figure>`;
}

function renderChoosing(parts: CourseViewParts): VNode {
  const { page } = parts;
  return html`<div class="choosing">
    <section class="choose-part" id="choose" aria-labelledby="choose-title">
      <div class="part-head">
        <h2 id="choose-title">Choose your sections</h2>
        <p class="part-note">One calendar holds all that you choose.</p>
      </div>
      <div data-live id="chooser">${renderChooser(page)}</div>
    </section>
    <section class="subscribe-part" id="subscribe" data-live aria-labelledby="subscribe-title">
      <h2 id="subscribe-title">Subscribe</h2>
      ${renderFeed(parts)}
      ${
        page.unknown.length > 0
          ? html`<p class="warning">There is no section ${page.unknown.join(', ')} here.</p>`
          : null
      }
      <p class="everything">
        <b>Everything, for staff:</b> <a href=${page.everything.path}>all.ics</a> holds every section of the course${' '}
        (${say('count.sections', { count: page.sections.filter(({ gone }) => !gone).length })}). Students want their own.
      </p>
    </section>
  </div>`;
}

function renderFeed({ page, reach, device }: CourseViewParts): VNode {
  const { feed } = page;
  if (!feed) return renderNoFeed(page);
  const here = `${reach.base}${linkPage(page, { anchor: '#subscribe' })}`;
  return html`
    <p class="chosen">Your choice: <b>${page.chosen.join(' + ')}</b></p>
    ${renderSubscribe({
      links: { url: `${reach.base}${feed.path}`, download: feed.download, name: feed.name, page: here },
      device,
      warning: reach.warning,
      zone: page.facts.zone,
      word: html`<p class="word">
        This choice is part of the address and cannot be changed later. <a href=${linkMy(page)}>My calendar</a> can be: it
        holds sections of all your courses, and takes another precept later.
      </p>`,
      code: { url: here, label: `QR code of this page with ${page.chosen.join(', ')} chosen` },
    })}
  ` as VNode;
}

function renderNoFeed(page: CoursePage): VNode {
  if (page.tooMany) {
    return html`<p class="hint">One calendar holds at most 40 sections. Choose fewer, or use <a href="/my">My calendar</a>.</p>`;
  }
  return html`<p class="hint">
    Choose your sections first: your lecture, your precept, office hours if you like. The calendar’s address then stands
    here.
  </p>`;
}

function renderFooter(page: CoursePage): VNode {
  return html`<p class="page-links">
    <a href=${`${page.path}/changes.atom`}>What changed, as an Atom feed</a>
    <a href=${`${page.path}.json`}>This page as JSON</a>
    <span>Times are those of ${page.facts.zone.replaceAll('_', ' ')}.</span>
  </p>`;
}
