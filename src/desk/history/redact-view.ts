/** The pages for redacting words. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say, sayWith } from '../../words/say.ts';
import type { SignedInVisit } from '../access/route.ts';
import { renderHidden } from '../change/fields-view.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import type { Redaction } from './redaction.ts';

interface Message {
  readonly said: string | null;
  readonly problem: string | null;
}

export function renderRedact(visit: SignedInVisit, { said, problem }: Message): VNode {
  return renderDesk(visit, {
    title: say('deskHistory.redactWords'),
    children: html`<div class="desk-narrow">
      <h1>${say('deskHistory.redactWords')}</h1>
      <p class="lead">
        ${say('deskHistory.redactAbout')}
      </p>
      ${said ? html`<p class="said" role="status">${said}</p>` : null}
      ${problem ? html`<p class="warning" role="alert">${problem}</p>` : null}
      <form method="post" action="/desk/redact">
        ${renderToken(visit.formToken)}
        <div class="field">
          <label for="words">${say('deskHistory.wordsAbout')}</label>
          <input id="words" type="text" name="words" required minlength="3" maxlength="500" autocomplete="off" aria-describedby="words-about" />
          <p class="field-about" id="words-about">${say('deskHistory.findFirst')}</p>
        </div>
        <p class="desk-next"><button>${say('deskHistory.findThem')}</button></p>
      </form>
    </div>`,
  });
}

const PLACES = [
  ['feeds', 'deskHistory.inFeedsAndOnPages'],
  ['changes', 'deskHistory.inChanges'],
  ['history', 'deskHistory.inTheHistory'],
  ['people', 'deskHistory.amongPeople'],
  ['calendars', 'deskHistory.inNamesOfPersonalCalendars'],
  ['rules', 'deskHistory.inEarlierSetsOfRules'],
] as const satisfies readonly (readonly [keyof Redaction['where'], string])[];

/** Where the words occur, before they are redacted. */
export function renderRedaction(visit: SignedInVisit, words: string, found: Redaction): VNode {
  return renderDesk(visit, {
    title: say('deskHistory.redactWords'),
    crumbs: [{ href: '/desk/redact', label: say('deskHistory.redactWords') }],
    children: html`<div class="desk-narrow">
      <h1>${say('count.places', { count: found.places })}</h1>
      <p class="lead">${sayWith('deskHistory.willBeMadeUnreadable', { words: html`<bdi>${words}</bdi>` })}</p>
      <dl class="desk-facts">
        ${PLACES.filter(([place]) => found.where[place] > 0).map(
          ([place, label]) => html`<dt>${say(label)}</dt><dd>${found.where[place]}</dd>`,
        )}
      </dl>
      ${
        found.rules.length > 0
          ? html`<p class="warning" role="alert">
            ${sayWith('deskHistory.staysInRules', { inTheRules: html`<b>${say('deskHistory.inTheRules')}</b>`, files: nameFiles(found.rules) })}
          </p>`
          : null
      }
      ${
        found.unreadable.length > 0
          ? html`<p class="warning" role="alert">${say('deskHistory.staysInDamaged', { places: found.unreadable.join(', ') })}</p>`
          : null
      }
      <p>${sayWith('deskHistory.afterRedacting', { thisCannotBeUndone: html`<b>${say('deskHistory.thisCannotBeUndone')}</b>` })}</p>
      <div class="desk-decide">
        <form method="post" action="/desk/redact/confirm">
          ${renderToken(visit.formToken)} ${renderHidden({ words })}
          <button class="is-grave is-wide">${say('deskHistory.redact')}</button>
        </form>
        <a class="button is-first is-wide" href="/desk/redact">${say('deskHistory.leaveIt')}</a>
      </div>
    </div>`,
  });
}

function nameFiles(rules: readonly string[]): string {
  const files = rules.slice(0, 10).join(', ');
  const more = rules.length - 10;
  if (more <= 0) return files;
  return say('deskHistory.and', { files, moreFiles: say('count.moreFiles', { count: more }) });
}
