/** A course's tokens for scripts. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { describeRole } from '../access/role.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
import type { StaffViewParts } from './staff-view.ts';

export interface TokenLine {
  readonly id: string;
  readonly label: string;
  readonly role: string;
  readonly about: string;
  readonly open: boolean;
}

export interface TokensViewParts {
  readonly path: string;
  readonly crumbs: StaffViewParts['crumbs'];
  readonly tokens: readonly TokenLine[];
  readonly roles: StaffViewParts['roles'];
  readonly said: string | null;
  readonly problem: string | null;
  /** Just made; shown this once. */
  readonly secret: string | null;
}

export function renderTokens(
  visit: SignedInVisit,
  { path, crumbs, tokens, roles, said, problem, secret }: TokensViewParts,
): VNode {
  const token = renderToken(visit.formToken);
  return renderDesk(visit, {
    title: 'Tokens for scripts',
    crumbs,
    children: html`<div class="desk-narrow">
      <h1>Tokens for scripts</h1>
      <p class="lead">A script changes this course through the <a href="/docs">API</a> with a token of its own.</p>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${problem ? html`<p class="warning" role="alert">${problem}</p>` : null}
      ${
        secret
          ? html`<div class="desk-part">
            <div class="address">
              <label for="token">The new token; shown this once</label>
              <div class="address-row">
                <input id="token" type="text" readonly value=${secret} data-select />
                <button type="button" data-copy="token" hidden>Copy</button>
              </div>
              <p class="copied" id="token-status" role="status"></p>
            </div>
            <p class="field-about">Send it as <code>Authorization: Bearer …</code> and keep it as you keep a password.</p>
          </div>`
          : null
      }
      ${tokens.length === 0 ? html`<p class="empty">None yet.</p>` : null}
      <ul class="desk-rows">
        ${tokens.map(
          ({ id, label, role, about, open }) => html`<li>
            <span><b><bdi>${label}</bdi></b> <span class="desk-soft">${role}, ${about}</span></span>
            ${
              open
                ? html`<form method="post" action=${`${path}/${id}/revoke`}>
                  ${token}
                  <button class="is-grave">Revoke<span class="unseen"> ${label}</span></button>
                </form>`
                : null
            }
          </li>`,
        )}
      </ul>
      <section class="desk-part">
        <h2>Make one</h2>
        <form method="post" action=${path}>
          ${token}
          <div class="field">
            <label for="label">What for</label>
            <input id="label" type="text" name="label" required maxlength="60" placeholder="the course’s autograder" />
          </div>
          <div class="field">
            <label for="role">Role</label>
            <select id="role" name="role">
              ${roles.map((role) => html`<option value=${role} selected=${role === 'editor'}>${role}: ${describeRole(role)}</option>`)}
            </select>
          </div>
          <div class="field">
            <label for="days">Lasts, in days</label>
            <input id="days" type="number" name="days" value="180" min="1" max="3660" />
          </div>
          <p class="desk-next"><button class="is-first">Make a token</button></p>
        </form>
      </section>
    </div>`,
  });
}
