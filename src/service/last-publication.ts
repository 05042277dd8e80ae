/** A replica's last publication on its own disk, for starting while the database is away. Deletable at any time. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PublishedCourse } from '../domain/published.ts';
import type { Courses } from './courses.ts';

/** Raised when what is kept has another form: an older file is then not read. */
const FORMAT = 1;

/** Writes beside the file and renames, so that a crash leaves the one before. */
export async function keepPublications(file: string, courses: Courses): Promise<void> {
  const lines = courses.keys().map((key) => JSON.stringify(courses.get(key)));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(
    `${file}.new`,
    `${[JSON.stringify({ format: FORMAT, courses: lines.length }), ...lines].join('\n')}\n`,
  );
  await rename(`${file}.new`, file);
}

/** What was kept; nothing where there is no whole file of this format. */
export async function readPublications(file: string): Promise<PublishedCourse[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [head = '', ...lines] = text.trimEnd().split('\n');
  try {
    const { format, courses } = JSON.parse(head) as { format: number; courses: number };
    if (format !== FORMAT || courses !== lines.length) return [];
    return lines.map((line) => JSON.parse(line) as PublishedCourse);
  } catch {
    return [];
  }
}
