/** Sections to choose from, each with its people, place, next meeting, latest change and clashes; a plain form. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { LocalDate } from '../domain/date.ts';
import type { Kind } from '../domain/kind.ts';
import { findOffsets, toLocal } from '../domain/zone.ts';
import { say } from '../words/say.ts';
import {
  sayDateAndYear,
  sayDates,
  sayDay,
  sayKind,
  sayKinds,
  sayList,
  sayShortDate,
  sayTimes,
} from '../words/wording.ts';
import type { CoursePage } from './course-page.ts';
import { linkSign } from './links.ts';
import { endSentence } from './meeting-list.ts';
import type { SectionCard } from './section-card.ts';
import { kindClass } from './week-grid.ts';

export function renderChooser(page: CoursePage): VNode {
  const kinds = [...new Set(page.sections.map(({ kind }) => kind))];
  return html`<form class="chooser" method="get" action=${`${page.path}#subscribe`} id="choose-form">
    ${page.open ? html`<input type="hidden" name="week" value=${page.open.from} />` : null}
    ${kinds.map((kind) => renderKind(kind, page))}
    <p class="chooser-submit"><button type="submit">Show my choice</button></p>
    ${
      page.feed
        ? html`<p class="choice-bar"><b>${page.chosen.join(' + ')}</b> <a class="button is-first" href="#subscribe">Subscribe</a></p>`
        : null
    }
  </form>`;
}

function renderKind(kind: Kind, page: CoursePage): VNode {
  const sections = page.sections.filter((section) => section.kind === kind);
  const plural = sayKinds(kind);
  const name = sections.length === 1 ? sayKind(kind) : plural.charAt(0).toUpperCase() + plural.slice(1);
  return html`<fieldset class=${kindClass(kind)}>
    <legend>${name}</legend>
    ${sections.map((section) => renderSection(section, page))}
  </fieldset>`;
}

function renderSection(section: SectionCard, page: CoursePage): VNode {
  const field = `choose-${section.id}`;
  return html`<div class=${`choice${section.chosen ? ' is-chosen' : ''}${section.gone ? ' is-gone' : ''}`}>
    <input
      type="checkbox"
      name="choose"
      value=${section.id}
      id=${field}
      checked=${section.chosen}
      aria-describedby=${`${field}-about`}
    />
    <label for=${field}><b class="choice-id">${section.id}</b> <bdi>${section.name}</bdi></label>
    <div class="choice-about" id=${`${field}-about`}>
      ${section.usual.slice(0, 8).map(
        (time) => html`<p class="choice-time">
          ${time.days}, ${time.times}${time.where ? html`<span class="dot"> · </span><bdi>${time.where}</bdi>` : null}
        </p>`,
      )}
      ${section.usual.length > 8 ? html`<p>and ${section.usual.length - 8} more times</p>` : null}
      ${
        section.people.length > 0
          ? html`<p class="choice-people">With ${section.people.slice(0, 12).map((name, index) => html`${index > 0 ? ', ' : ''}<bdi>${name}</bdi>`)}${section.people.length > 12 ? ` and ${section.people.length - 12} more` : ''}</p>`
          : null
      }
      ${sayState(section, page).map((line) => html`<p>${line}</p>`)}
      ${renderClashes(section, page)} ${renderChange(section, page)}
    </div>
    <p class="choice-links">
      <a href=${`${page.path}/${section.id}.ics`}>Feed<span class="unseen"> of ${section.id}</span></a>
      <a href=${linkSign(page, section.id)}>Door sign<span class="unseen"> of ${section.id}</span></a>
    </p>
  </div>`;
}

function sayState(section: SectionCard, page: CoursePage): string[] {
  const lines: string[] = [];
  if (section.gone) lines.push('No longer given; its calendar keeps what was.');
  if (section.ended) {
    const instead = section.ended.instead.length > 0 ? ` Instead: ${sayList(section.ended.instead)}.` : '';
    lines.push(`Ended on ${sayDateAndYear(section.ended.on)}.${instead}`);
  }
  if (section.meetings === 0) {
    lines.push(section.toBeAnnounced ? 'Dates to be announced.' : 'No meetings yet.');
  } else if (section.next) {
    const day = sayDay(section.next.date, page.today);
    lines.push(`Next: ${day}, ${sayTimes(section.next.startTime, section.next.endTime)}.`);
  } else if (section.span) {
    lines.push(
      `${say('count.meetings', { count: section.meetings })}, ${sayDates(section.span.from, section.span.until)}.`,
    );
  }
  if (section.ridesWith.length > 0) lines.push(`Comes with ${sayList(section.ridesWith)}: no need to choose both.`);
  if (section.note) lines.push(section.note);
  return lines;
}

const MOST_CLASHES = 4;

/** What clashes with a chosen section is said loudly, the rest quietly; both before anything is chosen. */
function renderClashes(section: SectionCard, page: CoursePage): VNode | null {
  if (section.clashes.length === 0) return null;
  const mine = section.clashes.filter((clash) => page.chosen.includes(clash.with) && clash.with !== section.id);
  const others = section.clashes.filter((clash) => !mine.includes(clash));
  const name = (clashes: typeof mine): string => {
    const ids = clashes.slice(0, MOST_CLASHES).map((clash) => clash.with);
    return clashes.length > MOST_CLASHES ? `${ids.join(', ')} and ${clashes.length - MOST_CLASHES} more` : sayList(ids);
  };
  return html`
    ${
      mine.length > 0
        ? html`<p class="clash is-mine">
          <b>Clashes</b> with ${name(mine)}, which you chose: ${say('count.meetings', { count: mine.reduce((sum, { meetings }) => sum + meetings, 0) })} at the
          same time.
        </p>`
        : null
    }
    ${others.length > 0 ? html`<p class="clash">Same time as ${name(others)}.</p>` : null}
  ` as VNode;
}

function renderChange(section: SectionCard, page: CoursePage): VNode | null {
  const { changed } = section;
  if (!changed) return null;
  return html`<p class="choice-change">News of ${sayDayOf(changed.at, page)}: ${sayShortDate(changed.date)}, ${endSentence(changed.line)}</p>`;
}

/** '9 Oct' of an instant, in the course's zone. */
export function sayDayOf(instant: number, page: CoursePage): string {
  return sayShortDate(localDate(instant, page));
}

export function localDate(instant: number, page: CoursePage): LocalDate {
  const { zone, span } = page.facts;
  return toLocal(findOffsets(zone, span.from, span.until), instant).date;
}
