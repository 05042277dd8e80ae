/**
 * A replica's last publication on its own disk, for starting while the database is away. Deletable at any time.
 *
 * Each course's document is a file named by its hash, and an index says which course is in which: only what changed
 * is written, and a crash at any moment leaves the publication before.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import { writeWholeFile } from '../publish/whole-file.ts';

export interface LastPublication {
  /** The courses' keys and JSON texts; none unless every course that was kept is there unharmed. */
  read(): Promise<(readonly [CourseKey, string])[]>;
  /** Keeps these courses as they are now, beside the others; null: the course is no longer served. */
  keep(courses: Iterable<readonly [CourseKey, string | null]>): Promise<void>;
}

/** Raised when what is kept has another form: older files are then not read. */
const FORMAT = 2;

interface Index {
  readonly format: number;
  /** The hash of each course's document, by key. */
  readonly courses: Readonly<Record<CourseKey, string>>;
}

export function openLastPublication(folder: string): LastPublication {
  const indexFile = path.join(folder, 'index.json');
  const fileOf = (hash: string): string => path.join(folder, `${hash}.json`);
  let known: Map<CourseKey, string> | null = null;

  const readIndex = async (): Promise<Map<CourseKey, string>> => {
    const text = await readFile(indexFile, 'utf8').catch(() => '{}');
    try {
      const { format, courses } = JSON.parse(text) as Partial<Index>;
      return new Map(format === FORMAT ? Object.entries(courses ?? {}) : []);
    } catch {
      return new Map();
    }
  };

  return {
    async read() {
      known = await readIndex();
      const documents: [CourseKey, string][] = [];
      const pace = createPace();
      for (const [key, hash] of known) {
        const text = await readFile(fileOf(hash), 'utf8').catch(() => '');
        if (hashOf(text) !== hash) return [];
        documents.push([key, text]);
        await pace();
      }
      return documents;
    },
    async keep(courses) {
      const before = known ?? (await readIndex());
      const next = new Map(before);
      const pace = createPace();
      for (const [key, document] of courses) {
        if (document === null) next.delete(key);
        else {
          const hash = hashOf(document);
          if (before.get(key) !== hash) await writeWholeFile(fileOf(hash), document, { isDerived: true });
          next.set(key, hash);
        }
        await pace();
      }
      const index: Index = { format: FORMAT, courses: Object.fromEntries(next) };
      await writeWholeFile(indexFile, JSON.stringify(index), { isDerived: true });
      known = next;
      await removeOthers(folder, new Set([indexFile, ...[...next.values()].map(fileOf)]));
    },
  };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function removeOthers(folder: string, files: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (!files.has(file)) await rm(file, { force: true });
  }
}
