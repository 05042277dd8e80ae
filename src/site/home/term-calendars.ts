/** The calendars of a whole term on its page: what each holds, and how to subscribe to it. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { TermFeedName } from '../../feeds/term-feeds.ts';
import type { Device } from '../../timetable/browser/device.ts';
import { renderSubscribe } from '../../timetable/subscribe-panel.ts';
import { say } from '../../words/say.ts';

export interface TermCalendarsProps {
  readonly term: { readonly id: string; readonly title: string };
  readonly zone: string;
  readonly feeds: readonly TermFeedName[];
  /** The site's address; null: unknown, so there are links to files only. */
  readonly base: string | null;
  readonly device: Device;
  readonly warning: string | null;
}

/** Null: the term has none. */
export function renderTermCalendars(props: TermCalendarsProps): VNode | null {
  if (props.feeds.length === 0) return null;
  return html`<section class="term-calendars" id="calendars" aria-labelledby="calendars-title">
    <h2 id="calendars-title">${say('site.termCalendars')}</h2>
    ${props.feeds.map((feed) => renderCalendar(props, feed))}
  </section>` as VNode;
}

function renderCalendar({ term, zone, base, device, warning }: TermCalendarsProps, feed: TermFeedName): VNode {
  const path = `/${term.id}/${feed}.ics`;
  const title = say(`site.${feed}`);
  const about = say(`site.${feed}About`);
  if (base === null) return html`<p><a href=${path}>${title}</a> ${about}</p>`;
  const links = {
    url: `${base}${path}`,
    download: null,
    name: say(`${feed}.name`, { term: term.title }),
    page: `${base}/${term.id}`,
  };
  return html`<details class="term-calendar" id=${feed}>
    <summary><b>${title}</b> <span>${about}</span></summary>
    ${renderSubscribe({ links, device, warning, zone, word: null, id: `${feed}-url` })}
  </details>`;
}
