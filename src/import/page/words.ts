/** Words of reports. */
import type { Day } from '../notation/phrase.ts';
import type { Choice } from './model.ts';

const DAY_WORDS: Readonly<Record<Day, string>> = {
  MO: 'Mon',
  TU: 'Tue',
  WE: 'Wed',
  TH: 'Thu',
  FR: 'Fri',
  SA: 'Sat',
  SU: 'Sun',
};

/** "Mon Wed Fri". */
export function dayWords(days: readonly Day[]): string {
  return days.map((day) => DAY_WORDS[day]).join(' ');
}

/** "20:00–22:00, or 08:00–10:00?" */
export function wordsOfDoubt({ about, readings }: Choice): string {
  return about === 'end' ? 'the page gives no end' : `${readings[0]}, or ${readings[1]}?`;
}
