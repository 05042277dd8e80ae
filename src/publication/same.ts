/** Equality of facts: plain JSON, as loaded from the store, ignoring the order of keys. */

/** Whether two JSON values are equal. Unchanged facts are mostly the same object, which is checked first. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && sameItems(a, b);
  return !Array.isArray(b) && sameFields(a as Fields, b as Fields);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (!sameJson(a[index], b[index])) return false;
  return true;
}

type Fields = Readonly<Record<string, unknown>>;

/** Keys are counted, not listed: a term's publication compares every field of every meeting. */
function sameFields(a: Fields, b: Fields): boolean {
  let more = 0;
  for (const key in a) {
    const one = a[key];
    const other = b[key];
    // No value of JSON is undefined or inherited: identical ones need no look at the key.
    if (one !== other || one === undefined) {
      if (!Object.hasOwn(b, key) || !sameJson(one, other)) return false;
    }
    more += 1;
  }
  for (const _ in b) more -= 1;
  return more === 0;
}
