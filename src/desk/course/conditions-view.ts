/** The current conditions on the desk's first page, for those who can act on them. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { CONDITION_CODES, type Condition, type ConditionCode } from '../../domain/condition.ts';
import { say, sayWith } from '../../words/say.ts';
import { may } from '../access/role.ts';
import type { Visitor } from '../desk-context.ts';
import { sayInstant } from '../history/instant-wording.ts';

const SHOWN = 20;

export function renderConditions(conditions: readonly Condition[]): VNode | null {
  if (conditions.length === 0) return null;
  const others = conditions.length - SHOWN;
  return html`<section class="desk-part desk-conditions">
    <h2>${say('deskCourse.needsAttention')}</h2>
    <ul class="desk-links">
      ${conditions.slice(0, SHOWN).map(
        ({ code, subject, message, hint, since }) => html`<li>
          <strong>${CONDITION_CODES[code].title}</strong>: <bdi>${subject}</bdi>
          <p>${message}${hint === undefined ? '' : ` (${hint})`}</p>
          <p class="desk-soft">${say('deskCourse.since', { instant: sayInstant(since) })}</p>
        </li>`,
      )}
    </ul>
    ${others > 0 ? html`<p class="desk-soft">${sayWith('deskCourse.andMoreSee', { number: others, command: html`<code>belltower status</code>` })}</p>` : null}
  </section>`;
}

/** The conditions that a visitor can act on: all for an owner, the course's for its head. */
export function visibleConditions(conditions: readonly Condition[], visitor: Pick<Visitor, 'grants'>): Condition[] {
  if (may(visitor.grants, 'own', '*')) return [...conditions];
  return conditions.filter(({ code, subject }) => OF_COURSES.has(code) && may(visitor.grants, 'staff', subject));
}

/** Conditions whose subject is a course's key. */
const OF_COURSES: ReadonlySet<ConditionCode> = new Set([
  'course-broken',
  'course-unreadable',
  'course-missing',
  'course-outdated',
  'edit-held',
]);
