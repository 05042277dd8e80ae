/** Making words unreadable. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderHidden } from '../change/fields-view.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
import type { Redaction } from './redaction.ts';

interface Message {
  readonly said: string | null;
  readonly problem: string | null;
}

export function renderRedact(visit: SignedInVisit, { said, problem }: Message): VNode {
  return renderDesk(visit, {
    title: 'Redact words',
    children: html`<div class="desk-narrow">
      <h1>Redact words</h1>
      <p class="lead">
        Nothing disappears from the history silently. What should never have been written, or a person who asks to be forgotten,
        can be made unreadable: the entries stay, the words go, and this is recorded.
      </p>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${problem ? html`<p class="warning" role="alert">${problem}</p>` : null}
      <form method="post" action="/desk/redact">
        ${renderToken(visit.formToken)}
        <div class="field">
          <label for="words">Exact words, or a mail address</label>
          <input id="words" type="text" name="words" required minlength="3" maxlength="500" autocomplete="off" aria-describedby="words-about" />
          <p class="field-about" id="words-about">You will see where they stand before anything is done.</p>
        </div>
        <p class="desk-next"><button>Find them</button></p>
      </form>
    </div>`,
  });
}

const PLACES: readonly (readonly [keyof Redaction['where'], string])[] = [
  ['feeds', 'In feeds and on pages'],
  ['changes', 'In changes made at the desk, undone ones too'],
  ['history', 'In the history'],
  ['people', 'Among people, sign-ins and tokens'],
  ['calendars', 'In names of personal calendars'],
  ['rules', 'In earlier sets of rules'],
];

/** Where the words stand, before they go. */
export function renderRedaction(visit: SignedInVisit, words: string, found: Redaction): VNode {
  return renderDesk(visit, {
    title: 'Redact words',
    crumbs: [{ href: '/desk/redact', label: 'Redact words' }],
    children: html`<div class="desk-narrow">
      <h1>${say('count.places', { count: found.places })}</h1>
      <p class="lead">“<bdi>${words}</bdi>” will be made unreadable:</p>
      <dl class="desk-facts">
        ${PLACES.filter(([place]) => found.where[place] > 0).map(
          ([place, label]) => html`<dt>${label}</dt><dd>${found.where[place]}</dd>`,
        )}
      </dl>
      ${
        found.rules.length > 0
          ? html`<p class="warning" role="alert">
            <b>The rules say it too.</b> It stays there, and where feeds follow them, until somebody takes it out of
            ${found.rules.slice(0, 10).join(', ')}${found.rules.length > 10 ? ` and ${say('count.moreFiles', { count: found.rules.length - 10 })}` : ''}.
          </p>`
          : null
      }
      ${
        found.unreadable.length > 0
          ? html`<p class="warning" role="alert">It stays in ${found.unreadable.join(', ')}: what is stored of it is damaged.</p>`
          : null
      }
      <p>Calendars that hold it get the meetings anew. Backups and exports keep it. <b>This cannot be undone.</b></p>
      <div class="desk-decide">
        <form method="post" action="/desk/redact/confirm">
          ${renderToken(visit.formToken)} ${renderHidden({ words })}
          <button class="is-grave is-wide">Redact</button>
        </form>
        <a class="button is-first is-wide" href="/desk/redact">Leave it</a>
      </div>
    </div>`,
  });
}
