/** The sign-in pages: available ways, and a link's button. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderTower } from '../../web/tower.ts';
import { say, sayWith } from '../../words/say.ts';
import type { Visit } from '../access/route.ts';
import { renderDesk } from '../course/desk-layout.ts';
import type { LinkValidity } from './signing-in.ts';

export interface SignInViewProps {
  readonly canMail: boolean;
  readonly campus: string | null;
  /** The outcome or error of the last request. */
  readonly said: string | null;
}

export function renderSignIn(visit: Visit, { canMail, campus, said }: SignInViewProps): VNode {
  return renderDesk(visit, {
    title: say('signIn.signInToTheDesk'),
    children: html`<div class="missing desk-sign-in">
      ${renderTower(56)}
      <h1>${say('signIn.theDesk')}</h1>
      <p class="lead">${say('signIn.about')}</p>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${campus ? html`<p class="desk-next"><a class="button is-first" href="/desk/openid">${say('signIn.signInWith', { campus })}</a></p>` : null}
      ${
        canMail
          ? html`<form method="post" action="/desk/sign-in" class="desk-mail">
            <div class="field">
              <label for="mail">${say('signIn.yourMailAddress')}</label>
              <input id="mail" type="email" name="mail" required autocomplete="email" maxlength="254" />
            </div>
            <p class="desk-next"><button class=${campus ? '' : 'is-first'}>${say('signIn.mailMeALink')}</button></p>
          </form>`
          : null
      }
      <p class="desk-help">
        ${canMail || campus ? say('signIn.orOpenYourLink') : say('signIn.openYourLink')}
      </p>
    </div>`,
  });
}

export function renderLink(visit: Visit, mail: string, path: string, keeps: boolean): VNode {
  return renderDesk(visit, {
    title: say('signIn.signInToTheDesk'),
    children: html`<div class="missing desk-sign-in">
      ${renderTower(56)}
      <h1>${say('signIn.welcome')}</h1>
      <p class="lead">${sayWith('signIn.aboutToSignIn', { b: html`<b><bdi>${mail}</bdi></b>` })}</p>
      ${
        keeps
          ? null
          : html`<p class="warning">
            ${say('signIn.withoutHttps')}
          </p>`
      }
      <form method="post" action=${path}>
        <p class="desk-next"><button class="is-first is-wide" id="sign-in">${say('signIn.signIn')}</button></p>
      </form>
      <p class="desk-help">${say('signIn.staysSignedIn')}</p>
    </div>`,
  });
}

const REFUSED = {
  used: 'signIn.linkUsed',
  expired: 'signIn.linkExpired',
  revoked: 'signIn.linkRevoked',
  unknown: 'signIn.linkUnknown',
} as const satisfies Record<Exclude<LinkValidity, 'open'>, string>;

export function sayLinkValidity(validity: LinkValidity): string {
  return validity === 'open' ? '' : say(REFUSED[validity]);
}
