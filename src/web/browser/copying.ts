/** Copy and share buttons: hidden without scripts, and they report what they did. */
import { say } from './messages.ts';

export function enableCopying(root: ParentNode): void {
  for (const button of root.querySelectorAll('button[data-copy], button[data-copy-text]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => void copyFor(button));
  }
  for (const field of root.querySelectorAll('input[data-select]')) {
    if (field instanceof HTMLInputElement) field.addEventListener('focus', () => field.select());
  }
  for (const button of root.querySelectorAll('button[data-share-page]')) {
    if (!(button instanceof HTMLButtonElement) || !('share' in navigator)) continue;
    button.hidden = false;
    button.addEventListener('click', () => void sharePage());
  }
}

/** The page as it stands, without its fragment. */
async function sharePage(): Promise<void> {
  // Who closes the system's sheet has changed their mind.
  await navigator.share({ url: location.href.replace(/#.*$/, '') }).catch(() => {});
}

async function copyFor(button: HTMLButtonElement): Promise<void> {
  const { copy: id = '', copyText: text } = button.dataset;
  const field = text === undefined ? document.getElementById(id) : holdText(text);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const copied = await copyText(field);
  if (text !== undefined) field.remove();
  const status =
    text === undefined
      ? document.getElementById(`${id}-status`)
      : button.closest('.subscribe')?.querySelector('[data-copied]');
  if (status) status.textContent = say(copied ? 'browser.copyDone' : 'browser.copyFailed');
  if (copied) showCopied(button);
}

function showCopied(button: HTMLButtonElement): void {
  const label = [...button.childNodes];
  button.replaceChildren(say('browser.copied'));
  setTimeout(() => button.replaceChildren(...label), 2500);
}

/** A text that stands in no field of the page, in one for as long as it is copied. */
function holdText(text: string): HTMLTextAreaElement {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  return field;
}

async function copyText(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Without https there is no clipboard; the deprecated command still works.
    field.select();
    return document.execCommand('copy');
  }
}
