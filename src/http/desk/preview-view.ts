/** What a change will do, before it is published. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { sayList } from '../../domain/wording.ts';
import type { BriefMeeting, BriefTurn } from '../../service/brief-facts.ts';
import { sayCount } from '../../service/browse/time-wording.ts';
import { sayVerdict, sayWhen } from '../../service/desk/announcement.ts';
import type { Fields } from '../../service/desk/change-form.ts';
import { sayClash } from '../../service/desk/clashes.ts';
import type { Preview } from '../../service/desk/preview.ts';
import { renderHidden } from './fields-view.ts';
import { renderDesk, renderToken } from './frame.ts';
import { writeExpected } from './preconditions.ts';
import type { SignedInVisit } from './route.ts';

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
  /** The form as it came. */
  readonly fields: Fields;
  readonly idempotencyKey: string;
}

const MOST_SHOWN = 30;

export function renderPreview(visit: SignedInVisit, view: PreviewViewParts): VNode {
  const { place, preview, fields, idempotencyKey } = view;
  const clashes = preview.meetings.flatMap((meeting) => meeting.clashes.map((clash) => ({ meeting, clash })));
  return renderDesk(visit, {
    title: 'Before you publish',
    crumbs: [{ href: place.path, label: place.name }],
    children: html`<div class="desk-narrow">
      <h1>This will happen</h1>
      <p class="lead">${sayReach(preview)}</p>
      ${renderTurns(preview.meetings, preview.more)}
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
          <button class="is-first is-wide" id="publish">${clashes.length > 0 ? 'Publish all the same' : 'Publish'}</button>
        </form>
        <form method="post" action=${`${place.path}/preview`}>
          ${renderToken(visit.formToken)} ${renderCarried(fields)} ${renderHidden({ again: 'yes', expected: fields.expected?.[0] ?? '' })}
          <button class="is-wide">Change it first</button>
        </form>
      </div>
    </div>`,
  });
}

/** The fields on their way from one form to the next. */
const OWN = new Set(['form', 'expected', 'key', 'again']);

export function renderCarried(fields: Fields): VNode {
  return html`${Object.entries(fields)
    .filter(([name]) => !OWN.has(name))
    .flatMap(([name, values]) =>
      values.map((value) => html`<input type="hidden" name=${name} value=${value} />`),
    )}` as VNode;
}

function sayReach({ courses, meetings, more, personalFeeds }: Preview): string {
  const sections = [
    ...new Set(
      courses.flatMap(({ code, sections: ids }) => ids.map((id) => (courses.length === 1 ? id : `${code} ${id}`))),
    ),
  ];
  const which = sections.length > 8 ? `${sections.length} sections` : sayList(sections);
  const readers = personalFeeds === 0 ? 'no personal calendar yet' : sayCount(personalFeeds, 'personal calendar');
  const where = courses.length > 1 ? ` of ${courses.length} courses` : '';
  return `${sayCount(meetings.length + more, 'meeting')}${where} in the feeds of ${which || 'no section'}, and ${readers}.`;
}

/** @param more turns that are not at hand */
export function renderTurns(turns: readonly BriefTurn[], more: number): VNode {
  const shown = turns.slice(0, MOST_SHOWN);
  const rest = turns.length - shown.length + more;
  return html`<ul class="desk-turns">
    ${shown.map(
      (turn) => html`<li class=${turn.after.cancelled ? 'is-off' : ''}>
      <p class="desk-verdict"><b class="meeting-id">${turn.code} ${turn.after.section}</b> ${sayVerdict(turn)}</p>
      ${renderTurn(turn)}
    </li>`,
    )}
    ${rest > 0 ? html`<li class="desk-soft">and ${sayCount(rest, 'more meeting')}</li>` : null}
  </ul>`;
}

function renderTurn({ before, after }: BriefTurn): VNode {
  const rows: [string, string | null, string | null][] = [
    ['When', before && sayWhen(before), sayWhen(after)],
    ['Where', before && sayPlaces(before), sayPlaces(after)],
    ['Who', before && sayList(before.staff), sayList(after.staff)],
    ['Note', before ? before.notes.join(' ') : null, after.notes.join(' ')],
  ];
  return html`<dl>
    ${rows.map(([name, was, now], index) => {
      if (after.cancelled) return index === 0 ? html`<dt>${name}</dt><dd><s>${was ?? now}</s></dd>` : null;
      if (was === now) return index < 2 && now ? html`<dt>${name}</dt><dd>${now}</dd>` : null;
      return html`<dt>${name}</dt>
        <dd>${was ? html`<s><bdi>${was}</bdi></s> <span class="unseen">becomes</span> ` : null}<b><bdi>${now || 'nothing said'}</bdi></b></dd>`;
    })}
    ${after.cancelled && after.reason ? html`<dt>Line</dt><dd><bdi>${after.reason}</bdi></dd>` : null}
  </dl>`;
}

function sayPlaces({ where }: BriefMeeting): string {
  return sayList(where);
}
