/** Folds text for comparison in search: without accents, case or punctuation. */

/** 'Théorie des nombres (honneurs)' → 'theorie des nombres honneurs' */
export function foldText(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? foldAscii(text) : foldUnicode(text);
}

/** The same in less time, of what most codes and titles are written in. */
function foldAscii(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

function foldUnicode(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
