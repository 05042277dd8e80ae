/** What `belltower check` was asked to check: a whole folder of rules, or single files of one or more folders. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { isRules } from '../publish/folder.ts';
import { CommandError, UsageError } from './exit.ts';

export interface CheckedFolder {
  /** Absolute. */
  readonly folder: string;
  /** The named files, as problems name them; null: all of the folder. */
  readonly files: ReadonlySet<string> | null;
}

/** Where rules are in their folder. */
const PLACES = [/^site\.ya?ml$/i, /^terms\/[^/]+$/, /^(?:courses|imported)\/[^/]+\/[^/]+$/];

/**
 * @param base the folder that the paths are relative to
 * @throws CommandError if a path cannot be read, UsageError if it is neither a folder nor a file of rules
 */
export function chooseChecked(paths: readonly string[], base: string): readonly CheckedFolder[] {
  const files = new Map<string, Set<string>>();
  for (const given of paths) {
    const absolute = path.resolve(base, given);
    if (isFolder(absolute, given)) {
      if (paths.length > 1) throw new UsageError(`check takes one folder, or files: ${given} is a folder`);
      return [{ folder: absolute, files: null }];
    }
    const { folder, name } = findPlace(absolute, given);
    files.set(folder, (files.get(folder) ?? new Set()).add(name));
  }
  return [...files].map(([folder, names]) => ({ folder, files: names }));
}

function isFolder(absolute: string, given: string): boolean {
  try {
    return statSync(absolute).isDirectory();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(`cannot read ${given}: ${code === 'ENOENT' ? 'there is no such file or folder' : message}`);
  }
}

/** 'data' and 'courses/fall-2018/cos418.yaml' */
function findPlace(absolute: string, given: string): { readonly folder: string; readonly name: string } {
  const parts = absolute.split(path.sep);
  for (const depth of [1, 2, 3]) {
    const name = parts.slice(-depth).join('/');
    if (isRules(absolute) && PLACES.some((place) => place.test(name))) {
      return { folder: parts.slice(0, -depth).join(path.sep) || path.sep, name };
    }
  }
  throw new UsageError(
    `${given} is no file of rules: they are site.yaml, terms/TERM.yaml, courses/TERM/COURSE.yaml and imported/TERM/COURSE.yaml`,
  );
}
