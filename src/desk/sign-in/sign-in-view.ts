/** Signing in: the ways that there are, and a link's one button. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderTower } from '../../web/tower.ts';
import type { Visit } from '../access/route.ts';
import { renderDesk } from '../course/frame.ts';
import type { LinkState } from './signing-in.ts';

export interface SignInViewParts {
  readonly canMail: boolean;
  readonly campus: string | null;
  /** What was just done or went wrong. */
  readonly said: string | null;
}

export function renderSignIn(visit: Visit, { canMail, campus, said }: SignInViewParts): VNode {
  return renderDesk(visit, {
    title: 'Sign in to the desk',
    children: html`<div class="missing desk-sign-in">
      ${renderTower(56)}
      <h1>The desk</h1>
      <p class="lead">Where a course’s staff change its meetings. Calendars follow by themselves.</p>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${campus ? html`<p class="desk-next"><a class="button is-first" href="/desk/openid">Sign in with ${campus}</a></p>` : null}
      ${
        canMail
          ? html`<form method="post" action="/desk/sign-in" class="desk-mail">
            <div class="field">
              <label for="mail">Your mail address</label>
              <input id="mail" type="email" name="mail" required autocomplete="email" maxlength="254" />
            </div>
            <p class="desk-next"><button class=${campus ? '' : 'is-first'}>Mail me a sign-in link</button></p>
          </form>`
          : null
      }
      <p class="desk-help">
        ${canMail || campus ? 'Or open' : 'Open'} the sign-in link that you were sent. If it is used up, the head of your course
        makes a new one, or anybody of your course who is signed in shows you a QR code: on the desk, under Staff.
      </p>
    </div>`,
  });
}

export function renderLink(visit: Visit, mail: string, path: string, keeps: boolean): VNode {
  return renderDesk(visit, {
    title: 'Sign in to the desk',
    children: html`<div class="missing desk-sign-in">
      ${renderTower(56)}
      <h1>Welcome</h1>
      <p class="lead">You are about to sign in on this device as <b><bdi>${mail}</bdi></b>.</p>
      ${
        keeps
          ? null
          : html`<p class="warning">
            This page was opened without https, so your browser will not stay signed in. Open the link by the site’s https
            address.
          </p>`
      }
      <form method="post" action=${path}>
        <p class="desk-next"><button class="is-first is-wide" id="sign-in">Sign in</button></p>
      </form>
      <p class="desk-help">This device stays signed in for the term. Use your own, or sign out afterwards.</p>
    </div>`,
  });
}

const STATES: Readonly<Record<Exclude<LinkState, 'open'>, string>> = {
  used: 'This link was used already; each works once. If that was not you, tell the head of your course.',
  expired: 'This link has expired.',
  revoked: 'This link was taken back.',
  unknown: 'This link leads nowhere. Was the whole of it copied?',
};

export function sayLinkState(state: LinkState): string {
  return state === 'open' ? '' : STATES[state];
}
