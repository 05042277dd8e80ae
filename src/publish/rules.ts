/** A folder's checked rules, with a digest for each course of everything its meetings are computed from. */
import { createHash } from 'node:crypto';
import { type ReadingMemory, readCatalogInSteps, type SourceFile } from '../catalog/catalog.ts';
import { isConfirmedPath } from '../catalog/folder.ts';
import { foldId } from '../domain/id.ts';
import { type Catalog, type CourseKey, courseKey, type Term, termOf } from '../domain/model.ts';
import { inSlices } from '../domain/pace.ts';
import type { Problem } from '../domain/problem.ts';
import { finish, type Steps } from '../domain/steps.ts';
import { type Confirmed, readConfirmed } from './confirmed.ts';

export interface Rules {
  readonly catalog: Catalog;
  readonly problems: readonly Problem[];
  /** Unreadable files and folders, by path. */
  readonly unread: ReadonlyMap<string, Problem>;
  /** Of the texts of site, term and course; equal digests mean equal meetings. */
  readonly digests: ReadonlyMap<CourseKey, string>;
  /** Of the texts of site and term, by case-folded id: what a term's calendar is published from. */
  readonly termDigests: ReadonlyMap<string, string>;
  /** Edits that were confirmed while importing. */
  readonly confirmed: Confirmed;
  /** Those texts, by path. */
  readonly textsOf: (key: CourseKey) => RulesTexts;
  /** The number of rules published to a shared database: changes require the latest. */
  readonly number?: number;
}

/** Files of rules by their path. */
export type RulesTexts = Readonly<Record<string, string>>;

/** Incremented whenever the same rules give other meetings, so that a new release publishes them. */
const READING = 1;

/** @param memory of the last reading of this folder: unchanged files are not parsed again */
export function readRules(files: readonly SourceFile[], memory?: ReadingMemory): Rules {
  return finish(readInSteps(files, memory));
}

/** The same, yielding to the event loop. */
export function readRulesInSlices(files: readonly SourceFile[], memory?: ReadingMemory): Promise<Rules> {
  return inSlices(readInSteps(files, memory));
}

function* readInSteps(files: readonly SourceFile[], memory: ReadingMemory | undefined): Steps<Rules> {
  const { catalog, problems } = yield* readCatalogInSteps(files, memory ? { memory } : {});
  yield;
  const unread = new Map(files.flatMap(({ path, unread }) => (unread ? [[path, unread] as const] : [])));
  const sorted = yield* sortByCourse(files);
  yield;
  const digests = yield* digestCourses(sorted, catalog.courses.keys());
  const confirmed = readConfirmed(files);
  const termDigests = digestTerms(sorted);
  return { catalog, problems, unread, digests, termDigests, confirmed, textsOf: (key) => gather(sorted, key) };
}

/** Whether the rules have the course, or have unreadable files that may contain it. */
export function mayHaveCourse({ catalog, unread }: Rules, key: CourseKey): boolean {
  if (catalog.courses.has(key) || catalog.broken.has(key)) return true;
  const places = [`courses/${key}`, `imported/${key}`];
  return [...unread.keys()].some((path) => places.some((place) => place.startsWith(`${path}/`)));
}

interface SortedFiles {
  readonly site: readonly SourceFile[];
  readonly terms: ReadonlyMap<string, SourceFile>;
  readonly own: ReadonlyMap<CourseKey, readonly SourceFile[]>;
}

function* sortByCourse(files: readonly SourceFile[]): Steps<SortedFiles> {
  const terms = new Map<string, SourceFile>();
  const own = new Map<CourseKey, SourceFile[]>();
  for (const file of files) {
    const [folder, ...rest] = file.path.replace(/\.ya?ml$/i, '').split('/');
    if (folder === 'terms') terms.set(rest.join('/'), file);
    else if (rest.length === 2 && !isConfirmedPath(file.path)) {
      const key = courseKey(rest[0] ?? '', rest[1] ?? '');
      own.set(key, [...(own.get(key) ?? []), file]);
    }
    yield;
  }
  return { site: files.filter(({ path }) => !path.includes('/')), terms, own };
}

function gather({ site, terms, own }: SortedFiles, key: CourseKey): RulesTexts {
  const term = terms.get(termOf(key));
  const files = [...site, ...(term ? [term] : []), ...(own.get(key) ?? [])];
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** As Rules.digests, for every course with a file, without parsing. */
export function digestFiles(files: readonly SourceFile[]): Promise<ReadonlyMap<CourseKey, string>> {
  return inSlices(digestInSteps(files));
}

function* digestInSteps(files: readonly SourceFile[]): Steps<ReadonlyMap<CourseKey, string>> {
  const sorted = yield* sortByCourse(files);
  return yield* digestCourses(sorted, sorted.own.keys());
}

/** As Rules.termDigests, without parsing. */
export function digestTermFiles(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  return digestTerms(sortTerms(files));
}

/** Of a university's two thousand files these are a few. */
function sortTerms(files: readonly SourceFile[]): SortedFiles {
  return finish(sortByCourse(files.filter(({ path }) => path.startsWith('terms/') || !path.includes('/'))));
}

/** Parses a term's own file; null: it has errors. @param term case-folded id */
export function readTermFile(files: readonly SourceFile[], term: string): Term | null {
  const { site, terms } = sortTerms(files);
  const own = [...terms].filter(([id]) => foldId(id) === term).map(([, file]) => file);
  const { catalog } = readRules([...site, ...own]);
  return [...catalog.terms.values()].find(({ id }) => foldId(id) === term) ?? null;
}

function digestTerms({ site, terms }: SortedFiles): ReadonlyMap<string, string> {
  const ofSite = digest(site.map(({ text }) => text));
  return new Map([...terms].map(([id, { text }]) => [foldId(id), digest([String(READING), ofSite, text])]));
}

function* digestCourses(
  { site, terms, own }: SortedFiles,
  keys: Iterable<CourseKey>,
): Steps<ReadonlyMap<CourseKey, string>> {
  const ofSite = digest(site.map(({ text }) => text));
  const ofTerms = new Map([...terms].map(([id, { text }]) => [id, digest([text])]));
  const digests = new Map<CourseKey, string>();
  for (const key of keys) {
    const texts = (own.get(key) ?? []).map(({ path, text }) => `${path.slice(0, path.indexOf('/'))} ${text}`);
    digests.set(key, digest([String(READING), ofSite, ofTerms.get(termOf(key)) ?? '', ...texts]));
    yield;
  }
  return digests;
}

function digest(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}\n`).update(text);
  return hash.digest('hex').slice(0, 32);
}
