/** A course's sections by any of their ids. */
import { foldId } from '../domain/id.ts';
import type { Course, Section } from '../domain/model.ts';

/** Whether an id names the section: its current, a former or another id, case-insensitive. */
export function isNamed(section: Section, id: string): boolean {
  if (section.id === id) return true;
  const folded = foldId(id);
  return [section.id, ...section.formerly, ...section.also].some((known) => foldId(known) === folded);
}

/** The section that an id names; a current id takes precedence over another section's former one. */
export function findSection({ sections }: Course, id: string): Section | null {
  const folded = foldId(id);
  return sections.find((one) => foldId(one.id) === folded) ?? sections.find((one) => isNamed(one, id)) ?? null;
}
