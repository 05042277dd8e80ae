/**
 * Reads the last build's state and decides whether this build may continue from it. If a SEQUENCE is used twice with
 * different content, calendars ignore the second.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  PREDECESSOR,
  REVISIONS,
  RevisionsError,
  type RevisionsFile,
  readRevisions,
} from '../publish/revisions-file.ts';
import { CommandError } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** Reasons why a deployment stops, for scripts; see docs/operating.md. */
export type PreviousCode = 'previous-unreachable' | 'previous-damaged' | 'previous-older';

export class PreviousError extends CommandError {
  override name = 'PreviousError';
  readonly code: PreviousCode;

  constructor(code: PreviousCode, message: string) {
    super(`${message} [${code}]`);
    this.code = code;
  }
}

export interface PreviousPaths {
  /** The site's folder, the default place of the last build. */
  readonly out: string;
  /** --revisions or --previous */
  readonly named: string | undefined;
  /** --first */
  readonly isFirst: boolean;
}

export interface FoundRevisions {
  readonly file: RevisionsFile;
  readonly text: string;
  /** False if it was the predecessor. */
  readonly isWhole: boolean;
}

/**
 * The last build's state, or its predecessor if that is missing or damaged. Null if there is none.
 * @throws PreviousError
 */
export async function findRevisions(paths: PreviousPaths, terminal: Terminal): Promise<FoundRevisions | null> {
  const source = openSource(paths, terminal);
  const text = await source.read(REVISIONS);
  const file = text === null ? null : readRevisions(text);
  if (text !== null && file && !(file instanceof RevisionsError)) return { file, text, isWhole: true };
  const damage = file instanceof RevisionsError ? file : null;
  if (damage?.isNewer) throw new PreviousError('previous-damaged', `${damage.message} (${source.name})`);
  const older = source.isNamed ? null : await findPredecessor(source, damage, terminal);
  if (older) return older;
  if (damage) {
    throw new PreviousError(
      'previous-damaged',
      `${damage.message} (${source.name}). Put a backup of it in its place: without it calendars would take changes for old ones`,
    );
  }
  if (source.isNamed && !paths.isFirst) {
    throw new PreviousError(
      'previous-unreachable',
      `there is no ${REVISIONS} in ${source.name}. If nothing was ever published there, agree with --first`,
    );
  }
  return null;
}

async function findPredecessor(
  source: Source,
  damage: RevisionsError | null,
  terminal: Terminal,
): Promise<FoundRevisions | null> {
  const text = await source.read(PREDECESSOR);
  const file = text === null ? null : readRevisions(text);
  if (text === null || !file || file instanceof RevisionsError) return null;
  const why = damage ? `is damaged (${damage.message})` : 'is missing';
  terminal.err(
    `belltower: ${REVISIONS} in ${source.name} ${why}; going on from ${PREDECESSOR}, which is one publication older`,
  );
  return { file, text, isWhole: false };
}

interface Source {
  readonly name: string;
  readonly isNamed: boolean;
  /** Null if there is no such file. */
  read(name: string): Promise<string | null>;
}

function openSource({ out, named, isFirst }: PreviousPaths, terminal: Terminal): Source {
  if (named !== undefined && isAddress(named)) {
    const base = named.replace(/\/revisions\.json$/, '').replace(/\/+$/, '');
    return { name: named, isNamed: true, read: (name) => download(`${base}/${name}`, isFirst) };
  }
  const folder = named === undefined ? out : path.resolve(terminal.folder, named);
  const read = (name: string): Promise<string | null> =>
    readFile(path.join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw new PreviousError('previous-unreachable', `cannot read ${path.join(folder, name)}: ${error.message}`);
    });
  return { name: named ?? out, isNamed: named !== undefined, read };
}

function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

async function download(address: string, isFirst: boolean): Promise<string | null> {
  const response = await fetch(address).catch((error: Error) => {
    if (isFirst) return null;
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new PreviousError(
      'previous-unreachable',
      `cannot read ${address}: ${cause}. If nothing was ever published there, agree with --first`,
    );
  });
  if (response === null || response.status === 404) return null;
  if (!response.ok) {
    throw new PreviousError('previous-unreachable', `cannot read ${address}: it answers ${response.status}`);
  }
  return await response.text();
}

/** A site's build.json. */
export const BUILD = 'build.json';

export function writeBuild(build: number): string {
  return `${JSON.stringify({ belltower: 'build', build })}\n`;
}

/**
 * Refuses revisions older than those of the site online.
 * @param published --published: the site's address or a copy of it
 * @throws PreviousError
 */
export async function refuseOlder(
  published: string | undefined,
  revisions: RevisionsFile | null,
  terminal: Terminal,
): Promise<void> {
  if (published === undefined) return;
  const source = openSource({ out: '', named: published, isFirst: true }, terminal);
  const text = await source.read(BUILD);
  const online = text === null ? null : readBuild(text);
  if (online === null) {
    terminal.out(`${published} holds no ${BUILD}: this build is not compared with what is online`);
    return;
  }
  const own = revisions?.build ?? 0;
  if (online <= own) return;
  throw new PreviousError(
    'previous-older',
    `build ${online} is online at ${published}, and the revisions to go on from are of build ${own}: SEQUENCE would be used twice. ` +
      `Bring the ${REVISIONS} of build ${online} back`,
  );
}

function readBuild(text: string): number | null {
  try {
    const { belltower, build } = JSON.parse(text);
    return belltower === 'build' && Number.isSafeInteger(build) ? build : null;
  } catch {
    // Another site's page; the caller reports it.
    return null;
  }
}
