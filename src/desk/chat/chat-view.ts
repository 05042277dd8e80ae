/** The page of a course's webhooks, with a test for each. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { CHAT_CHANNELS, type ChatLine } from './chat.ts';

export interface ChatViewProps {
  readonly path: string;
  readonly crumbs: readonly { readonly href: string; readonly label: string }[];
  readonly lines: readonly ChatLine[];
  /** Whether notices are set up. */
  readonly offered: boolean;
  readonly said: string | null;
  readonly problem: string | null;
  /** Just made; shown this once. */
  readonly secret: string | null;
}

export function renderChat(visit: SignedInVisit, props: ChatViewProps): VNode {
  const { crumbs, lines, offered, said, problem, secret } = props;
  return renderDesk(visit, {
    title: say('deskChat.title'),
    crumbs,
    children: html`<div class="desk-narrow">
      <h1>${say('deskChat.title')}</h1>
      <p class="lead">${say('deskChat.lead')}</p>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${problem ? html`<p class="warning" role="alert">${problem}</p>` : null}
      ${secret ? renderSecret(secret) : null}
      ${lines.length === 0 ? html`<p class="empty">${say('deskChat.none')}</p>` : null}
      <ul class="desk-rows">
        ${lines.map((line) => renderLine(visit, props.path, line))}
      </ul>
      ${offered ? renderAdding(visit, props.path) : html`<p class="warning">${say('deskChat.notOffered')}</p>`}
    </div>`,
  });
}

function renderSecret(secret: string): VNode {
  return html`<div class="address">
    <label for="secret">${say('deskChat.secret')}</label>
    <div class="address-row">
      <input id="secret" type="text" readonly value=${secret} data-select />
      <button type="button" data-copy="secret" hidden>${say('deskStaff.copy')}</button>
    </div>
    <p class="copied" id="secret-status" role="status"></p>
  </div>` as VNode;
}

function renderLine(
  { formToken }: SignedInVisit,
  path: string,
  { id, channel, host, trouble, ended }: ChatLine,
): VNode {
  const why = ended ?? trouble;
  return html`<li>
    <span>
      <b>${say(`deskChat.channel.${channel}`)}</b> <span class="desk-soft">${host}</span>
      ${why ? html` <span class="warning">${why}</span>` : null}
    </span>
    <form method="post" action=${`${path}/${id}/test`}>${renderToken(formToken)}<button>${say('deskChat.test')}</button></form>
    <form method="post" action=${`${path}/${id}/remove`}>
      ${renderToken(formToken)}<button class="is-grave">${say('deskChat.remove')}</button>
    </form>
  </li>` as VNode;
}

function renderAdding({ formToken }: SignedInVisit, path: string): VNode {
  return html`<section class="desk-part">
    <h2>${say('deskChat.addOne')}</h2>
    <form method="post" action=${path}>
      ${renderToken(formToken)}
      <div class="field">
        <label for="channel">${say('deskChat.what')}</label>
        <select id="channel" name="channel">
          ${CHAT_CHANNELS.map((channel) => html`<option value=${channel}>${say(`deskChat.channel.${channel}`)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="address">${say('deskChat.address')}</label>
        <input id="address" type="url" name="address" required maxlength="1000" placeholder="https://hooks.slack.com/services/…" />
      </div>
      <p class="desk-next"><button class="is-first">${say('deskChat.add')}</button></p>
    </form>
  </section>` as VNode;
}
