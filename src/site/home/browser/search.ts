/** Search as you type; without JavaScript the form is submitted. */
import { enableCopying } from '../../../web/browser/copying.ts';
import { showInPlace } from '../../../web/browser/live-page.ts';

const form = document.querySelector('form.search');
const field = document.getElementById('q');
let waiting = 0;
enableCopying(document);

if (form instanceof HTMLFormElement && field instanceof HTMLInputElement && document.getElementById('results')) {
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      const query = field.value.trim();
      const path = new URL(form.action).pathname;
      void showInPlace(query ? `${path}?q=${encodeURIComponent(query)}` : path, () => {});
    }, 120);
  });
}
