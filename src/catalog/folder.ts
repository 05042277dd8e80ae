/** Classifies the files of a folder. */
import { foldId } from '../domain/id.ts';
import type { Problem } from '../domain/problem.ts';
import type { ProblemCode } from '../domain/problem-codes.ts';
import { LIMITS } from './limits.ts';
import type { SourceFile } from './source.ts';

export interface FolderFiles {
  readonly site: SourceFile | null;
  readonly terms: readonly { readonly id: string; readonly file: SourceFile }[];
  readonly courses: readonly CourseFiles[];
  readonly problems: readonly Problem[];
}

/** A course's own file, its imported file, or both: then the own file overrides the imported one (overlay.ts). */
export interface CourseFiles {
  readonly term: string;
  readonly id: string;
  readonly file: SourceFile;
  /** Null: only one file exists, which is `file`. */
  readonly imported: SourceFile | null;
}

/** Ignores README.md, .DS_Store, editors' swap and backup files and all other files that are not rules. */
const RULES = /^(?!.*(?:^|\/)[.#~])(?:.*\/)?[^/]+\.ya?ml$/i;
const PATH = /^(?:(site)|terms\/([^/]+)|(courses|imported)\/([^/]+)\/([^/]+))\.ya?ml$/;

/** Where `import` writes which of its edits were confirmed (publish/confirmed.ts); no course. */
const CONFIRMED_PATH = /^imported\/[^/]+\/_confirmed\.yaml$/;

export function isConfirmedPath(path: string): boolean {
  return CONFIRMED_PATH.test(path);
}

/** Sorts a folder's files into site, terms and courses, in path order. */
export function sortFiles(files: readonly SourceFile[]): FolderFiles {
  const problems: Problem[] = [];
  const report: Report = (code, file, message, hint) => {
    problems.push({ code, severity: 'error', message, hint, at: { file, line: 1, column: 1, length: 1 } });
  };
  // An unreadable folder has no extension, so RULES does not match its path.
  for (const { path, unread } of files) if (unread && !RULES.test(path)) problems.push(unread);
  let site: SourceFile | null = null;
  const terms: { id: string; file: SourceFile }[] = [];
  const own: PlacedFile[] = [];
  const imported: PlacedFile[] = [];
  const rules = files
    .filter(({ path }) => RULES.test(path) && !isConfirmedPath(path))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const { file, match } of matchPaths(rules.slice(0, LIMITS.files), report)) {
    const [, isSite, term, folder, courseTerm, course] = match;
    if (isSite) site = file;
    else if (term !== undefined) terms.push({ id: term, file });
    else (folder === 'imported' ? imported : own).push({ term: courseTerm as string, id: course as string, file });
  }
  if (rules.length > LIMITS.files)
    report('too-large', '', `There are ${rules.length} files; at most ${LIMITS.files} are read.`, 'Split the folder.');
  if (!site)
    report(
      'site-missing',
      'site.yaml',
      'There is no site.yaml.',
      'Write one with the line uidDomain: and a domain name of yours; every UID ends in it.',
    );
  const courses = pairFiles(own, imported);
  reportMissingTerms(terms, courses, report);
  return { site, terms, courses, problems };
}

type Report = (code: ProblemCode, file: string, message: string, hint: string) => void;

interface MatchedFile {
  readonly file: SourceFile;
  /** The match of PATH. */
  readonly match: RegExpExecArray;
}

/** Files recognised by their path; of names that differ only in case or extension, the first. */
function matchPaths(files: readonly SourceFile[], report: Report): MatchedFile[] {
  const known = new Map<string, string>();
  const matched: MatchedFile[] = [];
  for (const file of files) {
    const match = PATH.exec(file.path);
    const folded = foldId(file.path.replace(/\.ya?ml$/, ''));
    const other = known.get(folded);
    if (!match)
      report(
        'file-name',
        file.path,
        'This file is in no place where rules are read.',
        'Rules are site.yaml, terms/TERM.yaml and courses/TERM/COURSE.yaml (and what `import` writes to imported/).',
      );
    else if (other !== undefined)
      report(
        'file-twice',
        file.path,
        `${other} is there already.`,
        'Names of files differ in more than case and ending.',
      );
    else {
      known.set(folded, file.path);
      matched.push({ file, match });
    }
  }
  return matched;
}

type PlacedFile = Omit<CourseFiles, 'imported'>;

function pairFiles(own: readonly PlacedFile[], imported: readonly PlacedFile[]): CourseFiles[] {
  const keyOf = ({ term, id }: PlacedFile): string => foldId(`${term}/${id}`);
  const below = new Map(imported.map((placed) => [keyOf(placed), placed]));
  const paired = own.map((placed) => {
    const found = below.get(keyOf(placed));
    below.delete(keyOf(placed));
    return { ...placed, imported: found?.file ?? null };
  });
  return [...paired, ...[...below.values()].map((placed) => ({ ...placed, imported: null }))];
}

function reportMissingTerms(
  terms: FolderFiles['terms'],
  courses: FolderFiles['courses'],
  report: (code: ProblemCode, file: string, message: string, hint: string) => void,
): void {
  const ids = new Set(terms.map(({ id }) => foldId(id)));
  for (const [term, [first]] of Map.groupBy(courses, (course) => course.term)) {
    if (ids.has(foldId(term)) || !first) continue;
    const others = [...new Set(terms.map(({ id }) => id))];
    report(
      'term-missing',
      first.file.path,
      `There is no terms/${term}.yaml for the courses of ${term}.`,
      others.length > 0
        ? `Terms: ${others.join(', ')}. belltower new term writes one.`
        : 'belltower new term writes one.',
    );
  }
}
