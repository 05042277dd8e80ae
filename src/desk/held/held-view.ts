/** The page of a held edit: its effect on subscribers, and an owner's agreement. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say, sayWith } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderHidden } from '../change/fields-view.ts';
import { type ChangeTarget, renderDifferences, sayReach } from '../change/preview-view.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { sayInstant } from '../history/instant-wording.ts';
import type { HeldDesk } from './held-desk.ts';

export interface HeldViewProps {
  readonly target: ChangeTarget;
  readonly held: HeldDesk;
  readonly mayAgree: boolean;
  /** The visitor agreed to a different edit. */
  readonly isOther: boolean;
}

export function renderHeld(visit: SignedInVisit, { target, held, mayAgree, isOther }: HeldViewProps): VNode {
  const { edit, preview } = held;
  return renderDesk(visit, {
    title: say('deskCourse.aHeldEdit'),
    crumbs: [{ href: target.path, label: target.name }],
    children: html`<div class="desk-narrow">
      <h1>${say('deskCourse.editIsHeld')}</h1>
      ${isOther ? html`<p class="warning" role="alert">${sayWith('deskCourse.editChangedNow', { editChanged: html`<b>${say('deskCourse.editChanged')}</b>` })}</p>` : null}
      <p>
        ${say('deskCourse.heldAbout', { instant: sayInstant(edit.since, target.zone) })}
      </p>
      <h2>${say('deskCourse.whatSubscribersWillSee')}</h2>
      <p class="lead">${sayReach(preview)}</p>
      <p>${edit.summary}</p>
      ${renderDifferences(preview.meetings, preview.more)}
      ${preview.problems.map((problem) => html`<p class="warning">${problem}</p>`)}
      <div class="desk-decide">
        ${
          mayAgree
            ? html`<form method="post" action=${`${target.path}/held`}>
              ${renderToken(visit.formToken)} ${renderHidden({ edit: edit.rules })}
              <button class="is-first is-wide" id="agree">${say('deskCourse.agreeAndPublish')}</button>
            </form>`
            : html`<p>${say('deskCourse.ownerAgrees')}</p>`
        }
        <p class="desk-soft">${say('deskCourse.takeBackInFile')}</p>
      </div>
    </div>`,
  });
}
