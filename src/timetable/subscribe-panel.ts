/** How to subscribe: the best programs for this device first, with steps; the URL itself last. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say, sayWith } from '../words/say.ts';
import type { Device } from './browser/device.ts';
import { renderMark } from './program-marks.ts';
import { type FeedLinks, listPrograms, type Program } from './programs.ts';

export interface SubscribeProps {
  readonly links: FeedLinks;
  readonly device: Device;
  readonly warning: string | null;
  readonly zone: string;
  /** Id of the address field, if a page has two panels. */
  readonly id?: string;
  /** Note beside the address: what can be changed later. */
  readonly word: VNode | null;
}

/** Placeholders in the template that the page's script fills; see browser/feed-panel. */
const TEMPLATE = { url: 'https://feed.invalid/', name: '~name~', page: 'https://page.invalid/' } as const;

/** @param download a path with ~parts~ in place of the sections */
export function renderPanelTemplate(
  props: Omit<SubscribeProps, 'links'> & { readonly download: string | null },
): VNode {
  return html`<template data-device=${props.device}>${renderSubscribe({ ...props, links: { ...TEMPLATE, download: props.download } })}</template>`;
}

export function renderSubscribe({ links, device, warning, zone, word, id = 'feed-url' }: SubscribeProps): VNode {
  const programs = listPrograms(links, device);
  return html`<div class="subscribe">
    <ul class="programs">
      ${programs.map((program, index) => renderProgram(program, index === 0))}
    </ul>
    <p class="copied" role="status" data-copied></p>
    ${warning ? html`<p class="warning"><b>${say('timetable.notForEverybodyYet')}</b> ${warning}</p>` : null}
    <div class="address">
      <label for=${id}>${say('timetable.calendarAddress')}</label>
      <div class="address-row">
        <input id=${id} type="text" readonly value=${links.url} spellcheck=${false} data-select />
        <button type="button" class="copy" data-copy=${id} hidden>${say('timetable.copy')}</button>
      </div>
      <p class="address-about">${say('timetable.addressAbout')}</p>
      ${word}
      <p class="copied" role="status" id=${`${id}-status`}></p>
    </div>
    ${renderNotes(programs, links, zone)}
  </div>`;
}

/** The first program is expanded; the others are collapsed rows. */
function renderProgram(program: Program, first: boolean): VNode {
  const { name, label, steps, link } = program;
  return html`<li class=${`program program-${name}${first ? ' is-main' : ''}`}>
    ${renderButton(program, first ? say('timetable.subscribeWith', { program: label }) : label, first)}
    ${
      steps.length > 1
        ? html`<ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>`
        : html`<p class="steps">${steps[0]}</p>`
    }
    ${link ? html`<p class="steps"><a href=${link.href} rel="noreferrer">${link.label}</a></p>` : null}
  </li>`;
}

function renderButton({ name, label, href, copies }: Program, text: string, first: boolean): VNode {
  const look = first ? 'button is-first' : 'button';
  if (copies !== null) {
    return html`<button type="button" class=${look} data-copy-text=${copies} hidden>${renderMark(name)} ${label}</button>`;
  }
  const isPlain = name === 'download' || name === 'send';
  return html`<a
    class=${look}
    href=${href}
    rel=${href?.startsWith('https:') ? 'noreferrer' : null}
    download=${name === 'download' ? '' : null}
    >${renderMark(name)} ${isPlain ? label : text}</a
  >`;
}

/** Fallback page for Android if no app handles the calendar link. */
export function renderNoApp(): VNode {
  return html`<section class="no-app warning" id="no-app" aria-labelledby="no-app-title">
    <h2 id="no-app-title">${say('timetable.noAppHere')}</h2>
    <ol>
      <li>
        ${say('timetable.noAppComputer')}
        ${' '}<button type="button" class="plain" data-share-page hidden>${say('timetable.share')}</button>
      </li>
      <li>
        ${sayWith('timetable.noAppInstall', {
          play: html`<a href="https://play.google.com/store/apps/details?id=at.bitfire.icsdroid" rel="noreferrer">Google Play</a>`,
          fdroid: html`<a href="https://f-droid.org/packages/at.bitfire.icsdroid/" rel="noreferrer">F-Droid</a>`,
        })}
      </li>
    </ol>
  </section>`;
}

function renderNotes(programs: readonly Program[], links: FeedLinks, zone: string): VNode {
  const refreshes = programs.map(({ refresh }) => refresh).filter((refresh) => refresh !== null);
  return html`<details class="notes">
    <summary>${say('timetable.goodToKnow')}</summary>
    <ul>
      <li>${say('timetable.zoneAbout', { zone: zone.replaceAll('_', ' ') })}</li>
      <li>
        ${say('timetable.pollingAbout')}
        <ul>
          ${refreshes.map((refresh) => html`<li>${refresh}</li>`)}
        </ul>
        ${say('timetable.sameDayAbout')}
      </li>
      <li>${say('timetable.readOnlyAbout')}</li>
      ${links.download ? html`<li>${say('timetable.downloadIsCopy')}</li>` : null}
      <li>
        ${say('timetable.toUnsubscribeInGoogleCalendar')}
      </li>
    </ul>
  </details>`;
}
