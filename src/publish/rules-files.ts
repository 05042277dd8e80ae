/**
 * Rules term by term, from a folder or from texts: courses of different terms are independent, so each term is read and
 * freed by itself.
 */
import type { ReadingMemory, SourceFile } from '../catalog/catalog.ts';
import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import { fingerprint, listFolder, readFiles } from './folder.ts';
import { type Rules, readRulesInSlices } from './rules.ts';

export interface RulesFiles {
  /** The terms with a file or a course, case-folded. */
  terms(): readonly string[];
  /** site.yaml, and the files outside of every term. */
  readCommon(): Promise<SourceFile[]>;
  /** All files that a term's courses are read from. */
  readTerm(term: string): Promise<SourceFile[]>;
  /** The same for one of its courses. */
  readCourse(key: CourseKey): Promise<SourceFile[]>;
  readAll(): Promise<SourceFile[]>;
  /** Changes with everything that `readTerm` reads. */
  fingerprint(term: string): Promise<string>;
}

const OF_TERM = /^(?:terms\/([^/]+)\.ya?ml|(?:courses|imported)\/([^/]+)(?:\/.*)?)$/i;

/** @throws FolderError */
export async function openFolderFiles(folder: string): Promise<RulesFiles> {
  const { paths, unread } = await listFolder(folder);
  return sortByTerm(paths, unread, {
    read: (wanted) => readFiles(folder, wanted),
    fingerprint: (wanted) => fingerprint(folder, wanted),
  });
}

/** @param texts by path */
export function openTexts(texts: Readonly<Record<string, string>>): RulesFiles {
  return sortByTerm(Object.keys(texts).sort(), [], {
    read: async (wanted) => wanted.map((path) => ({ path, text: texts[path] ?? '' })),
    fingerprint: async () => '',
  });
}

interface Reader {
  read(paths: readonly string[]): Promise<SourceFile[]>;
  fingerprint(paths: readonly string[]): Promise<string>;
}

function sortByTerm(paths: readonly string[], unread: readonly SourceFile[], reader: Reader): RulesFiles {
  const byTerm = groupByTerm(paths);
  /** Of the term that a course was last read of by itself. */
  let recent: { readonly term: string; readonly byCourse: ReadonlyMap<string | null, readonly string[]> } | null = null;
  const unreadByTerm = Map.groupBy(unread, ({ path }) => termOfPath(path));
  const common = byTerm.get(null) ?? [];
  // An unreadable folder may contain courses of any term.
  const everywhere = unreadByTerm.get(null) ?? [];
  const site = common.filter((path) => /^site\.ya?ml$/i.test(path));
  const terms = [...new Set([...byTerm.keys(), ...unreadByTerm.keys()])].filter((term) => term !== null);
  const pathsOf = (term: string): readonly string[] => {
    const own = byTerm.get(term) ?? [];
    const isComplete = own.some((path) => path.startsWith('terms/'));
    // If its own file is missing, the problem names the existing terms.
    const others = isComplete ? [] : paths.filter((path) => path.startsWith('terms/'));
    return [...site, ...new Set([...own, ...others])];
  };
  const sortByCourse = (term: string): ReadonlyMap<string | null, readonly string[]> => {
    if (recent?.term !== term) recent = { term, byCourse: Map.groupBy(pathsOf(term), courseOfPath) };
    return recent.byCourse;
  };
  const withUnread = (term: string, files: readonly SourceFile[]): SourceFile[] => [
    ...files,
    ...(unreadByTerm.get(term) ?? []),
    ...everywhere,
  ];
  return {
    terms: () => terms,
    readCommon: async () => [...(await reader.read(common)), ...everywhere],
    readTerm: async (term) => withUnread(term, await reader.read(pathsOf(term))),
    async readCourse(key) {
      const term = termOfKey(key);
      const sorted = sortByCourse(term);
      const own = [...(sorted.get(null) ?? []), ...(sorted.get(foldId(key)) ?? [])];
      return withUnread(term, await reader.read(own));
    },
    readAll: async () => [...(await reader.read(paths)), ...unread],
    async fingerprint(term) {
      const about = withUnread(term, []).map(({ path, unread: why }) => `${path} ${why?.message}`);
      return [await reader.fingerprint(pathsOf(term)), ...about].join('\n');
    },
  };
}

/** By `termOfPath`, asked once for each folder: files of `courses/fall-2018` are of one term. */
function groupByTerm(paths: readonly string[]): Map<string | null, string[]> {
  const known = new Map<string, string | null>();
  return Map.groupBy(paths, (path) => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (!folder.includes('/')) return termOfPath(path);
    const term = known.get(folder) ?? termOfPath(path);
    known.set(folder, term);
    return term;
  });
}

function termOfPath(path: string): string | null {
  const [, term, folder] = OF_TERM.exec(path) ?? [];
  const id = term ?? folder;
  return id === undefined ? null : foldId(id);
}

export function termOfKey(subject: string): string {
  return foldId(subject.split('/', 1)[0] ?? '');
}

/** 'fall-2018/cos418', case-folded; null: it is the site's or a term's. */
function courseOfPath(path: string): string | null {
  if (!/^(?:courses|imported)\//.test(path)) return null;
  return foldId(path.replace(/^[^/]+\//, '').replace(/\.ya?ml$/i, ''));
}

/** @param memory of the last reading of this term */
export async function readTermRules(files: RulesFiles, term: string, memory?: ReadingMemory): Promise<Rules> {
  return readRulesInSlices(await files.readTerm(term), memory);
}
