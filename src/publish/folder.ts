/** Reads the folder of rules. Unreadable files are part of the result, with the reason. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../catalog/catalog.ts';
import { decodeFile } from '../catalog/decode.ts';
import { createPace } from '../domain/pace.ts';
import type { Problem } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problem-codes.ts';

/** No rules are this large; reading a larger file would block everything else. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** The folder of rules is missing or cannot be read. */
export class FolderError extends Error {
  override name = 'FolderError';
}

export function isRules(file: string): boolean {
  return /\.ya?ml$/i.test(file) && !path.basename(file).startsWith('.');
}

/** The files of a folder, not read yet. */
export interface FolderListing {
  /** Paths relative to the folder, with forward slashes, sorted. */
  readonly paths: readonly string[];
  /** Unreadable files and folders: reported as errors, not as missing. */
  readonly unread: readonly SourceFile[];
}

/** Every YAML file below `folder`. @throws FolderError if the folder itself cannot be read. */
export async function listFolder(folder: string): Promise<FolderListing> {
  const unread: SourceFile[] = [];
  const names: string[] = [];
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error('it is not a folder');
    await listFiles({ folder, names, unread, entered: new Set([await realpath(folder)]) }, '');
  } catch (error) {
    throw new FolderError(`cannot read the folder of rules ${folder}: ${describe(error)}`);
  }
  return { paths: names.filter(isRules).map(slashed).sort(), unread };
}

/** Reads files; those deleted meanwhile are left out, unreadable ones carry `unread`. */
export async function readFiles(folder: string, paths: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  // Synchronous, yielding between files: two thousand small files take 25 ms, and 200 ms in Node's thread pool.
  const pace = createPace();
  for (const name of paths) {
    const file = readRulesFile(folder, name);
    if (file) files.push(file);
    await pace();
  }
  return files;
}

/** The whole folder, sorted by path. @throws FolderError */
export async function readFolder(folder: string): Promise<SourceFile[]> {
  const { paths, unread } = await listFolder(folder);
  const files = await readFiles(folder, paths);
  return [...files, ...unread].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Changes whenever a file is written, added or removed; stats each file and reads none. */
export async function fingerprint(folder: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const pace = createPace();
  for (const name of paths) {
    const found = statSync(path.join(folder, name), { throwIfNoEntry: false, bigint: true });
    hash.update(`${name} ${found?.ino} ${found?.size} ${found?.mtimeNs} ${found?.ctimeNs}\n`);
    await pace();
  }
  return hash.digest('hex');
}

/** Files in the folder that look like rules but are not read because of their ending, such as editors' backups. */
export async function findMisnamed(folder: string): Promise<Problem[]> {
  const names: string[] = [];
  await listFiles({ folder, names, unread: [], entered: new Set([await realpath(folder)]) }, '');
  return names
    .map(slashed)
    .filter((name) => NEAR_MISS.test(name))
    .sort()
    .map((file) => ({
      code: 'file-name',
      severity: 'warning',
      message: `${path.basename(file)} is not read: the names of rules end in .yaml.`,
      hint: 'Rename it. Windows shows such endings only where “File name extensions” is on.',
      at: { file, line: 1, column: 1, length: 1 },
    }));
}

const NEAR_MISS =
  /^(?:site|(?:terms|courses|imported)\/[^.]*[^./])\.(?:ya?ml\.(?:txt|text|docx?|rtf|html?)|yam|ymal|yaml? +)$/i;

interface Listing {
  readonly folder: string;
  readonly names: string[];
  readonly unread: SourceFile[];
  /** The real paths listed so far, against cycles of links. */
  readonly entered: Set<string>;
}

/** Folder by folder: Node's recursive listing stats every file and never yields. */
async function listFiles(listing: Listing, below: string): Promise<void> {
  const entries = await readdir(path.join(listing.folder, below), { withFileTypes: true });
  for (const entry of entries) {
    const name = path.join(below, entry.name);
    if (entry.isDirectory()) await enterFolder(listing, name);
    else if (entry.isSymbolicLink()) await followLink(listing, name);
    else listing.names.push(name);
  }
}

async function enterFolder(listing: Listing, name: string): Promise<void> {
  try {
    await listFiles(listing, name);
  } catch (error) {
    if (isGone(error) || !mayHoldRules(name)) return;
    listing.unread.push(refuse(name, 'unreadable', `This folder cannot be read: ${describe(error)}.`, RIGHTS));
  }
}

async function followLink(listing: Listing, name: string): Promise<void> {
  const link = path.join(listing.folder, name);
  try {
    if (!(await stat(link)).isDirectory()) {
      listing.names.push(name);
      return;
    }
    const target = await realpath(link);
    if (listing.entered.has(target)) return;
    listing.entered.add(target);
    await enterFolder(listing, name);
  } catch (error) {
    if (!isRules(name) && !mayHoldRules(name)) return;
    const message = `This link leads nowhere that can be read: ${describe(error)}.`;
    listing.unread.push(refuse(name, 'unreadable', message, 'Mend the link, or delete it.'));
  }
}

/** This user may lack access to other folders beside the rules (.git, lost+found). */
function mayHoldRules(name: string): boolean {
  return /^(?:terms|courses|imported)(?:\/[^/.][^/]*)*$/.test(slashed(name)) && !/\.\w+$/.test(name);
}

/** Null: deleted between listing and reading, as editors do while saving; the watcher calls again. */
function readRulesFile(folder: string, name: string): SourceFile | null {
  const file = path.join(folder, name);
  try {
    const found = statSync(file);
    if (!found.isFile()) return refuse(name, 'unreadable', 'This is not a regular file.', 'Put a file in its place.');
    if (found.size > MAX_FILE_BYTES) {
      const message = `The file has ${found.size} bytes; at most ${MAX_FILE_BYTES} are read.`;
      return refuse(name, 'too-large', message, 'Split it, or see whether it is the right file.');
    }
    return decodeFile(slashed(name), readFileSync(file));
  } catch (error) {
    if (isGone(error)) return null;
    return refuse(name, 'unreadable', `This file cannot be read: ${describe(error)}.`, RIGHTS);
  }
}

const RIGHTS = 'Let the user who runs Belltower read it.';

function refuse(name: string, code: ProblemCode, message: string, hint: string): SourceFile {
  const at = { file: slashed(name), line: 1, column: 1, length: 1 };
  return { path: at.file, text: '', unread: { code, severity: 'error', message, hint, at } };
}

function slashed(name: string): string {
  return name.split(path.sep).join('/');
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'there is no such file or folder',
  ELOOP: 'links lead in a circle',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
};

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || message;
}
