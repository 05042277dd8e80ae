/** The page of one meeting, with a form for each kind of change. */

import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { utcDateOf } from '../../domain/date.ts';
import { dayOfFacts } from '../../domain/due.ts';
import type { PublishedMeeting } from '../../domain/published.ts';
import { kindClass } from '../../timetable/week-grid.ts';
import { say, sayWith } from '../../words/say.ts';
import { byClockOf } from '../../words/voice.ts';
import { sayDay, sayDistance, sayKind, sayShortDate, sayTimesOf, sayVenue } from '../../words/wording.ts';
import { fieldOf, type SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import { sayInstant } from '../history/instant-wording.ts';
import { nameMeeting, sayWhen } from './announcement.ts';
import type { Fields } from './change-form.ts';
import { sayClash } from './clashes.ts';
import {
  boundsOf,
  renderArea,
  renderHidden,
  renderInput,
  renderLists,
  renderPeople,
  renderProblems,
  renderRoom,
  renderWords,
} from './fields-view.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { writeExpected } from './preconditions.ts';

export interface MeetingViewProps {
  readonly desk: MeetingDesk;
  /** The fields of a form that is shown again; `act` names the form. */
  readonly values: Fields;
  readonly problems: readonly { readonly message: string; readonly hint?: string }[];
}

export function renderMeetingDesk(visit: SignedInVisit, props: MeetingViewProps): VNode {
  return byClockOf(props.desk.published.course, () => renderPage(visit, props));
}

function renderPage(visit: SignedInVisit, { desk, values, problems }: MeetingViewProps): VNode {
  const { meeting, published } = desk;
  const { facts } = meeting;
  const { course } = published;
  const path = `/desk/courses/${course.key}`;
  return renderDesk(visit, {
    title: `${course.code} ${nameMeeting(facts)}, ${sayDay(dayOfFacts(facts), desk.today)}`,
    crumbs: [{ href: `${path}?week=${facts.date}`, label: course.code }],
    children: html`<div class="desk-narrow">
      ${renderHead(desk)}
      ${desk.over ? renderOver(desk, path) : null} ${renderProblems(problems)} ${renderStanding(visit, desk, path)}
      <div class="desk-forms">${renderForms(visit, desk, values)}</div>
      ${renderLists(desk)}
    </div>`,
  });
}

function renderHead({ meeting: { facts }, published: { course, sections }, today }: MeetingDesk): VNode {
  const section = sections.find(({ id }) => id === facts.section);
  const kind = section ? sayKind(section.kind) : say('deskChange.meeting');
  const off = facts.status === 'cancelled';
  const where = facts.where.map(sayVenue).join(' / ');
  const when = facts.deadline ? say('deskChange.dueAt', { due: sayWhen(facts) }) : sayTimesOf(facts);
  return html`<header class=${`desk-meeting ${section ? kindClass(section.kind) : ''}`}>
    <p class="desk-soft">${course.code} · ${section?.title ?? kind}</p>
    <h1><b class="meeting-id"><bdi>${nameMeeting(facts)}</bdi></b>, ${sayDay(dayOfFacts(facts), today)}</h1>
    <p class="desk-facts">
      ${when}${where ? html`<span class="dot"> · </span><bdi>${where}</bdi>` : null}${facts.staff.map((name) => html`<span class="dot"> · </span><bdi>${name}</bdi>`)}
    </p>
    ${off ? html`<p class="desk-state"><strong>${say('deskChange.isCancelled')}</strong> ${facts.reason ? html`<bdi>${facts.reason}</bdi>` : null}</p>` : null}
    ${facts.movedFrom ? html`<p class="desk-state">${say('deskChange.movedFrom', { day: sayDay(facts.movedFrom.date, facts.date) })}</p>` : null}
  </header>` as VNode;
}

/** A deadline has neither a room nor people. */
function renderForms(visit: SignedInVisit, desk: MeetingDesk, values: Fields): readonly (VNode | null)[] {
  const { facts } = desk.meeting;
  const off = facts.status === 'cancelled';
  const isBare = off || facts.deadline !== undefined;
  const of = (act: string): Fields => forAct(values, act);
  const form = (act: string, title: string, fields: ComponentChildren): VNode =>
    renderForm(visit, desk, values, act, title, fields);
  const example = facts.deadline ? '' : say('deskChange.cancelExample');
  const note = fieldOf(of('note'), 'note');
  return [
    off
      ? null
      : form(
          'cancel',
          say('deskChange.cancelIt'),
          html`${renderHidden({ cancel: 'yes' })}${renderWords('cancel', of('cancel'), example)}`,
        ),
    form('move', nameMove(facts), renderMove(desk, of('move'))),
    isBare
      ? null
      : form(
          'room',
          say('deskChange.anotherRoomOrOnline'),
          html`${renderRoom('room', of('room'))}${renderWords('room', of('room'), '')}`,
        ),
    isBare
      ? null
      : form(
          'person',
          say('deskChange.anotherPerson'),
          html`${renderPeople('person', desk.people, of('person'))}${renderWords('person', of('person'), '')}`,
        ),
    form(
      'note',
      say('deskChange.addANote'),
      renderArea('note-note', 'note', say('deskChange.note'), note, say('deskChange.noteAbout')),
    ),
    isBare ? null : form('all', say('deskChange.severalThingsAtOnce'), renderAll(desk, of('all'))),
  ];
}

function nameMove({ deadline, status }: PublishedMeeting['facts']): string {
  if (deadline) return say('deskChange.extendIt');
  return say(status === 'cancelled' ? 'deskChange.holdItAtAnotherTime' : 'deskChange.moveIt');
}

/** A warning on past meetings, which are easily opened by mistake. */
function renderOver({ meeting, next, today }: MeetingDesk, path: string): VNode {
  const { date } = meeting.facts;
  const link = next ? `${path}/meeting?${new URLSearchParams({ uid: next.uid })}` : '';
  return html`<p class="warning">
    ${sayWith('deskChange.itWasOn', { thisIsOver: html`<b>${say('deskChange.thisIsOver')}</b>`, day: sayDay(date, today), distance: sayDistance(date, today) })}${next ? html` ${sayWith('deskChange.nextOne', { link: html`<a href=${link}>${sayDay(next.facts.date, today)}</a>` })}` : null}
  </p>`;
}

/** Only the form that was sent is filled in again. */
function forAct(values: Fields, act: string): Fields {
  return fieldOf(values, 'act') === act ? values : {};
}

function renderForm(
  visit: SignedInVisit,
  { meeting, published }: MeetingDesk,
  values: Fields,
  act: string,
  title: string,
  fields: ComponentChildren,
): VNode {
  const { facts, originalDate, pattern, uid, identity, sequence } = meeting;
  const first = facts.status === 'cancelled' ? 'move' : 'cancel';
  const open = (fieldOf(values, 'act') || first) === act;
  const hidden = {
    page: 'meeting',
    act,
    uid,
    ...(facts.deadline ? { deadline: pattern } : { sections: facts.section, on: originalDate, pattern }),
    expected: writeExpected({ [identity]: sequence }),
  };
  return html`<details class="fold desk-act" name="act" open=${open} id=${`act-${act}`}>
    <summary><h2>${title}</h2></summary>
    <form method="post" action=${`/desk/courses/${published.course.key}/preview`}>
      ${renderToken(visit.formToken)} ${renderHidden(hidden)} ${fields}
      <p class="desk-next"><button class="is-first is-wide">${say('deskChange.seeWhatHappens')}</button></p>
    </form>
  </details>`;
}

function renderMove(desk: MeetingDesk, values: Fields): VNode {
  const { days, today } = desk;
  return html`
    ${renderTimes('move', desk, values)}
    ${
      days.length > 0
        ? html`<div class="desk-suggest">
          <p class="field-about">${say('deskChange.theSameTimeOn')}</p>
          <ul>
            ${days.map(
              ({ date, clashes }) => html`<li>
                <button type="button" class="desk-chip" data-fill="move-date" data-value=${date} hidden>${sayDay(date, today)}</button>
                <span class="desk-chip-text">${sayDay(date, today)}</span>
                <span class="desk-soft">${clashes.length === 0 ? say('deskChange.free') : sayClash(clashes[0] as (typeof clashes)[number])}</span>
              </li>`,
            )}
          </ul>
        </div>`
        : null
    }
    ${renderWords('move', values, '')}
  ` as VNode;
}

function renderTimes(prefix: string, { meeting: { facts }, published }: MeetingDesk, values: Fields): VNode {
  const was = { 'was-date': facts.date, 'was-start': facts.startTime, 'was-end': facts.endTime ?? '' };
  return html`
    ${renderHidden(was)}
    <div class="desk-when">
      ${renderInput({ id: `${prefix}-date`, name: 'move-date', label: say('deskChange.date'), type: 'date', value: fieldOf(values, 'move-date') || facts.date, ...boundsOf(published.course, facts.date) })}
      ${renderInput({ id: `${prefix}-start`, name: 'move-start', label: facts.deadline ? say('deskChange.time') : say('deskChange.from'), type: 'time', value: fieldOf(values, 'move-start') || facts.startTime })}
      ${facts.deadline ? null : renderInput({ id: `${prefix}-end`, name: 'move-end', label: say('deskChange.until'), type: 'time', value: fieldOf(values, 'move-end') || (facts.endTime ?? '') })}
    </div>
  ` as VNode;
}

function renderAll(desk: MeetingDesk, values: Fields): VNode {
  return html`
    ${renderTimes('all', desk, values)} ${renderRoom('all', values)} ${renderPeople('all', desk.people, values)}
    ${renderArea('all-note', 'note', say('deskChange.note'), fieldOf(values, 'note'), say('deskChange.noteAbout'))} ${renderWords('all', values, '')}
  ` as VNode;
}

/** Earlier changes of the meeting, each with undo. */
function renderStanding(
  visit: SignedInVisit,
  { changes, meeting, published }: MeetingDesk,
  path: string,
): VNode | null {
  const { history } = meeting;
  if (changes.length === 0 && history.length === 0) return null;
  const { zone, key } = published.course;
  return html`<section class="desk-part" aria-labelledby="standing-title">
    <h2 id="standing-title">${say('deskChange.soFar')}</h2>
    <ul class="desk-rows">
      ${changes.map(
        ({ id, subject, summary, by, at }) => html`<li>
          <span><b>${summary}</b> <span class="desk-soft">${sayWith('deskChange.madeBy', { by: html`<bdi>${by}</bdi>`, instant: sayInstant(at, zone) })}</span></span>
          ${
            subject === key
              ? html`<form method="post" action=${`${path}/changes/${id}/undo`}>
                ${renderToken(visit.formToken)}
                <button>${say('deskChange.undo')}</button>
              </form>`
              : html`<span class="desk-soft">${say('deskChange.overTheWholeTerm')}</span>`
          }
        </li>`,
      )}
      ${history
        .slice(-4)
        .toReversed()
        .map(({ at, line }) => html`<li class="desk-soft">${sayShortDate(utcDateOf(at))}: <bdi>${line}</bdi></li>`)}
    </ul>
  </section>`;
}
