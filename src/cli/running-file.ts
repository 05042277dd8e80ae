/** A file in the state folder with the running server's address. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeWholeFile } from '../publish/whole-file.ts';

export interface RunningServer {
  readonly pid: number;
  readonly host: string;
  readonly port: number;
}

function fileOf(state: string): string {
  return path.join(state, 'server.json');
}

export async function writeRunningFile(state: string, server: RunningServer): Promise<void> {
  await writeWholeFile(fileOf(state), `${JSON.stringify(server)}\n`);
}

/** Deletes the file if it is still this server's. */
export async function removeRunningFile(state: string, pid: number): Promise<void> {
  if ((await readRunningFile(state))?.pid === pid) await rm(fileOf(state), { force: true });
}

/** Null if there is none, or it is unreadable. */
export async function readRunningFile(state: string): Promise<RunningServer | null> {
  try {
    const { pid, host, port } = JSON.parse(await readFile(fileOf(state), 'utf8')) as Partial<RunningServer>;
    return typeof pid === 'number' && typeof host === 'string' && typeof port === 'number' ? { pid, host, port } : null;
  } catch {
    return null;
  }
}

export function isAlive({ pid }: RunningServer): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
