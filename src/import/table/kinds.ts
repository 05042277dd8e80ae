/** Registrars' words and abbreviations for kinds of sections → the kinds of the format. */
import type { Kind } from '../../domain/kind.ts';

const WORDS: readonly (readonly [RegExp, Kind])[] = [
  [/\b(?:office hours?)\b/, 'office hours'],
  [/\b(?:labs?|laborator\w*|lbl?|lbr|lb|practicum lab)\b/, 'lab'],
  [/\b(?:exams?|examination|midterm|final|quiz|mid|exm|tst)\b/, 'exam'],
  [/\b(?:recitations?|rec|rct|rcit|rcl)\b/, 'recitation'],
  [/\b(?:discussions?|disc?|dsc|qz|dis\/?sem)\b/, 'discussion'],
  [/\b(?:tutorials?|tutoria|tutorium|tut|tuto?r?|tute?|td|supervision)\b/, 'tutorial'],
  [/\b(?:precepts?|pre|pcp)\b/, 'precept'],
  [/\b(?:seminar\w*|sem|smr|semi|sm|colloquium|colloquia|coll|clq|proseminar|workshops?|wks|wrk)\b/, 'seminar'],
  [/\b(?:studios?|std|stu|stdo|atelier)\b/, 'studio'],
  [
    /\b(?:practicals?|practicas?|praktikum|practicum|prac?|prc|pra|tp|clinical|clinic|cln|clin|internship|field ?work|field|fld|activity|act|ensemble|performance)\b/,
    'practical',
  ],
  [/\b(?:exercises?|problem (?:session|class)|exr|ubung|ub|drill|quiz section|problems?)\b/, 'exercise'],
  [/\b(?:review|rev)\b/, 'review'],
  [
    /\b(?:lectures?|lec|lect|le|lc|lectur|vorlesung|teoria|theory|teorica|vl|cm|cours magistral|plenary|lec\/?(?:lab|dis|sem|rec))\b/,
    'lecture',
  ],
  [
    /\b(?:class(?:es|room)?|cls|course|regular|in[- ]person|face to face|on-?line|distance|internet|hybrid|web)\b/,
    'class',
  ],
];

const CODES = new Map<string, Kind>([
  ['l', 'lecture'],
  ['b', 'lab'],
  ['d', 'discussion'],
  ['r', 'recitation'],
  ['s', 'seminar'],
]);

/** The kind that words name; null: none that is known. */
export function findKind(words: string): Kind | null {
  const text = words.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().slice(0, 80);
  // "Lecture/Laboratory", "Lec-Lab": what is named first is the section's main part.
  let best: { readonly kind: Kind; readonly at: number } | null = null;
  for (const [pattern, kind] of WORDS) {
    const at = text.search(pattern);
    if (at >= 0 && (!best || at < best.at)) best = { kind, at };
  }
  return best?.kind ?? CODES.get(text.trim()) ?? null;
}
