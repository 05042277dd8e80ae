/** My calendar: stores its key in this browser and opens it from a private link. */
import { followFetches } from '../../timetable/browser/fetched.ts';
import {
  forgetCalendar,
  type KnownCalendar,
  keepCalendar,
  readKnown,
} from '../../timetable/browser/known-calendars.ts';
import { enableCopying } from '../../web/browser/copying.ts';
import { say } from '../../web/browser/messages.ts';

function rememberOpen(): void {
  const head = document.querySelector('[data-key]');
  if (!(head instanceof HTMLElement) || !head.dataset.key) return;
  const { key, label = '' } = head.dataset;
  const kept = keepCalendar({ key, label });
  for (const word of document.querySelectorAll('[data-kept]')) if (word instanceof HTMLElement) word.hidden = !kept;
}

function showKnown(): void {
  const part = document.querySelector('[data-known]');
  const list = document.querySelector('[data-known-list]');
  const known = readKnown();
  if (!(part instanceof HTMLElement) || !(list instanceof HTMLElement) || known.length === 0) return;
  const add = (list.dataset.add ?? '').split(' ').filter(Boolean);
  list.replaceChildren(...known.map((one, index) => makeOpener(one, add, index)));
  part.hidden = false;
}

function makeOpener({ key, label }: KnownCalendar, add: readonly string[], index: number): HTMLFormElement {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/my/edit';
  form.append(hidden('key', key), ...add.map((value) => hidden('add', value)));
  const button = document.createElement('button');
  button.type = 'submit';
  if (index === 0) button.className = 'is-first';
  const act = add.length > 0 ? 'addTo' : 'open';
  button.textContent = say(`browser.my.${act}${label === '' ? '' : 'Of'}`, { courses: label });
  form.append(button);
  return form;
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = name;
  input.value = value;
  return input;
}

/** The key is in the link's fragment, which browsers do not send to the server; it is posted in a form. */
function openFromLink(): void {
  const key = location.hash.slice(1);
  if (!/^[\w-]{32}$/.test(key)) return;
  history.replaceState(null, '', location.pathname);
  const open = document.querySelector('[data-key]');
  if (open instanceof HTMLElement && open.dataset.key === key) return;
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/my/edit';
  form.append(hidden('key', key));
  document.body.append(form);
  form.submit();
}

function enableActs(): void {
  for (const button of document.querySelectorAll('button[data-forget-here]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => {
      forgetCalendar(button.dataset.forgetHere ?? '');
      button.disabled = true;
      button.textContent = say('browser.my.forgotten');
    });
  }
  for (const button of document.querySelectorAll('button[data-share]')) {
    if (!(button instanceof HTMLButtonElement) || !('share' in navigator)) continue;
    button.hidden = false;
    button.addEventListener('click', () => void navigator.share({ url: button.dataset.share ?? '' }).catch(() => {}));
  }
}

enableCopying(document);
rememberOpen();
for (const gone of document.querySelectorAll('[data-forget]')) {
  if (gone instanceof HTMLElement) forgetCalendar(gone.dataset.forget ?? '');
}
showKnown();
enableActs();
for (const place of document.querySelectorAll('[data-fetched]')) {
  if (place instanceof HTMLElement) followFetches(place.dataset.fetched ?? '', place);
}
if (location.pathname === '/my/edit') {
  openFromLink();
  // Following a link on a page of My calendar changes only the fragment.
  window.addEventListener('hashchange', openFromLink);
}
