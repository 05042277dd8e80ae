/** What is wrong now, on the desk's first page, for those who may do something about it. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { CONDITION_CODES, type Condition } from '../../domain/condition.ts';
import { say, sayWith } from '../../words/say.ts';
import { sayInstant } from '../history/instant-wording.ts';

const SHOWN = 20;

export function renderConditions(conditions: readonly Condition[]): VNode | null {
  if (conditions.length === 0) return null;
  const others = conditions.length - SHOWN;
  return html`<section class="desk-part desk-conditions">
    <h2>${say('deskCourse.needsAttention')}</h2>
    <ul class="desk-links">
      ${conditions.slice(0, SHOWN).map(
        ({ code, subject, message, hint, since }) => html`<li>
          <strong>${CONDITION_CODES[code].title}</strong>: <bdi>${subject}</bdi>
          <p>${message}${hint === undefined ? '' : ` (${hint})`}</p>
          <p class="desk-soft">${say('deskCourse.since', { instant: sayInstant(since) })}</p>
        </li>`,
      )}
    </ul>
    ${others > 0 ? html`<p class="desk-soft">${sayWith('deskCourse.andMoreSee', { number: others, command: html`<code>belltower status</code>` })}</p>` : null}
  </section>`;
}
