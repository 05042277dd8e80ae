/** The layout of every page: head, header, footer. */
import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { ENGLISH } from '../domain/language.ts';
import { say } from '../words/say.ts';
import { inVoice, presentLanguage, type Voice } from '../words/voice.ts';
import type { Assets } from './assets.ts';
import { MANIFEST, PAPER } from './installed-site.ts';
import { writeScriptMessages } from './script-messages.ts';
import { renderTower } from './tower.ts';

export interface LayoutProps {
  readonly assets: Assets;
  readonly siteName: string;
  readonly title: string;
  readonly description?: string;
  /** Style sheets of this page, by file name; those of every page unless given. */
  readonly sheets?: readonly string[];
  /** Browser modules of this page, by file name. */
  readonly scripts?: readonly string[];
  /** A class of the body. */
  readonly page: string;
  /** Of the course that the page is about, in whose language everything given here is; absent: the visitor's. */
  readonly voice?: Voice;
  readonly indexed?: boolean;
  /** A page in a file: without a server there is no desk, no personal calendar and no API. */
  readonly isStatic?: boolean;
  /** Where people reach the page, for those who link to it; null: nobody knows. */
  readonly address?: { readonly base: string; readonly path: string } | null;
  readonly links?: readonly {
    readonly rel: string;
    readonly href: string;
    readonly type?: string;
    readonly title?: string;
  }[];
  readonly footer?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What every page needs, and what pages but a course's need. */
const SHEETS = ['belltower.css', 'beside.css'];

export function renderLayout(props: LayoutProps): VNode {
  const visitors = presentLanguage();
  const language = props.voice ? (props.voice.language ?? ENGLISH) : visitors;
  // Of the frame, where it differs.
  const lang = visitors === language ? null : visitors;
  return html`<html lang=${language}>
    ${props.voice ? inVoice(props.voice, () => renderHead(props)) : renderHead(props)}
    <body class=${`page-${props.page}`}>
      <a class="skip" href="#main" lang=${lang}>${say('page.skip')}</a>
      <header class="site-header" lang=${lang}>
        <a class="brand" href="/">${renderTower()}<span>${props.siteName}</span></a>
        <nav aria-label=${say('page.site')}>
          <a href="/">${say('page.courses')}</a>
          ${props.isStatic ? null : html`<a href="/my">${say('page.myCalendar')}</a>`}
        </nav>
      </header>
      <main id="main">${props.children}</main>
      <footer class="site-footer">
        ${props.footer}
        <p class="colophon" lang=${lang}>
          ${renderTower(18)}
          <span>${say('page.colophon', { site: props.siteName })}</span>
          ${
            props.isStatic
              ? null
              : html`<a href="/docs">${say('page.forPrograms')}</a>
                <a href="/desk">${say('page.forStaff')}</a>`
          }
        </p>
      </footer>
    </body>
  </html>`;
}

/** The layout of a page without header and footer: in another site's frame, or printed. */
export function renderBare(props: LayoutProps): VNode {
  return html`<html lang=${presentLanguage()}>
    ${renderHead(props)}
    <body class=${`page-${props.page}`}>
      <main id="main">${props.children}</main>
    </body>
  </html>`;
}

/** For static pages, whose host sends no such header. */
const STATIC_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'";

/** What a chat or a learning platform shows of a link to the page (Open Graph). */
function renderPreview(
  { assets, title, siteName, description }: LayoutProps,
  { base, path }: NonNullable<LayoutProps['address']>,
): VNode {
  const address = `${base}${path}`;
  return html`
    <link rel="canonical" href=${address} />
    <meta property="og:type" content="website" />
    <meta property="og:title" content=${title} />
    <meta property="og:site_name" content=${siteName} />
    <meta property="og:url" content=${address} />
    ${description ? html`<meta property="og:description" content=${description} />` : null}
    <meta property="og:image" content=${`${base}${assets.href('link-preview.png')}`} />
    <meta property="og:image:width" content="1200" />
    <meta property="og:image:height" content="630" />
    <meta property="og:image:alt" content=${say('page.towerAlt')} />
    <meta name="twitter:card" content="summary_large_image" />
  ` as VNode;
}

function renderHead(props: LayoutProps): VNode {
  const { assets, title, siteName } = props;
  return html`<head>
    <meta charset="utf-8" />
    <title>${title === siteName ? title : `${title} · ${siteName}`}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${props.isStatic ? html`<meta http-equiv="Content-Security-Policy" content=${STATIC_POLICY} />` : null}
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content=${PAPER.light} media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content=${PAPER.dark} media="(prefers-color-scheme: dark)" />
    ${props.description ? html`<meta name="description" content=${props.description} />` : null}
    ${props.address ? renderPreview(props, props.address) : null}
    ${props.indexed === false ? html`<meta name="robots" content="noindex" />` : null}
    ${(props.sheets ?? SHEETS).map((name) => html`<link rel="stylesheet" href=${assets.href(name)} />`)}
    <link rel="icon" href=${assets.href('favicon.ico')} sizes="32x32" />
    <link rel="icon" href=${assets.href('tower.svg')} type="image/svg+xml" />
    <link rel="apple-touch-icon" href=${assets.href('apple-touch-icon.png')} />
    ${
      props.isStatic
        ? null
        : html`<link rel="manifest" href=${MANIFEST} />
          <meta name="apple-mobile-web-app-title" content=${siteName} />`
    }
    ${(props.links ?? []).map((link) => html`<link ...${link} />`)}
    ${props.scripts?.length ? html`<meta name="messages" content=${writeScriptMessages(props.isStatic ? 'static' : props.page)} />` : null}
    ${(props.scripts ?? []).map((name) => html`<script type="module" src=${assets.href(name)}></script>`)}
  </head>`;
}
