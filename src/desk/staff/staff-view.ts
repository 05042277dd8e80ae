/** The page of a course's or the site's staff: inviting, rosters, sign-in codes, removing. */
import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { say, sayWith } from '../../words/say.ts';
import { sayPair } from '../../words/wording.ts';
import { describeRole, nameRole, type Role } from '../access/role.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderArea, renderHidden } from '../change/fields-view.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { renderOneLink } from '../sign-in/devices-view.ts';

export interface StaffLine {
  readonly mail: string;
  readonly name: string | null;
  readonly roles: readonly { readonly role: string; readonly scope: string }[];
  /** Whether the visitor may create a sign-in code for them. */
  readonly canRenew: boolean;
  readonly canRemove: boolean;
}

export interface StaffViewProps {
  readonly title: string;
  /** '/desk/courses/fall-2018/cos418/staff', '/desk/staff' */
  readonly path: string;
  readonly crumbs: readonly { readonly href: string; readonly label: string }[];
  readonly staff: readonly StaffLine[];
  /** The roles that the visitor may give. */
  readonly roles: readonly Role[];
  /** Scopes to choose from, if there are several. */
  readonly scopes: readonly { readonly scope: string; readonly label: string }[] | null;
  readonly said: string | null;
  readonly problems: readonly string[];
  /** Just made, for one person or for a roster. */
  readonly links: readonly { readonly mail: string; readonly link: string }[];
}

export function renderStaff(visit: SignedInVisit, view: StaffViewProps): VNode {
  const { title, crumbs, staff, said, problems, links } = view;
  return renderDesk(visit, {
    title,
    crumbs,
    children: html`<div class="desk-narrow">
      <h1>${title}</h1>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${problems.length > 0 ? html`<div class="warning" role="alert"><p><b>${say('deskStaff.nothingWasChanged')}</b></p><ul>${problems.slice(0, 20).map((problem) => html`<li><bdi>${problem}</bdi></li>`)}</ul></div>` : null}
      ${renderLinks(links)}
      <ul class="desk-rows desk-staff">
        ${staff.map((line) => renderMember(visit, line, view))}
      </ul>
      ${view.roles.length > 0 ? renderInvite(visit, view) : null}
    </div>`,
  });
}

function renderLinks(links: StaffViewProps['links']): VNode | null {
  const [only] = links;
  if (!only) return null;
  if (links.length === 1) {
    const about = say('deskStaff.linkAbout', { mail: only.mail });
    return renderOneLink(only.link, about);
  }
  const text = links.map(({ mail, link }) => `${mail} ${link}`).join('\n');
  return html`<div class="desk-announce">
    <label for="links">${say('deskStaff.signInLinks')}</label>
    <textarea id="links" rows="6" readonly data-select>${text}</textarea>
    <div class="desk-acts"><button type="button" data-copy="links" hidden>${say('deskStaff.copy')}</button></div>
    <p class="copied" id="links-status" role="status"></p>
  </div>`;
}

function renderMember(visit: SignedInVisit, line: StaffLine, { path }: StaffViewProps): VNode {
  const token = renderToken(visit.formToken);
  return html`<li>
    <span>
      <b><bdi>${line.name ?? line.mail}</bdi></b>${line.name ? html` <bdi class="desk-soft">${line.mail}</bdi>` : null}
      <span class="desk-soft">${line.roles.map(({ role, scope }) => (path === '/desk/staff' ? say('deskStaff.of', { role: nameRole(role), scope: scope === '*' ? say('deskStaff.everything') : scope }) : nameRole(role))).join(', ')}</span>
    </span>
    <div class="desk-row-acts">
      ${
        line.canRenew
          ? html`<form method="post" action=${`${path}/link`}>
            ${token} ${renderHidden({ mail: line.mail })}
            <button>${sayWith('deskStaff.signInCode', { forMail: html`<span class="unseen">${say('deskStaff.for', { mail: line.mail })}</span>` })}</button>
          </form>`
          : null
      }
      ${
        line.canRemove
          ? html`
            ${renderAsk(line.mail, {
              act: sayWith('deskStaff.signOut', {
                mailEverywhere: html`<span class="unseen">${say('deskStaff.everywhere', { mail: line.mail })}</span>`,
              }),
              what: say('deskStaff.signOutAsks', { mail: line.mail }),
              yes: say('deskStaff.signOutYes'),
              path: `${path}/sign-out`,
              token,
            })}
            ${renderAsk(line.mail, {
              act: sayWith('deskStaff.remove', { mail: html`<span class="unseen">${line.mail}</span>` }),
              what: say('deskStaff.removeAsks', { mail: line.mail }),
              yes: say('deskStaff.removeYes'),
              path: `${path}/remove`,
              token,
            })}
          `
          : null
      }
    </div>
  </li>`;
}

interface Ask {
  readonly act: ComponentChildren;
  readonly what: string;
  readonly yes: string;
  readonly path: string;
  readonly token: VNode;
}

/** A confirmation for acts that remove something. */
function renderAsk(mail: string, { act, what, yes, path, token }: Ask): VNode {
  return html`<details class="desk-ask">
    <summary><span>${act}</span></summary>
    <form method="post" action=${path}>
      ${token} ${renderHidden({ mail })}
      <p>${what}</p>
      <button class="is-grave">${yes}</button>
    </form>
  </details>`;
}

function renderInvite(visit: SignedInVisit, { path, roles, scopes }: StaffViewProps): VNode {
  const token = renderToken(visit.formToken);
  const choose = (id: string): VNode =>
    html`
    <div class="field">
      <label for=${`${id}-role`}>${say('deskStaff.role')}</label>
      <select id=${`${id}-role`} name="role">
        ${roles.map((role) => html`<option value=${role} selected=${role === 'editor'}>${sayPair(nameRole(role), describeRole(role))}</option>`)}
      </select>
    </div>
    ${
      scopes
        ? html`<div class="field">
          <label for=${`${id}-scope`}>${say('deskStaff.over')}</label>
          <input id=${`${id}-scope`} type="text" name="scope" list="scopes" placeholder=${say('deskStaff.scopeExample')} required />
        </div>`
        : null
    }
  ` as VNode;
  return html`
    <section class="desk-part">
      <h2>${say('deskStaff.inviteSomebody')}</h2>
      <form method="post" action=${`${path}/add`}>
        ${token}
        <div class="field">
          <label for="invite-mail">${say('deskStaff.mailAddress')}</label>
          <input id="invite-mail" type="email" name="mail" required maxlength="254" autocomplete="off" />
        </div>
        <div class="field">
          <label for="invite-name">${say('deskStaff.nameIfYouLike')}</label>
          <input id="invite-name" type="text" name="name" maxlength="120" autocomplete="off" />
        </div>
        ${choose('invite')}
        <p class="desk-next"><button class="is-first">${say('deskStaff.invite')}</button></p>
      </form>
    </section>
    <section class="desk-part">
      <details class="fold">
        <summary><h2>${say('deskStaff.aWholeRoster')}</h2></summary>
        <form method="post" action=${`${path}/import`}>
          ${token}
          ${renderArea('roster', 'roster', say('deskStaff.roster'), '', say('deskStaff.rosterAbout'))}
          ${choose('roster')}
          <p class="desk-next"><button>${say('deskStaff.addEverybody')}</button></p>
        </form>
      </details>
    </section>
    ${scopes ? html`<datalist id="scopes">${scopes.map(({ scope, label }) => html`<option value=${scope}>${label}</option>`)}</datalist>` : null}
  ` as VNode;
}
