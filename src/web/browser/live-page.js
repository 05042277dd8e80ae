/** Shows another address of the same page in place: fetches it and swaps the parts that say they change. */

let asked = 0;

/**
 * @param {string} address
 * @param {(part: Element) => void} prepare called for each part that was swapped
 * @returns {Promise<boolean>} false: it could not be shown so, or something newer was asked for
 */
export async function showInPlace(address, prepare) {
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

/**
 * Keeps the focus where it was, by id.
 * @param {Element} part
 * @param {Element} fresh
 */
function swap(part, fresh) {
  const focused = document.activeElement;
  const id = focused && part.contains(focused) ? focused.id : '';
  part.replaceChildren(...fresh.childNodes);
  if (id) document.getElementById(id)?.focus({ preventScroll: true });
}
