/** Changes over several meetings: a day, a span, a kind, other hours; and an extra meeting. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { DateSpan } from '../../domain/date.ts';
import { KINDS } from '../../domain/kind.ts';
import { sayDates, sayKind } from '../../words/wording.ts';
import { fieldOf, type SignedInVisit } from '../access/route.ts';
import { renderDesk, renderToken } from '../course/frame.ts';
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

export interface SeveralViewParts {
  readonly choices: ChangeChoices;
  readonly values: Fields;
  readonly problems: readonly { readonly message: string; readonly hint?: string }[];
}

export function renderSeveral(visit: SignedInVisit, { choices, values, problems }: SeveralViewParts): VNode {
  const { course, sections } = choices.published;
  const kinds = [...new Set(sections.filter(({ gone }) => !gone).map(({ kind }) => kind))];
  const chosen = new Set(values.sections ?? []);
  const chosenKinds = new Set(values.kinds ?? []);
  return renderDesk(visit, {
    title: `Several meetings of ${course.code}`,
    crumbs: [{ href: `/desk/courses/${course.key}`, label: course.code }],
    children: html`<div class="desk-narrow">
      <h1>Several at once</h1>
      <p class="lead">A sick day, a week online, other hours before the midterm: one change, one line to students.</p>
      ${renderProblems(problems)}
      <form method="post" action=${`/desk/courses/${course.key}/preview`} class="desk-form">
        ${renderToken(visit.formToken)} ${renderHidden({ page: 'several' })}
        <h2>Which meetings</h2>
        <div class="desk-when is-two">
          ${renderInput({ id: 'on', name: 'on', label: 'On, or from', type: 'date', value: fieldOf(values, 'on'), required: true, ...boundsOf(course) })}
          ${renderInput({ id: 'until', name: 'until', label: 'Until', type: 'date', value: fieldOf(values, 'until'), ...boundsOf(course) })}
        </div>
        <p class="field-about">The term: ${sayDates(course.span.from, course.span.until)}. These are the dates of the rules, before any move.</p>
        ${renderCheck('which-all', 'which', 'all', 'Every section of the course', fieldOf(values, 'which') === 'all')}
        <fieldset class="desk-options">
          <legend>Or every</legend>
          ${kinds.map((kind) => renderCheck(`kind-${kind.replaceAll(' ', '-')}`, 'kinds', kind, sayKind(kind).toLowerCase(), chosenKinds.has(kind)))}
        </fieldset>
        <fieldset class="desk-options">
          <legend>Or these sections</legend>
          ${sections.filter(({ gone }) => !gone).map(({ id }) => renderCheck(`section-${id}`, 'sections', id, id, chosen.has(id)))}
        </fieldset>
        <h2>What happens to them</h2>
        <p class="field-about">Fill in what changes; what stays empty stays as it is.</p>
        ${renderCheck('cancel', 'cancel', 'yes', 'They are cancelled', fieldOf(values, 'cancel') === 'yes')}
        <div class="desk-when is-two">
          ${renderInput({ id: 'move-start', name: 'move-start', label: 'Moved to, from', type: 'time', value: fieldOf(values, 'move-start') })}
          ${renderInput({ id: 'move-end', name: 'move-end', label: 'Until', type: 'time', value: fieldOf(values, 'move-end') })}
        </div>
        ${renderRoom('several', values)} ${renderPeople('several', choices.people, values)}
        ${renderArea('note', 'note', 'Note', fieldOf(values, 'note'))}
        ${renderArea('instead', 'instead', 'Other hours instead', fieldOf(values, 'instead'), 'A line each, such as: Mon Tue 4pm-8pm. They replace what the rules give on those dates.')}
        ${renderInput({ id: 'closed', name: 'closed', label: 'Closed hours', value: fieldOf(values, 'closed'), about: 'from 2pm, until 10am, 1pm-3pm, or all day: what starts in them does not take place.' })}
        ${renderWords('several', values, '')}
        <p class="desk-next"><button class="is-first is-wide">See what happens</button></p>
      </form>
      ${renderLists(choices)}
    </div>`,
  });
}

export function renderExtra(visit: SignedInVisit, { choices, values, problems }: SeveralViewParts): VNode {
  const { course, sections } = choices.published;
  return renderDesk(visit, {
    title: `An extra meeting of ${course.code}`,
    crumbs: [{ href: `/desk/courses/${course.key}`, label: course.code }],
    children: html`<div class="desk-narrow">
      <h1>An extra meeting</h1>
      <p class="lead">A review, a make-up, one more office hour: it joins the section’s calendar.</p>
      ${renderProblems(problems)}
      <form method="post" action=${`/desk/courses/${course.key}/preview`} class="desk-form">
        ${renderToken(visit.formToken)} ${renderHidden({ page: 'extra' })}
        <div class="field">
          <label for="section">Section</label>
          <select id="section" name="sections" required>
            ${sections.filter(({ gone }) => !gone).map(({ id, title, kind }) => html`<option value=${id} selected=${values.sections?.includes(id)}>${id}, ${title ?? sayKind(kind)}</option>`)}
          </select>
        </div>
        <div class="desk-when">
          ${renderInput({ id: 'extra-date', name: 'extra-date', label: 'Date', type: 'date', value: fieldOf(values, 'extra-date'), required: true, ...boundsOf(course) })}
          ${renderInput({ id: 'extra-start', name: 'extra-start', label: 'From', type: 'time', value: fieldOf(values, 'extra-start'), required: true })}
          ${renderInput({ id: 'extra-end', name: 'extra-end', label: 'Until', type: 'time', value: fieldOf(values, 'extra-end') })}
        </div>
        ${renderRoom('extra', values)} ${renderPeople('extra', choices.people, values)}
        ${renderArea('note', 'note', 'Note', fieldOf(values, 'note'))} ${renderWords('extra', values, '')}
        <p class="desk-next"><button class="is-first is-wide">See what happens</button></p>
      </form>
      ${renderLists(choices)}
    </div>`,
  });
}

export interface TermViewParts {
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
  { term, title, span, courses, values, problems }: TermViewParts,
): VNode {
  const chosenKinds = new Set(values.kinds ?? []);
  return renderDesk(visit, {
    title: `${title} at the desk`,
    children: html`<div class="desk-narrow">
      <h1>${title}</h1>
      <p class="lead">Closings, breaks, a week online: one change over ${courses.length === 1 ? 'its one course' : `all ${courses.length} courses`}.</p>
      <nav class="desk-acts" aria-label="This term"><a class="button" href=${`/desk/terms/${term}/history`}>History</a></nav>
      ${renderProblems(problems)}
      <form method="post" action=${`/desk/terms/${term}/preview`} class="desk-form">
        ${renderToken(visit.formToken)} ${renderHidden({ page: 'term' })}
        <h2>When</h2>
        <div class="desk-when is-two">
          ${renderInput({ id: 'on', name: 'on', label: 'On, or from', type: 'date', value: fieldOf(values, 'on'), required: true, ...boundsOf({ span }) })}
          ${renderInput({ id: 'until', name: 'until', label: 'Until', type: 'date', value: fieldOf(values, 'until'), ...boundsOf({ span }) })}
        </div>
        <h2>What</h2>
        ${renderInput({ id: 'closed', name: 'closed', label: 'Closed hours', value: fieldOf(values, 'closed'), about: 'from 2pm, until 10am, 1pm-3pm, or all day. What starts in them does not take place.' })}
        ${renderCheck('cancel', 'cancel', 'yes', 'No meetings at all: a break', fieldOf(values, 'cancel') === 'yes')}
        ${renderCheck('online', 'online', 'yes', 'Everything is online', fieldOf(values, 'online') === 'yes')}
        <details class="desk-more" open=${chosenKinds.size > 0}>
          <summary>Only some kinds of meetings</summary>
          <fieldset class="desk-options">
            <legend>Every</legend>
            ${KINDS.map((kind) => renderCheck(`kind-${kind.replaceAll(' ', '-')}`, 'kinds', kind, sayKind(kind).toLowerCase(), chosenKinds.has(kind)))}
          </fieldset>
        </details>
        ${renderWords('term', values, 'For example: The campus closes at 2 pm because of snow.')}
        <p class="desk-next"><button class="is-first is-wide">See what happens</button></p>
      </form>
      <section class="desk-part">
        <h2>Courses</h2>
        <ul class="desk-links">
          ${courses.slice(0, 300).map(({ key, code, title: name }) => html`<li><a href=${`/desk/courses/${key}`}><b>${code}</b> <bdi>${name}</bdi></a></li>`)}
        </ul>
      </section>
    </div>`,
  });
}
