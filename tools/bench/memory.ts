/** The memory of a process, in MB of a million bytes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Resident now. */
export function readMemory(pid: number): number {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}

/** The most that was ever resident; null where the system does not say it (only Linux does). */
export function readPeak(pid: number): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : (Number(kilobytes) * 1024) / 1e6;
  } catch {
    return null;
  }
}
