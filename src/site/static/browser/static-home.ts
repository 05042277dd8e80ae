/** Search among the courses on the page. */
import { enableCopying } from '../../../web/browser/copying.ts';
import { say } from '../../../web/browser/messages.ts';

const form = document.getElementById('search');
const field = document.getElementById('q');
const found = document.getElementById('found');
enableCopying(document);

if (form instanceof HTMLFormElement && field instanceof HTMLInputElement && found) {
  form.hidden = false;
  form.addEventListener('submit', (event) => event.preventDefault());
  field.addEventListener('input', () => search(field.value, found));
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  search(field.value, found);
}

/** Every query word must be a prefix of a word in the course's code, title or people. */
function search(query: string, status: HTMLElement): void {
  const words = fold(query).split(' ').filter(Boolean);
  let count = 0;
  for (const line of document.querySelectorAll<HTMLElement>('[data-words]')) {
    const text = ` ${line.dataset.words}`;
    line.hidden = !words.every((word) => text.includes(` ${word}`));
    if (!line.hidden) count += 1;
  }
  for (const group of document.querySelectorAll<HTMLElement>('.course-group')) {
    group.hidden = group.querySelector('[data-words]:not([hidden])') === null;
  }
  status.hidden = words.length === 0;
  status.textContent =
    count === 0
      ? say('browser.static.nothingFound', { query: query.trim() })
      : say('browser.static.found', { count, query: query.trim() });
}

/** Folds text as the page's search words were folded. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
