/**
 * Reads a folder's YAML files into a checked Catalog and a list of problems.
 *
 * Each file is read by a pure function (readSite, readTerm, readCourse) whose result depends only on the file and
 * its context, so results can be cached: with the previous results, only changed files are read again.
 */
import { foldId } from '../domain/id.ts';
import { type Catalog, type Course, type CourseKey, courseKey, type Term } from '../domain/model.ts';
import { type Problem, sortProblems } from '../domain/problem.ts';
import { finish, type Steps } from '../domain/steps.ts';
import { checkAddresses } from './check/addresses.ts';
import { checkAudiences } from './check/audiences.ts';
import { checkHoursUsed } from './check/hours-unused.ts';
import { type FolderFiles, sortFiles } from './folder.ts';
import { type Allowed, silence } from './read/allow.ts';
import { readCourse } from './read/course.ts';
import type { FileResult } from './read/file-result.ts';
import { DEFAULT_SITE, readSite, type SiteContext } from './read/site.ts';
import { readTerm, type TermContext } from './read/term.ts';
import type { SourceFile } from './source.ts';
import { findKey } from './source.ts';

export type { SourceFile } from './source.ts';

/** Cached results by path, kept by the caller between runs. Use one per folder. */
export interface ReadingMemory {
  readonly files: Map<
    string,
    {
      readonly text: string;
      readonly context: unknown;
      readonly imported: string | null;
      readonly result: FileResult<unknown>;
    }
  >;
}

export function createReadingMemory(): ReadingMemory {
  return { files: new Map() };
}

export interface CatalogOptions {
  /** Results of the previous run; unchanged files are not read again. */
  readonly memory?: ReadingMemory;
}

export interface CatalogReading {
  readonly catalog: Catalog;
  /** Sorted: errors first, then by position; without the warnings that their files allow. */
  readonly problems: Problem[];
  /** Warning codes that files allow, by path; for checks made elsewhere (`silence` in read/allow.ts). */
  readonly allowed: ReadonlyMap<string, Allowed>;
}

/**
 * Reads and checks a folder. Never throws, whatever the files contain. An error in site.yaml breaks every course, one
 * in a term its courses, one in a course that course: `catalog.broken` lists them, `catalog` holds the valid rest.
 */
export function readCatalog(files: readonly SourceFile[], options: CatalogOptions = {}): CatalogReading {
  return finish(readCatalogInSteps(files, options));
}

/** The same as a generator that yields after each file. */
export function* readCatalogInSteps(files: readonly SourceFile[], options: CatalogOptions = {}): Steps<CatalogReading> {
  const memory = options.memory ?? createReadingMemory();
  const folder = sortFiles(files);
  const problems: Problem[] = [...folder.problems];
  const allowed = new Map<string, Allowed>();
  const remember = rememberIn(memory, (path, result) => {
    problems.push(...result.problems);
    allowed.set(path, result.allowed);
  });
  const site = folder.site ? remember(folder.site, null, () => readSite(folder.site as SourceFile)) : null;
  yield;
  const terms = yield* readTerms(folder, site ?? DEFAULT_SITE, remember);
  const broken = new Set<CourseKey>();
  const courses = new Map<CourseKey, Course>();
  for (const { term, id, file, imported } of folder.courses) {
    const context = terms.get(foldId(term));
    const course = context && remember(file, context, () => readCourse(file, id, context, imported), imported);
    if (course && site) courses.set(course.key, course);
    else broken.add(courseKey(context?.term.id ?? term, id));
    yield;
  }
  yield* checkAcross(folder, courses, broken, problems);
  for (const { term } of terms.values()) {
    const ids = folder.courses.filter((one) => foldId(one.term) === foldId(term.id)).map(({ id }) => id);
    const own = [...courses.values()].filter((one) => one.term === term.id);
    problems.push(...checkAudiences(term, own, ids));
    // A course that cannot be read may have the time.
    if (own.length === ids.length) problems.push(...checkHoursUsed(term, own));
    yield;
  }
  forget(memory, files);
  yield;
  const readable = new Map<string, Term>([...terms.values()].map(({ term }) => [term.id, term]));
  const catalog: Catalog = { site: (site ?? DEFAULT_SITE).site, terms: readable, courses, broken };
  return { catalog, problems: sortProblems(silence(problems, (path) => allowed.get(path))), allowed };
}

type Remember = <T>(
  file: SourceFile,
  context: unknown,
  read: () => FileResult<T>,
  imported?: SourceFile | null,
) => T | null;

function rememberIn(memory: ReadingMemory, note: (path: string, result: FileResult<unknown>) => void): Remember {
  return <T>(file: SourceFile, context: unknown, read: () => FileResult<T>, below?: SourceFile | null): T | null => {
    const unread = [file.unread, below?.unread].filter((problem) => problem !== undefined);
    if (unread.length > 0) {
      note(file.path, { value: null, problems: unread, allowed: new Set() });
      return null;
    }
    const imported = below?.text ?? null;
    const known = memory.files.get(file.path);
    const same =
      known !== undefined && known.text === file.text && known.context === context && known.imported === imported;
    const result = same ? (known.result as FileResult<T>) : read();
    if (!same) memory.files.set(file.path, { text: file.text, context, imported, result });
    note(file.path, result);
    return result.value;
  };
}

function forget(memory: ReadingMemory, files: readonly SourceFile[]): void {
  const paths = new Set(files.map(({ path }) => path));
  for (const path of memory.files.keys()) if (!paths.has(path)) memory.files.delete(path);
}

function* readTerms(folder: FolderFiles, site: SiteContext, remember: Remember): Steps<Map<string, TermContext>> {
  const terms = new Map<string, TermContext>();
  for (const { id, file } of folder.terms) {
    const term = remember(file, site, () => readTerm(file, id, site));
    if (term) terms.set(foldId(id), term);
    yield;
  }
  return terms;
}

/** Checks a term's courses against each other; those that claim another one's address are removed from `courses`. */
function* checkAcross(
  folder: FolderFiles,
  courses: Map<CourseKey, Course>,
  broken: Set<CourseKey>,
  problems: Problem[],
): Steps<void> {
  const files = new Map(folder.courses.map(({ term, id, file }) => [foldId(courseKey(term, id)), file]));
  for (const [term, members] of Map.groupBy(courses.values(), (course) => course.term)) {
    const ids = folder.courses.filter((course) => foldId(course.term) === foldId(term)).map(({ id }) => id);
    yield;
    const check = yield* checkAddresses(members, ids, (course, key) =>
      findKey(files.get(foldId(course.key)) as SourceFile, key),
    );
    problems.push(...check.problems);
    for (const key of check.broken) {
      courses.delete(key);
      broken.add(key);
    }
  }
}
