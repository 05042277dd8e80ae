/** A page's words about weeks → the keys of a pattern, where they can be said; else a note to check. */

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
  if (/every (?:other|second|two|2nd)|bi-?weekly|fortnight|alternat|zweiwöchentlich|14-täglich/i.test(words)) {
    return { keys: [['every', 'second week']], check: `"${words}": which weeks is not said; counted from the first` };
  }
  const parity = /\b(odd|even)\b/i.exec(words)?.[1];
  if (parity) return { keys: [['weeks', parity.toLowerCase()]], check: null };
  if (/^(?:weeks?|wks?)\s/i.test(words)) {
    const numbers = words.replaceAll(/[^\d,&–—-]+/g, ' ').replaceAll(/[–—-]+/g, '-');
    const list = [...numbers.matchAll(/(\d{1,2})\s*(?:-\s*(\d{1,2}))?/g)].map((found) =>
      found[2] ? `${found[1]}-${found[2]}` : `${found[1]}`,
    );
    const highest = Math.max(0, ...list.flatMap((each) => each.split('-').map(Number)));
    if (list.length > 0 && highest <= LAST_WEEK) return { keys: [['weeks', list.join(', ')]], check: null };
  }
  return {
    keys: [['note', `The course page says: ${words}.`]],
    check: `"${words}" limits the weeks; say which with weeks:, from: or until:`,
  };
}
