/** Making words unreadable. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderDesk, renderToken } from './frame.ts';
import type { SignedInVisit } from './route.ts';

export function renderRedact(visit: SignedInVisit, said: string | null, problem: string | null): VNode {
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
          <p class="field-about" id="words-about">Wherever they stand: history, reasons, public lines, feeds. This cannot be undone.</p>
        </div>
        <p class="desk-next"><button class="is-grave">Redact</button></p>
      </form>
    </div>`,
  });
}
