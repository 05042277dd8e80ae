/** What a change did: published or taken back, with the announcement to send. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Unreached } from '../../publish/agreed-rules.ts';
import type { CourseDifference } from '../../publish/differences.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
import { sayInstant } from '../history/instant-wording.ts';
import type { Announcement } from './announcement.ts';
import { isSoon } from './preview.ts';
import { type ChangePlace, renderDifferences, renderUnreached } from './preview-view.ts';

export function renderAnnouncement({ subject, text }: Announcement): VNode {
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return html`<div class="desk-announce">
    <label for="announcement">Announcement</label>
    <textarea id="announcement" rows=${countRows(text)} readonly data-select>${text}</textarea>
    <div class="desk-acts">
      <button type="button" data-copy="announcement" hidden>Copy</button>
      <button type="button" data-share="announcement" data-title=${subject} hidden>Share</button>
      <a class="button" href=${mail}>Mail</a>
    </div>
    <p class="copied" id="announcement-status" role="status"></p>
  </div>`;
}

/** As many rows as the text takes up on a phone. */
function countRows(text: string): number {
  return Math.min(
    14,
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 36)), 0),
  );
}

export interface DoneViewParts {
  readonly place: ChangePlace;
  readonly subject: string;
  readonly id: string;
  readonly summary: string;
  readonly say: string | null;
  readonly why: string | null;
  readonly by: string;
  readonly at: number;
  readonly undone: { readonly by: string; readonly at: number } | null;
  readonly differences: readonly CourseDifference[];
  readonly more: number;
  readonly unreached: readonly Unreached[];
  readonly announcement: Announcement;
  readonly mayUndo: boolean;
}

export function renderDone(visit: SignedInVisit, view: DoneViewParts): VNode {
  const { place, undone, differences, announcement } = view;
  const now = visit.parts.desk.clock();
  const soon = differences.some((one) => isSoon(one, now));
  return renderDesk(visit, {
    title: undone ? 'Taken back' : 'Published',
    crumbs: [{ href: place.path, label: place.name }],
    children: html`<div class="desk-narrow">
      <h1 id="published">${undone ? 'Taken back' : 'Published'}</h1>
      <p class="said" role="status">
        ${undone ? `The meetings are as before, in every feed. Taken back by ${undone.by}, ${sayInstant(undone.at, place.zone)}.` : 'It is in the feeds now. Calendars show it when they next look.'}
      </p>
      <p class="desk-facts"><b>${view.summary}</b>${view.say ? html`: <bdi>${view.say}</bdi>` : null}</p>
      <p class="desk-soft">By <bdi>${view.by}</bdi>, ${sayInstant(view.at, place.zone)}${view.why ? html`. Reason for staff: <bdi>${view.why}</bdi>` : null}</p>
      ${renderUnreached(view.unreached)}
      ${renderDifferences(differences, view.more)}
      <section class="desk-part">
        <h2>Tell your students</h2>
        ${
          soon
            ? html`<p class="warning">
              <b>This is less than 24 hours ahead.</b> Most calendars will not show it in time: send this too.
            </p>`
            : html`<p>Ready to post, if you like; calendars follow by themselves.</p>`
        }
        ${renderAnnouncement(announcement)}
      </section>
      <div class="desk-decide">
        <a class="button is-first is-wide" href=${place.path}>Back to the meetings</a>
        ${
          view.mayUndo && !undone
            ? html`<form method="post" action=${`${place.path}/changes/${view.id}/undo`}>
              ${renderToken(visit.formToken)}
              <button class="is-wide" id="undo">Undo it</button>
            </form>`
            : null
        }
      </div>
    </div>`,
  });
}
