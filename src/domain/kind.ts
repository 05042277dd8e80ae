/** The kinds of sections, and whether they take up a subscriber's time. */

/** The kinds that rules may give to a section. */
export const SECTION_KINDS = [
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

export type SectionKind = (typeof SECTION_KINDS)[number];

/** Those, and the kind of the section in which a course's deadlines are published. */
export const KINDS = [...SECTION_KINDS, 'deadline'] as const;

export type Kind = (typeof KINDS)[number];

export function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text);
}

export function isSectionKind(text: string): text is SectionKind {
  return (SECTION_KINDS as readonly string[]).includes(text);
}

/** Shown as busy (RFC 5545 §3.8.2.7 TRANSP): classes and exams are, office hours and deadlines are not. */
export function isBusy(kind: Kind): boolean {
  return kind !== 'office hours' && kind !== 'deadline';
}

const SEVERAL: ReadonlySet<Kind> = new Set(['review', 'exam', 'office hours', 'other', 'deadline']);

/** Whether a student usually attends one section of the kind: its sections are alternatives. */
export function isOneOf(kind: Kind): boolean {
  return !SEVERAL.has(kind);
}

/** Whether every student attends a section of the kind where it is the only one. */
export function isExpected(kind: Kind): boolean {
  return isOneOf(kind) || kind === 'exam';
}
