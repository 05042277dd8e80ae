/**
 * Finds rooms and people that are in two meetings at once, given meetings that the caller has dated.
 *
 * Not reported: overlaps within one section; sections that belong together (`with`, `listed`); meetings with the same
 * room, people and time, which are one class under two codes.
 */
import type { Position, Problem } from '../domain/problem.ts';

export interface DatedUse {
  /** 'fall-2018/cos418/L01' */
  readonly section: string;
  /** The name for messages: 'COS 418 L01'. */
  readonly name: string;
  /** Keys of sections that belong together with it, in the form of `section`. */
  readonly together: readonly string[];
  /** Epoch ms; a meeting without an end counts at its start only. */
  readonly start: number;
  readonly end: number | null;
  /** The time for messages: 'Wed 12 September, 10 am'. */
  readonly when: string;
  /** Rooms by key (a place's id, or its folded text) and name; none for online and to be announced. */
  readonly rooms: readonly { readonly key: string; readonly name: string }[];
  /** People by a key that identifies one person (an id within its course, or a full name) and name. */
  readonly people: readonly { readonly key: string; readonly name: string }[];
  readonly at: Position;
}

interface Clash {
  readonly code: 'room-conflict' | 'person-conflict';
  readonly what: string;
  readonly first: DatedUse;
  readonly second: DatedUse;
  times: number;
}

/** The limit of compared pairs: beyond it, something is wrong with the rules as a whole. */
const MOST_CLASHES = 2000;
const MOST_AT_ONCE = 50;

/** Gives one warning for each pair of sections with a conflict, at the section that comes later in its file. */
export function findConflicts(uses: readonly DatedUse[]): Problem[] {
  const clashes = new Map<string, Clash>();
  gather(
    clashes,
    'room-conflict',
    byThing(uses, (use) => use.rooms),
  );
  gather(
    clashes,
    'person-conflict',
    byThing(uses, (use) => use.people),
  );
  return [...clashes.values()].map(describe);
}

function byThing(
  uses: readonly DatedUse[],
  things: (use: DatedUse) => DatedUse['rooms'],
): Map<string, { name: string; uses: DatedUse[] }> {
  const groups = new Map<string, { name: string; uses: DatedUse[] }>();
  for (const use of uses) {
    for (const { key, name } of things(use)) {
      const group = groups.get(key);
      if (group) group.uses.push(use);
      else groups.set(key, { name, uses: [use] });
    }
  }
  return groups;
}

function gather(
  clashes: Map<string, Clash>,
  code: Clash['code'],
  groups: Map<string, { name: string; uses: DatedUse[] }>,
): void {
  for (const [key, { name, uses }] of groups) {
    for (const [a, b] of findOverlaps(uses)) {
      if (clashes.size < MOST_CLASHES && isClash(code, a, b)) note(clashes, code, key, name, a, b);
    }
  }
}

function* findOverlaps(uses: readonly DatedUse[]): Generator<readonly [DatedUse, DatedUse]> {
  if (uses.length < 2) return;
  const sorted = [...uses].sort((a, b) => a.start - b.start || (a.section < b.section ? -1 : 1));
  let running: DatedUse[] = [];
  for (const use of sorted) {
    running = running.filter((other) => isRunningAt(other, use.start));
    for (const other of running) yield [other, use];
    if (running.length < MOST_AT_ONCE) running.push(use);
  }
}

/** A meeting without an end counts at its start only. */
function isRunningAt(use: DatedUse, instant: number): boolean {
  return use.end === null ? use.start === instant : use.end > instant;
}

function isClash(code: Clash['code'], a: DatedUse, b: DatedUse): boolean {
  if (a.section === b.section || a.together.includes(b.section) || b.together.includes(a.section)) return false;
  const sameTime = a.start === b.start && a.end === b.end;
  if (!sameTime) return true;
  const other = code === 'room-conflict' ? haveCommon(a.people, b.people) : haveCommon(a.rooms, b.rooms);
  return !other;
}

function haveCommon(a: DatedUse['rooms'], b: DatedUse['rooms']): boolean {
  return a.some(({ key, name }) => b.some((other) => other.key === key || other.name === name));
}

function note(
  clashes: Map<string, Clash>,
  code: Clash['code'],
  key: string,
  what: string,
  a: DatedUse,
  b: DatedUse,
): void {
  const [first, second] = isBefore(a, b) ? [a, b] : [b, a];
  const pair = `${code} ${key} ${first.section} ${second.section}`;
  const known = clashes.get(pair);
  if (known) known.times += 1;
  else clashes.set(pair, { code, what, first, second, times: 1 });
}

function isBefore(a: DatedUse, b: DatedUse): boolean {
  if (a.at.file !== b.at.file) return a.at.file < b.at.file;
  return a.at.line !== b.at.line ? a.at.line < b.at.line : a.at.column < b.at.column;
}

function describe({ code, what, first, second, times }: Clash): Problem {
  const often = times > 1 ? `${times} times, first ${second.when}` : second.when;
  const message =
    code === 'room-conflict'
      ? `${first.name} and ${second.name} are in ${what} at once: ${often}.`
      : `${what} is in ${first.name} and ${second.name} at once: ${often}.`;
  const hint = `If that is meant, write allow: [${code}]; sections that go together say so by with or listed.`;
  return { code, severity: 'warning', message, hint, at: second.at };
}
