/** The subscribe panel of a choice: a template that the page brings for each device, filled with the choice's address. */

import type { Device } from '../../../timetable/browser/device.ts';
import { say } from '../../../web/browser/messages.ts';

const PARTS = '~parts~';
const NAME = '~name~';
const BASE = 'https://~base~.invalid';

/** '?choose=L01+P02' and '?choose=L01&choose=P02' */
export function readChoice(search: string): string[] {
  return new URLSearchParams(search)
    .getAll('choose')
    .flatMap((text) => text.split(/[+,\s]+/))
    .filter((id) => id !== '');
}

export function showPanel(page: HTMLElement, chosen: readonly string[], device: Device): void {
  const panel = document.getElementById('panel');
  const template = document.querySelector(`template[data-device="${device}"]`);
  const hint = document.getElementById('choose-first');
  const notBuilt = document.getElementById('not-built');
  if (!panel || !(template instanceof HTMLTemplateElement)) return;
  const built = chosen.length === 1 ? (chosen[0] ?? null) : findBuilt(chosen);
  if (hint) {
    hint.textContent = say('browser.static.chooseFirst');
    hint.hidden = chosen.length > 0;
  }
  if (notBuilt) notBuilt.hidden = chosen.length === 0 || built !== null;
  const joined = document.getElementById('joined');
  if (joined) joined.hidden = chosen.length === 0 || built !== null;
  panel.hidden = built === null;
  panel.replaceChildren();
  if (built === null) return;
  const content = template.content.cloneNode(true) as DocumentFragment;
  fill(content, built, page.dataset.base || siteOf(page));
  panel.append(content);
}

/** The joined feed of exactly these sections, in whatever order. */
function findBuilt(chosen: readonly string[]): string | null {
  const wanted = [...chosen].sort().join('+');
  for (const { dataset } of document.querySelectorAll<HTMLElement>('#joined [data-parts]')) {
    if (dataset.parts?.split('+').sort().join('+') === wanted) return dataset.parts;
  }
  return null;
}

/** Where the site lies, from this page's own address. */
function siteOf(page: HTMLElement): string {
  const path = page.dataset.path ?? '';
  const { origin, pathname } = location;
  const at = pathname.lastIndexOf(path);
  return `${origin}${at < 0 ? '' : pathname.slice(0, at)}`;
}

function fill(content: DocumentFragment, parts: string, base: string): void {
  const name = parts.replaceAll('+', ' + ');
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) node.data = node.data.replaceAll(NAME, name);
    if (!(node instanceof Element)) continue;
    for (const attribute of [...node.attributes]) {
      if (!attribute.value.includes('~')) continue;
      node.setAttribute(attribute.name, fillAddress(attribute.value, parts, name, base));
    }
  }
}

/** Within another address's query everything is encoded once more. */
function fillAddress(value: string, parts: string, name: string, base: string): string {
  const inner = BASE.replace(/^https:/, '');
  return value
    .replaceAll(`https:${inner}`, base)
    .replaceAll(`webcal:${inner}`, base.replace(/^https?:/, 'webcal:'))
    .replaceAll(encodeURIComponent(`https:${inner}`), encodeURIComponent(base))
    .replaceAll(encodeURIComponent(`webcal:${inner}`), encodeURIComponent(base.replace(/^https?:/, 'webcal:')))
    .replaceAll(`%2F${PARTS}`, `%2F${encodeURIComponent(parts)}`)
    .replaceAll(`%3D${PARTS}`, `%3D${encodeURIComponent(parts)}`)
    .replaceAll(PARTS, parts)
    .replaceAll(NAME, encodeURIComponent(name));
}
