/** The 404 page: what was not found, and links to what exists. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { Assets } from '../web/assets.ts';
import { renderLayout } from '../web/layout.ts';
import { renderTower } from '../web/tower.ts';
import { say } from '../words/say.ts';

export interface MissingViewProps {
  readonly assets: Assets;
  readonly siteName: string;
  readonly isStatic?: boolean;
  /** 'There is no course of this name in Fall 2018.' */
  readonly message: string;
  /** Links to offer instead. */
  readonly instead: readonly { readonly href: string; readonly label: string }[];
}

export function renderMissing({ assets, siteName, isStatic = false, message, instead }: MissingViewProps): VNode {
  return renderLayout({
    assets,
    siteName,
    page: 'missing',
    title: say('site.notHere'),
    indexed: false,
    isStatic,
    children: html`<div class="missing">
      ${renderTower(72)}
      <h1>${say('site.noBellRingsHere')}</h1>
      <p class="lead">${message}</p>
      <ul>
        ${instead.map(({ href, label }) => html`<li><a href=${href}>${label}</a></li>`)}
        <li><a href="/">${say('site.allCourses')}</a></li>
      </ul>
      ${isStatic ? null : renderSearch()}
    </div>`,
  });
}

function renderSearch(): VNode {
  return html`<form class="search" method="get" action="/" role="search">
    <label class="unseen" for="q">${say('site.searchCourses')}</label>
    <input id="q" name="q" type="search" placeholder=${say('site.codeTitleOrTeacher')} autocomplete="off" />
    <button type="submit">${say('site.search')}</button>
  </form>`;
}
