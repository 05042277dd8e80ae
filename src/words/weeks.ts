/** Numbered weeks: `1, 3, 5-8`, `odd`, `even`. */
import { mistaken, quote, type Read, understood } from './mistake.ts';

export type Weeks = readonly number[] | 'odd' | 'even';

/** The highest week number: no term is longer than two years. */
export const MOST_WEEKS = 106;

/** Reads week numbers; the result is sorted, without duplicates. */
export function readWeeks(text: string): Read<Weeks> {
  const written = text.trim().toLowerCase();
  if (written === 'odd' || written === 'even') return understood(written);
  const numbers = new Set<number>();
  for (const part of written.split(/\s*,\s*|\s+and\s+/)) {
    const match = /^(\d{1,3})(?:\s*(?:-|–|—|to)\s*(\d{1,3}))?$/.exec(part);
    const first = Number(match?.[1]);
    const last = Number(match?.[2] ?? match?.[1]);
    if (!match || last > MOST_WEEKS || last < first) {
      return mistaken(
        'bad-weeks',
        `${quote(part)} is no week number or span of them.`,
        'Write week numbers as 1, 3, 5-8, or odd, or even.',
        part,
      );
    }
    for (let number = first; number <= last; number += 1) numbers.add(number);
  }
  return understood([...numbers].sort((a, b) => a - b));
}
