/** Weeks in words: "first six weeks of the semester", "second half of the term", "weeks when a set is out". */
import type { Unit } from './unit.ts';

const SAID: readonly RegExp[] = [
  /\b(?:first|last|second)\s+(?:\w+\s+)?(?:weeks|half)\s+of\s+(?:the\s+)?(?:\w+\s+)?(?:semester|term|quarter)\b/i,
  /\ball weeks except [^.;]{1,60}/i,
  /\bweeks when [^,.;:]{1,60}?(?=\s+we\b|[,.;:]|$)/i,
  /\bsemana [A-D]\b/i,
];

export function weekWords(text: string): string | null {
  for (const pattern of SAID) {
    const found = pattern.exec(text);
    if (found) return found[0].trim();
  }
  return null;
}

/** A short line about weeks holds for the times below it, up to the next such line or heading. */
export function sayWeeks(units: readonly Unit[]): Unit[] {
  let said: { readonly words: string; readonly unit: Unit } | null = null;
  return units.map((unit) => {
    const timed = unit.given.time != null || unit.elements.some((each) => each.type === 'time');
    const words = timed || unit.text.text.length > 100 ? null : weekWords(unit.text.text);
    if (words) said = { words, unit };
    else if (said && (unit.heading || unit.group > said.unit.group + 4)) said = null;
    return timed && said && unit.given.weeks == null ? { ...unit, given: { ...unit.given, weeks: said.words } } : unit;
  });
}
