/** The form of sections: alternatives of a kind replace each other, and rows show clashes with the choice. */

/** @param changed called with the chosen ids after each change */
export function enableChoosing(form: HTMLFormElement, changed: (chosen: readonly string[]) => void): void {
  form.classList.add('is-live');
  form.classList.remove('is-plain');
  form.addEventListener('change', (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.name !== 'choose') return;
    hideOffers(form);
    if (box.checked && 'one' in box.dataset) moveChoice(form, box);
    showRows(form);
    changed(readChosen(form));
  });
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('.keep-both') : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const kept = (button.dataset.kept ?? '').split(' ');
    for (const box of boxesOf(form)) if (kept.includes(box.value)) box.checked = true;
    const [first] = boxesOf(form).filter(({ value }) => kept.includes(value));
    button.hidden = true;
    first?.focus({ preventScroll: true });
    showRows(form);
    changed(readChosen(form));
  });
  showRows(form);
}

export function readChosen(form: HTMLFormElement): readonly string[] {
  return boxesOf(form)
    .filter(({ checked }) => checked)
    .map(({ value }) => value);
}

/** Checks exactly these ids, case-insensitively. */
export function setChosen(form: HTMLFormElement, ids: readonly string[]): void {
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  for (const box of boxesOf(form)) box.checked = wanted.has(box.value.toLowerCase());
  hideOffers(form);
  showRows(form);
}

/** Parses '?choose=L01+P02' and '?choose=L01&choose=P02'; null: no such parameter. */
export function readChoice(search: string): string[] | null {
  const query = new URLSearchParams(search);
  if (!query.has('choose')) return null;
  return query
    .getAll('choose')
    .flatMap((text) => text.split(/[+,\s]+/))
    .filter((id) => id !== '');
}

export function boxesOf(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>('input[name=choose]')];
}

/** Choosing an alternative unchecks the previous one; a button offers to keep both. */
function moveChoice(form: HTMLFormElement, box: HTMLInputElement): void {
  const others = boxesOf(form).filter((other) => isAlternative(other, box) && other.checked);
  for (const other of others) other.checked = false;
  const offer = box.closest('fieldset')?.querySelector('.keep-both');
  if (!(offer instanceof HTMLButtonElement) || others.length === 0) return;
  const ids = others.map(({ value }) => value);
  offer.dataset.kept = ids.join(' ');
  offer.textContent = (form.dataset.keep ?? '~').replace('~', ids.join(', '));
  offer.hidden = false;
}

function isAlternative(other: HTMLInputElement, box: HTMLInputElement): boolean {
  return other !== box && 'one' in other.dataset && other.dataset.kind === box.dataset.kind;
}

function hideOffers(form: HTMLFormElement): void {
  for (const offer of form.querySelectorAll<HTMLElement>('.keep-both')) offer.hidden = true;
}

/** Shows each row's clashes with chosen sections, except with alternatives, which the row would replace. */
function showRows(form: HTMLFormElement): void {
  const boxes = boxesOf(form);
  const chosen = boxes.filter(({ checked }) => checked);
  for (const box of boxes) {
    const row = box.closest('.row');
    row?.classList.toggle('is-chosen', box.checked);
    const clash = row?.querySelector('.row-clash');
    if (!(clash instanceof HTMLElement)) continue;
    const ids = clashesOf(box, chosen);
    clash.hidden = ids.length === 0;
    clash.textContent = ids.length === 0 ? '' : (form.dataset.clash ?? '~').replace('~', ids.join(', '));
  }
}

export function clashesOf(box: HTMLInputElement, chosen: readonly HTMLInputElement[]): string[] {
  const clashing = (box.dataset.clashes ?? '').split(' ');
  return chosen
    .filter((other) => clashing.includes(other.value) && (box.checked || !isAlternative(other, box)))
    .map(({ value }) => value);
}

/** Announces text to screen readers. */
export function announce(text: string): void {
  const status = document.getElementById('live-status');
  if (status) status.textContent = text;
}
