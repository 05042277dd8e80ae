/** The page of the history, with filters and undo. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say, sayWith } from '../../words/say.ts';
import { EVERYTHING } from '../access/role.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import type { HistoryAsk, HistoryLine, HistoryPage } from './history.ts';
import { sayInstant } from './instant-wording.ts';

export interface HistoryViewProps {
  readonly title: string;
  /** '/desk/courses/fall-2018/cos418/history' */
  readonly path: string;
  readonly crumbs: readonly { readonly href: string; readonly label: string }[];
  readonly zone: string;
  readonly ask: HistoryAsk;
  readonly page: HistoryPage;
  readonly sections: readonly string[];
  /** Whether the visitor may undo a change of this subject. */
  readonly mayUndo: (subject: string) => boolean;
}

const KINDS = [
  ['', 'deskHistory.everything'],
  ['change', 'deskHistory.changes'],
  ['undo', 'deskHistory.undone'],
  ['agree', 'deskHistory.agreedEdits'],
  ['invite', 'deskHistory.invitations'],
  ['remove', 'deskHistory.removals'],
  ['token', 'deskHistory.tokens'],
  ['redact', 'deskHistory.redactions'],
] as const;

export function renderHistory(visit: SignedInVisit, view: HistoryViewProps): VNode {
  const { title, path, crumbs, ask, page, sections } = view;
  return renderDesk(visit, {
    title,
    crumbs,
    children: html`<div class="desk-narrow">
      <h1>${title}</h1>
      <form class="desk-filter is-wide" method="get" action=${path}>
        <div class="field">
          <label for="what">${say('deskHistory.what')}</label>
          <select id="what" name="what">
            ${KINDS.map(([value, label]) => html`<option value=${value} selected=${(ask.what ?? '') === value}>${say(label)}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="who">${say('deskHistory.who')}</label>
          <input id="who" type="text" name="who" value=${ask.who ?? ''} placeholder=${say('deskHistory.aMailAddress')} />
        </div>
        ${
          sections.length > 0
            ? html`<div class="field">
              <label for="section">${say('deskHistory.section')}</label>
              <select id="section" name="section">
                <option value="">${say('deskHistory.everySection')}</option>
                ${sections.map((id) => html`<option value=${id} selected=${ask.section === id}>${id}</option>`)}
              </select>
            </div>`
            : null
        }
        <button>${say('deskHistory.filter')}</button>
      </form>
      ${
        page.lines.length === 0
          ? html`<p class="empty">${say('deskHistory.nothingHereYet')}</p>`
          : html`<ol class="desk-history">
            ${page.lines.map((line) => renderLine(visit, line, view))}
          </ol>`
      }
      ${page.next === null ? null : html`<p class="desk-next"><a class="button" href=${`${path}?${nextQuery(ask, page.next)}`}>${say('deskHistory.earlier')}</a></p>`}
    </div>`,
  });
}

function nextQuery({ who, what, section }: HistoryAsk, before: number): string {
  const query = { ...(who ? { who } : {}), ...(what ? { what } : {}), ...(section ? { section } : {}) };
  return new URLSearchParams({ ...query, before: String(before) }).toString();
}

function renderLine(visit: SignedInVisit, line: HistoryLine, view: HistoryViewProps): VNode {
  const { change, turns, more } = line;
  const kind = line.subject.includes('/') ? 'courses' : 'terms';
  const base = `/desk/${kind}/${line.subject}/changes/${change?.id ?? ''}`;
  return html`<li>
    <p class="desk-line">
      <b><bdi>${line.summary}</bdi></b>${change?.undone ? html` <span class="desk-tag">${say('deskHistory.wasUndone')}</span>` : null}
      <span class="desk-soft"><bdi>${line.who}</bdi>, <time datetime=${new Date(line.at).toISOString()}>${sayInstant(line.at, view.zone)}</time>${view.ask.subject === null && line.subject !== EVERYTHING ? html`, ${line.subject}` : null}</span>
    </p>
    ${line.say ? html`<p><bdi>“${line.say}”</bdi></p>` : null}
    ${line.why ? html`<p class="desk-soft">${sayWith('deskHistory.forStaff', { why: html`<bdi>${line.why}</bdi>` })}</p>` : null}
    ${
      turns.length > 0
        ? html`<ul class="desk-from-to">
          ${turns.map(({ before, after }) => html`<li>${before ? html`<s><bdi>${before}</bdi></s><span class="unseen">${' '}${say('deskHistory.became')}${' '}</span><br />` : null}<bdi>${after}</bdi></li>`)}
          ${more > 0 ? html`<li class="desk-soft">${say('deskHistory.andMore', { more })}</li>` : null}
        </ul>`
        : null
    }
    ${
      change
        ? html`<p class="desk-line-acts">
          <a href=${base}>${say('deskHistory.details')}</a>
          ${
            !change.undone && view.mayUndo(line.subject)
              ? html`<form method="post" action=${`${base}/undo`}>
                ${renderToken(visit.formToken)}
                <button>${sayWith('deskHistory.undo', { summary: html`<span class="unseen">${line.summary}</span>` })}</button>
              </form>`
              : null
          }
        </p>`
        : null
    }
  </li>`;
}
