/** The subscribe panel of a choice, if a feed of exactly these sections was built. */
import type { Device } from '../../../timetable/browser/device.ts';
import { fillPanel, showPart } from '../../../timetable/browser/feed-panel.ts';
import { enableCopying } from '../../../web/browser/copying.ts';
import { say } from '../../../web/browser/messages.ts';

export function showPanel(page: HTMLElement, chosen: readonly string[], device: Device): void {
  const built = chosen.length === 1 ? (chosen[0] ?? null) : findBuilt(chosen);
  for (const place of page.querySelectorAll('[data-choice]')) place.textContent = chosen.join(', ');
  const hint = document.getElementById('choose-first');
  if (hint) hint.textContent = say('browser.static.chooseFirst');
  showPart('choose-first', chosen.length === 0);
  showPart('not-built', chosen.length > 0 && built === null);
  showPart('joined', chosen.length > 0 && built === null);
  showPart('panel', built !== null);
  const panel = document.getElementById('panel-feed');
  const template = document.querySelector(`template[data-device="${device}"]`);
  if (!panel || !(template instanceof HTMLTemplateElement)) return;
  panel.replaceChildren();
  if (built === null) return;
  const site = page.dataset.base || siteOf(page);
  const path = `${site}${page.dataset.path}`;
  panel.append(
    fillPanel(template, {
      url: `${path}/${built}.ics`,
      name: (page.dataset.name ?? '~').replace('~', built.replaceAll('+', ' ')),
      parts: built,
      page: `${path}/?choose=${built}`,
    }),
  );
  enableCopying(panel);
}

/** The built joined feed of exactly these sections, in any order. */
function findBuilt(chosen: readonly string[]): string | null {
  const wanted = [...chosen].sort().join('+');
  for (const { dataset } of document.querySelectorAll<HTMLElement>('#joined [data-parts]')) {
    if (dataset.parts?.split('+').sort().join('+') === wanted) return dataset.parts;
  }
  return null;
}

/** The site's base URL, derived from this page's URL. */
function siteOf(page: HTMLElement): string {
  const path = page.dataset.path ?? '';
  const { origin, pathname } = location;
  const at = pathname.lastIndexOf(path);
  return `${origin}${at < 0 ? '' : pathname.slice(0, at)}`;
}
