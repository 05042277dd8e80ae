/** The layout of the desk's pages: the site's, with the signed-in person; not cached, not indexed. */
import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { renderLayout } from '../../web/layout.ts';
import { sendPage } from '../../web/page-context.ts';
import { say } from '../../words/say.ts';
import type { Visit } from '../access/route.ts';

export interface DeskLayout {
  readonly title: string;
  /** Breadcrumbs, outermost first. */
  readonly crumbs?: readonly { readonly href: string; readonly label: string }[];
  readonly children: ComponentChildren;
}

export function renderDesk({ context, visitor, formToken }: Visit, frame: DeskLayout): VNode {
  const { assets, siteName } = context;
  return renderLayout({
    assets,
    siteName,
    page: 'desk',
    title: frame.title,
    indexed: false,
    scripts: ['desk.js'],
    links: [{ rel: 'stylesheet', href: assets.href('desk.css') }],
    children: html`
      ${
        visitor
          ? html`<div class="desk-bar">
            <nav class="crumbs" aria-label=${say('deskCourse.desk')}>
              <a href="/desk">${say('deskCourse.desk')}</a>
              ${(frame.crumbs ?? []).map(({ href, label }) => html`<a href=${href}>${label}</a>`)}
            </nav>
            <div class="desk-who">
              <a href="/desk/devices"><bdi>${visitor.shownName ?? visitor.name}</bdi></a>
              <form method="post" action="/desk/sign-out">
                ${renderToken(formToken)}
                <button class="is-plain">${say('deskCourse.signOut')}</button>
              </form>
            </div>
          </div>`
          : null
      }
      ${frame.children}
    ` as VNode,
  });
}

/** The hidden token of every form of a signed-in page. */
export function renderToken(formToken: string): VNode {
  return html`<input type="hidden" name="form" value=${formToken} />`;
}

export function sendDesk({ context, request, response }: Visit, status: number, page: VNode): void {
  sendPage(context, request, response, page, {
    status,
    cache: 'private, no-store',
    headers: { 'X-Robots-Tag': 'noindex' },
  });
}

/** Redirects to a page of the desk after a form; the address never comes from a request. */
export function goTo({ response }: Visit, path: string): void {
  response.statusCode = 303;
  // Parts may be decoded parameters, which a header cannot contain unescaped.
  response.setHeader(
    'Location',
    path.replaceAll(/[^!-~]/gu, (odd) => encodeURIComponent(odd.toWellFormed())),
  );
  response.setHeader('Cache-Control', 'no-store');
  response.end();
}
