/** How many personal feeds hold any of some meetings: a number, never whose. */
import { foldId } from '../../domain/id.ts';
import type { CourseFacts } from '../../domain/schedule.ts';
import type { Store } from '../../store/store.ts';
import { readSelection } from '../personal/stored.ts';

export interface TouchedSection {
  readonly course: Pick<CourseFacts, 'term' | 'id' | 'formerly' | 'crossListed'>;
  readonly section: string;
  /** Of its touched meetings. */
  readonly dates: readonly string[];
}

export async function countReaders(
  store: Pick<Store, 'personalFeeds'>,
  touched: readonly TouchedSection[],
): Promise<number> {
  const wanted = new Map<string, readonly string[]>();
  for (const { course, section, dates } of touched) {
    const ids = [course.id, ...course.formerly, ...course.crossListed.map(({ id }) => id)];
    for (const id of ids) wanted.set(foldId(`${course.term}/${id}/${section}`), dates);
  }
  if (wanted.size === 0) return 0;
  const feeds = await store.personalFeeds();
  return feeds.filter(
    ({ revokedAt, selection }) =>
      revokedAt === null &&
      readSelection(selection).some(({ term, course, section, from, until }) =>
        wanted
          .get(foldId(`${term}/${course}/${section}`))
          ?.some((date) => (from === null || from <= date) && (until === null || date <= until)),
      ),
  ).length;
}
