/** The kinds of sections, and whether they take up a subscriber's time. */

export const KINDS = [
  'lecture',
  'class',
  'precept',
  'recitation',
  'discussion',
  'tutorial',
  'seminar',
  'lab',
  'studio',
  'practical',
  'exercise',
  'review',
  'exam',
  'office hours',
  'other',
] as const;

export type Kind = (typeof KINDS)[number];

export function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text);
}

/** Shown as busy (RFC 5545 §3.8.2.7 TRANSP): classes and exams are, office hours are not. */
export function isBusy(kind: Kind): boolean {
  return kind !== 'office hours';
}

const SEVERAL: ReadonlySet<Kind> = new Set(['review', 'exam', 'office hours', 'other']);

/** Whether a student usually attends one section of the kind: its sections are alternatives. */
export function isOneOf(kind: Kind): boolean {
  return !SEVERAL.has(kind);
}

/** Whether every student attends a section of the kind where it is the only one. */
export function isExpected(kind: Kind): boolean {
  return isOneOf(kind) || kind === 'exam';
}
