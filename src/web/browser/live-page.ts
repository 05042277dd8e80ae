/** Shows another address of the same page without a reload: fetches it and replaces the elements with `data-live`. */

let asked = 0;

/**
 * @param prepare called for each element that was replaced
 * @returns false: the request failed, or a later one was made meanwhile
 */
export async function showInPlace(address: string, prepare: (part: Element) => void): Promise<boolean> {
  asked += 1;
  const turn = asked;
  const response = await fetch(address, { headers: { Accept: 'text/html' } }).catch(() => null);
  if (!response?.ok) return false;
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (turn !== asked) return false;
  for (const part of document.querySelectorAll('[data-live]')) {
    const fresh = next.getElementById(part.id);
    if (!fresh || fresh.innerHTML === part.innerHTML) continue;
    swap(part, fresh);
    prepare(part);
  }
  document.title = next.title;
  history.replaceState(null, '', address);
  return true;
}

/** Keeps the focus on the element with the same id. */
function swap(part: Element, fresh: Element): void {
  const focused = document.activeElement;
  const id = focused && part.contains(focused) ? focused.id : '';
  part.replaceChildren(...fresh.childNodes);
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}
