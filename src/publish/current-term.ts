/**
 * Decides by the digests of a term's files whether publishing it would change anything. None is parsed, except the
 * term's own after a change of zone data.
 */
import type { SourceFile } from '../catalog/catalog.ts';
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseSummary, StoreReads } from '../store/store.ts';
import { listKept } from './agreed-rules.ts';
import { openClosed } from './closing.ts';
import { type FindDeskChanges, indexDeskChanges } from './desk-changes.ts';
import { hasEnded, haveSameInput, isCalendarPublished, zoneDataOf } from './published-from.ts';
import { digestFiles, digestTermFiles, readTermFile } from './rules.ts';
import { termOfKey } from './rules-files.ts';
import { indexTermClosings } from './term-closings.ts';
import { compareZoneData, isOwnZoneData } from './zone-data.ts';

/** What was published, for comparing the folder with it at a start. */
export interface Published {
  /** Terms with a course that has not ended, case-folded. */
  readonly terms: ReadonlySet<string>;
  isCurrent(term: string, files: readonly SourceFile[]): Promise<boolean>;
  /** Whether the term's calendar is published as these files and the desk have it. */
  areHolidaysCurrent(term: string, files: readonly SourceFile[]): boolean;
}

export async function openPublished(reads: StoreReads): Promise<Published> {
  const pace = createPace();
  const byTerm = Map.groupBy(await reads.listCourses(), ({ key }) => termOfKey(key));
  await pace();
  const kept = await listKept(reads);
  await pace();
  const held = new Set((await reads.heldEdits()).map(({ key }) => termOfKey(key)));
  const changes = await reads.deskChanges();
  await pace();
  const deskChanges = indexDeskChanges(changes);
  const isClosed = await openClosed(reads);
  const going = [...byTerm].filter(([term, courses]) => !isClosed(term) && courses.some((one) => !hasEnded(one)));
  const holidays = new Map((await reads.holidays()).map(({ term, rules }) => [foldId(term), { term, rules }]));
  const closings = indexTermClosings(changes);
  await pace();
  return {
    areHolidaysCurrent(term, files) {
      const digest = digestTermFiles(files).get(term);
      if (isClosed(term) || digest === undefined) return true;
      const found = holidays.get(term);
      if (!found) return false;
      const desk = closings(found.term).digest;
      return isCalendarPublished(found.rules, { digest, desk }, () => readTermFile(files, term));
    },
    terms: new Set(going.map(([term]) => term)),
    async isCurrent(term, files) {
      if (isClosed(term)) return true;
      if (held.has(term) || files.some(({ unread }) => unread !== undefined)) return false;
      const digests = await digestFiles(files);
      const courses = new Map((byTerm.get(term) ?? []).map((summary) => [summary.key, summary]));
      const pace = createPace();
      for (const key of new Set([...digests.keys(), ...courses.keys()])) {
        await pace();
        const input = { key, digest: digests.get(key), summary: courses.get(key), isKept: kept.has(key), deskChanges };
        if (!isCourseCurrent(input)) return false;
      }
      return isZoneDataCurrent(term, files, courses.values());
    },
  };
}

interface CourseInput {
  readonly key: CourseKey;
  /** The digest of its files; undefined: it has none. */
  readonly digest: string | undefined;
  /** Undefined: never published. */
  readonly summary: CourseSummary | undefined;
  /** Whether the agreed rules are stored. */
  readonly isKept: boolean;
  readonly deskChanges: FindDeskChanges;
}

/** Of the courses that were published from these files. */
function isZoneDataCurrent(term: string, files: readonly SourceFile[], courses: Iterable<CourseSummary>): boolean {
  const going = [...courses].filter((course) => !hasEnded(course));
  const others = new Set(going.map(({ rules }) => zoneDataOf(rules)).filter((stored) => !isOwnZoneData(stored)));
  if (others.size === 0) return true;
  const read = readTermFile(files, term);
  return read !== null && [...others].every((stored) => compareZoneData(stored, read) !== 'older');
}

function isCourseCurrent({ key, digest, summary, isKept, deskChanges }: CourseInput): boolean {
  if (!summary) return false;
  // Ended by command or because its file is gone, and published as ended.
  if (summary.retired || digest === undefined) return hasEnded(summary) && summary.retired === (digest !== undefined);
  const desk = deskChanges({ key, term: termOf(key) });
  return isKept && haveSameInput(summary.rules, digest, desk.digest);
}
