/** Reads all sections of a course; ids first, because sections refer to one another. */
import { DEADLINES, foldId, isId, RESERVED_SECTION_IDS, STAFF } from '../../domain/id.ts';
import type { Section } from '../../domain/model.ts';
import { quote } from '../../words/mistake.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readIds, textOf } from '../fields.ts';
import { LIMITS } from '../limits.ts';
import { type Entry, entriesOf, itemsOf, type Node, valueAt } from '../yaml/tree.ts';
import { readCampus } from './audience.ts';
import type { KnownSection, SectionIndex } from './references.ts';
import { claimsOf, readSection, type SectionContext } from './section.ts';

export interface ReadSections {
  readonly sections: readonly Section[];
  readonly index: SectionIndex;
}

export function readSections(
  diagnostics: Diagnostics,
  root: Node,
  context: Omit<SectionContext, 'sections'>,
): ReadSections {
  const node = valueAt(root, 'sections');
  // A section that is not a mapping has been reported; its id is known all the same.
  const entries = entriesOf(node);
  const index = indexSections(diagnostics, entries);
  if (!isBounded(diagnostics, node, entries)) return { sections: [], index };
  const campus = readCampus(diagnostics, root, context.campuses);
  const sections = entries.map((entry) => readSection(diagnostics, entry, { ...context, sections: index }, campus));
  return { sections, index };
}

function indexSections(diagnostics: Diagnostics, entries: readonly Entry[]): SectionIndex {
  const index = new Map<string, KnownSection>();
  for (const entry of entries) {
    const patterns = itemsOf(valueAt(entry.value, 'meets')).flatMap((item) => textOf(item, 'id') ?? []);
    const firstId = readIds(valueAt(entry.value, 'formerly'))[0]?.id ?? entry.key;
    const known = { id: entry.key, firstId, patterns };
    for (const claim of claimsOf(entry)) {
      if (mayHave(diagnostics, entry, claim, index)) index.set(foldId(claim.id), known);
    }
  }
  return index;
}

/** Whether a section may have an id; reports why not. */
function mayHave(
  diagnostics: Diagnostics,
  entry: Entry,
  { id, node }: ReturnType<typeof claimsOf>[number],
  index: SectionIndex,
): boolean {
  const other = index.get(foldId(id));
  if (RESERVED_SECTION_IDS.has(foldId(id))) {
    const message = `${quote(id)} means the whole course in an address.`;
    diagnostics.error('reserved-id', node, message, 'Call the section otherwise.');
  } else if (foldId(id) === DEADLINES && !other) {
    const message = `${quote(id)} is the id under which deadlines are published: this course can have none.`;
    diagnostics.warn('reserved-id', node, message, 'Call the section otherwise, unless people have subscribed to it.');
    return true;
  } else if (foldId(id) === STAFF && !other) {
    const message = `${quote(id)} is the part of an address under which the course’s people have their feeds.`;
    diagnostics.warn('reserved-id', node, message, 'Call the section otherwise, unless people have subscribed to it.');
    return true;
  } else if (!isId(id)) {
    // The schema has checked the keys.
    if (id !== entry.key)
      diagnostics.error(
        'bad-id',
        node,
        `${quote(id)} is no id.`,
        'Ids begin with a letter or digit and hold at most 32 of A-Z a-z 0-9 _ -.',
      );
  } else if (other) {
    diagnostics.error(
      'id-taken',
      node,
      `The id ${id} is taken by the section ${other.id}.`,
      'Ids differ in more than case; also and formerly count too.',
    );
  } else return true;
  return false;
}

function isBounded(diagnostics: Diagnostics, node: Node | null, entries: readonly Entry[]): boolean {
  const patterns = entries.reduce((sum, { value }) => sum + itemsOf(valueAt(value, 'meets')).length, 0);
  const tooMany =
    entries.length > LIMITS.sections
      ? `${entries.length} sections`
      : patterns > LIMITS.patternsOfCourse
        ? `${patterns} patterns`
        : null;
  if (tooMany === null || !node) return true;
  diagnostics.error(
    'too-large',
    { start: node.start, end: node.start + 1 },
    `The course has ${tooMany}.`,
    `At most ${LIMITS.sections} sections and ${LIMITS.patternsOfCourse} patterns are read.`,
  );
  return false;
}
