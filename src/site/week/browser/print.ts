/** A door sign: a print button, hidden without JavaScript, and the buttons that copy the addresses of its rooms. */
import { enableCopying } from '../../../web/browser/copying.ts';

enableCopying(document);
for (const button of document.querySelectorAll('button[data-print]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
