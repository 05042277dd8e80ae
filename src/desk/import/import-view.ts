/** The page that reads a pasted course page: first doubts, then the rules, then how each line was read. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { HourCycle } from '../../domain/model.ts';
import type { UnusedLine, UsedLine } from '../../import/page/model.ts';
import type { OpenDoubt } from '../../import/page/settle.ts';
import { say, sayWith } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import type { PageRead } from './page-reader.ts';

export interface ImportTarget {
  /** The form's address: `/desk/import`. */
  readonly path: string;
  readonly crumbs: readonly { readonly href: string; readonly label: string }[];
  readonly id: string;
  readonly code: string | null;
  readonly title: string | null;
  readonly hourCycle: HourCycle | null;
}

interface Pasted {
  readonly text: string;
  readonly problem: string | null;
}

export function renderImport(visit: SignedInVisit, target: ImportTarget, { text, problem }: Pasted): VNode {
  return renderDesk(visit, {
    title: say('deskImport.readPage'),
    crumbs: target.crumbs,
    children: html`<div class="desk-narrow">
      <h1>${say('deskImport.readPage')}</h1>
      <p class="lead">${say('deskImport.lead')}</p>
      ${problem ? html`<p class="warning" role="alert">${problem}</p>` : null}
      ${renderText(visit, target, text, 14)}
    </div>`,
  });
}

function renderText(visit: SignedInVisit, { path }: ImportTarget, text: string, rows: number): VNode {
  return html`<form class="import-form" method="post" action=${path}>
    ${renderToken(visit.formToken)}
    <div class="field">
      <label for="text">${say('deskImport.text')}</label>
      <textarea id="text" name="text" rows=${rows} required spellcheck="false" aria-describedby="text-about">${text}</textarea>
      <p class="field-about" id="text-about">${say('deskImport.aboutText')}</p>
    </div>
    <p class="import-acts">
      <button class="is-first">${say('deskImport.readIt')}</button>
      <label class="button import-file" data-file-into="text" hidden>${say('deskImport.chooseFile')}<input type="file" class="unseen" accept=".html,.htm,.md,.txt,.tex,.rst,.org,.qmd,text/*" /></label>
    </p>
  </form>` as VNode;
}

export interface ReadView {
  readonly text: string;
  readonly answers: readonly (readonly [string, boolean])[];
  readonly read: PageRead;
}

export function renderReadPage(visit: SignedInVisit, target: ImportTarget, view: ReadView): VNode {
  const { read } = view;
  return renderDesk(visit, {
    title: say('deskImport.howRead'),
    crumbs: [...target.crumbs, { href: target.path, label: say('deskImport.readPage') }],
    children: html`<div class="desk-narrow import">
      <h1>${headline(read)}</h1>
      ${
        read.nothing === null
          ? html`<p class="lead">${say(read.doubts.length > 0 ? 'deskImport.tapReading' : 'deskImport.noDoubt')}</p>`
          : html`<p class="warning" role="alert">${read.nothing}</p>`
      }
      ${renderDoubts(visit, target, view)}
      ${read.nothing === null ? renderRules(target, read.yaml) : null}
      ${renderUsed(read.used)}
      ${renderUnused(read.unused)}
      <section class="desk-part">
        <details class="fold" open=${read.nothing !== null}>
          <summary><h2>${say('deskImport.changeText')}</h2></summary>
          ${renderText(visit, target, view.text, 10)}
        </details>
      </section>
    </div>`,
  });
}

function headline({ nothing, meetings, doubts }: PageRead): string {
  if (nothing !== null) return say('deskImport.nothingRead');
  const read = say('deskImport.meetings', { count: meetings });
  return doubts.length > 0 ? say('deskImport.toSettle', { meetings: read, doubts: doubts.length }) : read;
}

const MOST_LINES = 3;

function renderDoubts(visit: SignedInVisit, target: ImportTarget, { text, answers, read }: ReadView): VNode | null {
  if (read.doubts.length === 0 && answers.length === 0) return null;
  return html`<section class="import-doubts" aria-label=${say('deskImport.settleArea')}>
    <form method="post" action=${target.path} id="settle">
      ${renderToken(visit.formToken)}
      <input type="hidden" name="text" value=${text} />
      ${answers.map(([key, second]) => html`<input type="hidden" name="settled" value=${`${second ? 1 : 0} ${key}`} />`)}
      <ol>
        ${read.doubts.map(renderDoubt)}
      </ol>
      ${answers.length > 0 ? html`<p class="desk-soft import-settled">${say('deskImport.settled', { count: answers.length })} <button class="is-plain" name="undo" value=${answers.at(-1)?.[0] ?? ''}>${say('deskImport.takeBack')}</button></p>` : null}
    </form>
  </section>` as VNode;
}

function renderDoubt({ key, about, readings, lines }: OpenDoubt): VNode {
  const more = lines.length - MOST_LINES;
  return html`<li class="import-doubt">
    <div class="import-said">
      ${lines.slice(0, MOST_LINES).map(({ line, text }) => html`<p><span class="import-line">${say('deskImport.line', { line: String(line) })}</span> <q>${cut(text)}</q></p>`)}
      ${more > 0 ? html`<p class="desk-soft">${say('deskImport.moreAlike', { count: more })}</p>` : null}
    </div>
    <fieldset>
      <legend>${say(`deskImport.ask.${about}`)}</legend>
      <div class="import-readings">
        ${readings.map((reading, at) => html`<button name="settle" value=${`${at} ${key}`}>${capital(reading)}</button>`)}
      </div>
    </fieldset>
  </li>` as VNode;
}

function renderRules({ id }: ImportTarget, yaml: string): VNode {
  return html`<section class="desk-part">
    <h2>${say('deskImport.rules')}</h2>
    <div class="desk-announce import-yaml">
      <label for="yaml">${sayWith('deskImport.forFile', { file: html`<code>${id}.yaml</code>` })}</label>
      <textarea id="yaml" rows="14" readonly spellcheck="false" data-select>${yaml}</textarea>
      <div class="desk-acts"><button type="button" class="is-first" data-copy="yaml" hidden>${say('deskImport.copy')}</button></div>
      <p class="copied" id="yaml-status" role="status"></p>
    </div>
  </section>` as VNode;
}

function renderUsed(used: readonly UsedLine[]): VNode | null {
  if (used.length === 0) return null;
  return html`<section class="desk-part">
    <h2>${say('deskImport.eachLine')}</h2>
    <ol class="import-lines">
      ${used.map(({ line, text, how }, at) => {
        const again = used[at - 1]?.line === line;
        return html`<li>
          ${again ? null : html`<p class="import-source"><span class="import-line">${line}</span> <q>${cut(text)}</q></p>`}
          <p class="import-how">${capital(how)}</p>
        </li>`;
      })}
    </ol>
  </section>` as VNode;
}

function renderUnused(unused: readonly UnusedLine[]): VNode | null {
  if (unused.length === 0) return null;
  return html`<section class="desk-part">
    <h2>${say('deskImport.notUsed')}</h2>
    <p class="desk-soft">${say('deskImport.aboutNotUsed')}</p>
    <ol class="import-lines">
      ${unused.map(
        ({ line, text, why }) => html`<li>
          <p class="import-source"><span class="import-line">${line}</span> <q>${cut(text)}</q></p>
          <p class="import-how is-not">${capital(why)}</p>
        </li>`,
      )}
    </ol>
  </section>` as VNode;
}

function cut(text: string): string {
  const glyphs = [...text];
  return glyphs.length > 160 ? `${glyphs.slice(0, 159).join('')}…` : text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
