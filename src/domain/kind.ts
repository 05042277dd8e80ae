/** The kinds of sections, with the words people read and whether they take up a subscriber's time. */

interface KindWords {
  /** "COS 418 P01 · Precept". */
  readonly label: string;
  readonly plural: string;
  /** Shown as busy (RFC 5545 §3.8.2.7 TRANSP): classes and exams are, office hours are not. */
  readonly opaque: boolean;
}

const KIND_WORDS = {
  lecture: { label: 'Lecture', plural: 'lectures', opaque: true },
  class: { label: 'Class', plural: 'classes', opaque: true },
  precept: { label: 'Precept', plural: 'precepts', opaque: true },
  recitation: { label: 'Recitation', plural: 'recitations', opaque: true },
  discussion: { label: 'Discussion', plural: 'discussions', opaque: true },
  tutorial: { label: 'Tutorial', plural: 'tutorials', opaque: true },
  seminar: { label: 'Seminar', plural: 'seminars', opaque: true },
  lab: { label: 'Lab', plural: 'labs', opaque: true },
  studio: { label: 'Studio', plural: 'studios', opaque: true },
  practical: { label: 'Practical', plural: 'practicals', opaque: true },
  exercise: { label: 'Exercise', plural: 'exercises', opaque: true },
  review: { label: 'Review', plural: 'reviews', opaque: true },
  exam: { label: 'Exam', plural: 'exams', opaque: true },
  'office hours': { label: 'Office hours', plural: 'office hours', opaque: false },
  other: { label: 'Meeting', plural: 'meetings', opaque: true },
} as const satisfies Record<string, KindWords>;

export type Kind = keyof typeof KIND_WORDS;

export const KINDS = Object.keys(KIND_WORDS) as readonly Kind[];

export function isKind(text: string): text is Kind {
  return Object.hasOwn(KIND_WORDS, text);
}

export function wordsOf(kind: Kind): KindWords {
  return KIND_WORDS[kind];
}
