/** Counts the personal feeds that contain any of some meetings. */
import { foldId } from '../domain/id.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseFacts } from '../domain/schedule.ts';
import { listDifferences } from '../publication/delta.ts';
import type { MeetingDifference } from '../publication/difference.ts';
import { readSelection } from '../store/personal-choice.ts';
import type { Store } from '../store/store.ts';
import type { CoursePlan } from './plan.ts';
import { sayEdit } from './plan-words.ts';

export interface TouchedSection {
  readonly course: Pick<CourseFacts, 'term' | 'id' | 'formerly' | 'crossListed'>;
  readonly section: string;
  /** Of its affected meetings, before and after. */
  readonly dates: readonly string[];
}

/** "cancels 12, moves 0, changes 2 rooms; P03 and all; 214 personal feeds" */
export async function summarisePlan(store: Pick<Store, 'personalFeeds'>, plan: CoursePlan): Promise<string> {
  const summary = sayEdit(plan);
  if (plan.before === null) return summary;
  const touched = listTouchedSections(plan, listDifferences(plan.before, plan.next));
  const readers = await countReaders(store, touched);
  return readers === 0 ? summary : `${summary}; ${readers} personal feed${readers === 1 ? '' : 's'}`;
}

/** A course's affected sections, with those that include them through `with:`. */
export function listTouchedSections({ next }: CoursePlan, differences: readonly MeetingDifference[]): TouchedSection[] {
  const { course } = next;
  const riding = new Map(next.sections.map((section) => [section.id, section.with]));
  const dates = new Map<string, Set<string>>();
  for (const facts of differences.flatMap(({ before, after }) => [before, after])) {
    if (!facts) continue;
    for (const id of [facts.section, ...(riding.get(facts.section) ?? [])]) {
      dates.set(id, (dates.get(id) ?? new Set()).add(facts.date));
    }
  }
  return [...dates].map(([section, days]) => ({ course, section, dates: [...days] }));
}

export async function countReaders(
  store: Pick<Store, 'personalFeeds'>,
  touched: readonly TouchedSection[],
): Promise<number> {
  const wanted = new Map<string, readonly string[]>();
  const pace = createPace();
  for (const { course, section, dates } of touched) {
    const ids = [course.id, ...course.formerly, ...course.crossListed.map(({ id }) => id)];
    for (const id of ids) wanted.set(foldId(`${course.term}/${id}/${section}`), dates);
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
