/** Sections to choose from, each with its people, place, next meeting, latest change and clashes; a plain form. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { LocalDate } from '../domain/date.ts';
import type { Kind } from '../domain/kind.ts';
import { findOffsets, toLocal } from '../domain/zone.ts';
import { say, sayWith } from '../words/say.ts';
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
  return html`<form class="chooser" method="get" action=${`${page.path}#subscribe`} id="choose-form">
    ${page.open ? html`<input type="hidden" name="week" value=${page.open.from} />` : null}
    ${renderKinds(page, (section) => renderLinks(section, page))}
    <p class="chooser-submit"><button type="submit">${say('timetable.showMyChoice')}</button></p>
    ${
      page.feed
        ? html`<p class="choice-bar"><b>${page.chosen.join(' + ')}</b> <a class="button is-first" href="#subscribe">${say('timetable.subscribe')}</a></p>`
        : null
    }
  </form>`;
}

/** @param links what leads on from a section's card */
export function renderKinds(page: CoursePage, links: (section: SectionCard) => VNode): VNode[] {
  const kinds = [...new Set(page.sections.map(({ kind }) => kind))];
  return kinds.map((kind) => renderKind(kind, page, links));
}

function renderKind(kind: Kind, page: CoursePage, links: (section: SectionCard) => VNode): VNode {
  const sections = page.sections.filter((section) => section.kind === kind);
  const plural = sayKinds(kind);
  const name = sections.length === 1 ? sayKind(kind) : plural.charAt(0).toUpperCase() + plural.slice(1);
  return html`<fieldset class=${kindClass(kind)}>
    <legend>${name}</legend>
    ${sections.map((section) => renderSection(section, page, links))}
  </fieldset>`;
}

function renderSection(section: SectionCard, page: CoursePage, links: (section: SectionCard) => VNode): VNode {
  const field = `choose-${section.id}`;
  return html`<div class=${`choice${section.chosen ? ' is-chosen' : ''}${section.gone ? ' is-gone' : ''}`}>
    <input
      type="checkbox"
      name="choose"
      value=${section.id}
      id=${field}
      checked=${section.chosen}
      data-brings=${section.brings.length > 0 ? section.brings.join(' ') : null}
      aria-describedby=${`${field}-about`}
    />
    <label for=${field}><b class="choice-id">${section.id}</b> <bdi>${section.name}</bdi></label>
    <div class="choice-about" id=${`${field}-about`}>
      ${section.usual.slice(0, 8).map(
        (time) => html`<p class="choice-time">
          ${time.days}, ${time.times}${time.where ? html`<span class="dot"> · </span><bdi>${time.where}</bdi>` : null}
        </p>`,
      )}
      ${section.usual.length > 8 ? html`<p>${say('timetable.andMoreTimes', { count: section.usual.length - 8 })}</p>` : null}
      ${
        section.people.length > 0
          ? html`<p class="choice-people">${say('timetable.with')}${' '}${section.people.slice(0, 12).map((name, index) => html`${index > 0 ? ', ' : ''}<bdi>${name}</bdi>`)}${section.people.length > 12 ? ` ${say('timetable.andMore', { number: section.people.length - 12 })}` : ''}</p>`
          : null
      }
      ${sayState(section, page).map((line) => html`<p>${line}</p>`)}
      ${renderClashes(section, page)} ${renderChange(section, page)}
    </div>
    ${links(section)}
  </div>`;
}

function renderLinks(section: SectionCard, page: CoursePage): VNode {
  return html`<p class="choice-links">
    <a href=${`${page.path}/${section.id}.ics`}>${sayWith('timetable.feed', { ofSection: html`<span class="unseen">${say('timetable.of', { id: section.id })}</span>` })}</a>
    <a href=${linkSign(page, section.id)}>${sayWith('timetable.doorSign', { ofSection: html`<span class="unseen">${say('timetable.of', { id: section.id })}</span>` })}</a>
  </p>`;
}

function sayState(section: SectionCard, page: CoursePage): string[] {
  const lines: string[] = [];
  if (section.gone) lines.push(say('timetable.noLongerGivenItsCalendar'));
  if (section.ended) {
    const { on, instead } = section.ended;
    const date = sayDateAndYear(on);
    lines.push(
      instead.length > 0
        ? say('timetable.endedOnInstead', { date, sections: sayList(instead) })
        : say('timetable.endedOn', { date }),
    );
  }
  if (section.meetings === 0) {
    lines.push(section.toBeAnnounced ? say('timetable.datesToBeAnnounced') : say('timetable.noMeetingsYet'));
  } else if (section.next) {
    const day = sayDay(section.next.date, page.beside);
    lines.push(say('timetable.next', { day, times: sayTimes(section.next.startTime, section.next.endTime) }));
  } else if (section.span) {
    lines.push(
      `${say('count.meetings', { count: section.meetings })}, ${sayDates(section.span.from, section.span.until)}.`,
    );
  }
  if (section.ridesWith.length > 0)
    lines.push(say('timetable.comesWithNoNeedTo', { sections: sayList(section.ridesWith) }));
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
    return clashes.length > MOST_CLASHES
      ? say('timetable.sectionsAndMore', { sections: ids.join(', '), number: clashes.length - MOST_CLASHES })
      : sayList(ids);
  };
  return html`
    ${
      mine.length > 0
        ? html`<p class="clash is-mine">
          ${sayWith('timetable.withWhichYouChoseAt', { clashes: html`<b>${say('timetable.clashes')}</b>`, sections: name(mine), meetings: say('count.meetings', { count: mine.reduce((sum, { meetings }) => sum + meetings, 0) }) })}
        </p>`
        : null
    }
    ${others.length > 0 ? html`<p class="clash">${say('timetable.sameTimeAs', { sections: name(others) })}</p>` : null}
  ` as VNode;
}

function renderChange(section: SectionCard, page: CoursePage): VNode | null {
  const { changed } = section;
  if (!changed) return null;
  return html`<p class="choice-change">${say('timetable.newsOf', { day: sayDayOf(changed.at, page), date: sayShortDate(changed.date), news: endSentence(changed.line) })}</p>`;
}

/** '9 Oct' of an instant, in the course's zone. */
export function sayDayOf(instant: number, page: CoursePage): string {
  return sayShortDate(localDate(instant, page));
}

export function localDate(instant: number, page: CoursePage): LocalDate {
  const { zone, span } = page.facts;
  return toLocal(findOffsets(zone, span.from, span.until), instant).date;
}
