/** The columns that the user names with `--columns`. */
import { foldHeader } from './headers.ts';

/**
 * The index of the column of a name: as the table writes it, otherwise by its folded form, otherwise by position from 1.
 * @returns -1 for none
 */
export function findNamedColumn(name: string, headers: readonly string[]): number {
  const written = name.trim().toLowerCase();
  const exact = headers.findIndex((one) => one.trim().toLowerCase() === written);
  if (exact >= 0) return exact;
  const folded = foldHeader(name);
  const alike = headers.findIndex((one) => one !== '' && foldHeader(one) === folded);
  if (alike >= 0) return alike;
  const position = /^[1-9]\d{0,2}$/.test(written) ? Number(written) - 1 : -1;
  return position < headers.length ? position : -1;
}
