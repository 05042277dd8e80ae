/** The page for subscribing to notices. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { PACES, type Pace } from '../../store/notices.ts';
import type { Assets } from '../../web/assets.ts';
import { renderLayout } from '../../web/layout.ts';
import { say } from '../../words/say.ts';
import { sayList } from '../../words/wording.ts';
import { type WantedSections, writeWanted } from '../wanted.ts';

export interface NoticesFrame {
  readonly assets: Assets;
  readonly siteName: string;
}

export function renderFrame(
  { assets, siteName }: NoticesFrame,
  title: string,
  children: VNode,
  scripts: readonly string[] = [],
): VNode {
  const links = [{ rel: 'stylesheet', href: assets.href('notices.css') }];
  return renderLayout({ assets, siteName, page: 'notices', title, indexed: false, scripts, links, children });
}

export function renderWanted(wanted: readonly WantedSections[]): VNode {
  return html`<ul>
    ${wanted.map((one) => html`<li><a href=${one.path}>${nameSections(one)}</a> ${one.title}</li>`)}
  </ul>` as VNode;
}

export function nameSections({ code, sections }: Pick<WantedSections, 'code' | 'sections'>): string {
  if (sections.length === 0) return say('notices.allSections', { code });
  return say('notices.someSections', { code, sections: sayList(sections) });
}

export function renderPace(name: string, chosen: Pace, paces: readonly Pace[] = PACES): VNode {
  return html`<select name=${name} id=${name}>
    ${paces.map(
      (pace) => html`<option value=${pace} selected=${pace === chosen}>${say(`notices.pace.${pace}`)}</option>`,
    )}
  </select>` as VNode;
}

export interface AskingProps extends NoticesFrame {
  readonly wanted: readonly WantedSections[];
  /** Whether mail is configured. */
  readonly mail: boolean;
  /** The site's public VAPID key (RFC 8292 §4). */
  readonly pushKey: string;
  /** Invalid input in the address field. */
  readonly odd: string | null;
}

export function renderAsking(props: AskingProps): VNode {
  const { wanted } = props;
  return renderFrame(
    props,
    say('notices.title'),
    html`<header class="my-head">
        <h1>${say('notices.title')}</h1>
        <p class="lead">${say('notices.lead')}</p>
      </header>
      <section>
        <h2>${say('notices.about')}</h2>
        ${
          wanted.length > 0
            ? renderWanted(wanted)
            : html`<p>${say('notices.nothingChosen')} <a href="/">${say('notices.findCourses')}</a></p>`
        }
      </section>
      ${wanted.length > 0 ? [renderByPush(props), renderByMail(props)] : null}` as VNode,
    ['notices.js'],
  );
}

function renderByPush({ wanted, pushKey }: AskingProps): VNode {
  return html`<section
    aria-labelledby="push-title"
    data-push
    data-key=${pushKey}
    data-for=${wanted.map(writeWanted).join(' ')}
    data-done=${say('notices.pushDone')}
    data-failed=${say('notices.pushFailed')}
  >
    <h2 id="push-title">${say('notices.onThisDevice')}</h2>
    <div data-ready hidden>
      <p>
        <label for="push-pace">${say('notices.when')}</label>
        ${renderPace('push-pace', 'usual', ['usual', 'once', 'digest'])}
      </p>
      <p><button type="button" class="is-first">${say('notices.pushButton')}</button></p>
      <p><span role="status"></span> <a href="/notices" data-own hidden>${say('notices.choose')}</a></p>
    </div>
    <p data-without hidden>${say('notices.pushWithout')}</p>
    <div data-iphone hidden>
      <p>${say('notices.iPhone')}</p>
      <ol>
        <li>${say('notices.iPhoneShare')}</li>
        <li>${say('notices.iPhoneOpen')}</li>
        <li>${say('notices.iPhoneBack')}</li>
      </ol>
    </div>
    <noscript><p>${say('notices.pushScript')}</p></noscript>
  </section>` as VNode;
}

function renderByMail({ wanted, mail, odd }: AskingProps): VNode {
  return html`<section aria-labelledby="mail-title">
    <h2 id="mail-title">${say('notices.byMail')}</h2>
    ${
      mail
        ? html`<form method="post" action="/notices/mail">
            ${wanted.map((one) => html`<input type="hidden" name="for" value=${writeWanted(one)} />`)}
            ${odd === null ? null : html`<p class="warning" role="alert">${say('notices.addressOdd', { address: odd })}</p>`}
            <p>
              <label for="mail">${say('notices.address')}</label>
              <input id="mail" name="mail" type="email" required autocomplete="email" value=${odd ?? ''} />
            </p>
            <p>
              <label for="pace">${say('notices.when')}</label>
              ${renderPace('pace', 'usual', ['usual', 'once', 'digest'])}
            </p>
            <p><button type="submit" class="is-first">${say('notices.send')}</button></p>
            <p>${say('notices.kept')}</p>
          </form>`
        : html`<p>${say('notices.notHere')}</p>`
    }
  </section>` as VNode;
}
