/** Turns a table's section labels into ids. Valid labels are kept unchanged; corrections are reported. */
import { foldId, isId, RESERVED_SECTION_IDS } from '../../domain/id.ts';

const LONGEST = 32;

/** A label as an id: `ALL` and invalid ids are corrected, everything else is unchanged. */
export function mendLabel(label: string): string {
  if (RESERVED_SECTION_IDS.has(foldId(label))) return `${label}-1`;
  if (isId(label)) return label;
  const mended = label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replace(/^[-_]+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  if (mended === '') return '';
  return RESERVED_SECTION_IDS.has(foldId(mended)) ? `${mended}-1` : mended;
}

/** The id that a section would have if no other section had it. */
export function wishId(label: string | null, number: string | null): string {
  return mendLabel(label ?? '') || mendLabel(number ?? '') || '01';
}

/** A free id: the preferred one, otherwise with a suffix. */
export function freeId(wish: string, taken: ReadonlySet<string>, behind: string | null = null): string {
  const base = wish === '' ? 'S' : wish;
  if (!taken.has(foldId(base))) return base;
  const tails = behind === null ? [] : [mendLabel(behind)];
  for (const tail of tails) {
    const id = join(base, tail);
    if (tail !== '' && !taken.has(foldId(id))) return id;
  }
  for (let count = 2; ; count += 1) {
    const id = join(base, String(count));
    if (!taken.has(foldId(id))) return id;
  }
}

function join(base: string, tail: string): string {
  return `${base.slice(0, LONGEST - 1 - tail.length)}-${tail}`;
}
