/** Where somebody is signed in, a link for the next device, and the way out of all of them. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderQrCode } from '../../web/qr-code.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
import { sayDayOf } from '../history/instant-wording.ts';
import type { OwnDevice } from './signing-in.ts';

export interface DevicesViewParts {
  readonly devices: readonly OwnDevice[];
  /** Just made. */
  readonly link: string | null;
}

export function renderDevices(visit: SignedInVisit, { devices, link }: DevicesViewParts): VNode {
  const { visitor, formToken } = visit;
  return renderDesk(visit, {
    title: 'Your devices',
    children: html`<div class="desk-narrow">
      <h1>Your devices</h1>
      <p class="lead">Signed in as <bdi>${visitor.mail}</bdi>.</p>
      <ul class="desk-rows">
        ${devices.map(
          (device) => html`<li>
            <b>${device.name}</b>${device.isThis ? html` <span class="desk-tag">this one</span>` : null}
            <span class="desk-soft">since ${sayDayOf(device.since)}, until ${sayDayOf(device.until)}${
              device.isLimited ? '; by a link that somebody else made, so it may do no more than they may' : ''
            }</span>
          </li>`,
        )}
      </ul>
      <section class="desk-part">
        <h2>Another device</h2>
        ${
          link
            ? renderOneLink(
                link,
                'Point the other device’s camera at this, then press its button. It works once, within 30 minutes.',
              )
            : html`<p>Sign in on your next phone or computer without waiting for mail.</p>
              <form method="post" action="/desk/devices/link">
                ${renderToken(formToken)}
                <p class="desk-next"><button>Show a sign-in code</button></p>
              </form>`
        }
      </section>
      <section class="desk-part">
        <h2>Leave</h2>
        <form method="post" action="/desk/sign-out">
          ${renderToken(formToken)}
          <p class="desk-next"><button>Sign out here</button></p>
        </form>
      </section>
      <section class="desk-part">
        <h2>Lost a device?</h2>
        <p>This signs you out everywhere at once, here too, and takes back every link that was not used, yours and those that you made for others, and ends the tokens that you made.</p>
        <form method="post" action="/desk/sign-out-everywhere">
          ${renderToken(formToken)}
          <p class="desk-next"><button class="is-grave">Sign out everywhere</button></p>
        </form>
      </section>
    </div>`,
  });
}

/** A sign-in link to hand over: as a code, and as text to copy. */
export function renderOneLink(link: string, about: string): VNode {
  return html`<div class="desk-link">
    ${renderQrCode(link, 'QR code of the sign-in link')}
    <div>
      <p>${about}</p>
      <div class="address">
        <label for="sign-in-link">Sign-in link</label>
        <div class="address-row">
          <input id="sign-in-link" type="text" readonly value=${link} data-select />
          <button type="button" data-copy="sign-in-link" hidden>Copy</button>
        </div>
        <p class="copied" id="sign-in-link-status" role="status"></p>
      </div>
    </div>
  </div>`;
}
