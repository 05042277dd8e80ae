/** The form for choosing sections: compact rows by kind, usable without JavaScript. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { WEEKDAYS } from '../domain/date.ts';
import type { Kind } from '../domain/kind.ts';
import { say } from '../words/say.ts';
import { sayKind, sayKinds, sayShortWeekday } from '../words/wording.ts';
import type { CoursePage } from './course-page.ts';
import type { SectionCard } from './section-card.ts';
import { renderRow } from './section-row.ts';
import { kindClass } from './week-grid.ts';

/** Above this number of rows a filter is offered. */
const FEW = 8;

/** Parts of the form besides the sections. */
export interface ChooserProps {
  readonly page: CoursePage;
  /** The form's target without JavaScript. */
  readonly action: string | null;
  /** Links in a section's row. */
  readonly links: ((section: SectionCard) => VNode) | null;
  /** Shown below the rows: actions for the choice. */
  readonly bar: VNode;
}

export function renderChooser({ page, action, links, bar }: ChooserProps): VNode {
  const kinds = [...new Set(page.sections.map(({ kind }) => kind))];
  return html`<form
    class=${`chooser${action === null ? ' is-plain' : ''}`}
    method="get"
    action=${action}
    id="choose-form"
    data-clash=${say('timetable.sameTimeAsChosen', { sections: '~' })}
    data-keep=${say('timetable.keepToo', { section: '~' })}
  >
    ${page.sections.length > FEW ? renderFilter(page) : null}
    ${kinds.map((kind) => renderKind(kind, page, links))}
    <p class="row-none" id="none-fit" role="status" hidden>${say('timetable.noSectionFits')}</p>
    ${action === null ? null : html`<p class="chooser-submit"><button type="submit">${say('timetable.showMyChoice')}</button></p>`}
    ${bar}
  </form>`;
}

function renderKind(kind: Kind, page: CoursePage, links: ChooserProps['links']): VNode {
  const sections = page.sections.filter((section) => section.kind === kind);
  const plural = sayKinds(kind);
  const isOne = sections.length === 1 && kind !== 'deadline';
  const name = isOne ? sayKind(kind) : plural.charAt(0).toUpperCase() + plural.slice(1);
  return html`<fieldset class=${kindClass(kind)}>
    <legend>${name}</legend>
    ${sections.some(({ oneOf }) => oneOf) && sections.length > 1 ? html`<button type="button" class="plain keep-both" hidden></button>` : null}
    ${sections.map((section) => renderRow(section, page, links ? links(section) : null))}
  </fieldset>`;
}

/** The filter by words, free days and times of day; shown by a script. */
function renderFilter(page: CoursePage): VNode {
  const days = new Set(page.sections.flatMap(({ usual }) => usual.flatMap(({ weekdays }) => weekdays)));
  const times = ['morning', 'afternoon', 'evening'] as const;
  return html`<div class="row-filter" id="row-filter" role="group" aria-label=${say('timetable.findYours')}>
    <label class="unseen" for="filter-words">${say('timetable.filterWords')}</label>
    <input id="filter-words" type="search" placeholder=${say('timetable.filterWords')} autocomplete="off" />
    <div class="chips" role="group" aria-labelledby="free-title">
      <span id="free-title">${say('timetable.freeOn')}</span>
      ${WEEKDAYS.filter((day) => days.has(day)).map((day) => renderChip('day', day, sayShortWeekday(day)))}
      ${times.map((time) => renderChip('time', time, say(`timetable.${time}`)))}
      ${renderChip('fits', 'chosen', say('timetable.fitsMyChoice'))}
    </div>
  </div>`;
}

function renderChip(kind: 'day' | 'time' | 'fits', value: string, label: string): VNode {
  return html`<label class="chip"><input type="checkbox" data-filter=${kind} value=${value} />${label}</label>`;
}
