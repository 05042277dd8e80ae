/** courses/TERM/ID.yaml → Course. */
import { DEADLINES, foldId, idOfCode, isId, TERM_FEED_IDS } from '../../domain/id.ts';
import { type Course, courseKey, type Deadline, type Link, type MeetingReference } from '../../domain/model.ts';
import { readDate } from '../../words/date.ts';
import { readInstant } from '../../words/instant.ts';
import { quote } from '../../words/mistake.ts';
import { readLanguageTag } from '../../words/own-language.ts';
import { datesOfSections } from '../check/candidates.ts';
import { checkPasswords } from '../check/passwords.ts';
import { checkSections } from '../check/sections.ts';
import { Diagnostics } from '../diagnostics.ts';
import { readField, readFlag, readIds, textNodeOf, textOf } from '../fields.ts';
import { overlayCourse } from '../overlay.ts';
import { courseSchema } from '../schema/course.ts';
import { checkShape } from '../schema/shape.ts';
import { openSource, type SourceFile } from '../source.ts';
import { parseYaml } from '../yaml/parse.ts';
import { type Entry, entriesOf, itemsOf, type Node, type TextNode, valueAt } from '../yaml/tree.ts';
import { readAllowed } from './allow.ts';
import { listChangeIds, readChanges } from './changes.ts';
import { readDeadlines } from './deadlines.ts';
import type { FileResult } from './file-result.ts';
import { indexPeople, readPeople } from './person.ts';
import { checkPatternName, findDeadline, findSection, readPatternName, type SectionIndex } from './references.ts';
import { readSections } from './sections.ts';
import { readCancelled, readLanguage, readShowStaff, readTakenAway } from './show.ts';
import type { TermContext } from './term.ts';
import { readUrl } from './url.ts';

/**
 * Reads a course's file; its id is the file's name, its term the folder's.
 * @param imported the course's imported file, which the own file overrides
 */
export function readCourse(
  file: SourceFile,
  id: string,
  context: TermContext,
  imported: SourceFile | null = null,
): FileResult<Course> {
  const diagnostics = new Diagnostics(openSource(file));
  if (!isId(id)) {
    diagnostics.error(
      'file-name',
      { start: 0, end: 1 },
      `A course’s file cannot be called ${quote(id)}.`,
      'Ids begin with a letter or digit and hold at most 32 of A-Z a-z 0-9 _ -.',
    );
  }
  if (TERM_FEED_IDS.has(foldId(id))) {
    diagnostics.warn(
      'reserved-id',
      { start: 0, end: 1 },
      `${quote(id)} is the address of a feed of the whole term, which this term now lacks.`,
      'Call the file otherwise, unless people have subscribed to it.',
    );
  }
  const own = parseYaml(diagnostics);
  const root = own && imported ? layOver(imported, own) : own;
  if (!root) return { value: null, problems: diagnostics.problems, allowed: new Set() };
  checkShape(diagnostics, root, courseSchema);
  checkPasswords(diagnostics, root);
  const allowed = readAllowed(diagnostics, root);
  const course = readFacts(diagnostics, root, id, context);
  return { value: diagnostics.hasErrors ? null : course, problems: diagnostics.problems, allowed };
}

/** An unreadable imported file was edited by hand: it is ignored until the next import replaces it. */
function layOver(imported: SourceFile, own: Node): Node {
  const below = parseYaml(new Diagnostics(openSource(imported)));
  return below ? overlayCourse(below, own).root : own;
}

function readFacts(diagnostics: Diagnostics, root: Node, id: string, context: TermContext): Course {
  const { term, days, places, site } = context;
  const staff = readPeople(diagnostics, valueAt(root, 'staff'));
  const parts = { days, places, people: indexPeople(staff) };
  const { sections, index } = readSections(diagnostics, root, { ...parts, campuses: site.campuses });
  const entries = new Map(entriesOf(valueAt(root, 'sections')).map((entry) => [entry.key, entry]));
  const formerly = readFormerly(diagnostics, root, id);
  const crossListed = readCrossListed(diagnostics, root);
  const ids = { id, formerly, crossListed };
  const datesOf = datesOfSections(sections, days, ids);
  checkSections(diagnostics, sections, (section) => entries.get(section) as Entry, days, datesOf, ids);
  if (entries.size === 0) warnOfEmpty(diagnostics, root);
  const deadlines = readDeadlines(diagnostics, root, { days, sections: index });
  const changeNode = valueAt(root, 'changes');
  const changeIds = listChangeIds(changeNode);
  const changes = readChanges(diagnostics, changeNode, {
    ...parts,
    source: 'course',
    sections: index,
    deadlines: deadlines.map(({ id }) => id),
    changeIds,
    datesOf,
  });
  const withdrawn = readWithdrawn(diagnostics, root, index, { changeIds, deadlines });
  return {
    key: courseKey(term.id, id),
    term: term.id,
    id,
    firstId: formerly[0] ?? id,
    formerly,
    code: textOf(root, 'code') ?? id,
    crossListed,
    title: textOf(root, 'title') ?? '',
    titleLanguage: readField(diagnostics, root, 'titleLanguage', readLanguageTag),
    language: readLanguage(root),
    url: readUrl(diagnostics, valueAt(root, 'url')),
    links: readLinks(diagnostics, root),
    note: textOf(root, 'note'),
    staff,
    sections,
    deadlines,
    changes,
    showStaff: readShowStaff(root),
    cancelled: readCancelled(root),
    takenAway: readTakenAway(root),
    published: readField(diagnostics, root, 'published', (text) => readInstant(text, term.zone, term.clock)),
    draft: readFlag(root, 'draft'),
    withdrawn,
    at: diagnostics.positionOf(root),
  };
}

function warnOfEmpty(diagnostics: Diagnostics, root: Node): void {
  const at =
    root.type === 'map'
      ? (root.entries.find(({ key }) => key === 'sections')?.keySpan ?? root.entries[0]?.keySpan)
      : undefined;
  diagnostics.warn(
    'course-empty',
    at ?? root,
    'The course has no sections.',
    'Add sections: with L01: {kind: lecture, meets: TBA}.',
  );
}

function readFormerly(diagnostics: Diagnostics, root: Node, own: string): string[] {
  return readIds(valueAt(root, 'formerly')).flatMap(({ id, node }) => {
    if (!isId(id)) {
      diagnostics.error('bad-id', node, `${quote(id)} is no id.`, 'Write the file’s former name without .yaml.');
      return [];
    }
    if (foldId(id) === foldId(own)) {
      diagnostics.error(
        'id-taken',
        node,
        `${id} is the course’s present id.`,
        'formerly holds the names that the file had before.',
      );
      return [];
    }
    return [id];
  });
}

function readCrossListed(diagnostics: Diagnostics, root: Node): Course['crossListed'] {
  return itemsOf(valueAt(root, 'crossListed')).flatMap((item) => {
    const code = item.type === 'text' ? item.value.trim() : textOf(item, 'code');
    if (!code) return [];
    const written = textOf(item, 'id');
    const id = written ?? idOfCode(code);
    if (isId(id)) return [{ id, code, title: textOf(item, 'title') }];
    // The schema has checked the ids.
    if (written !== null) return [];
    diagnostics.error(
      'bad-id',
      textNodeOf(item, 'code') ?? item,
      `The code ${quote(code)} gives no id for an address.`,
      'Write {id: ece418, code: …}.',
    );
    return [];
  });
}

function readLinks(diagnostics: Diagnostics, root: Node): Link[] {
  return entriesOf(valueAt(root, 'links')).flatMap(({ key, value }) => {
    const url = readUrl(diagnostics, value);
    return url === null ? [] : [{ title: key.trim(), url }];
  });
}

/** Deadlines are meetings of a section of their own, with their ids as those of patterns. */
function readWithdrawnDeadline(
  diagnostics: Diagnostics,
  node: TextNode,
  deadlines: readonly Deadline[],
): MeetingReference[] {
  const ids = deadlines.map(({ id }) => id);
  const id = findDeadline(diagnostics, node, ids);
  const at = diagnostics.positionOf(node);
  return deadlines.flatMap((one) => (one.id === id ? [{ section: DEADLINES, date: one.date, pattern: id, at }] : []));
}

function readWithdrawn(
  diagnostics: Diagnostics,
  root: Node,
  index: SectionIndex,
  { changeIds, deadlines }: { readonly changeIds: readonly string[]; readonly deadlines: readonly Deadline[] },
): MeetingReference[] {
  return itemsOf(valueAt(root, 'withdrawn')).flatMap((item) => {
    const named = textNodeOf(item, 'deadline');
    if (named) return readWithdrawnDeadline(diagnostics, named, deadlines);
    const node = textNodeOf(item, 'section');
    const section = node ? findSection(diagnostics, node, node.value.trim(), index) : null;
    const date = readField(diagnostics, item, 'date', readDate);
    const at = diagnostics.positionOf(item);
    if (section) checkPatternName(diagnostics, valueAt(item, 'pattern'), [section], index, changeIds);
    return section && date ? [{ section, date, pattern: readPatternName(item), at }] : [];
  });
}
