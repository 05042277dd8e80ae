/**
 * A replica's copy of the publication on its own disk, for starting while the database is unreachable and for loading
 * courses without a query. May be deleted at any time.
 *
 * The documents that are kept together are one file: as many files take ten times as long. An index per term says where
 * each course's is. Only changes are written, and a crash at any moment leaves each term at its previous or its new
 * publication.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import { openWholeFile, writeWholeFile } from '../publish/whole-file.ts';
import { createQueue } from '../store/queue.ts';

/** A course's key, its JSON text, also in UTF-8 (null: no longer served), and the store's number of the write. */
export type KeptCourse = readonly [key: CourseKey, document: string | Uint8Array | null, revision?: number];

export interface LastPublication {
  /** All courses; empty unless every file is present and undamaged. */
  read(): Promise<(readonly [key: CourseKey, document: string, revision: number])[]>;
  /** Writes the current state of these courses; the others stay. @throws FileWriteError */
  keep(courses: Iterable<KeptCourse> | AsyncIterable<KeptCourse>): Promise<void>;
  /** The document of a revision; null: missing or damaged. */
  documentNow(key: CourseKey, revision: number): string | null;
  /** Whether the document of a revision is stored. */
  has(key: CourseKey, revision: number): Promise<boolean>;
}

/** Incremented when the format changes; other versions are ignored. */
const FORMAT = 4;
const INDEX = /^(.+)\.index\.json$/;

/** Where a document is. */
interface Place {
  /** The name of the file. */
  readonly file: string;
  /** Its first byte, and how many there are. */
  readonly at: number;
  readonly length: number;
}

interface Kept extends Place {
  readonly hash: string;
  readonly revision: number;
}

interface Index {
  readonly format: number;
  readonly courses: Readonly<Record<CourseKey, Kept>>;
}

type Places = ReadonlyMap<CourseKey, Kept>;

export function openLastPublication(folder: string): LastPublication {
  let known: Places | null = null;
  let reading: Promise<Places> | null = null;
  /** Each write begins from the state that the one before it left. */
  const queue = createQueue();
  const obtain = async (): Promise<Places> => {
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
    const bundle = createBundle(folder);
    for await (const [key, document, revision = 0] of courses) {
      touched.add(key);
      if (document === null) next.delete(key);
      else next.set(key, { ...place(document, before.get(key), bundle), revision });
      await pace();
    }
    for (const key of await listScattered(folder, before, next, touched)) {
      const kept = next.get(key);
      const text = kept && readPlace(folder, kept);
      if (!text) continue;
      touched.add(key);
      next.set(key, { ...kept, ...bundle.add(text) });
      await pace();
    }
    const file = await bundle.write();
    for (const [key, kept] of next) if (kept.file === UNWRITTEN) next.set(key, { ...kept, file });
    for (const term of new Set([...touched].map(termOf))) {
      const own = [...next].filter(([key]) => termOf(key) === term);
      const index: Index = { format: FORMAT, courses: Object.fromEntries(own) };
      await writeWholeFile(path.join(folder, `${term}.index.json`), JSON.stringify(index), { isDerived: true });
    }
    known = next;
    await removeOthers(folder, new Set([...next.values()].map(({ file }) => file)));
  };

  return {
    async read() {
      known = null;
      const documents: [CourseKey, string, number][] = [];
      const pace = createPace();
      for (const [file, courses] of Map.groupBy(await obtain(), ([, kept]) => kept.file)) {
        const bytes = await readFile(path.join(folder, file)).catch(() => Buffer.alloc(0));
        for (const [key, { hash, revision, at, length }] of courses) {
          const text = bytes.subarray(at, at + length);
          if (hashOf(text) !== hash) return [];
          documents.push([key, text.toString(), revision]);
          await pace();
        }
      }
      return documents;
    },
    keep: (courses) => queue.run(() => keep(courses)),
    documentNow(key, revision) {
      const kept = known?.get(key);
      if (kept?.revision !== revision) return null;
      return readPlace(folder, kept)?.toString() ?? null;
    },
    has: async (key, revision) => (await obtain()).get(key)?.revision === revision,
  };
}

function place(document: string | Uint8Array, before: Kept | undefined, bundle: Bundle) {
  const text = typeof document === 'string' ? Buffer.from(document) : document;
  const hash = hashOf(text);
  return before?.hash === hash ? before : { hash, ...bundle.add(text) };
}

/** The file of a place in a bundle that is not written yet. */
const UNWRITTEN = '';

/** Documents that are kept together. */
interface Bundle {
  add(text: Uint8Array): Place;
  /** Writes them into one file, and answers its name; UNWRITTEN: there are none. @throws FileWriteError */
  write(): Promise<string>;
}

/** Bytes in one write. */
const WRITTEN_AT_ONCE = 512 * 1024;

/** The file is named by a hash of what is in it. */
function createBundle(folder: string): Bundle {
  const texts: Uint8Array[] = [];
  const hash = createHash('sha256');
  let size = 0;
  return {
    add(text) {
      const at = size;
      texts.push(text);
      hash.update(text);
      size += text.length;
      return { file: UNWRITTEN, at, length: text.length };
    },
    async write() {
      if (texts.length === 0) return UNWRITTEN;
      const file = `${hash.digest('hex')}.documents`;
      const opened = await openWholeFile(path.join(folder, file), { isDerived: true });
      try {
        for (const some of cutBySize(texts, WRITTEN_AT_ONCE)) await opened.write(Buffer.concat(some));
        await opened.publish();
      } finally {
        await opened.discard();
      }
      return file;
    },
  };
}

function* cutBySize(texts: readonly Uint8Array[], bytes: number): Generator<Uint8Array[]> {
  let some: Uint8Array[] = [];
  let size = 0;
  for (const text of texts) {
    some.push(text);
    size += text.length;
    if (size < bytes) continue;
    yield some;
    some = [];
    size = 0;
  }
  if (some.length > 0) yield some;
}

/** Courses whose documents take less than half of their file: they move, so that the file can go. */
async function listScattered(
  folder: string,
  before: Places,
  next: Places,
  touched: ReadonlySet<CourseKey>,
): Promise<CourseKey[]> {
  const left = new Set([...touched].flatMap((key) => before.get(key)?.file ?? []));
  if (left.size === 0) return [];
  const scattered: CourseKey[] = [];
  for (const [file, courses] of Map.groupBy(next, ([, kept]) => kept.file)) {
    if (!left.has(file)) continue;
    const used = courses.reduce((sum, [, { length }]) => sum + length, 0);
    const size = (await stat(path.join(folder, file)).catch(() => null))?.size ?? 0;
    if (used * 2 < size) scattered.push(...courses.map(([key]) => key));
  }
  return scattered;
}

/** Null: somebody deleted or damaged it. */
function readPlace(folder: string, { file, at, length, hash }: Kept): Buffer | null {
  try {
    const text = readPart(path.join(folder, file), at, length);
    return hashOf(text) === hash ? text : null;
  } catch {
    return null;
  }
}

function readPart(file: string, at: number, length: number): Buffer {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(length);
    readSync(handle, bytes, 0, length, at);
    return bytes;
  } finally {
    closeSync(handle);
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

function hashOf(text: Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Removes what is no longer used, and another process's leftovers. */
async function removeOthers(folder: string, used: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!INDEX.test(name) && !used.has(name)) await rm(path.join(folder, name), { force: true });
  }
}
