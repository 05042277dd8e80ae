/** The subscribe dialog and the message beside the choice's button. */
import { fillPanel } from '../../../timetable/browser/feed-panel.ts';
import { followFetches } from '../../../timetable/browser/fetched.ts';
import { enableCopying } from '../../../web/browser/copying.ts';
import { say } from '../../../web/browser/messages.ts';
import type { Calendar } from './own-calendar.ts';

export interface Sheet {
  open(): void;
  /** In another app's browser: opens the hint to use a real browser. @returns whether it did */
  leadsElsewhere(): boolean;
  /** Hides the content of an earlier calendar until the new one is ready. */
  clear(): void;
  say(text: string): void;
  /** Shows or hides the retry button. */
  offerAgain(isOffered: boolean): void;
  showReady(calendar: Calendar): void;
  offerUndo(undo: () => void): void;
}

/** @param again retries the failed action */
export function enableSheet(again: () => void): Sheet | null {
  const sheet = document.getElementById('sheet');
  const ready = document.getElementById('sheet-ready');
  const retry = sheet?.querySelector('[data-act-again]');
  if (!(sheet instanceof HTMLDialogElement && ready && retry instanceof HTMLButtonElement)) return null;
  retry.addEventListener('click', again);
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet) sheet.close();
  });
  const said = document.querySelectorAll('[data-said]');
  /** The calendar shown in the dialog. */
  let latest: Calendar | null = null;
  let unfollow = (): void => {};
  sheet.addEventListener('close', () => unfollow());
  const follow = ({ key, fetched }: Calendar): void => {
    const place = document.getElementById('sheet-fetched');
    if (!place) return;
    place.textContent = fetched ?? say('browser.course.notFetched');
    place.classList.toggle('is-fetched', fetched !== null);
    unfollow();
    unfollow = followFetches(key, place);
  };
  return {
    open() {
      if (!sheet.open) sheet.showModal();
      if (latest) follow(latest);
    },
    leadsElsewhere() {
      const field = document.getElementById('page-url');
      if (!(field instanceof HTMLInputElement)) return false;
      field.value = location.href.replace(/#.*$/, '');
      if (!sheet.open) sheet.showModal();
      return true;
    },
    clear() {
      latest = null;
      ready.hidden = true;
    },
    say(text) {
      for (const place of document.querySelectorAll('[data-said], #sheet-state')) place.textContent = text;
    },
    offerAgain(isOffered) {
      retry.hidden = !isOffered;
    },
    showReady(calendar) {
      showPrograms(calendar);
      const proof = document.getElementById('sheet-proof');
      if (proof) proof.textContent = calendar.proof;
      latest = calendar;
      if (sheet.open) follow(calendar);
      ready.hidden = false;
    },
    offerUndo(undo) {
      for (const place of said) {
        const button = document.createElement('button');
        button.type = 'button';
        button.className = 'plain';
        button.textContent = say('browser.course.undo');
        button.addEventListener('click', undo);
        place.append(' ', button);
      }
    },
  };
}

function showPrograms({ url, name, page }: Calendar): void {
  const place = document.getElementById('sheet-programs');
  const outer = document.getElementById('my-panel');
  const template = outer instanceof HTMLTemplateElement ? outer.content.querySelector('template') : null;
  if (!place || !template) return;
  place.replaceChildren(fillPanel(template, { url, name, parts: '', page }));
  enableCopying(place);
}
