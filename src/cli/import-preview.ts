/** Previews what an import changes for subscribers. */
import type { SourceFile } from '../catalog/catalog.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../domain/clock.ts';
import { sayMeetingChanges } from '../publication/changes.ts';
import { listDifferences } from '../publication/delta.ts';
import type { CoursePlan } from '../publish/plan.ts';
import { sayEdit } from '../publish/plan-words.ts';
import { previewPublication, publish } from '../publish/publisher.ts';
import { readRules } from '../publish/rules.ts';
import { sqliteStoreExists } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { CommandError } from './exit.ts';
import { openStore, openTemporaryStore } from './open-store.ts';

export interface SubscribersView {
  readonly course: string;
  /** "changes 28 rooms; 1 and all" */
  readonly says: string;
  /** "1, 2027-01-11 to 2027-04-26, 28 meetings: room Hall 55 instead of TBA", alike ones together. */
  readonly meetings: readonly string[];
}

export interface RulesFolders {
  readonly term: string;
  readonly before: readonly SourceFile[];
  readonly after: readonly SourceFile[];
}

/**
 * Compares with the last publication; without one, with the schedule of the folder's current rules.
 * Returns a text if there is no preview: the reason.
 */
export async function previewImport(
  folders: RulesFolders,
  config: Config,
): Promise<readonly SubscribersView[] | string> {
  const isPublishedHere = config.database !== null || sqliteStoreExists(config.state);
  try {
    const { store, close } = isPublishedHere ? await openPublished(config) : await openTemporaryStore();
    try {
      return await preview(store, isPublishedHere ? ofTerm(folders) : onlyChanged(ofTerm(folders)), isPublishedHere);
    } finally {
      await close();
    }
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}

async function openPublished(config: Config): Promise<{ readonly store: Store; readonly close: () => Promise<void> }> {
  const store = await openStore(config, { create: false });
  return { store, close: () => store.close() };
}

async function preview(
  store: Store,
  { term, before, after }: RulesFolders,
  isPublishedHere: boolean,
): Promise<readonly SubscribersView[]> {
  if (!isPublishedHere) await publish(store, systemClock, readRules(before));
  const { plans } = await previewPublication(store, systemClock, readRules(after), { term });
  return plans.filter((plan) => plan.before !== null && plan.delta.feeds.length > 0).map(describe);
}

function describe(plan: CoursePlan): SubscribersView {
  const changes = sayMeetingChanges(listDifferences(plan.before, plan.next), 0).filter(({ line }) => line !== '');
  return {
    course: plan.next.course.id,
    says: sayEdit(plan),
    meetings: changes.map(({ section, date, until, meetings, line }) => {
      const when = until === undefined ? date : `${date} to ${until}, ${meetings} meetings`;
      return `${section}, ${when}: ${line}`;
    }),
  };
}

const PLACE = /^(?:courses|imported)\/([^/]+)\/([^/]+)\.yaml$/;

function ofTerm({ term, before, after }: RulesFolders): RulesFolders {
  const isMeant = ({ path }: SourceFile): boolean => (PLACE.exec(path)?.[1] ?? term) === term;
  return { term, before: before.filter(isMeant), after: after.filter(isMeant) };
}

/** Courses whose files differ, and those linked to them by `listed:` sections. */
function onlyChanged({ term, before, after }: RulesFolders): RulesFolders {
  const texts = new Map(before.map(({ path, text }) => [path, text]));
  const present = new Set(after.map(({ path }) => path));
  const changed = new Set(
    [
      ...after.filter(({ path, text }) => texts.get(path) !== text),
      ...before.filter(({ path }) => !present.has(path)),
    ].map(({ path }) => PLACE.exec(path)?.[2]),
  );
  const isMeant = ({ path, text }: SourceFile): boolean => {
    const [, , id] = PLACE.exec(path) ?? [];
    return id === undefined || changed.has(id) || /\blisted:|sections: \{\}/.test(text);
  };
  return { term, before: before.filter(isMeant), after: after.filter(isMeant) };
}
