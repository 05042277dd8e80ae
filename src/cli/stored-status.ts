/** The status without a running server, read from the store and the folder of rules. */
import type { Config } from '../config.ts';
import { createInstaller } from '../feeds/install-publication.ts';
import { listPublished } from '../feeds/list-published.ts';
import { describeStatus, type Status, type StatusFacts } from '../feeds/status.ts';
import { openClosed } from '../publish/closing.ts';
import { type Conditions, createConditions } from '../publish/conditions.ts';
import { FolderError, readFolder } from '../publish/folder.ts';
import { hasEnded } from '../publish/published-from.ts';
import { findingsOf, reportMissing, reportRules } from '../publish/reports.ts';
import { readRules } from '../publish/rules.ts';
import type { PublishedAt } from '../store/indexed-terms.ts';
import { gatherFacts } from './facts.ts';
import { describeMeans } from './notice-means.ts';
import { openStoreForReading } from './open-store.ts';
import type { RunningServer } from './running-file.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * @param left the running file of a server that ended without being stopped
 * @throws CommandError if there is no store
 */
export async function readStoredStatus(config: Config, left: RunningServer | null, now: number): Promise<Status> {
  const conditions = createConditions(SILENT, () => now);
  let published: readonly PublishedAt[] = [];
  const store = await openStoreForReading(config);
  let facts: StatusFacts;
  try {
    facts = await gatherFacts(config, store);
    const installer = createInstaller({ store, conditions, last: null, forget: () => undefined });
    const stored = await store.listCourses();
    if (!installer.read) for (const course of await store.courseIndex()) installer.index(course);
    await installer.verify(() => false);
    published = await listPublished(installer.courses);
    const isClosed = await openClosed(store);
    const going = stored
      .filter((course) => !course.retired && !hasEnded(course) && !isClosed(course.key))
      .map(({ key }) => key);
    if (config.publish) await reportFolder(config.data, going, conditions);
  } finally {
    await store.close();
  }
  if (left) {
    const message = `the server that ran here (process ${left.pid}) ended without being stopped`;
    conditions.raise('server-ended', config.state, message, 'see the end of its log, and start it again');
  }
  return { ...describeStatus(true, conditions, published), ready: null, facts, notices: describeMeans(config) };
}

async function reportFolder(folder: string, going: readonly string[], conditions: Conditions): Promise<void> {
  try {
    const rules = readRules(await readFolder(folder));
    reportRules(findingsOf(rules), conditions);
    reportMissing(rules, going, conditions);
  } catch (error) {
    if (!(error instanceof FolderError)) throw error;
    conditions.raise('rules-unreadable', folder, error.message);
  }
}
