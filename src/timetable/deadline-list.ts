/** The list of what is due, past deadlines folded. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { say } from '../words/say.ts';
import { sayDue, sayList } from '../words/wording.ts';
import type { CoursePage } from './course-page.ts';
import type { ShownDeadline } from './deadlines.ts';
import { endSentence } from './meeting-list.ts';

/** Null: the course has none. Where the choice has none the part stays, for the page's script to fill. */
export function renderDeadlines(page: CoursePage): VNode | null {
  const { deadlines, now } = page;
  if (!page.sections.some(({ kind }) => kind === 'deadline')) return null;
  const past = now === null ? [] : deadlines.filter(({ start }) => start <= now);
  const coming = deadlines.filter((one) => !past.includes(one));
  return html`<section class="deadlines-part" id="deadlines" data-live aria-labelledby="deadlines-title">
    <div class="part-head">
      <h2 id="deadlines-title">${say('course.deadlines')}</h2>
      <p class="part-note"><span>${say('count.deadlines', { count: deadlines.length })}</span></p>
    </div>
    ${coming.length > 0 ? renderList(coming, page) : html`<p class="empty">${say('course.nothingMoreDue')}</p>`}
    ${
      past.length > 0
        ? html`<details class="fold">
          <summary>${say('course.dueEarlier', { deadlines: say('count.deadlines', { count: past.length }) })}</summary>
          ${renderList(past, page)}
        </details>`
        : null
    }
  </section>` as VNode;
}

function renderList(deadlines: readonly ShownDeadline[], page: CoursePage): VNode {
  return html`<ol class="deadlines">
    ${deadlines.map((deadline) => renderDeadline(deadline, page))}
  </ol>` as VNode;
}

function renderDeadline(deadline: ShownDeadline, { due, beside }: CoursePage): VNode {
  const { title, url, for: sections, cancelled } = deadline;
  const name = html`<bdi>${title}</bdi>`;
  const classes = ['deadline', cancelled ? 'is-cancelled' : '', due?.uid === deadline.uid ? 'is-next' : ''];
  return html`<li class=${classes.filter(Boolean).join(' ')}>
    <time datetime=${new Date(deadline.start).toISOString()}>${sayDue(deadline.date, deadline.time, beside)}<span class="pause">, </span></time>
    <span class="deadline-what">
      <b>${url ? html`<a href=${url}>${name}</a>` : name}</b>${cancelled ? html`<span class="meeting-off"><span class="pause">, </span><strong>${say('timetable.cancelled')}</strong></span>` : null}
      ${sections.length > 0 ? html` <span class="deadline-for">${say('course.dueFor', { sections: sayList(sections) })}</span>` : null}
      ${cancelled ? null : deadline.notes.map((note) => html` <span class="deadline-note">${endSentence(note)}</span>`)}
      ${sayNews(deadline).map((line) => html` <span class="meeting-news">${line}</span>`)}
    </span>
  </li>` as VNode;
}

function sayNews({ cancelled, reason, changed }: ShownDeadline): string[] {
  if (cancelled) return reason === null ? [] : [endSentence(reason)];
  return changed ? [endSentence(say('timetable.changed', { line: changed.line }))] : [];
}
