/** What a change will do, before it is published. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Concern } from '../../domain/concern.ts';
import type { PublishedMeeting } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { sayVerdict } from '../../publication/words.ts';
import type { Unreached } from '../../publish/agreed-rules.ts';
import type { CourseDifference } from '../../publish/differences.ts';
import { say } from '../../words/say.ts';
import { sayList } from '../../words/wording.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
import { sayWhen } from './announcement.ts';
import type { Fields } from './change-form.ts';
import { sayClash } from './clashes.ts';
import { renderHidden } from './fields-view.ts';
import { writeExpected } from './preconditions.ts';
import type { Preview } from './preview.ts';

export interface ChangePlace {
  /** '/desk/courses/fall-2018/cos418' */
  readonly path: string;
  /** What the way back is called: the course's code, the term's title. */
  readonly name: string;
  readonly zone: string;
}

export interface PreviewViewParts {
  readonly place: ChangePlace;
  readonly preview: Preview;
  readonly unreached: readonly Unreached[];
  readonly concerns: readonly Concern[];
  /** To change instead, where this one is over. */
  readonly next: PublishedMeeting | null;
  /** The form as it came. */
  readonly fields: Fields;
  readonly idempotencyKey: string;
}

const MOST_SHOWN = 30;

export function renderPreview(visit: SignedInVisit, view: PreviewViewParts): VNode {
  const { place, preview, concerns, next, fields, idempotencyKey } = view;
  const clashes = preview.meetings.flatMap((meeting) => meeting.clashes.map((clash) => ({ meeting, clash })));
  return renderDesk(visit, {
    title: 'Before you publish',
    crumbs: [{ href: place.path, label: place.name }],
    children: html`<div class="desk-narrow">
      <h1>This will happen</h1>
      <p class="lead">${sayReach(preview)}</p>
      ${renderDifferences(preview.meetings, preview.more)}
      ${
        clashes.length > 0
          ? html`<div class="warning" role="alert">
            <p><b>It clashes:</b></p>
            <ul>
              ${clashes.slice(0, 12).map(({ meeting, clash }) => html`<li>${meeting.after.section}, ${sayWhen(meeting.after)}: <bdi>${sayClash(clash)}</bdi></li>`)}
              ${clashes.length > 12 ? html`<li>and ${clashes.length - 12} more</li>` : null}
            </ul>
          </div>`
          : null
      }
      ${renderUnreached(view.unreached)}
      ${preview.problems.map((problem) => html`<p class="warning">${problem}</p>`)}
      ${
        preview.soon
          ? html`<p class="warning">
            <b>This is less than 24 hours ahead.</b> Most calendars look again only every few hours, Google’s up to once a day:
            many students will not see it in time. The next page has an announcement ready to send.
          </p>`
          : null
      }
      <div class="desk-decide">
        <form method="post" action=${`${place.path}/publish`}>
          ${renderToken(visit.formToken)} ${renderCarried(fields)}
          ${renderHidden({ expected: writeExpected(preview.expected), key: idempotencyKey })}
          ${renderConcerns(concerns)} ${next ? renderNext(place, next) : null}
          <button class="is-first is-wide" id="publish">${clashes.length + concerns.length > 0 ? 'Publish all the same' : 'Publish'}</button>
        </form>
        <form method="post" action=${`${place.path}/preview`}>
          ${renderToken(visit.formToken)} ${renderCarried(fields)} ${renderHidden({ again: 'yes', expected: fields.expected?.[0] ?? '' })}
          <button class="is-wide">Change it first</button>
        </form>
      </div>
    </div>`,
  });
}

/** A closing that some classes do not learn of must not look as if all had. */
export function renderUnreached(unreached: readonly Unreached[]): VNode | null {
  if (unreached.length === 0) return null;
  return html`<div class="warning" role="alert">
    <p><b>It does not reach ${say('count.courses', { count: unreached.length })}:</b></p>
    <ul>
      ${unreached.map(({ key, why }) => html`<li><bdi>${key}</bdi>: ${why}</li>`)}
    </ul>
  </div>` as VNode;
}

/** The fields on their way from one form to the next. */
const OWN = new Set(['form', 'expected', 'key', 'again', 'agree']);

export function renderCarried(fields: Fields): VNode {
  return html`${Object.entries(fields)
    .filter(([name]) => !OWN.has(name))
    .flatMap(([name, values]) =>
      values.map((value) => html`<input type="hidden" name=${name} value=${value} />`),
    )}` as VNode;
}

/** Each is ticked before anything is published. */
function renderConcerns(concerns: readonly Concern[]): VNode | null {
  if (concerns.length === 0) return null;
  return html`<div class="warning desk-concerns" role="alert">
    ${concerns.map(
      ({ code, message }) => html`<p>${message}</p>
        <p class="desk-check">
          <input id=${`agree-${code}`} type="checkbox" name="agree" value=${code} required />
          <label for=${`agree-${code}`}>I mean that</label>
        </p>`,
    )}
  </div>`;
}

function renderNext(place: ChangePlace, { uid, facts }: PublishedMeeting): VNode {
  return html`<p class="desk-next">
    Or the next one: <a href=${`${place.path}/meeting?${new URLSearchParams({ uid })}`}>${facts.section}, ${sayWhen(facts)}</a>.
  </p>`;
}

export function sayReach({ courses, meetings, more, personalFeeds }: Preview): string {
  const sections = [
    ...new Set(
      courses.flatMap(({ code, sections: ids }) => ids.map((id) => (courses.length === 1 ? id : `${code} ${id}`))),
    ),
  ];
  const which = sections.length > 8 ? `${sections.length} sections` : sayList(sections);
  const readers =
    personalFeeds === 0 ? 'no personal calendar yet' : say('count.personalCalendars', { count: personalFeeds });
  const where = courses.length > 1 ? ` of ${courses.length} courses` : '';
  return `${say('count.meetings', { count: meetings.length + more })}${where} in the feeds of ${which || 'no section'}, and ${readers}.`;
}

/** @param more others that are not at hand */
export function renderDifferences(differences: readonly CourseDifference[], more: number): VNode {
  const shown = differences.slice(0, MOST_SHOWN);
  const rest = differences.length - shown.length + more;
  return html`<ul class="desk-turns">
    ${shown.map(
      (one) => html`<li class=${one.after?.status === 'cancelled' ? 'is-off' : ''}>
      <p class="desk-verdict"><b class="meeting-id">${one.code} ${(one.after ?? one.before)?.section}</b> ${sayVerdict(one)}</p>
      ${one.after ? renderFacts(one.before, one.after) : null}
    </li>`,
    )}
    ${rest > 0 ? html`<li class="desk-soft">and ${say('count.moreMeetings', { count: rest })}</li>` : null}
  </ul>`;
}

function renderFacts(before: MeetingFacts | null, after: MeetingFacts): VNode {
  if (after.status === 'cancelled') {
    return html`<dl>
      <dt>When</dt><dd><s>${sayWhen(before ?? after)}</s></dd>
      ${after.reason ? html`<dt>Line</dt><dd><bdi>${after.reason}</bdi></dd>` : null}
    </dl>`;
  }
  const rows: [string, string | null, string | null][] = [
    ['When', before && sayWhen(before, after.date), sayWhen(after, before?.date)],
    ['Where', before && sayPlaces(before), sayPlaces(after)],
    ['Who', before && sayList(before.staff), sayList(after.staff)],
    ['Note', before ? before.notes.join(' ') : null, after.notes.join(' ')],
  ];
  return html`<dl>
    ${rows.map(([name, was, now], index) => {
      if (was === now) return index < 2 && now ? html`<dt>${name}</dt><dd>${now}</dd>` : null;
      return html`<dt>${name}</dt>
        <dd>${was ? html`<s><bdi>${was}</bdi></s> <span class="unseen">becomes</span> ` : null}<b><bdi>${now || 'nothing said'}</bdi></b></dd>`;
    })}
  </dl>`;
}

function sayPlaces({ where }: MeetingFacts): string {
  return sayList(where.map(({ text }) => text));
}
