/** Copy buttons: hidden without scripts, and they report that they copied. */
import { say } from './messages.ts';

export function enableCopying(root: ParentNode): void {
  for (const button of root.querySelectorAll('button[data-copy]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => copyFrom(button));
  }
  for (const field of root.querySelectorAll('input[data-select]')) {
    if (field instanceof HTMLInputElement) field.addEventListener('focus', () => field.select());
  }
}

async function copyFrom(button: HTMLButtonElement): Promise<void> {
  const id = button.dataset.copy ?? '';
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const copied = await copyText(field);
  const status = document.getElementById(`${id}-status`);
  if (status) status.textContent = say(copied ? 'browser.copyDone' : 'browser.copyFailed');
  if (copied) {
    const label = button.textContent;
    button.textContent = say('browser.copied');
    setTimeout(() => {
      button.textContent = label;
    }, 2500);
  }
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
