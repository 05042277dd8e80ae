/** Whether a row's term is the one being imported: "Fall 2022", "2022FA", "202208", "1228" or whatever the registrar calls it. */
import type { FittingTerm } from './draft.ts';
import type { TableRow } from './model.ts';

export interface TermWords {
  readonly belongs: (words: string | null) => boolean;
  readonly refusal: (words: string | null) => string;
  readonly remark: string | null;
}

const SEASONS: readonly (readonly [RegExp, string])[] = [
  [/\bfall\b|\bautumn\b|\bfa\b|\bau\b|\bmichaelmas\b|\bfal\b/, 'fall'],
  [/\bspring\b|\bsp\b|\bspr\b|\blent\b|\bhilary\b/, 'spring'],
  [/\bsummer\b|\bsu\b|\bsum\b|\bsmr\b/, 'summer'],
  [/\bwinter\b|\bwi\b|\bwin\b|\bjanuary\b|\bjanterm\b/, 'winter'],
];

/** Normalises season and year; null if the text names neither. */
function foldTerm(text: string): string | null {
  const words = text
    .toLowerCase()
    .replaceAll(/([a-z])(\d)/g, '$1 $2')
    .replaceAll(/(\d)([a-z])/g, '$1 $2')
    .replaceAll(/[^a-z0-9]+/g, ' ');
  const season = SEASONS.find(([pattern]) => pattern.test(words))?.[1];
  const year =
    /\b(20\d{2})\b/.exec(words)?.[1] ?? (/\b(\d{2})\b/.exec(words)?.[1] ? `20${/\b(\d{2})\b/.exec(words)?.[1]}` : null);
  return season && year ? `${season} ${year}` : null;
}

export function findTermWords(rows: readonly TableRow[], term: FittingTerm): TermWords {
  const words = new Map<string, number>();
  for (const row of rows) if (row.term !== null) words.set(row.term, (words.get(row.term) ?? 0) + 1);
  const wanted = term.inTable;
  const refusal = (text: string | null): string => `it is of the term “${text ?? ''}”`;
  if (wanted !== undefined) return { belongs: (text) => text === null || text === wanted, refusal, remark: null };
  const own = foldTerm(term.id);
  const all = [...words.keys()];
  const matching = all.filter((text) => own !== null && foldTerm(text) === own);
  if (all.length <= 1) {
    const [only] = all;
    const other = only !== undefined && own !== null && foldTerm(only) !== null && matching.length === 0;
    return {
      belongs: () => true,
      refusal,
      remark: other ? `The table’s term is “${only}”, and it is imported into ${term.id}` : null,
    };
  }
  if (matching.length > 0)
    return { belongs: (text) => text === null || matching.includes(text), refusal, remark: null };
  const list = all
    .map((text) => `“${text}”`)
    .slice(0, 8)
    .join(', ');
  return {
    belongs: (text) => text === null,
    refusal: () => `the table has several terms (${list}); say which of them is ${term.id}`,
    remark: null,
  };
}
