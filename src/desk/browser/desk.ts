/** The desk: copies and shares announcements, fills in suggested days, and submits each form once. */
import { enableCopying } from '../../web/browser/copying.ts';

enableCopying(document);

for (const button of document.querySelectorAll('button[data-fill]')) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const field = document.getElementById(button.dataset.fill ?? '');
    if (!(field instanceof HTMLInputElement)) return;
    field.value = button.dataset.value ?? '';
    field.focus();
  });
}
document.body.classList.add('has-script');

for (const button of document.querySelectorAll('button[data-share]')) {
  if (!(button instanceof HTMLButtonElement) || !('share' in navigator)) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const field = document.getElementById(button.dataset.share ?? '');
    if (!(field instanceof HTMLTextAreaElement)) return;
    // Rejected if the sheet is closed without sending.
    navigator.share({ title: button.dataset.title ?? '', text: field.value }).catch(() => {});
  });
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
});

// A page restored from the back/forward cache may submit its form again.
addEventListener('pageshow', () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A chosen file's text goes into the field: the browser sends text alone.
for (const label of document.querySelectorAll('label[data-file-into]')) {
  if (!(label instanceof HTMLLabelElement)) continue;
  label.hidden = false;
  const field = document.getElementById(label.dataset.fileInto ?? '');
  label.querySelector('input')?.addEventListener('change', async (event) => {
    const file = event.target instanceof HTMLInputElement ? event.target.files?.[0] : null;
    if (!file || !(field instanceof HTMLTextAreaElement)) return;
    field.value = decode(await file.arrayBuffer());
    field.focus();
  });
}

/** UTF-8, or the encoding of old pages. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
