/** How many personal feeds hold any of some sections: a number, never whose. */
import { foldId } from '../../domain/id.ts';
import type { CourseFacts } from '../../domain/schedule.ts';
import type { Store } from '../../store/store.ts';

export interface TouchedSections {
  readonly course: Pick<CourseFacts, 'term' | 'id' | 'formerly' | 'crossListed'>;
  readonly sections: readonly string[];
}

export async function countReaders(
  store: Pick<Store, 'personalFeeds'>,
  touched: readonly TouchedSections[],
): Promise<number> {
  const wanted = new Set(
    touched.flatMap(({ course, sections }) =>
      [course.id, ...course.formerly, ...course.crossListed.map(({ id }) => id)].flatMap((id) =>
        sections.map((section) => foldId(`${course.term}/${id}/${section}`)),
      ),
    ),
  );
  if (wanted.size === 0) return 0;
  const feeds = await store.personalFeeds();
  return feeds.filter(({ revokedAt, selection }) => revokedAt === null && holdsOne(selection, wanted)).length;
}

/** Selections name sections by course (`term/course`) and id, however they are nested. */
function holdsOne(selection: unknown, wanted: ReadonlySet<string>): boolean {
  if (Array.isArray(selection)) return selection.some((part) => holdsOne(part, wanted));
  if (typeof selection !== 'object' || selection === null) return false;
  const { course, section, sections } = selection as Record<string, unknown>;
  if (typeof course === 'string') {
    const ids = [section, ...(Array.isArray(sections) ? sections : [])];
    if (ids.some((id) => typeof id === 'string' && wanted.has(foldId(`${course}/${id}`)))) return true;
  }
  return Object.values(selection).some((part) => holdsOne(part, wanted));
}
