/** YAML scalars and comments, written so that they read back as the text they are. */
import type { LocalTime } from '../../../domain/date.ts';
import { writeClockTime } from '../../../words/clock-time.ts';

/** A text as a YAML scalar: plain where that is safe, in double quotes where it is not. */
export function scalar(text: string): string {
  const clean = text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .toWellFormed()
    .normalize('NFC')
    .trim();
  const plain = /^[\p{L}\p{N}(][^:#{}[\],&*!|>'"%@`\\]*$/u.test(clean);
  return plain ? clean : JSON.stringify(clean);
}

/** An id as a key or value: in quotes where YAML would read another number, as 01 and 1 are one. */
export function idText(id: string): string {
  return /^\d/.test(id) && String(Number(id)) !== id ? JSON.stringify(id) : id;
}

/** A comment line; long page lines are cut. */
export function comment(text: string): string {
  const clean = text
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .toWellFormed()
    .trim();
  return `# ${clean.length > 110 ? `${clean.slice(0, 107).toWellFormed().replaceAll('\ufffd', '')}…` : clean}`;
}

/** "16:30" → "4:30pm", "16:00" → "4pm". */
export function shortTime(time: LocalTime): string {
  return writeClockTime(time).replace(':00', '');
}
