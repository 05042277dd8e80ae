/** Shows today's meetings on the home page if this browser has a personal calendar; refreshed every minute. */
import { readKnown } from '../../../timetable/browser/known-calendars.ts';

const EVERY_MS = 60_000;

const part = document.getElementById('today');

/** If the fetch fails, the last result stays, with its time. */
async function show(): Promise<void> {
  const keys = readKnown().map(({ key }) => key);
  if (!part || keys.length === 0 || document.hidden) return;
  const body = new URLSearchParams(keys.slice(0, 4).map((key) => ['key', key]));
  const response = await fetch('/my/today', { method: 'POST', body }).catch(() => null);
  const age = part.querySelector('[data-age]');
  if (!response?.ok) {
    if (age instanceof HTMLElement) age.hidden = false;
    return;
  }
  const text = await response.text();
  const fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('.today');
  part.hidden = fresh === null;
  if (!fresh) return part.replaceChildren();
  part.replaceChildren(fresh);
}

void show();
setInterval(() => void show(), EVERY_MS);
document.addEventListener('visibilitychange', () => void show());
