/** Which sections a publication touches, and on which dates: whose readers it concerns. */
import type { CourseFacts } from '../../domain/schedule.ts';
import type { CoursePlan } from '../plan.ts';
import type { Touched } from '../touched.ts';

export interface TouchedSection {
  readonly course: Pick<CourseFacts, 'term' | 'id' | 'formerly' | 'crossListed'>;
  readonly section: string;
  /** Of its touched meetings, as they were and as they are. */
  readonly dates: readonly string[];
}

/** A course's touched sections, with those that its meetings ride with. */
export function listTouchedSections({ next }: CoursePlan, touched: readonly Touched[]): TouchedSection[] {
  const { course } = next;
  const riding = new Map(next.sections.map((section) => [section.id, section.with]));
  const dates = new Map<string, Set<string>>();
  for (const { before, after } of touched) {
    const { section, date } = after.facts;
    for (const id of [section, ...(riding.get(section) ?? [])]) {
      const known = dates.get(id) ?? new Set();
      dates.set(id, known.add(date));
      if (before) known.add(before.facts.date);
    }
  }
  return [...dates].map(([section, days]) => ({ course, section, dates: [...days] }));
}
