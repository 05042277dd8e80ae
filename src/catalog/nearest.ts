/** "Did you mean …?" */

const LONGEST = 64;

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]+/g, '');
}

/** The edit distance (insert, delete, replace, transpose) between two short texts; above `limit`, limit + 1. */
function countEdits(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (older[j - 2] as number) + 1);
      }
      next.push(cost);
    }
    older = row;
    row = next;
  }
  return row[b.length] as number;
}

/** The known word closest to the given one, if it is close enough. */
export function findNearest(written: string, known: Iterable<string>): string | null {
  const text = fold(written.slice(0, LONGEST));
  const limit = Math.max(1, Math.floor(text.length / 3));
  let best: string | null = null;
  let least = limit + 1;
  for (const word of known) {
    const edits = countEdits(text, fold(word.slice(0, LONGEST)), limit);
    if (edits < least) {
      least = edits;
      best = word;
    }
  }
  return best;
}

/** Synonyms of possible words; by edit distance some would match the opposite word. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:every )?(?:(?:2|two) weeks|(?:other|alternate|alternating|2nd|second|two) weeks?|bi-?weekly|fort-?night(?:ly)?)$/,
    'second week',
  ],
  [/^(?:every )?(?:3|three) weeks$/, 'third week'],
  [/^(?:every )?(?:4|four) weeks$/, 'fourth week'],
  [/^weekly$/, 'week'],
  [/^(?:skip|skips|skipping|exclude|excludes|excluding|exceptions?|not on|omit)$/, 'except'],
];

/** The word of `known` that the given word is a synonym of. */
export function findMeaning(written: string, known: readonly string[]): string | null {
  const text = written.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  return MEANINGS.find(([pattern, word]) => pattern.test(text) && known.includes(word))?.[1] ?? null;
}

/** 'a, b or c', shortened where there are many. */
export function listWords(words: Iterable<string>, most = 12): string {
  const all = [...words];
  const shown = all.slice(0, most);
  if (all.length > most) return `${shown.join(', ')}, … (${all.length} in all)`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
