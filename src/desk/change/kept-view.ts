/** The page for a form sent without a session or with an old token: its content is kept and can be sent again. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say } from '../../words/say.ts';
import type { Visit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import type { Fields } from './change-form.ts';
import { renderCarried } from './preview-view.ts';

/** A change is not published from here: its preview is shown again first. */
const CHANGE = /\/(?:publish|preview)$/;

/** Whether the form has content that would be lost. */
export function holdsWords(fields: Fields): boolean {
  return Object.entries(fields).some(([name, texts]) => name !== 'form' && texts.some((text) => text.trim() !== ''));
}

export function renderKept(visit: Visit, path: string): VNode {
  const { fields, visitor, formToken } = visit;
  const isChange = CHANGE.test(path);
  return renderDesk(visit, {
    title: visitor ? say('deskChange.onceMorePlease') : say('deskChange.pleaseSignIn'),
    children: html`<div class="desk-narrow">
      <h1>${visitor ? say('deskChange.onceMorePlease') : say('deskChange.pleaseSignIn')}</h1>
      <p class="lead">
        ${visitor ? say('deskChange.formTooOld') : say('deskChange.sessionEnded')}
      </p>
      ${
        visitor
          ? null
          : html`<p class="desk-next"><a class="button is-first is-wide" href="/desk" target="_blank" rel="noopener">${say('deskChange.signInInAnotherTab')}</a></p>`
      }
      <form method="post" action=${isChange ? path.replace(CHANGE, '/preview') : undefined}>
        ${renderToken(formToken)} ${renderCarried(fields)}
        ${fields.expected ? html`<input type="hidden" name="expected" value=${fields.expected[0]} />` : null}
        ${isChange ? html`<input type="hidden" name="again" value="yes" />` : null}
        <p class="desk-next"><button class=${visitor ? 'is-first is-wide' : 'is-wide'}>${visitor ? say('deskChange.goOn') : say('deskChange.signedInGoOn')}</button></p>
      </form>
      ${renderTyped(fields)}
    </div>`,
  });
}

const WORDS = [
  ['say', 'deskChange.publicLine'],
  ['why', 'deskChange.reason'],
  ['note', 'deskChange.note'],
] as const;

/** The typed texts, to copy if all else fails. */
function renderTyped(fields: Fields): VNode | null {
  const typed = WORDS.flatMap(([name, label]) => {
    const text = (fields[name]?.[0] ?? '').trim();
    return text === '' ? [] : [{ label, text }];
  });
  if (typed.length === 0) return null;
  return html`<dl class="desk-facts">${typed.map(({ label, text }) => html`<dt>${say(label)}</dt><dd><bdi>${text}</bdi></dd>`)}</dl>`;
}
