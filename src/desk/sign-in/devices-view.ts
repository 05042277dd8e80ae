/** The page of a person's devices: sessions, a link for another device, and signing out everywhere. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderQrCode } from '../../web/qr-code.ts';
import { say, sayWith } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { sayDayOf } from '../history/instant-wording.ts';
import type { OwnDevice } from './signing-in.ts';

export interface DevicesViewProps {
  readonly devices: readonly OwnDevice[];
  /** Just made. */
  readonly link: string | null;
}

export function renderDevices(visit: SignedInVisit, { devices, link }: DevicesViewProps): VNode {
  const { visitor, formToken } = visit;
  return renderDesk(visit, {
    title: say('signIn.yourDevices'),
    children: html`<div class="desk-narrow">
      <h1>${say('signIn.yourDevices')}</h1>
      <p class="lead">${sayWith('signIn.signedInAs', { mail: html`<bdi>${visitor.mail}</bdi>` })}</p>
      <ul class="desk-rows">
        ${devices.map(
          (device) => html`<li>
            <b>${device.name}</b>${device.isThis ? html` <span class="desk-tag">${say('signIn.thisOne')}</span>` : null}
            <span class="desk-soft">${say('signIn.sinceUntil', { since: sayDayOf(device.since), until: sayDayOf(device.until) })}${device.isLimited ? `; ${say('signIn.byOthersLink')}` : ''}</span>
          </li>`,
        )}
      </ul>
      <section class="desk-part">
        <h2>${say('signIn.anotherDevice')}</h2>
        ${
          link
            ? renderOneLink(link, say('signIn.otherDeviceAbout'))
            : html`<p>${say('signIn.nextDevice')}</p>
              <form method="post" action="/desk/devices/link">
                ${renderToken(formToken)}
                <p class="desk-next"><button>${say('signIn.showASignInCode')}</button></p>
              </form>`
        }
      </section>
      <section class="desk-part">
        <h2>${say('signIn.leave')}</h2>
        <form method="post" action="/desk/sign-out">
          ${renderToken(formToken)}
          <p class="desk-next"><button>${say('signIn.signOutHere')}</button></p>
        </form>
      </section>
      <section class="desk-part">
        <h2>${say('signIn.lostADevice')}</h2>
        <p>${say('signIn.signOutAbout')}</p>
        <form method="post" action="/desk/sign-out-everywhere">
          ${renderToken(formToken)}
          <p class="desk-next"><button class="is-grave">${say('signIn.signOutEverywhere')}</button></p>
        </form>
      </section>
    </div>`,
  });
}

/** A sign-in link, as a QR code and as text to copy. */
export function renderOneLink(link: string, about: string): VNode {
  return html`<div class="desk-link">
    ${renderQrCode(link, say('signIn.qrCode'))}
    <div>
      <p>${about}</p>
      <div class="address">
        <label for="sign-in-link">${say('signIn.signInLink')}</label>
        <div class="address-row">
          <input id="sign-in-link" type="text" readonly value=${link} data-select />
          <button type="button" data-copy="sign-in-link" hidden>${say('signIn.copy')}</button>
        </div>
        <p class="copied" id="sign-in-link-status" role="status"></p>
      </div>
    </div>
  </div>`;
}
