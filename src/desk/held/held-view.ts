/** An edit of a course's rules that waits: what subscribers will see of it, and an owner's agreement. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { SignedInVisit } from '../access/route.ts';
import { renderHidden } from '../change/fields-view.ts';
import { type ChangePlace, renderDifferences, sayReach } from '../change/preview-view.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
import { sayInstant } from '../history/instant-wording.ts';
import type { HeldDesk } from './held-desk.ts';

export interface HeldViewParts {
  readonly place: ChangePlace;
  readonly held: HeldDesk;
  readonly mayAgree: boolean;
  /** The visitor agreed to another edit than this one. */
  readonly isOther: boolean;
}

export function renderHeld(visit: SignedInVisit, { place, held, mayAgree, isOther }: HeldViewParts): VNode {
  const { edit, preview } = held;
  return renderDesk(visit, {
    title: 'A held edit',
    crumbs: [{ href: place.path, label: place.name }],
    children: html`<div class="desk-narrow">
      <h1>An edit of the rules is held</h1>
      ${isOther ? html`<p class="warning" role="alert"><b>The edit has changed since you looked.</b> Nothing was published. This is what it does now.</p>` : null}
      <p>
        It takes away a section or many of the meetings to come, so it waits until somebody agrees, since ${sayInstant(edit.since, place.zone)}.
        Calendars are as they were, and changes made here do not publish it.
      </p>
      <h2>What subscribers will see</h2>
      <p class="lead">${sayReach(preview)}</p>
      <p>${edit.summary}</p>
      ${renderDifferences(preview.meetings, preview.more)}
      ${preview.problems.map((problem) => html`<p class="warning">${problem}</p>`)}
      <div class="desk-decide">
        ${
          mayAgree
            ? html`<form method="post" action=${`${place.path}/held`}>
              ${renderToken(visit.formToken)} ${renderHidden({ edit: edit.rules })}
              <button class="is-first is-wide" id="agree">Agree and publish</button>
            </form>`
            : html`<p>An owner of the site agrees to it here.</p>`
        }
        <p class="desk-soft">To leave things as they are, take the edit back in the file of rules.</p>
      </div>
    </div>`,
  });
}
