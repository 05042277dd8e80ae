/** The peers that are Node programs of this folder. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { serialize } from 'node:v8';
import { type Child, findFreePort, startChild } from '../child.ts';
import type { LoopWatch } from './loop.ts';
import type { CalendarRow } from './rows.ts';
import type { FeedServer } from './server.ts';
import type { StoredFeed } from './stored.ts';

export const BARE = 'bare node:http';

export async function startBare(
  folder: string,
  feeds: readonly StoredFeed[],
  watch?: Pick<LoopWatch, 'nodeOptions' | 'environment'>,
): Promise<FeedServer> {
  const file = path.join(folder, 'answers.bin');
  await writeFile(file, serialize(feeds));
  return wrap(BARE, await startNode('bare', folder, file, watch));
}

export async function startExpressIcs(folder: string, rows: readonly CalendarRow[]): Promise<FeedServer> {
  return wrap('Express calling ics', await startNode('express-ics', folder, await writeRows(folder, rows)));
}

export async function startIcalGenerator(folder: string, rows: readonly CalendarRow[]): Promise<FeedServer> {
  return wrap('ical-generator', await startNode('ical-generator', folder, await writeRows(folder, rows)));
}

async function writeRows(folder: string, rows: readonly CalendarRow[]): Promise<string> {
  const file = path.join(folder, 'rows.json');
  await writeFile(file, JSON.stringify(rows));
  return file;
}

async function startNode(
  name: string,
  folder: string,
  file: string,
  watch?: Pick<LoopWatch, 'nodeOptions' | 'environment'>,
): Promise<Child> {
  const port = await findFreePort();
  const program = path.join(import.meta.dirname, '..', 'children', `${name}.ts`);
  return startChild({
    name,
    command: process.execPath,
    args: [...(watch?.nodeOptions ?? []), program, String(port), file],
    port,
    folder,
    environment: { NODE_ENV: 'production', ...watch?.environment },
  });
}

export function wrap(name: string, child: Child): FeedServer {
  return { name, child, only: null, pathOf: (own) => own, clearLog: child.clearLog };
}
