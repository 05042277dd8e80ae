/** Reads a change, or a list of patterns, from outside any file (desk, command line), with the same checks as files. */

import type { Change } from '../domain/change.ts';
import { foldId } from '../domain/id.ts';
import type { Catalog, CourseKey } from '../domain/model.ts';
import type { MeetingPattern } from '../domain/pattern.ts';
import type { Problem } from '../domain/problem.ts';
import { datesOfSections } from './check/candidates.ts';
import { checkPasswords } from './check/passwords.ts';
import { layOutTerm } from './check/term-days.ts';
import { Diagnostics } from './diagnostics.ts';
import type { ChangeContext } from './read/change-scope.ts';
import { readOne } from './read/changes.ts';
import { indexPeople } from './read/person.ts';
import { indexPlaces } from './read/place.ts';
import type { KnownSection, SectionIndex } from './read/references.ts';
import { readPatterns } from './read/section.ts';
import { changeSchema } from './schema/change.ts';
import { meets } from './schema/pattern.ts';
import { checkShape } from './schema/shape.ts';
import { openSource } from './source.ts';
import { cleanNode } from './yaml/text.ts';
import { nodeOf } from './yaml/tree.ts';

/** The context for reading changes of one course or term. Create it once for many changes. */
export type OutsideContext = ChangeContext;

/** Null: the course is not in the catalog. */
export function openCourseContext(catalog: Catalog, key: CourseKey): OutsideContext | null {
  const course = catalog.courses.get(key);
  const term = course && catalog.terms.get(course.term);
  if (!course || !term) return null;
  const sections: SectionIndex = new Map(
    course.sections.flatMap((section) => {
      const patterns = section.patterns.map(({ id }) => id).filter((id) => id !== '');
      const known: KnownSection = { id: section.id, firstId: section.firstId, patterns };
      return [section.id, ...section.also, ...section.formerly].map((id) => [foldId(id), known] as const);
    }),
  );
  const changeIds = course.changes.flatMap(({ id, effect }) => [
    id,
    ...(effect.instead ?? []).map((pattern) => pattern.id),
  ]);
  const people = indexPeople(course.staff);
  const days = layOutTerm(term);
  return {
    source: 'desk',
    days,
    datesOf: datesOfSections(course.sections, days, course),
    places: indexPlaces(catalog.site.places).index,
    people,
    sections,
    deadlines: course.deadlines.map(({ id }) => id),
    changeIds,
  };
}

/** Null: the term is not in the catalog. */
export function openTermContext(catalog: Catalog, id: string): OutsideContext | null {
  const term = catalog.terms.get(id);
  if (!term) return null;
  const { index } = indexPlaces(catalog.site.places);
  return {
    source: 'desk',
    days: layOutTerm(term),
    datesOf: () => [],
    places: index,
    people: new Map(),
    sections: null,
    deadlines: [],
    changeIds: [],
  };
}

/**
 * Reads a change in the form that `changes:` has in a file: a mapping of texts (numbers and booleans become texts).
 * Its problems have no position. Null if there are errors.
 */
export function readChange(
  value: unknown,
  context: OutsideContext,
): { readonly change: Change | null; readonly problems: readonly Problem[] } {
  const diagnostics = new Diagnostics(openSource({ path: '', text: '' }));
  const node = cleanNode(diagnostics, nodeOf(value));
  checkShape(diagnostics, node, changeSchema);
  checkPasswords(diagnostics, node);
  const change = readOne(diagnostics, node, context);
  return { change: diagnostics.hasErrors ? null : change, problems: diagnostics.problems };
}

/** Reads patterns in the form that `meets:` has in a file. */
export function readPatternList(
  value: unknown,
  context: OutsideContext,
): { readonly patterns: readonly MeetingPattern[] | null; readonly problems: readonly Problem[] } {
  const diagnostics = new Diagnostics(openSource({ path: '', text: '' }));
  const node = cleanNode(diagnostics, nodeOf(value));
  checkShape(diagnostics, node, meets);
  const patterns = readPatterns(diagnostics, node, context, { where: [], staff: [] });
  return { patterns: diagnostics.hasErrors ? null : patterns, problems: diagnostics.problems };
}
