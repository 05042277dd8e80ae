/** Times that no meeting stands for: by appointment, asynchronous, still to be announced. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ArrangementFacts, SectionFacts } from '../domain/schedule.ts';
import { sayArrangement, sayLink } from '../words/arrangement.ts';
import { say } from '../words/say.ts';
import { capitalise, sayVenue } from '../words/wording.ts';
import { kindClass } from './week-grid.ts';

type Arranged = Pick<SectionFacts, 'id' | 'kind' | 'arrangements'> & { readonly meetings: number };

/** A line for each; null: there are none. For static pages each line names its section. */
export function renderArrangements(sections: readonly Arranged[]): VNode | null {
  const lines = sections.flatMap((section) => (section.arrangements ?? []).map((one) => renderLine(section, one)));
  return lines.length === 0 ? null : (html`<ul class="arrangements">${lines}</ul>` as VNode);
}

function renderLine({ id, kind, meetings }: Arranged, arrangement: ArrangementFacts): VNode {
  const { url, note } = arrangement;
  const parts: (VNode | string)[] = [sayArrangement(arrangement, meetings > 0)];
  for (const text of [...arrangement.staff, ...listPlaces(arrangement)]) parts.push(html`<bdi>${text}</bdi>`);
  if (url !== null) parts.push(html`<a href=${url}>${say('arranged.link')}</a>`);
  if (note !== null) parts.push(html`<bdi>${note}</bdi>`);
  return html`<li class=${`arrangement ${kindClass(kind)}`} data-section=${id}>
    <b class="meeting-id">${id}</b>${' '}${parts.flatMap((part, index) => (index === 0 ? [part] : [html`<span class="dot"> · </span>`, part]))}
  </li>`;
}

/** For a door sign: with the address written out. */
export function renderArrangementOnSign(arrangement: ArrangementFacts, isMore: boolean): VNode {
  const { url, note } = arrangement;
  return html`<li>
    <b>${capitalise(sayArrangement(arrangement, isMore))}</b>${' '}
    ${url === null ? null : html`<span><bdi>${sayLink(url)}</bdi></span>`} ${note === null ? null : html`<span><bdi>${note}</bdi></span>`}
    <bdi class="sign-where">${listPlaces(arrangement).join(' / ')}</bdi>
  </li>`;
}

export function listPlaces({ where }: Pick<ArrangementFacts, 'where'>): string[] {
  return where.map(sayVenue).filter((text) => text !== '');
}

/** 'By appointment', where a section has nothing else; null: it has times, or they are to be announced. */
export function sayOnlyArrangement({ arrangements = [] }: Pick<SectionFacts, 'arrangements'>): string | null {
  const said = [...new Set(arrangements.map((one) => sayArrangement(one, false)))];
  return said.length === 0 ? null : capitalise(said.join('; '));
}
