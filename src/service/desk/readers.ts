/** How many personal feeds hold any of some meetings: a number, never whose. */
import { foldId } from '../../domain/id.ts';
import type { Store } from '../../store/store.ts';
import { createPace } from '../pace.ts';
import { readSelection } from '../personal/stored.ts';
import type { TouchedSection } from './touched-sections.ts';

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
