/** The words of a search. */
import { foldText } from '../../domain/fold-text.ts';

/** The words to look for; every one of them must be found. */
export function readQuery(query: string): readonly string[] {
  return foldText(query.slice(0, 200)).split(' ').filter(Boolean).slice(0, 8);
}
