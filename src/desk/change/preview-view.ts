/** The page of a preview. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Concern } from '../../domain/concern.ts';
import type { PublishedMeeting } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { sayVerdict } from '../../publication/words.ts';
import type { Unreached } from '../../publish/agreed-rules.ts';
import type { CourseDifference } from '../../publish/differences.ts';
import { say, sayWith } from '../../words/say.ts';
import { sayList, sayVenue } from '../../words/wording.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { nameMeeting, sayWhen } from './announcement.ts';
import type { Fields } from './change-form.ts';
import { sayClash } from './clashes.ts';
import { renderHidden } from './fields-view.ts';
import { writeExpected } from './preconditions.ts';
import type { Preview } from './preview.ts';

export interface ChangeTarget {
  /** '/desk/courses/fall-2018/cos418' */
  readonly path: string;
  /** The label of the link back: the course's code, or the term's title. */
  readonly name: string;
  readonly zone: string;
}

export interface PreviewViewProps {
  readonly target: ChangeTarget;
  readonly preview: Preview;
  readonly unreached: readonly Unreached[];
  readonly concerns: readonly Concern[];
  /** The next meeting, if this one is over. */
  readonly next: PublishedMeeting | null;
  /** The form's fields. */
  readonly fields: Fields;
  readonly idempotencyKey: string;
}

const MOST_SHOWN = 30;

export function renderPreview(visit: SignedInVisit, view: PreviewViewProps): VNode {
  const { target, preview, concerns, next, fields, idempotencyKey } = view;
  const clashes = preview.meetings.flatMap((meeting) => meeting.clashes.map((clash) => ({ meeting, clash })));
  return renderDesk(visit, {
    title: say('deskChange.beforeYouPublish'),
    crumbs: [{ href: target.path, label: target.name }],
    children: html`<div class="desk-narrow">
      <h1>${say('deskChange.thisWillHappen')}</h1>
      <p class="lead">${sayReach(preview)}</p>
      ${renderDifferences(preview.meetings, preview.more)}
      ${
        clashes.length > 0
          ? html`<div class="warning" role="alert">
            <p><b>${say('deskChange.itClashes')}</b></p>
            <ul>
              ${clashes.slice(0, 12).map(({ meeting, clash }) => html`<li>${meeting.after.section}, ${sayWhen(meeting.after)}: <bdi>${sayClash(clash)}</bdi></li>`)}
              ${clashes.length > 12 ? html`<li>${say('deskChange.andMore', { number: clashes.length - 12 })}</li>` : null}
            </ul>
          </div>`
          : null
      }
      ${renderUnreached(view.unreached)}
      ${preview.problems.map((problem) => html`<p class="warning">${problem}</p>`)}
      ${
        preview.soon
          ? html`<p class="warning">
            ${sayWith('deskChange.tooSoonAnnounce', { tooSoon: html`<b>${say('deskChange.tooSoon')}</b>` })}
          </p>`
          : null
      }
      <div class="desk-decide">
        <form method="post" action=${`${target.path}/publish`}>
          ${renderToken(visit.formToken)} ${renderCarried(fields)}
          ${renderHidden({ expected: writeExpected(preview.expected), key: idempotencyKey })}
          ${renderConcerns(concerns)} ${next ? renderNext(target, next) : null}
          <button class="is-first is-wide" id="publish">${clashes.length + concerns.length > 0 ? say('deskChange.publishAllTheSame') : say('deskChange.publish')}</button>
        </form>
        <form method="post" action=${`${target.path}/preview`}>
          ${renderToken(visit.formToken)} ${renderCarried(fields)} ${renderHidden({ again: 'yes', expected: fields.expected?.[0] ?? '' })}
          <button class="is-wide">${say('deskChange.changeItFirst')}</button>
        </form>
      </div>
    </div>`,
  });
}

/** Names the courses that a change of a term does not reach. */
export function renderUnreached(unreached: readonly Unreached[]): VNode | null {
  if (unreached.length === 0) return null;
  return html`<div class="warning" role="alert">
    <p><b>${say('deskChange.itDoesNotReach', { courses: say('count.courses', { count: unreached.length }) })}</b></p>
    <ul>
      ${unreached.map(({ key, why }) => html`<li><bdi>${key}</bdi>: ${why}</li>`)}
    </ul>
  </div>` as VNode;
}

/** Hidden fields that carry a change to the next form. */
const OWN = new Set(['form', 'expected', 'key', 'again', 'agree']);

export function renderCarried(fields: Fields): VNode {
  return html`${Object.entries(fields)
    .filter(([name]) => !OWN.has(name))
    .flatMap(([name, values]) =>
      values.map((value) => html`<input type="hidden" name=${name} value=${value} />`),
    )}` as VNode;
}

/** Questions, each with a box to tick before publishing. */
function renderConcerns(concerns: readonly Concern[]): VNode | null {
  if (concerns.length === 0) return null;
  return html`<div class="warning desk-concerns" role="alert">
    ${concerns.map(
      ({ code, message }) => html`<p>${message}</p>
        <p class="desk-check">
          <input id=${`agree-${code}`} type="checkbox" name="agree" value=${code} required />
          <label for=${`agree-${code}`}>${say('deskChange.iMeanThat')}</label>
        </p>`,
    )}
  </div>`;
}

function renderNext(target: ChangeTarget, { uid, facts }: PublishedMeeting): VNode {
  return html`<p class="desk-next">
    ${sayWith('deskChange.orTheNextOne', { link: html`<a href=${`${target.path}/meeting?${new URLSearchParams({ uid })}`}>${nameMeeting(facts)}, ${sayWhen(facts)}</a>` })}
  </p>`;
}

export function sayReach({ courses, meetings, more, personalFeeds }: Preview): string {
  const sections = [
    ...new Set(
      courses.flatMap(({ code, sections: ids }) => ids.map((id) => (courses.length === 1 ? id : `${code} ${id}`))),
    ),
  ];
  const which = sections.length > 8 ? say('deskChange.sections', { number: sections.length }) : sayList(sections);
  const readers =
    personalFeeds === 0
      ? say('deskChange.noPersonalCalendarYet')
      : say('count.personalCalendars', { count: personalFeeds });
  const several = say('count.meetings', { count: meetings.length + more });
  const counted =
    courses.length > 1
      ? say('deskChange.meetingsOfCourses', {
          meetings: several,
          courses: say('count.courses', { count: courses.length }),
        })
      : several;
  return say('deskChange.reaches', {
    meetings: counted,
    sections: which || say('deskChange.noSection'),
    readers,
  });
}

/** @param more the number of further ones that are not loaded */
export function renderDifferences(differences: readonly CourseDifference[], more: number): VNode {
  const shown = differences.slice(0, MOST_SHOWN);
  const rest = differences.length - shown.length + more;
  return html`<ul class="desk-turns">
    ${shown.map(
      (one) => html`<li class=${one.after?.status === 'cancelled' ? 'is-off' : ''}>
      <p class="desk-verdict"><b class="meeting-id">${one.code} ${nameOf(one)}</b> ${sayVerdict(one)}</p>
      ${one.after ? renderFacts(one.before, one.after) : null}
    </li>`,
    )}
    ${rest > 0 ? html`<li class="desk-soft">${say('deskChange.and', { moreMeetings: say('count.moreMeetings', { count: rest }) })}</li>` : null}
  </ul>`;
}

function nameOf({ before, after }: CourseDifference): string {
  const facts = after ?? before;
  return facts ? nameMeeting(facts) : '';
}

function renderFacts(before: MeetingFacts | null, after: MeetingFacts): VNode {
  if (after.status === 'cancelled') {
    return html`<dl>
      <dt>${say('deskChange.when')}</dt><dd><s>${sayWhen(before ?? after)}</s></dd>
      ${after.reason ? html`<dt>${say('deskChange.line')}</dt><dd><bdi>${after.reason}</bdi></dd>` : null}
    </dl>`;
  }
  const rows: [string, string | null, string | null][] = [
    [say('deskChange.when'), before && sayWhen(before, after.date), sayWhen(after, before?.date)],
    [say('deskChange.where'), before && sayPlaces(before), sayPlaces(after)],
    [say('deskChange.who'), before && sayList(before.staff), sayList(after.staff)],
    [say('deskChange.note'), before ? before.notes.join(' ') : null, after.notes.join(' ')],
  ];
  return html`<dl>
    ${rows.map(([name, was, now], index) => {
      if (was === now) return index < 2 && now ? html`<dt>${name}</dt><dd>${now}</dd>` : null;
      return html`<dt>${name}</dt>
        <dd>${was ? html`<s><bdi>${was}</bdi></s> <span class="unseen">${say('deskChange.becomes')}</span> ` : null}<b><bdi>${now || say('deskChange.nothingSaid')}</bdi></b></dd>`;
    })}
  </dl>`;
}

function sayPlaces({ where }: MeetingFacts): string {
  return sayList(where.map(sayVenue));
}
