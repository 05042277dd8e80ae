/** The subscribe panel: fills the page's template with a feed's address. */

export interface PanelFeed {
  /** https://…/L01+P02.ics */
  readonly url: string;
  /** The calendar's name. */
  readonly name: string;
  /** Replaces the sections in the template's other addresses: 'L01+P02'. */
  readonly parts: string;
  /** The page to open on another device. */
  readonly page: string;
}

const FEED = '//feed.invalid/';
const PAGE = 'https://page.invalid/';
const NAME = '~name~';
const PARTS = '~parts~';

export function fillPanel(template: HTMLTemplateElement, feed: PanelFeed): DocumentFragment {
  const content = template.content.cloneNode(true) as DocumentFragment;
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) node.data = node.data.replaceAll(NAME, feed.name);
    if (!(node instanceof Element)) continue;
    for (const attribute of [...node.attributes]) {
      if (!/~|\.invalid/.test(attribute.value)) continue;
      node.setAttribute(attribute.name, fillAddress(attribute.value, feed));
    }
  }
  return content;
}

/** Values inside another URL's query are encoded twice. */
function fillAddress(value: string, { url, name, parts, page }: PanelFeed): string {
  const place = url.replace(/^https?:/, '');
  const scheme = url.slice(0, -place.length);
  return value
    .replaceAll(`https:${FEED}`, `${scheme}${place}`)
    .replaceAll(FEED, place)
    .replaceAll(encodeURIComponent(`https:${FEED}`), encodeURIComponent(url))
    .replaceAll(encodeURIComponent(FEED), encodeURIComponent(place))
    .replaceAll(PAGE, page)
    .replaceAll(encodeURIComponent(PAGE), encodeURIComponent(page))
    .replaceAll(PARTS, parts)
    .replaceAll(NAME, encodeURIComponent(name));
}

/** Shows or hides a part of the panel. */
export function showPart(id: string, isShown: boolean): void {
  const part = document.getElementById(id);
  if (part) part.hidden = !isShown;
}
