/** Copy buttons: shown only where they work, and they say that they copied. */

/** @param {ParentNode} root */
export function enableCopying(root) {
  for (const button of root.querySelectorAll('button[data-copy]')) {
    if (!(button instanceof HTMLButtonElement)) continue;
    button.hidden = false;
    button.addEventListener('click', () => copyFrom(button));
  }
  for (const field of root.querySelectorAll('input[data-select]')) {
    if (field instanceof HTMLInputElement) field.addEventListener('focus', () => field.select());
  }
}

/** @param {HTMLButtonElement} button */
async function copyFrom(button) {
  const id = button.dataset.copy ?? '';
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const copied = await copyText(field);
  const status = document.getElementById(`${id}-status`);
  if (status) status.textContent = copied ? 'Copied.' : 'Select the text and copy it yourself.';
  if (copied) {
    const label = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = label;
    }, 2500);
  }
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
async function copyText(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Off https there is no clipboard; the old way still works there.
    field.select();
    return document.execCommand('copy');
  }
}
