/** The latest changes, newest first: the public part of a course's history. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { PublishedChange } from '../../domain/published.ts';
import { localTimeIn } from '../../domain/zone.ts';
import { sayChanged } from '../../timetable/changed-meetings.ts';
import type { CoursePage } from '../../timetable/course-page.ts';
import { linkNotices, nameChoice } from '../../timetable/links.ts';
import { say } from '../../words/say.ts';
import { sayDay } from '../../words/wording.ts';

const FIRST = 6;
const MOST = 60;

/** @param notices whether notifications are available */
export function renderChangesLately(page: CoursePage, notices = false): VNode {
  const changes = groupAlike(page.changes);
  const rest = changes.slice(FIRST, MOST);
  return html`<section class="changes-part" id="changes" data-live aria-labelledby="changes-title">
    <div class="part-head">
      <h2 id="changes-title">${say('course.whatChanged')}</h2>
      <p class="part-note">
        ${notices ? html`<a href=${linkNotices([nameChoice(page)])}>${say('course.beTold')}</a> · ` : null}
        <a href=${`${page.path}/changes.atom`}>${say('course.followAsAtom')}</a>
      </p>
    </div>
    ${
      changes.length === 0
        ? html`<p class="empty">${say('course.noChangesYet')}</p>`
        : html`<ol class="changes">
          ${changes.slice(0, FIRST).map((alike) => renderChange(alike, page))}
        </ol>`
    }
    ${
      rest.length > 0
        ? html`<details class="fold">
          <summary>${say('course.moreChanges', { count: rest.length })}</summary>
          <ol class="changes">
            ${rest.map((alike) => renderChange(alike, page))}
          </ol>
        </details>`
        : null
    }
  </section>`;
}

/** Groups identical changes of several sections into one line, such as a lecture and the office hours after it. */
function groupAlike(
  changes: readonly PublishedChange[],
): readonly (readonly [PublishedChange, ...PublishedChange[]])[] {
  const groups = Map.groupBy(changes, (change) => JSON.stringify([change.at, sayChanged(change), change.line]));
  return [...groups.values()] as [PublishedChange, ...PublishedChange[]][];
}

function renderChange(alike: readonly [PublishedChange, ...PublishedChange[]], page: CoursePage): VNode {
  const [change] = alike;
  const at = localTimeIn(page.facts.zone, change.at).date;
  return html`<li>
    <time datetime=${new Date(change.at).toISOString()}>${sayDay(at, page.beside)}</time>
    <p><b class="meeting-id">${alike.map((one) => nameChanged(one, page)).join(', ')}</b>, ${sayChanged(change)}: <bdi>${change.line}</bdi></p>
  </li>`;
}

/** A change of the whole course is labelled with the course's code. */
function nameChanged(change: PublishedChange, page: CoursePage): string {
  return change.section === 'all' ? page.code : change.section;
}
