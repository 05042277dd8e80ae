/** Parses an event's title: section, kind, and whether the meeting is cancelled. */
import { isId } from '../../domain/id.ts';
import type { Kind } from '../../domain/kind.ts';
import { findKind } from '../table/kinds.ts';

export interface TitleRead {
  /** The same for all meetings of a section. */
  readonly key: string;
  readonly kind: Kind;
  /** A section id found in the title. */
  readonly id: string | null;
  readonly cancelled: boolean;
}

const CANCELLED = /^(?:CANCELL?ED|Cancell?ed|Abgesagt|Annulé|Cancelad[oa])\s*[:–-]\s*/;
const KIND =
  /\b(lectures?|class(?:es)?|precepts?|recitations?|discussions?|tutorials?|seminars?|labs?|studios?|practicals?|exercises?|reviews?|exams?|midterms?|finals?|office hours?|OH)\b/i;

export function readTitle(title: string, code: string): TitleRead {
  const cancelled = CANCELLED.test(title);
  const plain = title.replace(CANCELLED, '').trim();
  const kind = KIND.exec(plain);
  // In "COS 418 L01 · Lecture 7: Paxos" the number and the topic belong to the meeting, not to the section.
  const cut = kind ? kind.index + kind[0].length : plain.length;
  const rest = plain.slice(cut);
  const key = `${plain.slice(0, cut)}${kind && /^\s*#?\d*\s*(?:[:–—-].*)?$/.test(rest) ? '' : rest}`;
  const outside = withoutCode(key, code);
  const id = outside.split(/[\s·,:()[\]–—-]+/).find((word) => isId(word) && /^[A-Z]{1,4}\d{1,3}[A-Z]?$/.test(word));
  const own = /^OH$/i.test(kind?.[0] ?? '') ? 'office hours' : findKind(kind?.[0] ?? '');
  return { key, kind: own ?? 'class', id: id ?? null, cancelled };
}

function withoutCode(title: string, code: string): string {
  const pattern = code
    .split(/\s+/)
    .map((word) => word.replaceAll(/[^\w]/g, '\\$&'))
    .join('\\s*');
  return pattern === '' ? title : title.replaceAll(new RegExp(pattern, 'gi'), ' ').trim();
}

const LETTERS: Partial<Record<Kind, string>> = {
  lecture: 'L',
  precept: 'P',
  lab: 'B',
  recitation: 'R',
  discussion: 'D',
  tutorial: 'T',
  seminar: 'S',
  exam: 'EXAM',
  'office hours': 'OH',
  other: 'X',
};

/** Derives an id for a section whose title contains none. */
export function idOfKind(kind: Kind): string {
  return LETTERS[kind] ?? 'C';
}

/** The title without code, id and kind; null: nothing remains. */
export function ownTitle(key: string, code: string, id: string | null): string | null {
  const rest = withoutCode(key, code)
    .replace(KIND, ' ')
    .replaceAll(new RegExp(`(?<!\\w)${id ?? '\\0'}(?!\\w)`, 'g'), ' ')
    .replaceAll(/[\s·:()[\]–—-]+/g, ' ')
    .trim();
  return /\p{L}{3}/u.test(rest) ? key.slice(0, 200) : null;
}
