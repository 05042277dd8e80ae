/** My calendar before one is open: explanation, creating one, opening an existing one. */

import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { SectionName } from '../feeds/personal/selection.ts';
import type { Assets } from '../web/assets.ts';
import { renderLayout } from '../web/layout.ts';
import { markTitle } from '../words/own-language.ts';
import { say, sayWith } from '../words/say.ts';
import type { MyPage } from './my-page.ts';

interface MyFrame {
  readonly assets: Assets;
  readonly siteName: string;
}

export interface MyHomeProps extends MyFrame {
  /** Describes the sections to add. */
  readonly page: MyPage;
  readonly added: readonly SectionName[];
  /** Key of the calendar that the form creates. */
  readonly key: string;
}

export function renderMyHome({ assets, siteName, page, added, key }: MyHomeProps): VNode {
  const add = added.map(({ term, course, section }) => `${term}/${course}/${section}`);
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: say('my.myCalendar'),
    indexed: false,
    scripts: ['my.js'],
    children: html`
      <header class="my-head">
        <h1>${say('my.myCalendar')}</h1>
        <p class="lead">
          ${say('my.oneCalendarForSectionsOf')}
        </p>
      </header>
      ${added.length > 0 ? renderChosen(page) : null}
      <section class="my-known" data-known hidden aria-labelledby="known-title">
        <h2 id="known-title">${say('my.onThisDevice')}</h2>
        <div data-known-list data-add=${add.join(' ')}></div>
      </section>
      <section class="my-new" aria-labelledby="new-title">
        <h2 id="new-title">${added.length > 0 ? say('my.makeACalendarOfIt') : say('my.makeOne')}</h2>
        <form method="post" action="/my">
          <input type="hidden" name="key" value=${key} />
          ${add.map((value) => html`<input type="hidden" name="section" value=${value} />`)}
          <p>
            ${
              added.length > 0
                ? say('my.createAbout')
                : html`${sayWith('my.chooseYourSectionsOnA', { link: html`<a href="/">${say('my.findYourCourses')}</a>` })}`
            }
          </p>
          <p><button type="submit" class=${add.length > 0 ? 'is-first' : ''}>${add.length > 0 ? say('my.makeMyCalendar') : say('my.beginWithAnEmptyOne')}</button></p>
        </form>
      </section>
      <section class="my-back" aria-labelledby="back-title">
        <h2 id="back-title">${added.length > 0 ? say('my.addToExisting') : say('my.openOneYouHave')}</h2>
        <form method="post" action="/my/edit" id="open-form">
          ${add.map((value) => html`<input type="hidden" name="add" value=${value} />`)}
          <p class="field">
            <label for="key">${say('my.theLinkYouKeptOr')}</label>
            <input id="key" name="key" type="text" autocomplete="off" spellcheck=${false} required />
          </p>
          <p><button type="submit">${say('my.open')}</button></p>
        </form>
      </section>
    ` as VNode,
  });
}

function renderChosen(page: MyPage): VNode {
  return html`<section class="my-chosen" aria-labelledby="chosen-title">
    <h2 id="chosen-title">${say('my.youChose')}</h2>
    <ul>
      ${page.courses.map(
        (course) => html`<li>
          <b>${course.code}</b> <bdi ...${markTitle(course.titleLanguage)}>${course.title}</bdi>, ${course.termTitle}:
          ${' '}${course.sections
            .filter(({ chosen }) => chosen)
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
    title: say('my.noSuchCalendar'),
    indexed: false,
    children: html`<header class="my-head">
        <h1>${say('my.noCalendarHasThisKey')}</h1>
        <p class="lead">${say('my.incompleteLink')}</p>
      </header>
      <p><a href="/my">${say('my.backToMyCalendar')}</a></p>` as unknown as VNode,
  });
}

export function renderGone({ assets, siteName, key }: MyFrame & { readonly key: string }): VNode {
  return renderLayout({
    assets,
    siteName,
    page: 'my',
    title: say('my.calendarDeleted'),
    indexed: false,
    scripts: ['my.js'],
    children: html`<header class="my-head" data-forget=${key}>
        <h1>${say('my.thisCalendarIsDeleted')}</h1>
        <p class="lead">
          ${say('my.itsAddressAnswersThatIt')}
        </p>
      </header>
      <p><a href="/my">${say('my.makeAnother')}</a></p>` as unknown as VNode,
  });
}
