/**
 * The folder of rules that this server publishes, term by term, newest first; only terms that differ from their
 * publication are read. The rules of one term stay in memory, for further edits.
 */
import { createReadingMemory, type ReadingMemory } from '../catalog/catalog.ts';
import type { Clock } from '../domain/clock.ts';
import { foldId } from '../domain/id.ts';
import type { ServiceLog } from '../domain/log.ts';
import type { Site } from '../domain/model.ts';
import { isError } from '../domain/problem.ts';
import type { Unreached } from '../publish/agreed-rules.ts';
import type { Conditions } from '../publish/conditions.ts';
import { openPublished } from '../publish/current-term.ts';
import { readFolder } from '../publish/folder.ts';
import { publishHolidays } from '../publish/holidays.ts';
import { planFirstPublications } from '../publish/plan.ts';
import { type Publication, publish, publishRules } from '../publish/publisher.ts';
import {
  type Findings,
  findingsOf,
  joinFindings,
  reportOutdated,
  reportProblems,
  reportPublication,
  reportRules,
  warnOfEmptyStore,
} from '../publish/reports.ts';
import { type Rules, readRules, readRulesInSlices } from '../publish/rules.ts';
import { openFolderFiles, type RulesFiles, readTermRules } from '../publish/rules-files.ts';
import { StoreFullError, StoreReadOnlyError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import type { Following } from './following.ts';
import type { Installer } from './install-publication.ts';

/** What pages and feeds need of the site's rules. */
export type SiteWords = Pick<Site, 'name' | 'language' | 'clock' | 'places'>;

export interface RulesReading {
  /** Null: no rules were read yet. */
  site(): SiteWords | null;
  /** The folder's files at the last reading. */
  files(): RulesFiles | null;
  /** What is read of the site's file, and of the last term's that was read without all its courses. */
  readonly frame: ReadingMemory;
  /** @param onServed called when a term can be served */
  publishFolder(folder: string, onServed: () => void): Promise<void>;
  /** Reads the site's name and language from the rules published to the store, if these are new. */
  followStore(): Promise<void>;
}

export interface RulesReadingContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly conditions: Conditions;
  readonly installer: Installer;
  readonly following: Following;
}

interface Term {
  /** Case-folded. */
  readonly id: string;
  readonly files: RulesFiles;
  /** Its first day; empty if its file cannot be read. */
  readonly begins: string;
  /** No course of it differs, only its calendar. */
  readonly isCalendarOnly: boolean;
}

const SITE_FILE = 'site.yaml';
const SITE_FILES = [SITE_FILE, 'site.yml'];

function isSiteFile(file = ''): boolean {
  return SITE_FILES.includes(file.toLowerCase());
}

export function createRulesReading(context: RulesReadingContext): RulesReading {
  const { store, clock, log, conditions, installer, following } = context;
  /** Per term, at its last reading. */
  const fingerprints = new Map<string, string>();
  /** Problems per term; those of site.yaml under the empty id. */
  const findings = new Map<string, Findings>();
  /** Per term, what this Node's zone data cannot publish; of all terms under the empty id. */
  const outdated = new Map<string, readonly Unreached[]>();
  let recent: { readonly term: string; readonly memory: ReadingMemory } | null = null;
  const frame = createReadingMemory();
  let reported: Findings | null = null;
  let site: SiteWords | null = null;
  let files: RulesFiles | null = null;
  let seenNumber = 0;

  /** Of a file with errors nothing is read: what it said before stays, as the courses do. */
  const keepSite = (rules: Rules): void => {
    site = siteOf(rules) ?? site;
  };

  const readCommon = async (from: RulesFiles): Promise<void> => {
    const common = await readRulesInSlices(await from.readCommon(), frame);
    keepSite(common);
    findings.set('', findingsOf(common));
  };

  const report = (): void => {
    const joined = joinFindings([...findings.values()]);
    reportProblems(joined, reported, log);
    reportRules(joined, conditions);
    reported = joined;
  };

  const noteOutdated = (term: string, found: readonly Unreached[]): void => {
    outdated.set(term, found);
    reportOutdated([...outdated.values()].flat(), conditions);
  };

  /** The terms that differ from what was published, newest first. */
  const findChanged = async (from: RulesFiles): Promise<Term[]> => {
    const published = await openPublished(store);
    const changed: Term[] = [];
    for (const id of new Set([...from.terms(), ...published.terms])) {
      const fingerprint = await from.fingerprint(id);
      if (fingerprints.get(id) === fingerprint) continue;
      const texts = await from.readTerm(id);
      const areCoursesCurrent = await published.isCurrent(id, texts);
      const isCalendarCurrent = !store.writable || published.areHolidaysCurrent(id, texts);
      if (areCoursesCurrent && isCalendarCurrent) {
        fingerprints.set(id, fingerprint);
        findings.delete(id);
        noteOutdated(id, []);
      } else {
        const begins = await findBegin(from, id, frame);
        changed.push({ id, files: from, begins, isCalendarOnly: areCoursesCurrent });
      }
    }
    return changed.toSorted((a, b) => (a.begins < b.begins ? 1 : -1));
  };

  const publishTerm = async ({ id, files: from, isCalendarOnly }: Term): Promise<void> => {
    const fingerprint = await from.fingerprint(id);
    const { outdated: found } = isCalendarOnly
      ? await publishHolidays(store, clock, await readRulesInSlices(await from.readCourse(`${id}/`), frame))
      : await publishCourses(from, id);
    noteOutdated(id, found);
    // The term is read again while anything of it waits for newer zone data.
    if (found.length === 0) fingerprints.set(id, fingerprint);
  };

  const publishCourses = async (from: RulesFiles, term: string): Promise<Publication> => {
    const memory = recent?.term === term ? recent.memory : createReadingMemory();
    recent = { term, memory };
    const read = await readTermRules(from, term, memory);
    findings.set(term, findingsOf(read));
    report();
    return publishRead(read, term);
  };

  const publishRead = async (read: Rules, term: string): Promise<Publication> => {
    const isNew = following.seen() === 0;
    const publication = await publish(store, clock, read, { term });
    reportPublication(publication, log);
    for (const key of publication.unreadable) installer.lose(key);
    if (isNew) warnOfEmptyStore(publication, clock(), log);
    await following.catchUp(publication);
    return publication;
  };

  /** First revisions need neither clock nor store, so unpublished courses can be served without a write. */
  const serveFirstRevisions = async ({ id, files: from, isCalendarOnly }: Term): Promise<void> => {
    if (isCalendarOnly) return;
    const read = await readTermRules(from, id);
    const isKnown = (key: string): boolean => unlessUnreadable(() => installer.courses.get(key) === null) !== true;
    for await (const { key, next } of planFirstPublications(read, isKnown)) installer.put(key, next, 0);
  };

  const publishTerms = async (from: RulesFiles, onServed: () => void): Promise<void> => {
    await readCommon(from);
    const changed = await findChanged(from);
    let refused: unknown = null;
    for (const [index, term] of changed.entries()) {
      try {
        await publishTerm(term);
      } catch (error) {
        if (!(error instanceof StoreReadOnlyError || error instanceof StoreFullError)) throw error;
        await serveFirstRevisions(term);
        refused = error;
      }
      onServed();
      if (changed.length > 1) log.info({}, `${term.id} is published: ${index + 1} of ${changed.length} terms`);
    }
    report();
    if (refused !== null) throw refused;
  };

  /** On a shared database a folder's rules are one numbered set, published in one transaction. */
  const publishShared = async (folder: string): Promise<void> => {
    const all = await readFolder(folder);
    const read = await readRulesInSlices(all);
    keepSite(read);
    findings.set('', findingsOf(read));
    report();
    const publication = await publishRules(store, clock, all, read);
    reportPublication(publication, log);
    noteOutdated('', publication.outdated);
    for (const key of publication.unreadable) installer.lose(key);
    if (following.seen() === 0) warnOfEmptyStore(publication, clock(), log);
    await following.catchUp(publication);
  };

  return {
    site: () => site,
    async publishFolder(folder, onServed) {
      if (store.driver === 'postgresql') return publishShared(folder);
      files = await openFolderFiles(folder);
      await publishTerms(files, onServed);
    },
    files: () => files,
    frame,
    async followStore() {
      const number = await store.rulesNumber();
      if (number === seenNumber) return;
      site = (await readLatestSite(store)) ?? site ?? (await readAgreedSite(store, installer));
      seenNumber = number;
    },
  };
}

/** Only its own file says it. */
async function findBegin(files: RulesFiles, term: string, memory: ReadingMemory): Promise<string> {
  const { catalog } = await readRulesInSlices(await files.readCourse(`${term}/`), memory);
  const found = [...catalog.terms.values()].find(({ id }) => foldId(id) === term);
  return found?.periods.map(({ from }) => from).sort()[0] ?? '';
}

/** Null: no rules were published, or their site file has errors. */
async function readLatestSite(store: Store): Promise<SiteWords | null> {
  return readSite(await store.latestRulesFile(SITE_FILES));
}

/** From the rules that a course was last published from. */
async function readAgreedSite(store: Store, { courses }: Installer): Promise<SiteWords | null> {
  const [first] = courses.entries();
  const agreed = first ? await store.agreedRules(first.key) : null;
  const digest = siteFileOf(agreed?.files);
  return digest === undefined ? null : readSite(await store.agreedText(digest));
}

/** Of texts or their digests by path. */
function siteFileOf(files: Readonly<Record<string, string>> = {}): string | undefined {
  return Object.entries(files).find(([path]) => isSiteFile(path))?.[1];
}

function readSite(text: string | null = null): SiteWords | null {
  return text === null ? null : siteOf(readRules([{ path: SITE_FILE, text }]));
}

/** Null: its file has errors. */
function siteOf({ catalog, problems }: Rules): SiteWords | null {
  return problems.some((problem) => isError(problem) && isSiteFile(problem.at?.file)) ? null : catalog.site;
}
