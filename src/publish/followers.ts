/** Sections that continue as another course's: they are published whenever that course is. */
import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { type Adoption, adoptSections } from '../publication/adopting.ts';
import { scheduleAsPublished } from '../publication/ending.ts';
import { createPacker } from '../store/packed-course.ts';
import type { StoreReads, StoreTransaction } from '../store/store.ts';
import { findListed } from './listings.ts';
import { type CoursePlan, type PlanContext, planSchedule } from './plan.ts';
import { createLoader, type PlanWriter } from './stored-courses.ts';

/**
 * Publishes the followers of these plans that are not published already, and adds their plans. @param plans written
 * already
 */
export async function publishFollowers(
  tx: StoreTransaction,
  writer: PlanWriter,
  plans: CoursePlan[],
  context: Pick<PlanContext, 'instant' | 'now'>,
): Promise<void> {
  for await (const plan of planFollowers(tx, plans, context)) {
    plans.push(plan);
    await writer.save(plan);
  }
  await writer.finish();
}

async function* planFollowers(
  reads: StoreReads,
  plans: readonly CoursePlan[],
  context: Pick<PlanContext, 'instant' | 'now'>,
): AsyncGenerator<CoursePlan, void> {
  const written = plans.filter(({ held }) => !held);
  const done = new Set(written.map(({ key }) => key));
  const packer = createPacker();
  for (const { next, places } of written) {
    for (const key of places) {
      if (done.has(key)) continue;
      done.add(key);
      const plan = await planFollower(reads, key, next, context);
      if (plan && plan.next !== plan.before) yield { ...plan, next: packer.pack(plan.next) };
    }
  }
}

async function planFollower(
  reads: StoreReads,
  key: CourseKey,
  host: PublishedCourse,
  context: Pick<PlanContext, 'instant' | 'now'>,
): Promise<CoursePlan | null> {
  const summary = await reads.findCourse(key);
  if (!summary) return null;
  const last = await createLoader(reads)(summary);
  if (!last) return null;
  // Sections held together with this one, and ended ones that it lists.
  const owned = last.sections.filter(({ id, gone, heldWith }) =>
    heldWith
      ? foldId(heldWith.course) === foldId(host.course.id)
      : gone && findListed(host, last.course.id, id) !== null,
  );
  if (owned.length === 0) return null;
  const adoptions = owned.flatMap((own): Adoption[] => {
    const section = findListed(host, last.course.id, own.id);
    return section ? [{ own, host, section }] : [];
  });
  const rest = scheduleAsPublished(last, new Set(owned.map(({ id }) => id)));
  return planSchedule(summary.rules, last, adoptSections(rest, last, adoptions), context);
}
