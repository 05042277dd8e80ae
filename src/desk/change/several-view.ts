/** Changes over several meetings: a day, a span, a kind, other hours; and an extra meeting. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { DateSpan } from '../../domain/date.ts';
import { SECTION_KINDS } from '../../domain/kind.ts';
import type { PublishedSection } from '../../domain/published.ts';
import { say } from '../../words/say.ts';
import { sayDates, sayKind, sayKindWithin } from '../../words/wording.ts';
import { fieldOf, type SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/desk-layout.ts';
import type { Fields } from './change-form.ts';
import {
  boundsOf,
  renderArea,
  renderCheck,
  renderHidden,
  renderInput,
  renderLists,
  renderPeople,
  renderProblems,
  renderRoom,
  renderWords,
} from './fields-view.ts';
import type { ChangeChoices } from './meeting-desk.ts';

export interface SeveralViewProps {
  readonly choices: ChangeChoices;
  readonly values: Fields;
  readonly problems: readonly { readonly message: string; readonly hint?: string }[];
}

export function renderSeveral(visit: SignedInVisit, { choices, values, problems }: SeveralViewProps): VNode {
  const { course, sections } = choices.published;
  const kinds = [...new Set(sections.filter(isAttended).map(({ kind }) => kind))];
  const chosen = new Set(values.sections ?? []);
  const chosenKinds = new Set(values.kinds ?? []);
  return renderDesk(visit, {
    title: say('deskChange.severalMeetingsOf', { code: course.code }),
    crumbs: [{ href: `/desk/courses/${course.key}`, label: course.code }],
    children: html`<div class="desk-narrow">
      <h1>${say('deskChange.severalAtOnce')}</h1>
      <p class="lead">${say('deskChange.severalAbout')}</p>
      ${renderProblems(problems)}
      <form method="post" action=${`/desk/courses/${course.key}/preview`} class="desk-form">
        ${renderToken(visit.formToken)} ${renderHidden({ page: 'several' })}
        <h2>${say('deskChange.whichMeetings')}</h2>
        <div class="desk-when is-two">
          ${renderInput({ id: 'on', name: 'on', label: say('deskChange.onOrFrom'), type: 'date', value: fieldOf(values, 'on'), required: true, ...boundsOf(course) })}
          ${renderInput({ id: 'until', name: 'until', label: say('deskChange.until'), type: 'date', value: fieldOf(values, 'until'), ...boundsOf(course) })}
        </div>
        <p class="field-about">${say('deskChange.datesAbout', { dates: sayDates(course.span.from, course.span.until) })}</p>
        ${renderCheck('which-all', 'which', 'all', say('deskChange.everySectionOfTheCourse'), fieldOf(values, 'which') === 'all')}
        <fieldset class="desk-options">
          <legend>${say('deskChange.orEvery')}</legend>
          ${kinds.map((kind) => renderCheck(`kind-${kind.replaceAll(' ', '-')}`, 'kinds', kind, sayKindWithin(kind), chosenKinds.has(kind)))}
        </fieldset>
        <fieldset class="desk-options">
          <legend>${say('deskChange.orTheseSections')}</legend>
          ${sections.filter(isAttended).map(({ id }) => renderCheck(`section-${id}`, 'sections', id, id, chosen.has(id)))}
        </fieldset>
        <h2>${say('deskChange.whatHappensToThem')}</h2>
        <p class="field-about">${say('deskChange.fieldsAbout')}</p>
        ${renderCheck('cancel', 'cancel', 'yes', say('deskChange.theyAreCancelled'), fieldOf(values, 'cancel') === 'yes')}
        <div class="desk-when is-two">
          ${renderInput({ id: 'move-start', name: 'move-start', label: say('deskChange.movedToFrom'), type: 'time', value: fieldOf(values, 'move-start') })}
          ${renderInput({ id: 'move-end', name: 'move-end', label: say('deskChange.until'), type: 'time', value: fieldOf(values, 'move-end') })}
        </div>
        ${renderRoom('several', values)} ${renderPeople('several', choices.people, values)}
        ${renderArea('note', 'note', say('deskChange.note'), fieldOf(values, 'note'))}
        ${renderArea('instead', 'instead', say('deskChange.otherHoursInstead'), fieldOf(values, 'instead'), say('deskChange.insteadAbout'))}
        ${renderInput({ id: 'closed', name: 'closed', label: say('deskChange.closedHours'), value: fieldOf(values, 'closed'), about: say('deskChange.closedAbout') })}
        ${renderWords('several', values, '')}
        <p class="desk-next"><button class="is-first is-wide">${say('deskChange.seeWhatHappens')}</button></p>
      </form>
      ${renderLists(choices)}
    </div>`,
  });
}

export function renderExtra(visit: SignedInVisit, { choices, values, problems }: SeveralViewProps): VNode {
  const { course, sections } = choices.published;
  return renderDesk(visit, {
    title: say('deskChange.anExtraMeetingOf', { code: course.code }),
    crumbs: [{ href: `/desk/courses/${course.key}`, label: course.code }],
    children: html`<div class="desk-narrow">
      <h1>${say('deskChange.anExtraMeeting')}</h1>
      <p class="lead">${say('deskChange.extraAbout')}</p>
      ${renderProblems(problems)}
      <form method="post" action=${`/desk/courses/${course.key}/preview`} class="desk-form">
        ${renderToken(visit.formToken)} ${renderHidden({ page: 'extra' })}
        <div class="field">
          <label for="section">${say('deskChange.section')}</label>
          <select id="section" name="sections">
            ${sections.filter(isAttended).map(({ id, title, kind }) => html`<option value=${id} selected=${values.sections?.includes(id)}>${id}, ${title ?? sayKind(kind)}</option>`)}
          </select>
        </div>
        <div class="desk-when">
          ${renderInput({ id: 'extra-date', name: 'extra-date', label: say('deskChange.date'), type: 'date', value: fieldOf(values, 'extra-date'), required: true, ...boundsOf(course) })}
          ${renderInput({ id: 'extra-start', name: 'extra-start', label: say('deskChange.from'), type: 'time', value: fieldOf(values, 'extra-start'), required: true })}
          ${renderInput({ id: 'extra-end', name: 'extra-end', label: say('deskChange.until'), type: 'time', value: fieldOf(values, 'extra-end') })}
        </div>
        ${renderRoom('extra', values)} ${renderPeople('extra', choices.people, values)}
        ${renderArea('note', 'note', say('deskChange.note'), fieldOf(values, 'note'))} ${renderWords('extra', values, '')}
        <p class="desk-next"><button class="is-first is-wide">${say('deskChange.seeWhatHappens')}</button></p>
      </form>
      ${renderLists(choices)}
    </div>`,
  });
}

export interface TermViewProps {
  readonly term: string;
  readonly title: string;
  readonly span: DateSpan;
  readonly courses: readonly { readonly key: string; readonly code: string; readonly title: string }[];
  readonly values: Fields;
  readonly problems: readonly { readonly message: string; readonly hint?: string }[];
}

/** A change over every course of a term. */
export function renderTermDesk(
  visit: SignedInVisit,
  { term, title, span, courses, values, problems }: TermViewProps,
): VNode {
  const chosenKinds = new Set(values.kinds ?? []);
  return renderDesk(visit, {
    title: say('deskChange.atTheDesk', { title }),
    children: html`<div class="desk-narrow">
      <h1>${title}</h1>
      <p class="lead">${say('deskChange.termAbout', { courses: courses.length === 1 ? say('deskChange.itsOneCourse') : say('deskChange.allCourses', { number: courses.length }) })}</p>
      <nav class="desk-acts" aria-label=${say('deskChange.thisTerm')}><a class="button" href=${`/desk/terms/${term}/history`}>${say('deskChange.history')}</a></nav>
      ${renderProblems(problems)}
      <form method="post" action=${`/desk/terms/${term}/preview`} class="desk-form">
        ${renderToken(visit.formToken)} ${renderHidden({ page: 'term' })}
        <h2>${say('deskChange.when')}</h2>
        <div class="desk-when is-two">
          ${renderInput({ id: 'on', name: 'on', label: say('deskChange.onOrFrom'), type: 'date', value: fieldOf(values, 'on'), required: true, ...boundsOf({ span }) })}
          ${renderInput({ id: 'until', name: 'until', label: say('deskChange.until'), type: 'date', value: fieldOf(values, 'until'), ...boundsOf({ span }) })}
        </div>
        <h2>${say('deskChange.what')}</h2>
        ${renderInput({ id: 'closed', name: 'closed', label: say('deskChange.closedHours'), value: fieldOf(values, 'closed'), about: say('deskChange.closedAboutTerm') })}
        ${renderCheck('cancel', 'cancel', 'yes', say('deskChange.noMeetingsBreak'), fieldOf(values, 'cancel') === 'yes')}
        ${renderCheck('online', 'online', 'yes', say('deskChange.everythingIsOnline'), fieldOf(values, 'online') === 'yes')}
        <details class="desk-more" open=${chosenKinds.size > 0}>
          <summary>${say('deskChange.onlySomeKindsOfMeetings')}</summary>
          <fieldset class="desk-options">
            <legend>${say('deskChange.every')}</legend>
            ${SECTION_KINDS.map((kind) => renderCheck(`kind-${kind.replaceAll(' ', '-')}`, 'kinds', kind, sayKindWithin(kind), chosenKinds.has(kind)))}
          </fieldset>
        </details>
        ${renderWords('term', values, say('deskChange.closedExample'))}
        <p class="desk-next"><button class="is-first is-wide">${say('deskChange.seeWhatHappens')}</button></p>
      </form>
      <section class="desk-part">
        <h2>${say('deskChange.courses')}</h2>
        <ul class="desk-links">
          ${courses.slice(0, 300).map(({ key, code, title: name }) => html`<li><a href=${`/desk/courses/${key}`}><b>${code}</b> <bdi>${name}</bdi></a></li>`)}
        </ul>
      </section>
    </div>`,
  });
}

/** Deadlines are changed one by one. */
function isAttended({ gone, kind }: Pick<PublishedSection, 'gone' | 'kind'>): boolean {
  return !gone && kind !== 'deadline';
}
