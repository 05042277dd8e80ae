/** `--due-time 11:59pm`: the time of deadlines that name only a date. */
import { readTime } from '../words/time-span.ts';
import { UsageError } from './exit.ts';

/** Null where it is not given. */
export function readDueTimeOption(text: string | undefined): string | null {
  if (text === undefined) return null;
  const time = readTime(text);
  if (!time.ok) throw new UsageError(`--due-time: ${time.mistake.message} ${time.mistake.hint}`);
  return time.value;
}
