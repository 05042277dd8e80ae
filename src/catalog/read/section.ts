/** One section of a course. */
import { foldId } from '../../domain/id.ts';
import { isSectionKind } from '../../domain/kind.ts';
import type { Arrangement, Section } from '../../domain/model.ts';
import type { MeetingPattern } from '../../domain/pattern.ts';
import { readDate } from '../../words/date.ts';
import { quote } from '../../words/mistake.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { readField, readFlag, readIds, textNodesOf, textOf } from '../fields.ts';
import { type Entry, entriesOf, entryAt, itemsOf, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import { isArrangement, readArrangement, refuseArrangement } from './arrangement.ts';
import { readCampus } from './audience.ts';
import { readPattern } from './pattern.ts';
import type { PatternContext, PatternDefaults } from './pattern-parts.ts';
import { readStaff } from './person.ts';
import { readVenues } from './place.ts';
import { readSectionIds, type SectionIndex } from './references.ts';
import { readUrl } from './url.ts';

export interface SectionContext extends PatternContext {
  readonly sections: SectionIndex;
  /** The site's. */
  readonly campuses: readonly string[];
}

/** @param campus the course's */
export function readSection(
  diagnostics: Diagnostics,
  entry: Entry,
  context: SectionContext,
  campus: string | null,
): Section {
  const { key: id, value: node } = entry;
  const formerly = readIds(valueAt(node, 'formerly')).map((one) => one.id);
  const kind = textOf(node, 'kind') ?? 'other';
  return {
    id,
    firstId: formerly[0] ?? id,
    formerly,
    also: readIds(valueAt(node, 'also')).map((one) => one.id),
    listed: readListed(diagnostics, node),
    kind: isSectionKind(kind) ? kind : 'other',
    campus: readCampus(diagnostics, node, context.campuses) ?? campus,
    title: textOf(node, 'title'),
    note: textOf(node, 'note'),
    url: readUrl(diagnostics, valueAt(node, 'url')),
    with: readOthers(diagnostics, node, 'with', id, context.sections),
    ...readMeets(diagnostics, node, context),
    ended: readEnded(diagnostics, node, id, context.sections),
    topics: readTopics(diagnostics, node),
    numbered: readFlag(node, 'numbered'),
    at: diagnostics.positionOf(entry.keySpan),
  };
}

function readMeets(
  diagnostics: Diagnostics,
  node: Node,
  context: SectionContext,
): Pick<Section, 'patterns' | 'toBeAnnounced' | 'arrangements' | keyof PatternDefaults> {
  const meets = valueAt(node, 'meets');
  const where = readVenues(diagnostics, valueAt(node, 'where'), context.places) ?? [];
  const staff = readStaff(diagnostics, valueAt(node, 'staff'), context.people) ?? [];
  if (!meets) return { where, staff, patterns: [], arrangements: [], toBeAnnounced: !entryAt(node, 'ended') };
  const arrangements: Arrangement[] = [];
  const patterns: MeetingPattern[] = [];
  for (const item of itemsOf(meets)) {
    const arrangement = isArrangement(item) ? readArrangement(diagnostics, item, context, { where, staff }) : null;
    if (arrangement) arrangements.push(arrangement);
    const pattern = isArrangement(item) ? null : readPattern(diagnostics, item, context, { where, staff });
    if (pattern) patterns.push(pattern);
  }
  const toBeAnnounced = patterns.length === 0 && arrangements.some(({ type }) => type === 'later');
  return { where, staff, patterns, arrangements, toBeAnnounced };
}

/** A single pattern or a list of patterns, in place of others. */
export function readPatterns(
  diagnostics: Diagnostics,
  node: Node,
  context: PatternContext,
  defaults: PatternDefaults,
): MeetingPattern[] {
  const items = itemsOf(node);
  for (const item of items.filter(isArrangement)) refuseArrangement(diagnostics, item);
  return items
    .filter((item) => !isArrangement(item))
    .map((item) => readPattern(diagnostics, item, context, defaults))
    .filter((pattern) => pattern !== null);
}

function readOthers(diagnostics: Diagnostics, node: Node, key: string, own: string, sections: SectionIndex): string[] {
  const others = readSectionIds(diagnostics, valueAt(node, key), sections);
  if (others.includes(own)) {
    diagnostics.error(
      'refers-to-itself',
      valueSpanOf(node, key),
      `The section ${own} names itself in ${key}.`,
      'Name other sections.',
    );
  }
  return others;
}

function readEnded(diagnostics: Diagnostics, node: Node, own: string, sections: SectionIndex): Section['ended'] {
  const on = readField(diagnostics, node, 'ended', readDate);
  const instead = readOthers(diagnostics, node, 'instead', own, sections);
  const entry = entryAt(node, 'instead');
  if (entry && !entryAt(node, 'ended')) {
    diagnostics.error(
      'key-combination',
      entry.keySpan,
      'instead goes with ended.',
      'Add ended: the last date on which this section meets.',
    );
  }
  return on === null ? null : { on, instead };
}

/** `listed: cs8803/A`: the same section's addresses in other courses of the term. */
function readListed(diagnostics: Diagnostics, node: Node): Section['listed'] {
  return textNodesOf(valueAt(node, 'listed')).flatMap((item) =>
    item.value.split(/[,\s]+/).flatMap((part) => {
      const match = /^([A-Za-z0-9][A-Za-z0-9_-]{0,31})\/([A-Za-z0-9][A-Za-z0-9_-]{0,31})$/.exec(part);
      if (match) return [{ course: match[1] as string, section: match[2] as string }];
      if (part !== '')
        diagnostics.error(
          'bad-id',
          item,
          `${quote(part)} is no course and section.`,
          'Write COURSE/SECTION by their ids: cs8803/A.',
        );
      return [];
    }),
  );
}

function readTopics(diagnostics: Diagnostics, node: Node): ReadonlyMap<string, string> {
  const topics = new Map<string, string>();
  for (const { key, keySpan, value } of entriesOf(valueAt(node, 'topics'))) {
    const date = readDate(key);
    if (!date.ok) diagnostics.mistake({ type: 'text', value: key, ...keySpan }, date.mistake);
    else if (topics.has(date.value))
      diagnostics.error('duplicate-key', keySpan, `${date.value} has two topics.`, 'Keep one.');
    else if (value.type === 'text' && value.value.trim() !== '') topics.set(date.value, value.value.trim());
  }
  return topics;
}

/** Every id that a section's mapping claims within its course, with its position. */
export function claimsOf(
  entry: Entry,
): readonly { readonly id: string; readonly node: { readonly start: number; readonly end: number } }[] {
  const others = [...readIds(valueAt(entry.value, 'also')), ...readIds(valueAt(entry.value, 'formerly'))];
  return [{ id: entry.key, node: entry.keySpan }, ...others.filter(({ id }) => foldId(id) !== foldId(entry.key))];
}
