/** Who works on a course, or on the site: inviting, rosters, sign-in codes, removing. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { describeRole, type Role } from '../access/role.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderArea, renderHidden } from '../change/fields-view.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
import { renderOneLink } from '../sign-in/devices-view.ts';

export interface StaffLine {
  readonly mail: string;
  readonly name: string | null;
  readonly roles: readonly { readonly role: string; readonly scope: string }[];
  /** Whether the visitor may make a sign-in code for them. */
  readonly canRenew: boolean;
  readonly canRemove: boolean;
}

export interface StaffViewParts {
  readonly title: string;
  /** '/desk/courses/fall-2018/cos418/staff', '/desk/staff' */
  readonly path: string;
  readonly crumbs: readonly { readonly href: string; readonly label: string }[];
  readonly staff: readonly StaffLine[];
  /** Roles to give; empty: the visitor invites nobody. */
  readonly roles: readonly Role[];
  /** Scopes to choose from, where the page is about more than one. */
  readonly scopes: readonly { readonly scope: string; readonly label: string }[] | null;
  readonly said: string | null;
  readonly problems: readonly string[];
  /** Just made, for one person or for a roster. */
  readonly links: readonly { readonly mail: string; readonly link: string }[];
}

export function renderStaff(visit: SignedInVisit, view: StaffViewParts): VNode {
  const { title, crumbs, staff, said, problems, links } = view;
  return renderDesk(visit, {
    title,
    crumbs,
    children: html`<div class="desk-narrow">
      <h1>${title}</h1>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${problems.length > 0 ? html`<div class="warning" role="alert"><p><b>Nothing was changed.</b></p><ul>${problems.slice(0, 20).map((problem) => html`<li><bdi>${problem}</bdi></li>`)}</ul></div>` : null}
      ${renderLinks(links)}
      <ul class="desk-rows desk-staff">
        ${staff.map((line) => renderMember(visit, line, view))}
      </ul>
      ${view.roles.length > 0 ? renderInvite(visit, view) : null}
    </div>`,
  });
}

function renderLinks(links: StaffViewParts['links']): VNode | null {
  const [only] = links;
  if (!only) return null;
  if (links.length === 1) {
    const about = `For ${only.mail}: let them point their camera at this, or send them the link. It works once; opening it changes nothing until its button is pressed.`;
    return renderOneLink(only.link, about);
  }
  const text = links.map(({ mail, link }) => `${mail} ${link}`).join('\n');
  return html`<div class="desk-announce">
    <label for="links">Sign-in links, one a person; shown this once</label>
    <textarea id="links" rows="6" readonly data-select>${text}</textarea>
    <div class="desk-acts"><button type="button" data-copy="links" hidden>Copy</button></div>
    <p class="copied" id="links-status" role="status"></p>
  </div>`;
}

function renderMember(visit: SignedInVisit, line: StaffLine, { path }: StaffViewParts): VNode {
  const token = renderToken(visit.formToken);
  return html`<li>
    <span>
      <b><bdi>${line.name ?? line.mail}</bdi></b>${line.name ? html` <bdi class="desk-soft">${line.mail}</bdi>` : null}
      <span class="desk-soft">${line.roles.map(({ role, scope }) => `${role}${path === '/desk/staff' ? ` of ${scope === '*' ? 'everything' : scope}` : ''}`).join(', ')}</span>
    </span>
    <span class="desk-row-acts">
      ${
        line.canRenew
          ? html`<form method="post" action=${`${path}/link`}>
            ${token} ${renderHidden({ mail: line.mail })}
            <button>Sign-in code<span class="unseen"> for ${line.mail}</span></button>
          </form>`
          : null
      }
      ${
        line.canRemove
          ? html`<form method="post" action=${`${path}/sign-out`}>
            ${token} ${renderHidden({ mail: line.mail })}
            <button>Sign out<span class="unseen"> ${line.mail} everywhere</span></button>
          </form>`
          : null
      }
      ${
        line.canRemove
          ? html`<form method="post" action=${`${path}/remove`}>
            ${token} ${renderHidden({ mail: line.mail })}
            <button class="is-grave">Remove<span class="unseen"> ${line.mail}</span></button>
          </form>`
          : null
      }
    </span>
  </li>`;
}

function renderInvite(visit: SignedInVisit, { path, roles, scopes }: StaffViewParts): VNode {
  const token = renderToken(visit.formToken);
  const choose = (id: string): VNode =>
    html`
    <div class="field">
      <label for=${`${id}-role`}>Role</label>
      <select id=${`${id}-role`} name="role">
        ${roles.map((role) => html`<option value=${role} selected=${role === 'editor'}>${role}: ${describeRole(role)}</option>`)}
      </select>
    </div>
    ${
      scopes
        ? html`<div class="field">
          <label for=${`${id}-scope`}>Over</label>
          <input id=${`${id}-scope`} type="text" name="scope" list="scopes" placeholder="fall-2018/cos418, fall-2018, or *" required />
        </div>`
        : null
    }
  ` as VNode;
  return html`
    <section class="desk-part">
      <h2>Invite somebody</h2>
      <form method="post" action=${`${path}/add`}>
        ${token}
        <div class="field">
          <label for="invite-mail">Mail address</label>
          <input id="invite-mail" type="email" name="mail" required maxlength="254" autocomplete="off" />
        </div>
        <div class="field">
          <label for="invite-name">Name, if you like</label>
          <input id="invite-name" type="text" name="name" maxlength="120" autocomplete="off" />
        </div>
        ${choose('invite')}
        <p class="desk-next"><button class="is-first">Invite</button></p>
      </form>
    </section>
    <section class="desk-part">
      <details class="fold">
        <summary><h2>A whole roster</h2></summary>
        <form method="post" action=${`${path}/import`}>
          ${token}
          ${renderArea('roster', 'roster', 'Roster', '', 'Comma-separated, with a heading: mail, name, role, course. Only mail is needed. A second time changes nothing.')}
          ${choose('roster')}
          <p class="desk-next"><button>Add everybody</button></p>
        </form>
      </details>
    </section>
    ${scopes ? html`<datalist id="scopes">${scopes.map(({ scope, label }) => html`<option value=${scope}>${label}</option>`)}</datalist>` : null}
  ` as VNode;
}
