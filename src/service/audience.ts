/** What a publication changes, in one line for the people who decide on it: the meetings, the feeds, and how many read them. */
import type { TouchedMeeting } from '../publication/delta.ts';
import { summariseDelta } from '../publication/summary.ts';
import type { StoreReads } from '../store/store.ts';
import { countReaders } from './desk/readers.ts';
import type { CoursePlan } from './plan.ts';

/** "cancels 12, moves 0, changes 2 rooms; P03 and all; 214 personal feeds" */
export async function summarisePlan(store: Pick<StoreReads, 'personalFeeds'>, plan: CoursePlan): Promise<string> {
  const summary = summariseDelta(plan.delta);
  const touched = [...listTouched(plan)].map(([section, dates]) => ({ course: plan.next.course, section, dates }));
  const readers = plan.before === null ? 0 : await countReaders(store, touched);
  return readers === 0 ? summary : `${summary}; ${readers} personal feed${readers === 1 ? '' : 's'}`;
}

/** Dates of touched meetings by section, those that the section rides with included. */
function listTouched({ delta, next }: CoursePlan): Map<string, string[]> {
  const { added, cancelled, reinstated, moved, rooms, people, revised, renumbered, withdrawn } = delta;
  const lists: readonly (readonly TouchedMeeting[])[] = [
    ...[added, cancelled, reinstated, moved, rooms, people],
    ...[revised, renumbered, withdrawn],
  ];
  const dates = new Map<string, string[]>();
  for (const { section, date } of lists.flat()) {
    const riding = next.sections.find(({ id }) => id === section)?.with ?? [];
    for (const id of [section, ...riding]) dates.set(id, [...(dates.get(id) ?? []), date]);
  }
  return dates;
}
