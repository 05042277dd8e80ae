/**
 * Publishes the desk changes over the agreed rules of each course: a held edit stays held, and a course whose file has
 * an error can still be changed.
 */

import type { Clock } from '../domain/clock.ts';
import { createPace } from '../domain/pace.ts';
import { nextInstant } from '../publication/instant.ts';
import type { StoreTransaction } from '../store/store.ts';
import { createAgreedRulesKeeper, listKept, type Unreached } from './agreed-rules.ts';
import type { ChangedCourses } from './changed-courses.ts';
import { openDeskChanges } from './desk-changes.ts';
import { publishFollowers } from './followers.ts';
import type { CoursePlan, PlanContext } from './plan.ts';
import { listDue, type PlannedDue, type PlansAhead, planHere, takePlansAhead } from './plans-ahead.ts';
import { rulesOfDigest } from './published-from.ts';
import type { Publication } from './publisher.ts';
import type { Rules } from './rules.ts';
import { createPlanWriter } from './stored-courses.ts';

export interface DeskPublication extends Omit<Publication, 'unreadable' | 'outdated'> {
  readonly unreached: readonly Unreached[];
}

/**
 * Publishes the desk's changes, as the store has them in this transaction, of these courses.
 * @param plansAhead null: everything is planned now
 */
export async function publishChanges(
  tx: StoreTransaction,
  clock: Clock,
  rules: Rules,
  changed: ChangedCourses,
  plansAhead: PlansAhead | null = null,
): Promise<DeskPublication> {
  const now = clock();
  const instant = nextInstant(now, (await tx.head()).instant);
  const keys = new Set(changed.courses.keys());
  const deskChanges = await openDeskChanges(tx, keys);
  const context: PlanContext = { instant, now, deskChanges, sequencesFrom: await tx.sequencesFrom() };
  const kept = await listKept(tx, keys);
  const keeper = createAgreedRulesKeeper(tx, kept);
  const writer = createPlanWriter(tx);
  const pace = createPace();
  const plans: CoursePlan[] = [];
  const late: Unreached[] = [];
  const take = async (planned: PlannedDue): Promise<void> => {
    await pace();
    if (!('plan' in planned)) {
      late.push(planned);
      return;
    }
    const { key, plan } = planned;
    plans.push(plan);
    await writer.save(plan);
    const isFolders = rules.digests.get(key) === rulesOfDigest(plan.digest);
    const isFresh = changed.courses.get(key)?.isFresh === true;
    if (isFolders && (isFresh || !kept.has(key))) await keeper.keep(key, rules.textsOf(key));
  };
  try {
    const due = await listDue(changed, context.deskChanges);
    if (plansAhead) for (const planned of takePlansAhead(plansAhead, due, context)) await take(planned);
    for await (const planned of planHere(tx, due, context)) await take(planned);
    await writer.finish();
    await keeper.finish();
    await publishFollowers(tx, writer, plans, context);
  } finally {
    // Writes must not be in progress when the transaction ends, even by an exception.
    await writer.settle();
  }
  return { instant, plans, revision: tx.revision(), unreached: [...changed.unreached, ...late] };
}
