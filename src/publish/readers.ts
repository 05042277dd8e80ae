/** Counts the personal feeds that contain any of some meetings. */
import { foldId } from '../domain/id.ts';
import { createPace } from '../domain/pace.ts';
import { listDifferences } from '../publication/delta.ts';
import { readSelection } from '../store/personal-choice.ts';
import type { Store } from '../store/store.ts';
import type { CoursePlan } from './plan.ts';
import { listTouched, type TouchedSection } from './plan-findings.ts';
import { sayEdit } from './plan-words.ts';

/** "cancels 12, moves 0, changes 2 rooms; P03 and all; 214 personal feeds" */
export async function summarisePlan(store: Pick<Store, 'personalFeeds'>, plan: CoursePlan): Promise<string> {
  const summary = sayEdit(plan);
  if (plan.before === null) return summary;
  const touched = listTouched(plan, listDifferences(plan.before, plan.next));
  const readers = await countReaders(store, touched);
  return readers === 0 ? summary : `${summary}; ${readers} personal feed${readers === 1 ? '' : 's'}`;
}

export async function countReaders(
  store: Pick<Store, 'personalFeeds'>,
  touched: readonly TouchedSection[],
): Promise<number> {
  const wanted = new Map<string, readonly string[]>();
  const pace = createPace();
  for (const { places, dates } of touched) {
    for (const place of places) wanted.set(place, dates);
    await pace();
  }
  if (wanted.size === 0) return 0;
  let count = 0;
  for (const { revokedAt, selection } of await store.personalFeeds()) {
    await pace();
    if (revokedAt !== null) continue;
    const holds = readSelection(selection).some(({ term, course, section, from, until }) =>
      wanted
        .get(foldId(`${term}/${course}/${section}`))
        ?.some((date) => (from === null || from <= date) && (until === null || date <= until)),
    );
    if (holds) count += 1;
  }
  return count;
}
