/** How to subscribe: what works on this device first, and what to know before. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say } from '../words/say.ts';
import type { Device } from './browser/device.ts';
import { type FeedLinks, listPrograms, type Program } from './programs.ts';

export interface SubscribeParts {
  readonly links: FeedLinks;
  readonly device: Device;
  readonly warning: string | null;
  readonly zone: string;
  /** Beside the address: what can and can't be changed later. */
  readonly word: VNode | null;
}

/** Stand for a feed in the template that a page's script fills: see browser/feed-panel. */
const TEMPLATE = { url: 'https://feed.invalid/', name: '~name~', page: 'https://page.invalid/' } as const;

/** @param download a path with ~parts~ for the sections */
export function renderPanelTemplate(
  parts: Omit<SubscribeParts, 'links'> & { readonly download: string | null },
): VNode {
  return html`<template data-device=${parts.device}>${renderSubscribe({ ...parts, links: { ...TEMPLATE, download: parts.download } })}</template>`;
}

export function renderSubscribe({ links, device, warning, zone, word }: SubscribeParts): VNode {
  const [first, ...rest] = listPrograms(links, device).filter(({ name }) => name !== 'copy');
  return html`<div class="subscribe">
    <ul class="programs">
      ${first ? renderProgram(first, true) : null} ${rest.map((program) => renderProgram(program, false))}
    </ul>
    ${warning ? html`<p class="warning"><b>${say('timetable.notForEverybodyYet')}</b> ${warning}</p>` : null}
    <div class="address">
      <label for="feed-url">${say('timetable.calendarAddress')}</label>
      <div class="address-row">
        <input id="feed-url" type="text" readonly value=${links.url} spellcheck=${false} data-select />
        <button type="button" class="copy" data-copy="feed-url" hidden>${say('timetable.copy')}</button>
      </div>
      <p class="copied" role="status" id="feed-url-status"></p>
      ${word}
    </div>
    ${renderNotes(links, device, zone)}
  </div>`;
}

function renderProgram(program: Program, first: boolean): VNode {
  const download = program.name === 'download';
  return html`<li class=${`program program-${program.name}`}>
    <a
      class=${first ? 'button is-first' : 'button'}
      href=${program.href}
      rel=${program.href?.startsWith('https:') ? 'noreferrer' : null}
      download=${download ? '' : null}
      >${first && !download ? say('timetable.subscribeWith', { program: lower(program.label) }) : program.label}</a
    >
    <p>${program.note}</p>
  </li>`;
}

/** 'a calendar app' within a sentence; names keep their capital. */
function lower(label: string): string {
  return /^(A|Another) /.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function renderNotes(links: FeedLinks, device: Device, zone: string): VNode {
  const refreshes = listPrograms(links, device)
    .map(({ refresh }) => refresh)
    .filter((refresh) => refresh !== null);
  return html`<details class="notes">
    <summary>${say('timetable.goodToKnowHowLate')}</summary>
    <ul>
      <li>${say('timetable.timesAreThoseOfYour', { zone: zone.replaceAll('_', ' ') })}</li>
      <li>
        ${say('timetable.calendarsLookForChangesOn')}
        <ul>
          ${refreshes.map((refresh) => html`<li>${refresh}</li>`)}
        </ul>
        ${say('timetable.forAChangeOnThe')}
      </li>
      <li>${say('timetable.theCalendarIsReadOnly')}</li>
      ${links.download ? html`<li>${say('timetable.aDownloadedFileIsA')}</li>` : null}
      <li>
        ${say('timetable.toUnsubscribeInGoogleCalendar')}
      </li>
    </ul>
  </details>`;
}
