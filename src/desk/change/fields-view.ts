/** The fields of a change, with labels and previous values. */
import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { addDays, type DateSpan, type LocalDate } from '../../domain/date.ts';
import { say } from '../../words/say.ts';
import { fieldOf } from '../access/route.ts';
import type { Fields } from './change-form.ts';
import type { ChangeChoices } from './meeting-desk.ts';

interface InputProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type?: string;
  readonly value: string;
  readonly list?: string;
  readonly about?: string;
  readonly required?: boolean;
  /** Of a date. */
  readonly min?: LocalDate;
  readonly max?: LocalDate;
}

/** Days outside the term that date fields accept: reviews before it, make-up exams after it. */
const MARGIN = 60;

/** The bounds of a date field: around the course's term, including the present value. */
export function boundsOf(
  { span }: { readonly span: DateSpan },
  now?: LocalDate,
): { readonly min: LocalDate; readonly max: LocalDate } {
  const dates = [addDays(span.from, -MARGIN), addDays(span.until, MARGIN), ...(now === undefined ? [] : [now])].sort();
  return { min: dates[0] as LocalDate, max: dates.at(-1) as LocalDate };
}

export function renderInput({
  id,
  name,
  label,
  type = 'text',
  value,
  list,
  about,
  required,
  min,
  max,
}: InputProps): VNode {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} type=${type} name=${name} value=${value} list=${list} required=${required} min=${min} max=${max} aria-describedby=${about ? `${id}-about` : undefined} />
    ${about ? html`<p class="field-about" id=${`${id}-about`}>${about}</p>` : null}
  </div>`;
}

export function renderArea(id: string, name: string, label: string, value: string, about?: string): VNode {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <textarea id=${id} name=${name} rows="2" maxlength="1000" aria-describedby=${about ? `${id}-about` : undefined}>${value}</textarea>
    ${about ? html`<p class="field-about" id=${`${id}-about`}>${about}</p>` : null}
  </div>`;
}

export function renderCheck(
  id: string,
  name: string,
  value: string,
  label: ComponentChildren,
  checked: boolean,
): VNode {
  return html`<p class="desk-check">
    <input id=${id} type="checkbox" name=${name} value=${value} checked=${checked} />
    <label for=${id}>${label}</label>
  </p>`;
}

/** The public line and the reason for staff, at the end of every form. */
export function renderWords(prefix: string, values: Fields, example: string): VNode {
  return html`
    ${renderArea(`${prefix}-say`, 'say', say('deskChange.publicLine'), fieldOf(values, 'say'), say('deskChange.publicLineAbout', { example }))}
    <details class="desk-more" open=${fieldOf(values, 'why') !== ''}>
      <summary>${say('deskChange.addAReason')}</summary>
      ${renderArea(`${prefix}-why`, 'why', say('deskChange.reason'), fieldOf(values, 'why'), say('deskChange.reasonAbout'))}
    </details>
  ` as VNode;
}

export function renderRoom(prefix: string, values: Fields): VNode {
  return html`
    ${renderInput({ id: `${prefix}-where`, name: 'where', label: say('deskChange.room'), value: fieldOf(values, 'where'), list: 'places' })}
    ${renderCheck(`${prefix}-online`, 'online', 'yes', say('deskChange.onlineInstead'), fieldOf(values, 'online') === 'yes')}
    ${renderInput({
      id: `${prefix}-online-url`,
      name: 'online-url',
      label: say('deskChange.linkToTheOnlineMeeting'),
      type: 'url',
      value: fieldOf(values, 'online-url'),
      about: say('deskChange.linkIsPublic'),
    })}
  ` as VNode;
}

/** Check boxes for few people, a text field for many. */
export function renderPeople(prefix: string, people: ChangeChoices['people'], values: Fields): VNode {
  const chosen = new Set(values.staff ?? []);
  if (people.length === 0 || people.length > 16) {
    return renderInput({
      id: `${prefix}-staff`,
      name: 'staff',
      label: say('deskChange.whoHoldsIt'),
      value: [...chosen].join(', '),
      list: people.length > 0 ? 'people' : '',
      about: say('deskChange.personAbout'),
    });
  }
  return html`<fieldset class="desk-options">
    <legend>${say('deskChange.whoHoldsIt')}</legend>
    ${people.map(({ id, name }) => renderCheck(`${prefix}-staff-${id}`, 'staff', id, name, chosen.has(id)))}
  </fieldset>`;
}

/** The datalists of the fields; once per page. */
export function renderLists({ places, people }: Pick<ChangeChoices, 'places' | 'people'>): VNode {
  return html`
    <datalist id="places">${places.map((name) => html`<option value=${name}></option>`)}</datalist>
    <datalist id="people">${people.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</datalist>
  ` as VNode;
}

export function renderHidden(values: Readonly<Record<string, string>>): VNode {
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}` as VNode;
}

/** The errors above a form. */
export function renderProblems(
  problems: readonly { readonly message: string; readonly hint?: string }[],
): VNode | null {
  if (problems.length === 0) return null;
  return html`<div class="warning desk-problems" role="alert">
    <p><b>${say('deskChange.nothingWasChanged')}</b></p>
    <ul>
      ${problems.map(({ message, hint }) => html`<li><bdi>${message}</bdi>${hint ? html` <span>${hint}</span>` : null}</li>`)}
    </ul>
  </div>`;
}
