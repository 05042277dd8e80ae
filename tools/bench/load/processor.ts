/** The processor time that a process has taken so far, where the system tells (Linux). */
import { readFileSync } from 'node:fs';

/** proc_pid_stat(5) counts in these, whatever the machine. */
const TICKS_PER_SECOND = 100;

/** Seconds of all its threads; null: not known, or the process has ended. */
export function readProcessorTime(pid: number | undefined): number | null {
  try {
    // The name before the last bracket may hold anything; utime and stime come after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}
