/** A page's words about weeks → the keys of a pattern, where they can be said; else a note to check. */
import { findWeekLimits } from '../../notation/week-limits.ts';

export interface WeekRule {
  /** Lines of the pattern: `every: second week`, `weeks: 4-10, 12`. */
  readonly keys: readonly (readonly [string, string])[];
  /** What a person has to look at. */
  readonly check: string | null;
}

/** More teaching weeks than any term has: such numbers are weeks of the year. */
const LAST_WEEK = 20;

export function weekRule(words: string | null): WeekRule {
  if (words === null) return { keys: [], check: null };
  const limit = findWeekLimits(words)[0];
  const every = everyOf(words);
  if (limit?.rule === 'every other week' || limit?.rule === 'every other weekday')
    return { keys: [['every', every]], check: `"${words}": which weeks is not said; counted from the first` };
  if (limit?.rule === 'odd weeks') return { keys: [['weeks', 'odd']], check: null };
  if (limit?.rule === 'even weeks') return { keys: [['weeks', 'even']], check: null };
  const numbers = limit?.rule === 'numbered weeks' ? numbersIn(words) : [];
  if (numbers.length > 0) return { keys: [['weeks', numbers.join(', ')]], check: null };
  return {
    keys: [['note', `The course page says: ${words}.`]],
    check: `"${words}" limits the weeks; say which with weeks:, from: or until:`,
  };
}

function everyOf(words: string): string {
  if (/four|vier|quatre|cuatro|quattro|quatro|\b4/i.test(words)) return 'fourth week';
  return /third|three|dritte|drei|trois|tres|tre\b|três|\b3/i.test(words) ? 'third week' : 'second week';
}

/** "weeks 4–10 and 12" → 4-10, 12; none where they are open at an end or weeks of the year. */
function numbersIn(words: string): string[] {
  if (words.includes('+')) return [];
  const listed = words.replaceAll(
    /\s*(?:[,&]|(?<=\d)\/(?=\d)|(?<!\p{L})(?:and|und|et|y|e|en|och)(?!\p{L}))\s*/giu,
    ',',
  );
  const list = [...listed.matchAll(/(\d{1,2})(?:[^\d,]+(\d{1,2}))?/g)].map(([, first, last]) =>
    last === undefined ? `${first}` : `${first}-${last}`,
  );
  const highest = Math.max(0, ...list.flatMap((each) => each.split('-').map(Number)));
  return highest <= LAST_WEEK ? list : [];
}
