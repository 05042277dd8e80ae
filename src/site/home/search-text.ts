/** Text as search compares it: without regard to accents, case and punctuation. */

/** 'Théorie des nombres (honneurs)' → 'theorie des nombres honneurs' */
export function foldText(text: string): string {
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

/** The words to look for; every one of them must be found. */
export function readQuery(query: string): readonly string[] {
  return foldText(query.slice(0, 200)).split(' ').filter(Boolean).slice(0, 8);
}
