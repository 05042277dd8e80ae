/** Publications as JSON, for `diff`, `publish`, `build` and `change`. */
import { isError, type Problem } from '../domain/problem.ts';
import { listDifferences } from '../publication/delta.ts';
import { kindsOf } from '../publication/difference.ts';
import { sayDifference } from '../publication/words.ts';
import { nameHeld } from '../publish/agreeing.ts';
import type { CoursePlan } from '../publish/plan.ts';
import type { Publication } from '../publish/publisher.ts';
import { summarisePlan } from '../publish/readers.ts';
import type { Store } from '../store/store.ts';
import type { Output } from './tell-json.ts';

export async function toPublicationJson(
  store: Store,
  problems: readonly Problem[],
  { plans, unreadable, outdated }: Publication,
): Promise<Output<'diff'>> {
  return { problems: problems.filter(isError), courses: await toPlansJson(store, plans), unreadable, outdated };
}

export async function toPlansJson(store: Store, plans: readonly CoursePlan[]): Promise<Output<'diff'>['courses']> {
  const told: Output<'diff'>['courses'][number][] = [];
  for (const plan of plans) told.push(await toPlanJson(store, plan));
  return told;
}

async function toPlanJson(store: Store, plan: CoursePlan): Promise<Output<'diff'>['courses'][number]> {
  const { key, held, ending, before, next, delta, problems } = plan;
  return {
    key,
    held,
    ...(held ? { edit: nameHeld(plan) } : {}),
    ...(ending === undefined ? {} : { ending }),
    isNew: before === null,
    summary: await summarisePlan(store, plan),
    feeds: delta.feeds,
    counts: delta.counts,
    meetings: listDifferences(before, next).flatMap((difference) => {
      const meeting = difference.now ?? difference.was;
      if (!meeting) return [];
      const { uid, originalDate, facts } = meeting;
      const line = before === null ? null : sayDifference(difference);
      const { before: was, after: is } = difference;
      return [{ uid, section: facts.section, originalDate, kinds: kindsOf(difference), line, before: was, after: is }];
    }),
    problems,
  };
}
