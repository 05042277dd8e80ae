/**
 * A replica's copy of the publication on its own disk, for starting while the database is unreachable and for loading
 * courses without a query. May be deleted at any time.
 *
 * Each course's document is a file named by its hash; an index per term maps courses to files. Only changes are
 * written, and a crash at any moment leaves each term at its previous or its new publication.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { createQueue } from '../store/queue.ts';
import { type DocumentFile, openDocumentFiles } from './document-files.ts';

/** A course's key, its JSON text (null: no longer served) and the store's number of the write. */
export type KeptCourse = readonly [key: CourseKey, document: string | null, revision?: number];

export interface LastPublication {
  /** All courses; empty unless every file is present and undamaged. */
  read(): Promise<(readonly [key: CourseKey, document: string, revision: number])[]>;
  /** Writes the current state of these courses; the others stay. */
  keep(courses: Iterable<KeptCourse> | AsyncIterable<KeptCourse>): Promise<void>;
  /** The document of a revision; null: missing or damaged. */
  documentNow(key: CourseKey, revision: number): string | null;
  /** Whether the document of a revision is stored. */
  has(key: CourseKey, revision: number): Promise<boolean>;
}

/** Incremented when the format changes; other versions are ignored. */
const FORMAT = 3;
/** Documents that wait to be written. */
const WRITTEN_AT_ONCE = 32;
const INDEX = /^(.+)\.index\.json$/;

interface Kept {
  readonly hash: string;
  readonly revision: number;
}

interface Index {
  readonly format: number;
  readonly courses: Readonly<Record<CourseKey, Kept>>;
}

export function openLastPublication(folder: string): LastPublication {
  const fileOf = (hash: string): string => path.join(folder, `${hash}.json`);
  const indexOf = (term: string): string => path.join(folder, `${term}.index.json`);
  let known: Map<CourseKey, Kept> | null = null;
  let reading: Promise<Map<CourseKey, Kept>> | null = null;
  let isClean = false;
  const files = openDocumentFiles();
  /** Each write begins from the state that the one before it left. */
  const queue = createQueue();
  const obtain = async (): Promise<Map<CourseKey, Kept>> => {
    reading ??= readIndexes(folder).finally(() => {
      reading = null;
    });
    known ??= await reading;
    return known;
  };

  const keep = async (courses: Iterable<KeptCourse> | AsyncIterable<KeptCourse>): Promise<void> => {
    const before = await obtain();
    const next = new Map(before);
    const pace = createPace();
    const touched = new Set<CourseKey>();
    const waiting: DocumentFile[] = [];
    for await (const [key, document, revision = 0] of courses) {
      touched.add(key);
      if (document === null) next.delete(key);
      else {
        const hash = hashOf(document);
        if (before.get(key)?.hash !== hash) waiting.push({ file: fileOf(hash), text: document });
        next.set(key, { hash, revision });
      }
      if (waiting.length >= WRITTEN_AT_ONCE) await files.write(waiting.splice(0));
      await pace();
    }
    await files.write(waiting);
    for (const term of new Set([...touched].map(termOf))) {
      const own = [...next].filter(([key]) => termOf(key) === term);
      const index: Index = { format: FORMAT, courses: Object.fromEntries(own) };
      await writeWholeFile(indexOf(term), JSON.stringify(index), { isDerived: true });
    }
    known = next;
    const used = new Set([...next.values()].map(({ hash }) => fileOf(hash)));
    if (isClean) await files.remove(listUnused(touched, before, used, fileOf));
    else await removeOthers(folder, used);
    isClean = true;
  };

  return {
    async read() {
      known = null;
      const documents: [CourseKey, string, number][] = [];
      const pace = createPace();
      for (const [key, { hash, revision }] of await obtain()) {
        const text = await readFile(fileOf(hash), 'utf8').catch(() => '');
        if (hashOf(text) !== hash) return [];
        documents.push([key, text, revision]);
        await pace();
      }
      return documents;
    },
    keep: (courses) => queue.run(() => keep(courses)),
    documentNow(key, revision) {
      const kept = known?.get(key);
      if (!kept || kept.revision !== revision) return null;
      const text = readNow(fileOf(kept.hash));
      return hashOf(text) === kept.hash ? text : null;
    },
    has: async (key, revision) => (await obtain()).get(key)?.revision === revision,
  };
}

function readNow(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Somebody may have deleted the cache, or the file's hash does not match its name.
    return '';
  }
}

async function readIndexes(folder: string): Promise<Map<CourseKey, Kept>> {
  const found = new Map<CourseKey, Kept>();
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (!INDEX.test(name)) continue;
    const courses = readIndex(await readFile(path.join(folder, name), 'utf8').catch(() => ''));
    // Without its index a term's courses would seem to have been removed.
    if (!courses) return new Map();
    for (const [key, kept] of Object.entries(courses)) found.set(key, kept);
  }
  return found;
}

function readIndex(text: string): Index['courses'] | null {
  try {
    const { format, courses } = JSON.parse(text) as Partial<Index>;
    return format === FORMAT ? (courses ?? {}) : null;
  } catch {
    return null;
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The courses' previous documents. */
function listUnused(
  touched: ReadonlySet<CourseKey>,
  before: ReadonlyMap<CourseKey, Kept>,
  used: ReadonlySet<string>,
  fileOf: (hash: string) => string,
): string[] {
  const files: string[] = [];
  for (const key of touched) {
    const kept = before.get(key);
    if (kept && !used.has(fileOf(kept.hash))) files.push(fileOf(kept.hash));
  }
  return files;
}

/** Removes another process's leftovers. */
async function removeOthers(folder: string, used: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (!INDEX.test(name) && !used.has(file)) await rm(file, { force: true });
  }
}
