/** Shows another address of the same page without a reload: fetches it and replaces the elements with `data-live`. */

let asked = 0;

/** `failed`: no answer, or another one than the page; `late`: a later request was made meanwhile. */
export type Showing = 'shown' | 'failed' | 'late';

/** A hall's Wi-Fi can be slow; past this somebody should hear of it. */
const PATIENCE_MS = 12_000;

/** @param prepare called for each element that was replaced */
export async function showInPlace(address: string, prepare: (part: Element) => void): Promise<Showing> {
  asked += 1;
  const turn = asked;
  const text = await readPage(address);
  if (turn !== asked) return 'late';
  if (text === null) return 'failed';
  const next = new DOMParser().parseFromString(text, 'text/html');
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = next.getElementById(part.id);
    if (!fresh || fresh.innerHTML === part.innerHTML) continue;
    swap(part, fresh);
    prepare(part);
  }
  document.title = next.title;
  history.replaceState(null, '', address);
  return 'shown';
}

async function readPage(address: string): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(address, { headers: { Accept: 'text/html' }, signal });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/** Keeps the focus on the element with the same id, and what stands below a part above the screen where it is. */
function swap(part: Element, fresh: Element): void {
  const focused = document.activeElement;
  const id = focused && part.contains(focused) ? focused.id : '';
  const before = part.getBoundingClientRect();
  const isAbove = focused !== null && before.bottom <= focused.getBoundingClientRect().top;
  part.replaceChildren(...fresh.childNodes);
  if (isAbove && part instanceof HTMLElement) holdHeight(part, before.height);
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}

function holdHeight(part: HTMLElement, height: number): void {
  part.style.minHeight = '';
  const grown = part.getBoundingClientRect().height - height;
  if (grown > 0) window.scrollBy({ top: grown, behavior: 'instant' });
  else part.style.minHeight = `${height}px`;
}
