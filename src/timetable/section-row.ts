/** A section in the form: one compact row with times, place and people; exceptions are on a separate line. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { minutesOf } from '../domain/date.ts';
import { sayArrangement } from '../words/arrangement.ts';
import { markName } from '../words/own-language.ts';
import { say } from '../words/say.ts';
import { sayDateAndYear, sayDue, sayKind, sayList } from '../words/wording.ts';
import { listPlaces, sayOnlyArrangement } from './arrangements.ts';
import type { CoursePage } from './course-page.ts';
import { endSentence } from './meeting-list.ts';
import type { SectionCard } from './section-card.ts';
import type { UsualTime } from './usual-times.ts';

const MOST_TIMES = 3;

/** @param links the row's links; null: none */
export function renderRow(section: SectionCard, page: CoursePage, links: VNode | null): VNode {
  const field = `choose-${section.id}`;
  const isChosen = section.chosen || (page.now === null && section.suggested);
  const lines = sayState(section);
  return html`<div class=${`row${isChosen ? ' is-chosen' : ''}${section.gone ? ' is-gone' : ''}`}>
    <input
      type="checkbox"
      name="choose"
      value=${section.id}
      id=${field}
      checked=${isChosen}
      ...${markRow(section)}
      aria-describedby=${lines.length > 0 ? `${field}-about` : null}
    />
    <label for=${field}>
      <span class="row-first">${section.kind === 'deadline' ? null : html`<b class="row-id">${section.id}</b> `}<span class="row-when">${sayWhen(section)}</span></span>${' '}
      <span class="row-more">${renderMore(section, page)}</span>
      ${section.clashes.length > 0 ? renderClash(section, page) : null}
    </label>
    ${lines.length > 0 ? html`<p class="row-about" id=${`${field}-about`}>${lines.join(' ')}</p>` : null}
    ${links}
  </div>`;
}

/** Data attributes for the page's script: choice and filter. */
function markRow(section: SectionCard): Readonly<Record<string, string | null>> {
  const { usual, brings, clashes } = section;
  return {
    'data-kind': section.kind,
    'data-one': section.oneOf ? '' : null,
    'data-brings': brings.length > 0 ? brings.join(' ') : null,
    'data-clashes': clashes.length > 0 ? clashes.map((clash) => clash.with).join(' ') : null,
    'data-slots': usual.length > 0 ? usual.flatMap(writeSlots).join(' ') : null,
  };
}

/** 'MO/600' for each weekday and start. */
function writeSlots({ weekdays, startTime }: UsualTime): string[] {
  return weekdays.map((day) => `${day}/${minutesOf(startTime)}`);
}

function sayWhen(section: SectionCard): string {
  const { kind, next, usual, meetings, toBeAnnounced, arrangements } = section;
  if (kind === 'deadline') return sayNextDue(next, meetings);
  if (meetings === 0)
    return (
      sayOnlyArrangement(section) ?? say(toBeAnnounced ? 'timetable.datesToBeAnnounced' : 'timetable.noMeetingsYet')
    );
  const shown = usual.slice(0, usual.length > MOST_TIMES ? MOST_TIMES - 1 : MOST_TIMES).map(sayShortly);
  const more = usual.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [say('timetable.andMoreTimes', { count: more })] : []),
    ...new Set(arrangements.map((one) => sayArrangement(one, true))),
  ].join('; ');
}

/** 'HW 1 due Monday 1 October, 11:59 pm'; with nothing to come, how many there were. */
function sayNextDue(next: SectionCard['next'], count: number): string {
  if (!next?.deadline) return say('count.deadlines', { count });
  const due = sayDue(next.date, next.startTime, next.date);
  return say('timetable.nextDue', { title: next.deadline.title, due });
}

/** 'Mon, Wed 10 to 10:50 am'; a date for a single meeting. */
function sayShortly({ shortDays, times }: UsualTime): string {
  return `${shortDays} ${times}`;
}

function renderMore(section: SectionCard, { facts }: CoursePage): VNode[] {
  const arranged = section.arrangements.flatMap(listPlaces);
  const places = [...new Set([...section.usual.map(({ where }) => where).filter(Boolean), ...arranged])];
  const isPlain = section.kind === 'deadline' || section.name === sayKind(section.kind);
  const named = isPlain ? [] : [section.name];
  const parts = [...named, ...shorten(places, 2), ...shorten(section.people, 2)];
  return parts.map(
    (part, index) =>
      html`${index > 0 ? html`<span class="dot"> · </span>` : null}<bdi ...${markName(part, facts.titleLanguage)}>${part}</bdi>` as VNode,
  );
}

function shorten(texts: readonly string[], most: number): string[] {
  const shown = texts.slice(0, most);
  return texts.length > most ? [...shown, say('timetable.andMore', { number: texts.length - most })] : shown;
}

/** Shown instead of room and people, so that the row's height stays the same. */
function renderClash(section: SectionCard, page: CoursePage): VNode {
  const mine = section.clashes.map((clash) => clash.with).filter((id) => page.chosen.includes(id));
  const isShown = mine.length > 0;
  return html`<span class="row-clash" hidden=${!isShown}>${isShown ? say('timetable.sameTimeAsChosen', { sections: mine.join(', ') }) : ''}</span>`;
}

function sayState(section: SectionCard): string[] {
  const lines: string[] = [];
  if (section.gone) lines.push(say('timetable.sectionEnded'));
  if (section.ended) {
    const { on, instead } = section.ended;
    const date = sayDateAndYear(on);
    lines.push(
      instead.length > 0
        ? say('timetable.endedOnInstead', { date, sections: sayList(instead) })
        : say('timetable.endedOn', { date }),
    );
  }
  if (section.ridesWith.length > 0) lines.push(say('timetable.comesWith', { sections: sayList(section.ridesWith) }));
  if (section.note) lines.push(endSentence(section.note));
  return lines;
}
