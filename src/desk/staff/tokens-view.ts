/** A course's tokens for scripts. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say, sayWith } from '../../words/say.ts';
import { sayPair } from '../../words/wording.ts';
import { describeRole, nameRole } from '../access/role.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import type { StaffViewProps } from './staff-view.ts';

export interface TokenLine {
  readonly id: string;
  readonly label: string;
  readonly role: string;
  readonly about: string;
  readonly open: boolean;
}

export interface TokensViewProps {
  readonly path: string;
  readonly crumbs: StaffViewProps['crumbs'];
  readonly tokens: readonly TokenLine[];
  readonly roles: StaffViewProps['roles'];
  readonly said: string | null;
  readonly problem: string | null;
  /** Just made; shown this once. */
  readonly secret: string | null;
}

export function renderTokens(
  visit: SignedInVisit,
  { path, crumbs, tokens, roles, said, problem, secret }: TokensViewProps,
): VNode {
  const token = renderToken(visit.formToken);
  return renderDesk(visit, {
    title: say('deskStaff.tokensForScripts'),
    crumbs,
    children: html`<div class="desk-narrow">
      <h1>${say('deskStaff.tokensForScripts')}</h1>
      <p class="lead">${sayWith('deskStaff.tokensAbout', { link: html`<a href="/docs">${say('deskStaff.api')}</a>` })}</p>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${problem ? html`<p class="warning" role="alert">${problem}</p>` : null}
      ${
        secret
          ? html`<div class="desk-part">
            <div class="address">
              <label for="token">${say('deskStaff.newToken')}</label>
              <div class="address-row">
                <input id="token" type="text" readonly value=${secret} data-select />
                <button type="button" data-copy="token" hidden>${say('deskStaff.copy')}</button>
              </div>
              <p class="copied" id="token-status" role="status"></p>
            </div>
            <p class="field-about">${sayWith('deskStaff.sendTokenAs', { header: html`<code>Authorization: Bearer …</code>` })}</p>
          </div>`
          : null
      }
      ${tokens.length === 0 ? html`<p class="empty">${say('deskStaff.noneYet')}</p>` : null}
      <ul class="desk-rows">
        ${tokens.map(
          ({ id, label, role, about, open }) => html`<li>
            <span><b><bdi>${label}</bdi></b> <span class="desk-soft">${nameRole(role)}, ${about}</span></span>
            ${
              open
                ? html`<form method="post" action=${`${path}/${id}/revoke`}>
                  ${token}
                  <button class="is-grave">${sayWith('deskStaff.revoke', { label: html`<span class="unseen">${label}</span>` })}</button>
                </form>`
                : null
            }
          </li>`,
        )}
      </ul>
      <section class="desk-part">
        <h2>${say('deskStaff.makeOne')}</h2>
        <form method="post" action=${path}>
          ${token}
          <div class="field">
            <label for="label">${say('deskStaff.whatFor')}</label>
            <input id="label" type="text" name="label" required maxlength="60" placeholder=${say('deskStaff.theCoursesAutograder')} />
          </div>
          <div class="field">
            <label for="role">${say('deskStaff.role')}</label>
            <select id="role" name="role">
              ${roles.map((role) => html`<option value=${role} selected=${role === 'editor'}>${sayPair(nameRole(role), describeRole(role))}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="days">${say('deskStaff.lastsInDays')}</label>
            <input id="days" type="number" name="days" value="180" min="1" max="3660" />
          </div>
          <p class="desk-next"><button class="is-first">${say('deskStaff.makeAToken')}</button></p>
        </form>
      </section>
    </div>`,
  });
}
