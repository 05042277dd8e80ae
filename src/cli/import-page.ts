/** `belltower import page.html`: a course page into the rules of one course. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { utcDateOf } from '../domain/date.ts';
import { isId } from '../domain/id.ts';
import type { HourCycle, Term } from '../domain/model.ts';
import type { DraftDeadline } from '../import/deadlines/write-deadline.ts';
import { decodeText } from '../import/decoding.ts';
import { writeCourse } from '../import/page/course/course.ts';
import { toExpectedJson } from '../import/page/expected.ts';
import { readJustTheClass, type SiteFile } from '../import/page/just-the-class.ts';
import type { PageReading } from '../import/page/model.ts';
import { readPage } from '../import/page/read-page.ts';
import { formatReading } from '../import/page/report.ts';
import { FileWriteError } from '../publish/file-write-error.ts';
import { readRules } from '../publish/rules.ts';
import { openFolderFiles } from '../publish/rules-files.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { CommandError, FINE, PROBLEMS, UsageError } from './exit.ts';
import { readModuleDeadlines } from './module-deadlines.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

export interface PageOptions {
  readonly term?: string;
  readonly id?: string;
  readonly into?: string;
  readonly code?: string;
  readonly title?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly dueTime?: string;
}

const SITE_FOLDERS = ['_schedules', '_staffers', '_modules'];

/** The texts of the folder of a Just the Class site. */
export async function loadSite(site: string): Promise<readonly SiteFile[]> {
  const files: SiteFile[] = [];
  for (const folder of (await readdir(site)).filter((name) => SITE_FOLDERS.includes(name)).sort()) {
    const names = (await readdir(path.join(site, folder))).filter((name) => name.endsWith('.md')).sort();
    for (const name of names) {
      const { text } = decodeText(await readFile(path.join(site, folder, name)));
      files.push({ path: `${folder}/${name}`, text });
    }
  }
  return files;
}

/** A page, or the folder of a Just the Class site; its `_schedules/weekly.md` stands for the whole site. */
export async function loadPages(file: string): Promise<readonly SiteFile[]> {
  if (path.basename(path.dirname(file)) === '_schedules') return loadSite(path.dirname(path.dirname(file)));
  return readFile(file).then(
    (bytes) => [{ path: path.basename(file), text: decodeText(bytes).text }],
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EISDIR') return loadSite(file);
      throw new CommandError(`cannot read ${file}`);
    },
  );
}

export function readPages(files: readonly SiteFile[], hourCycle: HourCycle | null): PageReading {
  const [only] = files;
  return only && !only.path.includes('/')
    ? readPage(only.text, only.path, hourCycle)
    : readJustTheClass(files, hourCycle);
}

export async function importPage(
  files: readonly SiteFile[],
  file: string,
  folder: string,
  options: PageOptions,
  terminal: Terminal,
): Promise<number> {
  const { term, hourCycle } = await readSetting(folder, options.term);
  const reading = readPages(files, hourCycle);
  const id = options.id ?? path.basename(file).replace(/\.[^.]*$/, '');
  refuseBadIds(id, options.term);
  const published = utcDateOf(terminal.now());
  const { code: shown, title } = options;
  const rules = writeCourse(reading, { id, published, ...(shown ? { code: shown } : {}), ...(title ? { title } : {}) });
  const deadlines = readModuleDeadlines(files, term, options.dueTime);
  const yaml = `${rules}${deadlines.yaml}`;
  const isOpen =
    reading.doubts.length > 0 || reading.unused.length > 0 || deadlines.isOpen || yaml.includes('# check:');
  const code = reading.nothing !== null || (options.strict && isOpen) ? PROBLEMS : FINE;
  for (const line of deadlines.report) terminal.err(line);
  if (options.json) {
    tellJson(terminal, 'import of a page', {
      ...toExpectedJson(reading),
      deadlines: deadlines.deadlines.map(tellDeadline),
    });
    return code;
  }
  terminal.err(formatReading(reading));
  if (reading.nothing !== null) {
    if (deadlines.yaml === '') return code;
    terminal.out(deadlines.yaml.trim());
    terminal.err('Only deadlines were read, and nothing was written. Add them to the course’s file by hand.');
    return code;
  }
  if (options.into === undefined || options.dryRun) {
    terminal.out(yaml.trimEnd());
    return code;
  }
  if (options.term === undefined)
    throw new UsageError('--into goes with --term ID, the term that the course belongs to');
  const target = path.join(folder, 'courses', options.term, `${id}.yaml`);
  await writeWholeFile(target, yaml, { isNew: true }).catch((error: unknown) => {
    if (error instanceof FileWriteError && error.code === 'EEXIST')
      throw new CommandError(`${target} is there already; nothing was written`);
    throw error;
  });
  terminal.out(
    `wrote ${path.relative(terminal.folder, target)}. Next: look at its check: comments, then \`belltower check\``,
  );
  return code;
}

function tellDeadline({ title, due, url }: DraftDeadline): {
  readonly title: string;
  readonly date: string;
  readonly time: string;
  readonly url: string | null;
} {
  return { title, date: due.date, time: due.time, url: url ?? null };
}

/** What the folder already says of the course's term. */
async function readSetting(
  folder: string,
  id: string | undefined,
): Promise<{ readonly term: Term | null; readonly hourCycle: HourCycle | null }> {
  if (!existsSync(folder)) return { term: null, hourCycle: null };
  const files = await openFolderFiles(folder);
  const shared = await (id === undefined ? files.readCommon() : files.readCourse(`${id}/`));
  const { terms, site } = readRules(shared).catalog;
  const term = terms.get(id ?? '') ?? null;
  return { term, hourCycle: term ? term.clock : site.clock };
}

function refuseBadIds(course: string, term: string | undefined): void {
  if (term !== undefined && !isId(term))
    throw new UsageError(`“${term}” cannot be a term’s id: it is the name of its file, such as fall-2018`);
  if (!isId(course)) throw new UsageError(`“${course}” cannot be a course’s id; name one with --id`);
}
