/**
 * Keeps a section's pattern ids over imports. A row is matched with its pattern by equality, otherwise by the best
 * overlap of days, dates, time, room and people; if two match and it matters, neither is used.
 */
import { addDays, type DateSpan, minutesOf, WEEKDAYS, weekdayOf } from '../../domain/date.ts';
import type { PatternDraft } from './draft.ts';
import { timeKey } from './merge-meetings.ts';

export interface PatternsWithIds {
  readonly patterns: readonly PatternDraft[];
  /** Patterns that could not be matched after a change: they get new identities. */
  readonly unsure: readonly PatternDraft[];
}

/** The smallest difference between scores that decides. */
const MARGIN = 0.75;
/** The lowest score of a match. */
const ENOUGH = 1;

/** Whether two patterns of a section can fall on one date. */
export function canMeetTogether(a: PatternDraft, b: PatternDraft, classes: DateSpan): boolean {
  const span = common(a, b, classes);
  if (!span) return false;
  // Without exceptions every week is as the first.
  const areWeeksAlike = a.except.length === 0 && b.except.length === 0;
  for (let at = 0; !areWeeksAlike || at < WEEKDAYS.length; at += 1) {
    const date = addDays(span.from, at);
    if (date > span.until) return false;
    if (isOn(a, date) && isOn(b, date)) return true;
  }
  return false;
}

function isOn({ date: single, weekdays, except }: PatternDraft, date: string): boolean {
  return single === null ? weekdays.includes(weekdayOf(date)) && !except.includes(date) : single === date;
}

function spanOf(pattern: PatternDraft, classes: DateSpan): DateSpan {
  return { from: pattern.date ?? pattern.from ?? classes.from, until: pattern.date ?? pattern.until ?? classes.until };
}

function common(a: PatternDraft, b: PatternDraft, classes: DateSpan): DateSpan | null {
  const [one, other] = [spanOf(a, classes), spanOf(b, classes)];
  const from = one.from > other.from ? one.from : other.from;
  const until = one.until < other.until ? one.until : other.until;
  return from <= until ? { from, until } : null;
}

/** Assigns patterns the ids of their predecessors, and new ids if two can fall on one date. */
export function assignPatternIds(
  fresh: readonly PatternDraft[],
  before: readonly PatternDraft[],
  classes: DateSpan,
): PatternsWithIds {
  const match = new Matching(fresh, before, classes);
  const keys: ((pattern: PatternDraft) => string)[] = [
    (one) => [timeKey(one), one.where.join('|'), one.people.join('|')].join('\u0000'),
    (one) => [timeKey(one), one.where.join('|')].join('\u0000'),
    timeKey,
  ];
  for (const key of keys) match.pairEqual(key);
  match.pairLast();
  match.pairSimilar();
  match.pairSplit();
  return giveIds(fresh, before, match, classes);
}

class Matching {
  readonly paired = new Map<PatternDraft, PatternDraft>();
  readonly unsure = new Set<PatternDraft>();
  readonly #classes: DateSpan;
  readonly #fresh: Set<PatternDraft>;
  readonly #before: Set<PatternDraft>;

  constructor(fresh: readonly PatternDraft[], before: readonly PatternDraft[], classes: DateSpan) {
    this.#fresh = new Set(fresh);
    this.#before = new Set(before);
    this.#classes = classes;
  }

  #pair(fresh: PatternDraft, old: PatternDraft): void {
    this.paired.set(fresh, old);
    this.#fresh.delete(fresh);
    this.#before.delete(old);
  }

  /** Pairs patterns with equal keys, if each side has exactly one. */
  pairEqual(keyOf: (pattern: PatternDraft) => string): void {
    const olds = Map.groupBy(this.#before, keyOf);
    for (const [key, news] of Map.groupBy(this.#fresh, keyOf)) {
      const [one, old] = [news[0], olds.get(key)?.[0]];
      if (one && old && news.length === 1 && olds.get(key)?.length === 1) this.#pair(one, old);
    }
  }

  /** If one row and one pattern are left over, the row was changed. */
  pairLast(): void {
    const [one, ...others] = this.#fresh;
    const [old, ...olds] = this.#before;
    if (one && old && others.length === 0 && olds.length === 0) this.#pair(one, old);
  }

  pairSimilar(): void {
    for (;;) {
      const edges = [...this.#fresh]
        .flatMap((one) => [...this.#before].map((old) => ({ one, old, score: scorePair(one, old, this.#classes) })))
        .filter(({ score }) => score >= ENOUGH)
        .sort((a, b) => b.score - a.score);
      const [best] = edges;
      if (!best) return;
      const rivals = edges.filter(
        (edge) =>
          edge !== best &&
          (edge.one === best.one || (edge.old === best.old && canMeetTogether(edge.one, best.one, this.#classes))) &&
          edge.score > best.score - MARGIN,
      );
      const cluster = [best, ...rivals];
      if (
        new Set(cluster.map(({ old }) => old.id)).size + new Set(cluster.map(({ one }) => one)).size > 2 &&
        this.#matters(cluster)
      ) {
        for (const { one, old } of cluster) {
          this.unsure.add(one);
          this.#fresh.delete(one);
          this.#before.delete(old);
        }
      } else this.#pair(best.one, best.old);
    }
  }

  /**
   * A pattern that became several which never share a date: each takes over its own dates of it (another room from
   * March on, Tuesday and Thursday in two rooms).
   */
  pairSplit(): void {
    for (const one of [...this.#fresh]) {
      const olds = new Set(this.paired.values());
      const parts = [...olds].filter(
        (old) =>
          canMeetTogether(one, old, this.#classes) &&
          scorePair(one, old, this.#classes) >= ENOUGH &&
          [...this.paired].every(([other, its]) => its.id !== old.id || !canMeetTogether(one, other, this.#classes)),
      );
      const [old, ...rivals] = parts;
      if (old && rivals.length === 0) this.#pair(one, old);
    }
  }

  /** Identities matter only if a row can fall on a date of a pattern. */
  #matters(cluster: readonly { readonly one: PatternDraft; readonly old: PatternDraft }[]): boolean {
    return cluster.some(({ one }) => cluster.some(({ old }) => canMeetTogether(one, old, this.#classes)));
  }
}

function scorePair(a: PatternDraft, b: PatternDraft, classes: DateSpan): number {
  const days = (one: PatternDraft) => new Set(one.date === null ? one.weekdays : [weekdayOf(one.date)]);
  const shared = days(a).intersection(days(b)).size / days(a).union(days(b)).size;
  const dates = common(a, b, classes) ? 1 : 0;
  const where = a.where.join('|') === b.where.join('|') ? 1 : 0;
  const people = a.people.join('|') === b.people.join('|') ? 0.5 : 0;
  return shared * dates * 3 + overlap(a, b) * 3 + (shared > 0 || overlap(a, b) > 0 ? where + people : 0);
}

/** The overlap of two times as a share of their union. */
function overlap(a: PatternDraft, b: PatternDraft): number {
  const minutes = (one: PatternDraft): readonly [number, number] => {
    const start = minutesOf(one.start);
    const end = one.end === null ? start + 60 : minutesOf(one.end);
    return [start, end > start ? end : end + 1440];
  };
  const [[from, until], [first, last]] = [minutes(a), minutes(b)];
  const both = Math.min(until, last) - Math.max(from, first);
  return both <= 0 ? 0 : both / (Math.max(until, last) - Math.min(from, first));
}

function giveIds(
  fresh: readonly PatternDraft[],
  before: readonly PatternDraft[],
  { paired, unsure }: Matching,
  classes: DateSpan,
): PatternsWithIds {
  const used = new Set(before.map(({ id }) => id));
  const ids = new Map<PatternDraft, string>();
  const clashes = (one: PatternDraft, id: string): boolean =>
    [...ids].some(([other, taken]) => taken === id && canMeetTogether(one, other, classes));
  const next = (): string => {
    for (let count = 1; ; count += 1) {
      const id = count < 26 ? String.fromCharCode(97 + count) : `p${count + 1}`;
      if (!used.has(id)) {
        used.add(id);
        return id;
      }
    }
  };
  for (const [one, old] of paired) ids.set(one, clashes(one, old.id) ? next() : old.id);
  for (const one of fresh) {
    if (ids.has(one)) continue;
    // Without an id it would take over the identity of the pattern without an id on its dates.
    const free = !clashes(one, '') && !before.some((old) => old.id === '' && canMeetTogether(one, old, classes));
    ids.set(one, free && !unsure.has(one) ? '' : next());
  }
  const patterns = fresh.map((one) => ({ ...keepOrder(one, paired.get(one)), id: ids.get(one) ?? '' }));
  return { patterns, unsure: [...unsure] };
}

/** Rooms and people in their previous order: a table's row order means nothing. */
function keepOrder(one: PatternDraft, old: PatternDraft | undefined): PatternDraft {
  const order = (fresh: readonly string[], before: readonly string[] | undefined): readonly string[] =>
    before?.toSorted().join('\u0000') === fresh.toSorted().join('\u0000') ? (before ?? fresh) : fresh;
  return { ...one, where: order(one.where, old?.where), people: order(one.people, old?.people) };
}
