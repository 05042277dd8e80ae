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
import { Diagnostics } from '../diagnostics.ts';
import { readField, readFlag, readText, textNodeOf, textOf } from '../fields.ts';
import { LIMITS } from '../limits.ts';
import { findNearest } from '../nearest.ts';
import { checkShape } from '../schema/shape.ts';
import { termSchema } from '../schema/term.ts';
import { openSource, type SourceFile } from '../source.ts';
import { parseYaml } from '../yaml/parse.ts';
import { entriesOf, entryAt, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import { readAllowed } from './allow.ts';
import { readChanges } from './changes.ts';
import type { FileResult } from './file-result.ts';
import { readOtherHours } from './other-hours.ts';
import { readHourCycle, readLanguage } from './show.ts';
import type { SiteContext } from './site.ts';
import { readBreaks, readClosings, readSwaps } from './term-breaks.ts';

export interface TermContext extends SiteContext {
  readonly term: Term;
  readonly days: TermDays;
}

/** Reads a term's file; its id is the file's name. */
export function readTerm(file: SourceFile, id: string, site: SiteContext): FileResult<TermContext> {
  const diagnostics = new Diagnostics(openSource(file));
  checkTermId(diagnostics, id);
  const root = parseYaml(diagnostics);
  if (!root) return { value: null, problems: diagnostics.problems, allowed: new Set() };
  checkShape(diagnostics, root, termSchema);
  checkPasswords(diagnostics, root);
  const allowed = readAllowed(diagnostics, root);
  const term = readFacts(diagnostics, root, id, site.site);
  if (!term) return { value: null, problems: diagnostics.problems, allowed };
  checkTerm(diagnostics, root, term);
  const days = layOutTerm(term);
  const common = commonTerm(term);
  checkCounts(diagnostics, root, common === term ? days : layOutTerm(common));
  const changes = readChanges(diagnostics, valueAt(root, 'changes'), {
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
  return { value: diagnostics.hasErrors ? null : value, problems: diagnostics.problems, allowed };
}

function checkTermId(diagnostics: Diagnostics, id: string): void {
  const start = { start: 0, end: 1 };
  if (!isId(id)) {
    diagnostics.error(
      'file-name',
      start,
      `A term’s file cannot be called ${quote(id)}.`,
      'Ids begin with a letter or digit and hold at most 32 of A-Z a-z 0-9 _ -.',
    );
  } else if (ROUTE_NAMES.has(id.toLowerCase())) {
    diagnostics.error(
      'reserved-id',
      start,
      `A term cannot be called ${quote(id)}: that address is Belltower’s own.`,
      'Call the file by the term: fall-2018.yaml.',
    );
  }
}

/** Null if the zone or the dates of classes are missing: both are required to lay out the term. */
function readFacts(diagnostics: Diagnostics, root: Node, id: string, site: Site): Term | null {
  const hourCycle = readHourCycle(root, site.clock);
  const language = readLanguage(root);
  const context = { language: language ?? site.language ?? ENGLISH, hourCycle, campuses: site.campuses };
  const zone = readZone(diagnostics, root);
  const periods = readPeriods(diagnostics, root);
  const swaps = readSwaps(diagnostics, root, context);
  if (zone === null || !periods.some(({ name }) => name === 'classes')) return null;
  if (!isShortEnough(diagnostics, root, periods, swaps)) return null;
  return {
    id,
    title: textOf(root, 'title') ?? id,
    language,
    zone,
    weekStarts: readField(diagnostics, root, 'weekStarts', readWeekday) ?? 'MO',
    weekend: readField(diagnostics, root, 'weekend', readWeekdays) ?? USUAL_WEEKEND,
    clock: hourCycle,
    periods,
    breaks: readBreaks(diagnostics, root, context),
    closings: readClosings(diagnostics, root, context),
    swaps,
    hours: readOtherHours(diagnostics, root, hourCycle, site.campuses),
    halves: readHalves(diagnostics, root),
    parts: readParts(diagnostics, root),
    firstWeek: readFirstWeek(diagnostics, root),
    weeks: readWeekSpans(diagnostics, root),
    changes: [],
    draft: readFlag(root, 'draft'),
    published: readField(diagnostics, root, 'published', (text) => readInstant(text, zone, hourCycle)),
  };
}

function readZone(diagnostics: Diagnostics, root: Node): string | null {
  const node = textNodeOf(root, 'zone');
  const zone = node?.value.trim();
  if (!node || !zone) return null;
  if (zone.includes('/') ? isZone(zone) : zone === 'UTC') return zone;
  const nearest = findNearest(zone, Intl.supportedValuesOf('timeZone'));
  const hint = nearest ? `Did you mean ${nearest}?` : 'Write it as in America/New_York or Europe/Berlin.';
  diagnostics.error('unknown-zone', node, `${quote(zone)} is no time zone.`, hint);
  return null;
}

function readPeriods(diagnostics: Diagnostics, root: Node): Period[] {
  const named = ['classes', 'reading', 'exams'].map((name) => ({ name, node: valueAt(root, name) }));
  const others = entriesOf(valueAt(root, 'periods')).map(({ key, keySpan, value }) => {
    if (named.some(({ name }) => name === key))
      diagnostics.error(
        'duplicate-key',
        keySpan,
        `The period ${key} has a key of its own.`,
        `Write ${key}: … outside periods.`,
      );
    return { name: key, node: value };
  });
  return [...named, ...others].flatMap(({ name, node }) => {
    const span = readText(diagnostics, node, readSpan);
    return span ? [{ name, ...span }] : [];
  });
}

function isShortEnough(
  diagnostics: Diagnostics,
  root: Node,
  periods: readonly Period[],
  swaps: readonly DaySwap[],
): boolean {
  const dates = [...periods.flatMap(({ from, until }) => [from, until]), ...swaps.map(({ date }) => date)].sort();
  const [first, last] = [dates[0] as LocalDate, dates.at(-1) as LocalDate];
  const days = dayNumber(last) - dayNumber(first) + 1;
  if (days <= LIMITS.termDays) return true;
  diagnostics.error(
    'term-too-long',
    valueSpanOf(root, 'classes'),
    `The term goes from ${first} to ${last}, more than two years.`,
    'Check the years of its periods and swaps.',
  );
  return false;
}

function readHalves(diagnostics: Diagnostics, root: Node): Term['halves'] {
  const node = valueAt(root, 'halves');
  const first: DateSpan | null = readField(diagnostics, node, 'first', readSpan);
  const second: DateSpan | null = readField(diagnostics, node, 'second', readSpan);
  return first && second ? { first, second } : null;
}

function readParts(diagnostics: Diagnostics, root: Node): Period[] {
  return entriesOf(valueAt(root, 'parts')).flatMap(({ key, value }) => {
    const span = readText(diagnostics, value, readSpan);
    return span ? [{ name: key, ...span }] : [];
  });
}

function readFirstWeek(diagnostics: Diagnostics, root: Node): Term['firstWeek'] {
  const entry = entryAt(root, 'firstWeek');
  if (entry && entryAt(root, 'weeks')) {
    diagnostics.error(
      'key-combination',
      entry.keySpan,
      'firstWeek does not go with weeks, which numbers every week itself.',
      'Take firstWeek away.',
    );
  }
  return textOf(root, 'firstWeek') === '0' ? 0 : 1;
}

function readWeekSpans(diagnostics: Diagnostics, root: Node): NumberedWeek[] | null {
  const node = valueAt(root, 'weeks');
  if (node?.type !== 'map') return null;
  return node.entries.flatMap(({ key, value }) => {
    const span = readText(diagnostics, value, readSpan);
    return span && /^(?:0|[1-9]\d{0,2})$/.test(key) ? [{ number: Number(key), ...span }] : [];
  });
}
