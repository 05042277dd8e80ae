/** Filters rows by words, by free days and times of day, and by chosen sections. */
import { boxesOf, clashesOf } from './choosing.ts';

const NOON = 720;
const EVENING = 1020;

/** @returns applies the filter; call it after each change of the choice */
export function enableFilter(form: HTMLFormElement): () => void {
  const part = document.getElementById('row-filter');
  if (!(part instanceof HTMLElement)) return () => {};
  const filter = (): void => filterRows(form, part);
  part.addEventListener('input', filter);
  // Enter would submit the form of sections, in which the filter stands.
  part.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
  });
  return filter;
}

function filterRows(form: HTMLFormElement, part: HTMLElement): void {
  const words = fold(textIn(part, '#filter-words')).split(/\s+/).filter(Boolean);
  const days = checkedOf(part, 'day');
  const times = checkedOf(part, 'time');
  const onlyFitting = checkedOf(part, 'fits').size > 0;
  const boxes = boxesOf(form);
  const chosen = boxes.filter(({ checked }) => checked);
  for (const box of boxes) {
    const row = box.closest<HTMLElement>('.row');
    if (!row) continue;
    const text = fold(row.textContent ?? '');
    const fits =
      words.every((word) => text.includes(word)) &&
      isFree(box, days, times) &&
      !(onlyFitting && clashesOf(box, chosen).length > 0);
    row.hidden = !fits && !box.checked;
  }
  for (const group of form.querySelectorAll('fieldset'))
    group.hidden = group.querySelector('.row:not([hidden])') === null;
  const none = document.getElementById('none-fit');
  if (none) none.hidden = form.querySelector('.row:not([hidden])') !== null;
}

/** Whether all usual times of a section are within the selected days and times. */
function isFree(box: HTMLInputElement, days: ReadonlySet<string>, times: ReadonlySet<string>): boolean {
  const slots = (box.dataset.slots ?? '').split(' ').filter(Boolean);
  return slots.every((slot) => {
    const [day = '', start = ''] = slot.split('/');
    return (days.size === 0 || days.has(day)) && (times.size === 0 || times.has(partOfDay(Number(start))));
  });
}

function partOfDay(minutes: number): string {
  return minutes < NOON ? 'morning' : minutes < EVENING ? 'afternoon' : 'evening';
}

function checkedOf(part: HTMLElement, kind: string): ReadonlySet<string> {
  const boxes = part.querySelectorAll<HTMLInputElement>(`input[data-filter="${kind}"]:checked`);
  return new Set([...boxes].map(({ value }) => value));
}

function textIn(part: HTMLElement, selector: string): string {
  return part.querySelector<HTMLInputElement>(selector)?.value ?? '';
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
