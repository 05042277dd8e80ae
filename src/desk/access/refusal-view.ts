/** The page shown when the desk refuses a request: the reason, and where to continue. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderTower } from '../../web/tower.ts';
import { renderDesk } from '../course/desk-layout.ts';
import type { Visit } from './route.ts';

export interface Refusal {
  readonly title: string;
  readonly text: string;
  readonly action: { readonly href: string; readonly label: string };
}

export function renderRefusal(visit: Visit, { title, text, action }: Refusal): VNode {
  return renderDesk(visit, {
    title,
    children: html`<div class="missing">
      ${renderTower(56)}
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      <p class="desk-next"><a class="button is-first" href=${action.href}>${action.label}</a></p>
    </div>`,
  });
}
