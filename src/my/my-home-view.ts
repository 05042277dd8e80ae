/** My calendar before it is open: what it is, making one, coming back to one. */
import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { SectionName } from '../feeds/personal/selection.ts';
import type { Assets } from '../web/assets.ts';
import { renderLayout } from '../web/layout.ts';
import type { MyPage } from './my-page.ts';

interface MyFrame {
  readonly assets: Assets;
  readonly siteName: string;
}

export interface MyHomeParts extends MyFrame {
  /** Of the sections to add. */
  readonly page: MyPage;
  readonly added: readonly SectionName[];
  /** Of the calendar that the form makes. */
  readonly key: string;
}

export function renderMyHome({ assets, siteName, page, added, key }: MyHomeParts): VNode {
  const add = added.map(({ term, course, section }) => `${term}/${course}/${section}`);
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: 'My calendar',
    indexed: false,
    scripts: ['my.js'],
    children: html`
      <header class="my-head">
        <h1>My calendar</h1>
        <p class="lead">
          One calendar for sections of all your courses. No account. Its address stays while your choice changes: another
          precept, another course, the next term.
        </p>
      </header>
      ${added.length > 0 ? renderChosen(page) : null}
      <section class="my-known" data-known hidden aria-labelledby="known-title">
        <h2 id="known-title">On this device</h2>
        <div data-known-list data-add=${add.join(' ')}></div>
      </section>
      <section class="my-new" aria-labelledby="new-title">
        <h2 id="new-title">${added.length > 0 ? 'Make a calendar of it' : 'Make one'}</h2>
        <form method="post" action="/my">
          <input type="hidden" name="key" value=${key} />
          ${add.map((value) => html`<input type="hidden" name="section" value=${value} />`)}
          <p>
            ${
              added.length > 0
                ? 'You get an address to subscribe to, and a key to change it with.'
                : html`Choose your sections on a course’s page and go on from there, or begin with an empty one and add courses
                  later. <a href="/">Find your courses</a>.`
            }
          </p>
          <p><button type="submit" class=${add.length > 0 ? 'is-first' : ''}>${add.length > 0 ? 'Make my calendar' : 'Begin with an empty one'}</button></p>
        </form>
      </section>
      <section class="my-back" aria-labelledby="back-title">
        <h2 id="back-title">${added.length > 0 ? 'Add it to one you have' : 'Open one you have'}</h2>
        <form method="post" action="/my/edit" id="open-form">
          ${add.map((value) => html`<input type="hidden" name="add" value=${value} />`)}
          <p class="field">
            <label for="key">The link you kept, or the key at its end</label>
            <input id="key" name="key" type="text" autocomplete="off" spellcheck=${false} required />
          </p>
          <p><button type="submit">Open</button></p>
        </form>
      </section>
    ` as VNode,
  });
}

function renderChosen(page: MyPage): VNode {
  return html`<section class="my-chosen" aria-labelledby="chosen-title">
    <h2 id="chosen-title">You chose</h2>
    <ul>
      ${page.courses.map(
        (course) => html`<li>
          <b>${course.code}</b> <bdi>${course.title}</bdi>, ${course.termTitle}:
          ${' '}${course.sections
            .filter(({ held }) => held)
            .map(({ id }) => id)
            .join(', ')}
        </li>`,
      )}
    </ul>
  </section>`;
}

export function renderUnknownKey({ assets, siteName }: MyFrame): VNode {
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: 'No such calendar',
    indexed: false,
    children: html`<header class="my-head">
        <h1>No calendar has this key</h1>
        <p class="lead">Perhaps a part of the link is missing: the key is all that stands behind the # sign.</p>
      </header>
      <p><a href="/my">Back to My calendar</a></p>` as unknown as VNode,
  });
}

export function renderGone({ assets, siteName, key }: MyFrame & { readonly key: string }): VNode {
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: 'Calendar deleted',
    indexed: false,
    scripts: ['my.js'],
    children: html`<header class="my-head" data-forget=${key}>
        <h1>This calendar is deleted</h1>
        <p class="lead">
          Its address answers that it is gone, and what it held is forgotten. Remove it from your calendar program, too.
        </p>
      </header>
      <p><a href="/my">Make another</a></p>` as unknown as VNode,
  });
}
