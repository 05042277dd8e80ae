/** terms/ID.yaml → Term. */

import { commonTerm } from '../../domain/audience.ts';
import { type DateSpan, dayNumber, type LocalDate, USUAL_WEEKEND } from '../../domain/date.ts';
import { isId, ROUTE_NAMES } from '../../domain/id.ts';
import { ENGLISH } from '../../domain/language.ts';
import type { DaySwap, NumberedWeek, Period, Site, Term } from '../../domain/model.ts';
import { isZone } from '../../domain/zone.ts';
import { readSpan } from '../../words/date.ts';
import { readInstant } from '../../words/instant.ts';
import { quote } from '../../words/mistake.ts';
import { readWeekday, readWeekdays } from '../../words/weekday.ts';
import { checkPasswords } from '../check/passwords.ts';
import { checkCounts, checkTerm } from '../check/term.ts';
import { layOutTerm, type TermDays } from '../check/term-days.ts';
import { readField, readFlag, readText, textNodeOf, textOf } from '../fields.ts';
import { LIMITS } from '../limits.ts';
import { findNearest } from '../nearest.ts';
import { Reading } from '../reading.ts';
import { checkShape } from '../schema/shape.ts';
import { termSchema } from '../schema/term.ts';
import { openSource, type SourceFile } from '../source.ts';
import { parseYaml } from '../yaml/parse.ts';
import { entriesOf, entryAt, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import { readAllowed } from './allow.ts';
import { readChanges } from './changes.ts';
import type { FileResult } from './file-result.ts';
import { readOtherHours } from './other-hours.ts';
import { readClockHours, readLanguage } from './show.ts';
import type { SiteContext } from './site.ts';
import { readBreaks, readClosings, readSwaps } from './term-breaks.ts';

export interface TermContext extends SiteContext {
  readonly term: Term;
  readonly days: TermDays;
}

/** Reads a term's file; its id is the file's name. */
export function readTerm(file: SourceFile, id: string, site: SiteContext): FileResult<TermContext> {
  const reading = new Reading(openSource(file));
  checkTermId(reading, id);
  const root = parseYaml(reading);
  if (!root) return { value: null, problems: reading.problems, allowed: new Set() };
  checkShape(reading, root, termSchema);
  checkPasswords(reading, root);
  const allowed = readAllowed(reading, root);
  const term = readFacts(reading, root, id, site.site);
  if (!term) return { value: null, problems: reading.problems, allowed };
  checkTerm(reading, root, term);
  const days = layOutTerm(term);
  const common = commonTerm(term);
  checkCounts(reading, root, common === term ? days : layOutTerm(common));
  const changes = readChanges(reading, valueAt(root, 'changes'), {
    ...site,
    source: 'term',
    days,
    datesOf: () => [],
    people: new Map(),
    sections: null,
    deadlines: [],
    changeIds: [],
  });
  const value = { ...site, term: { ...term, changes }, days };
  return { value: reading.hasErrors ? null : value, problems: reading.problems, allowed };
}

function checkTermId(reading: Reading, id: string): void {
  const start = { start: 0, end: 1 };
  if (!isId(id)) {
    reading.error(
      'file-name',
      start,
      `A term’s file cannot be called ${quote(id)}.`,
      'Ids begin with a letter or digit and hold at most 32 of A-Z a-z 0-9 _ -.',
    );
  } else if (ROUTE_NAMES.has(id.toLowerCase())) {
    reading.error(
      'reserved-id',
      start,
      `A term cannot be called ${quote(id)}: that address is Belltower’s own.`,
      'Call the file by the term: fall-2018.yaml.',
    );
  }
}

/** Null if the zone or the dates of classes are missing: both are required to lay out the term. */
function readFacts(reading: Reading, root: Node, id: string, site: Site): Term | null {
  const clock = readClockHours(root, site.clock);
  const language = readLanguage(root);
  const context = { language: language ?? site.language ?? ENGLISH, clock, campuses: site.campuses };
  const zone = readZone(reading, root);
  const periods = readPeriods(reading, root);
  const swaps = readSwaps(reading, root, context);
  if (zone === null || !periods.some(({ name }) => name === 'classes')) return null;
  if (!isShortEnough(reading, root, periods, swaps)) return null;
  return {
    id,
    title: textOf(root, 'title') ?? id,
    language,
    zone,
    weekStarts: readField(reading, root, 'weekStarts', readWeekday) ?? 'MO',
    weekend: readField(reading, root, 'weekend', readWeekdays) ?? USUAL_WEEKEND,
    clock,
    periods,
    breaks: readBreaks(reading, root, context),
    closings: readClosings(reading, root, context),
    swaps,
    hours: readOtherHours(reading, root, clock, site.campuses),
    halves: readHalves(reading, root),
    parts: readParts(reading, root),
    firstWeek: readFirstWeek(reading, root),
    weeks: readWeekSpans(reading, root),
    changes: [],
    draft: readFlag(root, 'draft'),
    published: readField(reading, root, 'published', (text) => readInstant(text, zone, clock)),
  };
}

function readZone(reading: Reading, root: Node): string | null {
  const node = textNodeOf(root, 'zone');
  const zone = node?.value.trim();
  if (!node || !zone) return null;
  if (zone.includes('/') ? isZone(zone) : zone === 'UTC') return zone;
  const nearest = findNearest(zone, Intl.supportedValuesOf('timeZone'));
  const hint = nearest ? `Did you mean ${nearest}?` : 'Write it as in America/New_York or Europe/Berlin.';
  reading.error('unknown-zone', node, `${quote(zone)} is no time zone.`, hint);
  return null;
}

function readPeriods(reading: Reading, root: Node): Period[] {
  const named = ['classes', 'reading', 'exams'].map((name) => ({ name, node: valueAt(root, name) }));
  const others = entriesOf(valueAt(root, 'periods')).map(({ key, keySpan, value }) => {
    if (named.some(({ name }) => name === key))
      reading.error(
        'duplicate-key',
        keySpan,
        `The period ${key} has a key of its own.`,
        `Write ${key}: … outside periods.`,
      );
    return { name: key, node: value };
  });
  return [...named, ...others].flatMap(({ name, node }) => {
    const span = readText(reading, node, readSpan);
    return span ? [{ name, ...span }] : [];
  });
}

function isShortEnough(reading: Reading, root: Node, periods: readonly Period[], swaps: readonly DaySwap[]): boolean {
  const dates = [...periods.flatMap(({ from, until }) => [from, until]), ...swaps.map(({ date }) => date)].sort();
  const [first, last] = [dates[0] as LocalDate, dates.at(-1) as LocalDate];
  const days = dayNumber(last) - dayNumber(first) + 1;
  if (days <= LIMITS.termDays) return true;
  reading.error(
    'term-too-long',
    valueSpanOf(root, 'classes'),
    `The term goes from ${first} to ${last}, more than two years.`,
    'Check the years of its periods and swaps.',
  );
  return false;
}

function readHalves(reading: Reading, root: Node): Term['halves'] {
  const node = valueAt(root, 'halves');
  const first: DateSpan | null = readField(reading, node, 'first', readSpan);
  const second: DateSpan | null = readField(reading, node, 'second', readSpan);
  return first && second ? { first, second } : null;
}

function readParts(reading: Reading, root: Node): Period[] {
  return entriesOf(valueAt(root, 'parts')).flatMap(({ key, value }) => {
    const span = readText(reading, value, readSpan);
    return span ? [{ name: key, ...span }] : [];
  });
}

function readFirstWeek(reading: Reading, root: Node): Term['firstWeek'] {
  const entry = entryAt(root, 'firstWeek');
  if (entry && entryAt(root, 'weeks')) {
    reading.error(
      'key-combination',
      entry.keySpan,
      'firstWeek does not go with weeks, which numbers every week itself.',
      'Take firstWeek away.',
    );
  }
  return textOf(root, 'firstWeek') === '0' ? 0 : 1;
}

function readWeekSpans(reading: Reading, root: Node): NumberedWeek[] | null {
  const node = valueAt(root, 'weeks');
  if (node?.type !== 'map') return null;
  return node.entries.flatMap(({ key, value }) => {
    const span = readText(reading, value, readSpan);
    return span && /^(?:0|[1-9]\d{0,2})$/.test(key) ? [{ number: Number(key), ...span }] : [];
  });
}
