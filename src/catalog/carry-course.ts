/**
 * Copies a course's file to another term. The rules are kept; everything specific to the old term is removed: dates, deadlines,
 * changes, withdrawn meetings, topics, former ids, `published`. Comments and the order of keys are kept.
 */
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { LocalDate } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import type { Term } from '../domain/model.ts';
import { numberWeeks } from '../domain/teaching-weeks.ts';
import { readDate } from '../words/date.ts';
import { readMeetingTime } from '../words/meeting-time.ts';
import { readWeeks } from '../words/weeks.ts';
import { spanOfTerm } from './check/term-days.ts';

const OF_COURSE = ['deadlines', 'changes', 'withdrawn', 'formerly', 'draft'];
const OF_SECTION = ['topics', 'formerly', 'ended', 'instead'];
const OF_PATTERN = ['from', 'until'];

/** `text` must pass `check`; `published` is the day on which the new course is first published. */
export function carryCourse(text: string, target: Term, published: LocalDate): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  const root = document.contents;
  if (!isMap(root)) return text;
  for (const key of OF_COURSE) root.delete(key);
  placePublished(document, root, published);
  const sections = root.get('sections');
  if (isMap(sections)) carrySections(document, sections, target);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Put after the title, where people look for it. */
function placePublished(document: Document, root: YAMLMap, published: LocalDate): void {
  if (root.has('published')) root.set('published', published);
  else {
    const title = root.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === 'title');
    root.items.splice(title + 1, 0, document.createPair('published', published));
  }
}

function carrySections(document: Document, sections: YAMLMap, target: Term): void {
  const ended = sections.items.filter(({ value }) => isMap(value) && value.has('ended')).map(({ key }) => String(key));
  for (const { value } of sections.items) if (isMap(value)) carrySection(document, value, target);
  // An ended section is dropped, unless another one refers to it.
  for (const id of ended) if (!isNamed(sections, id)) sections.delete(id);
}

function isNamed(sections: YAMLMap, id: string): boolean {
  return sections.items.some(({ key, value }) => {
    if (String(key) === id || !isMap(value)) return false;
    const meets = value.get('meets');
    const patterns = isSeq(meets) ? meets.items : [meets];
    const bases = patterns.filter(isMap).flatMap((pattern) => [pattern.get('after'), pattern.get('before')]);
    const named = [...bases, ...listItems(value.get('with', true)).flatMap((text) => text.split(/[\s,]+/))].map(
      (text) => String(text).toLowerCase(),
    );
    return named.includes(id.toLowerCase());
  });
}

function carrySection(document: Document, section: YAMLMap, target: Term): void {
  for (const key of OF_SECTION) section.delete(key);
  const meets = section.get('meets', true) as unknown;
  if (isSeq(meets)) {
    meets.items = dropHandovers(meets.items).filter((pattern) => !isDated(pattern, target));
    if (meets.items.length === 0) section.set('meets', document.createNode('TBA'));
    const patterns = meets.items.filter((item) => isMap(item));
    const widened = patterns.filter((pattern) => widen(pattern, target));
    // Nothing is published in the new term yet, so ids may change.
    if (widened.length > 0) giveIds(patterns);
  } else if (isDated(meets, target)) section.set('meets', document.createNode('TBA'));
  else if (isMap(meets)) widen(meets, target);
}

/** Removes restrictions of a pattern to dates, weeks, halves or periods that the other term does not have. */
function widen(pattern: YAMLMap, target: Term): boolean {
  const narrow = [...OF_PATTERN, ...listMissing(pattern, target)].filter((key) => pattern.has(key));
  for (const key of narrow) pattern.delete(key);
  return narrow.length > 0;
}

function listMissing(pattern: YAMLMap, target: Term): string[] {
  const periods = new Set(target.periods.map(({ name }) => name.toLowerCase()));
  const known = new Set(numberWeeks(target, spanOfTerm(target)).map(({ number }) => number));
  const weeks = listItems(pattern.get('weeks', true)).map((text) => readWeeks(text));
  const missing: string[] = [];
  if (target.halves === null) missing.push('half');
  if (listItems(pattern.get('during', true)).some((name) => !periods.has(name.trim().toLowerCase())))
    missing.push('during');
  if (weeks.some((read) => read.ok && typeof read.value !== 'string' && read.value.some((week) => !known.has(week))))
    missing.push('weeks');
  return missing;
}

/** The texts of a list, or a single text. */
function listItems(node: unknown): string[] {
  if (isScalar(node)) return [String(node.value)];
  return isSeq(node) ? node.items.map(String) : [];
}

function giveIds(patterns: readonly YAMLMap[]): void {
  const taken = new Set<string>();
  for (const [index, pattern] of patterns.entries()) {
    const id = String(pattern.get('id') ?? '');
    if (index > 0 && (id === '' || taken.has(foldId(id)))) pattern.set('id', `p${index + 1}`);
    taken.add(foldId(String(pattern.get('id') ?? '')));
  }
}

/** Of patterns that followed one another during the term, keeps the last. */
function dropHandovers(patterns: readonly unknown[]): unknown[] {
  const starts = patterns.map((pattern) => dateOf(pattern, 'from')).filter((date) => date !== null);
  return patterns.filter((pattern) => {
    const until = dateOf(pattern, 'until');
    return until === null || !starts.some((from) => from > until);
  });
}

function dateOf(pattern: unknown, key: string): LocalDate | null {
  const read = isMap(pattern) ? readDate(String(pattern.get(key) ?? '')) : null;
  return read?.ok ? read.value : null;
}

function isDated(pattern: unknown, { clock: hourCycle }: Term): boolean {
  if (isMap(pattern) && pattern.has('dates')) return true;
  const text = isMap(pattern) ? pattern.get('on') : isScalar(pattern) ? pattern.value : null;
  const read = text === null || text === undefined ? null : readMeetingTime(String(text), hourCycle);
  return read?.ok === true && 'dates' in read.value.on;
}
