/**
 * `revisions.json`: the published revisions of a build without a store, kept beside the feeds and read by the next
 * build. The previous one is kept as `revisions.json.previous`.
 */
import type { CourseKey } from '../domain/model.ts';
import { DOCUMENT_VERSION, type ParsedDocument, restoreDocument } from '../store/document.ts';
import { isStoredHolidays, type StoredHolidays } from '../store/holidays.ts';
import { documentOf } from '../store/packed-course.ts';
import { isStoredCourse } from '../store/published-shape.ts';
import type { Store, StoredCourse } from '../store/store.ts';

/** What a build wrote at each path, for a next build in an empty folder. */
export type FileTimes = ReadonlyMap<string, FileTime>;

export interface FileTime {
  readonly digest: string;
  /** The modification time in seconds, which is what validators hold. */
  readonly seconds: number;
}

/** What a build wrote, for the next one. */
export interface WrittenSite {
  readonly files: FileTimes;
  /** By course address ('fall-2018/cos418'): a digest of everything that its files were made of. */
  readonly digests: ReadonlyMap<string, string>;
}

export const REVISIONS = 'revisions.json';
export const PREDECESSOR = 'revisions.json.previous';

export interface RevisionsFile {
  readonly belltower: 'revisions';
  /** 2: courses are documents, in the file (store/document); 1: they are there as they are here. */
  readonly format: 1 | 2;
  /** Incremented by every build that changes anything, so that a build never continues from an earlier one's file. */
  readonly build?: number;
  /** The version of the courses' documents. */
  readonly document?: number;
  readonly courses: Readonly<Record<CourseKey, StoredCourse>>;
  /** The calendars of terms. */
  readonly holidays?: readonly StoredHolidays[];
  /** The modification time of each file. */
  readonly files?: Readonly<Record<string, readonly [digest: string, seconds: number]>>;
  /** By course address: a digest of what its files were made of; the next build renders only what differs. */
  readonly made?: Readonly<Record<string, string>>;
}

/** The file is not a revisions.json, is damaged, or was written by a later release. */
export class RevisionsError extends Error {
  override name = 'RevisionsError';
  readonly isNewer: boolean;

  constructor(message: string, isNewer = false) {
    super(message);
    this.isNewer = isNewer;
  }
}

/** What a store has published, for the file. */
export interface PrintedPublications {
  /** As they stand in the file. */
  readonly courses: string;
  readonly holidays: readonly StoredHolidays[];
}

export async function printPublications(store: Store): Promise<PrintedPublications> {
  const courses = [...(await store.loadCourses())].sort(([a], [b]) => (a < b ? -1 : 1));
  const holidays = (await store.holidays()).flatMap(({ term, rules, published }) =>
    published ? [{ term, rules, published }] : [],
  );
  return { courses: `{${courses.map(printCourse).join()}}`, holidays };
}

/** A document is text already: a university's courses are printed without parsing them, in a third of the space. */
function printCourse([key, { published, rules, retired }]: readonly [CourseKey, StoredCourse]): string {
  const rest = JSON.stringify({ rules, retired }).slice(1);
  return `${JSON.stringify(key)}:{"published":${documentOf(published)},${rest}`;
}

/** The same publications and files give the same text. */
export function writeRevisions(
  { courses, holidays }: PrintedPublications,
  { files, digests }: WrittenSite,
  build: number,
): string {
  const head: Omit<RevisionsFile, 'courses'> = { belltower: 'revisions', format: 2, build, document: DOCUMENT_VERSION };
  const tail: Pick<RevisionsFile, 'holidays' | 'files' | 'made'> = {
    ...(holidays.length > 0 ? { holidays } : {}),
    files: Object.fromEntries(byName(files).map(([name, { digest, seconds }]) => [name, [digest, seconds] as const])),
    ...(digests.size > 0 ? { made: Object.fromEntries(byName(digests)) } : {}),
  };
  return `${JSON.stringify(head).slice(0, -1)},"courses":${courses},${JSON.stringify(tail).slice(1)}\n`;
}

function byName<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Restores publications into an empty store. */
export async function restoreRevisions(store: Store, file: RevisionsFile): Promise<void> {
  await store.write(async (tx) => {
    for (const [key, course] of Object.entries(file.courses)) await tx.saveCourse(key, course);
    for (const holidays of file.holidays ?? []) await tx.saveHolidays(holidays);
  });
}

export function writtenBy({ files = {}, made = {} }: RevisionsFile): WrittenSite {
  const times = Object.entries(files).map(([name, [digest, seconds]]) => [name, { digest, seconds }] as const);
  return { files: new Map(times), digests: new Map(Object.entries(made)) };
}

/** The file, or what is wrong with it. */
export function readRevisions(text: string): RevisionsFile | RevisionsError {
  let file: Partial<RevisionsFile> | null = null;
  try {
    file = JSON.parse(text);
  } catch {
    // Reported below, like JSON of another kind.
  }
  if (file?.belltower !== 'revisions' || typeof file.courses !== 'object' || file.courses === null) {
    return new RevisionsError('this is no revisions.json of Belltower, or only a part of one');
  }
  if (isLater(file)) {
    return new RevisionsError('this revisions.json was written by a later release: run that release', true);
  }
  const courses = file.format === 1 ? file.courses : restoreCourses(file.courses);
  for (const [key, course] of Object.entries(courses)) {
    if (!isStoredCourse(course)) return new RevisionsError(`revisions.json holds nothing readable for ${key}`);
  }
  const { holidays } = file;
  if (holidays !== undefined && !(Array.isArray(holidays) && holidays.every(isStoredHolidays))) {
    return new RevisionsError('revisions.json holds nothing readable for the calendar of a term');
  }
  if (!areFiles(file.files) || !areDigests(file.made))
    return new RevisionsError('the list of files in revisions.json is damaged');
  return { ...file, courses } as RevisionsFile;
}

function isLater({ format, document = 1 }: Partial<RevisionsFile>): boolean {
  return (format !== 1 && format !== 2) || document > DOCUMENT_VERSION;
}

/** Courses whose document is damaged are null. */
function restoreCourses(courses: Readonly<Record<CourseKey, unknown>>): Record<CourseKey, unknown> {
  return Object.fromEntries(Object.entries(courses).map(([key, course]) => [key, restoreCourse(course)]));
}

function restoreCourse(course: unknown): unknown {
  try {
    const { published, ...rest } = course as { readonly published: ParsedDocument };
    return { ...rest, published: restoreDocument(published) };
  } catch {
    // The caller names the course.
    return null;
  }
}

function areFiles(files: unknown): boolean {
  if (files === undefined) return true;
  if (typeof files !== 'object' || files === null) return false;
  return Object.values(files).every(
    (entry) => Array.isArray(entry) && typeof entry[0] === 'string' && Number.isSafeInteger(entry[1]),
  );
}

function areDigests(made: unknown): boolean {
  if (made === undefined) return true;
  return typeof made === 'object' && made !== null && Object.values(made).every((digest) => typeof digest === 'string');
}
