/** The page of a published or undone change, with the announcement to send. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say, sayWith } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { sayInstant } from '../history/instant-wording.ts';
import type { Announcement } from './announcement.ts';
import type { MadeChange } from './made-change.ts';
import { isSoon } from './preview.ts';
import { type ChangeTarget, renderDifferences, renderUnreached } from './preview-view.ts';
import type { ToldPeople } from './told.ts';

export function renderAnnouncement({ subject, text }: Announcement): VNode {
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
  return html`<div class="desk-announce">
    <label for="announcement">${say('deskChange.announcement')}</label>
    <textarea id="announcement" rows=${countRows(text)} readonly data-select>${text}</textarea>
    <div class="desk-acts">
      <button type="button" data-copy="announcement" hidden>${say('deskChange.copy')}</button>
      <button type="button" data-share="announcement" data-title=${subject} hidden>${say('deskChange.share')}</button>
      <a class="button" href=${mail}>${say('deskChange.mail')}</a>
    </div>
    <p class="copied" id="announcement-status" role="status"></p>
  </div>`;
}

function renderTold({ people, chat, waits }: ToldPeople): VNode {
  const count = { count: people };
  const said = say(waits ? 'deskChange.goesToPeople' : 'deskChange.sentToPeople', count);
  const lines = people === 0 ? say('deskChange.nobodyAsked') : said;
  return html`<p id="told">${lines}${chat ? ` ${say('deskChange.chatIsTold')}` : null}</p>` as VNode;
}

/** The number of rows of the text on a phone. */
function countRows(text: string): number {
  return Math.min(
    14,
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 36)), 0),
  );
}

export interface DoneViewProps extends MadeChange {
  readonly target: ChangeTarget;
  readonly subject: string;
  readonly announcement: Announcement;
  /** Null if there are no notices. */
  readonly told: ToldPeople | null;
  readonly mayUndo: boolean;
}

export function renderDone(visit: SignedInVisit, view: DoneViewProps): VNode {
  const { target, undone, differences, announcement } = view;
  const now = visit.context.desk.clock();
  const soon = differences.some((one) => isSoon(one, now));
  return renderDesk(visit, {
    title: undone ? say('deskChange.takenBack') : say('deskChange.published'),
    crumbs: [{ href: target.path, label: target.name }],
    children: html`<div class="desk-narrow">
      <h1 id="published">${undone ? say('deskChange.takenBack') : say('deskChange.published')}</h1>
      <p class="said" role="status">
        ${undone ? say('deskChange.undoneBy', { by: undone.by, instant: sayInstant(undone.at, target.zone) }) : say('deskChange.publishedNow')}
      </p>
      <p class="desk-facts"><b>${view.summary}</b>${view.say ? html`: <bdi>${view.say}</bdi>` : null}</p>
      <p class="desk-soft">${sayWith('deskChange.publishedBy', { by: html`<bdi>${view.by}</bdi>`, instant: sayInstant(view.at, target.zone) })}${view.why ? html`. ${sayWith('deskChange.reasonForStaff', { why: html`<bdi>${view.why}</bdi>` })}` : null}</p>
      ${renderUnreached(view.unreached)}
      ${renderDifferences(differences, view.more)}
      <section class="desk-part">
        <h2>${say('deskChange.tellYourStudents')}</h2>
        ${
          soon
            ? html`<p class="warning">
              ${sayWith('deskChange.tooSoonSendThis', { tooSoon: html`<b>${say('deskChange.tooSoon')}</b>` })}
            </p>`
            : html`<p>${say('deskChange.postIt')}</p>`
        }
        ${view.told === null ? null : renderTold(view.told)}
        ${renderAnnouncement(announcement)}
      </section>
      <div class="desk-decide">
        <a class="button is-first is-wide" href=${target.path}>${say('deskChange.backToTheMeetings')}</a>
        ${
          view.mayUndo && !undone
            ? html`<form method="post" action=${`${target.path}/changes/${view.id}/undo`}>
              ${renderToken(visit.formToken)}
              <button class="is-wide" id="undo">${say('deskChange.undoIt')}</button>
            </form>`
            : null
        }
      </div>
    </div>`,
  });
}
