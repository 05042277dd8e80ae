/** Words of reports. */
import type { Choice } from './model.ts';

/** "20:00–22:00, or 08:00–10:00?" */
export function wordsOfDoubt({ about, readings }: Choice): string {
  return about === 'end' ? 'the page gives no end' : `${readings[0]}, or ${readings[1]}?`;
}
