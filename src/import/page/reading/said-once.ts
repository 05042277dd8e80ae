/** Statements for many meetings: the days of a table's times, the length of every session. */
import type { Kind } from '../../../domain/kind.ts';
import type { ElementOf } from '../../notation/phrase.ts';
import type { Draft } from './meetings.ts';
import { pick, type Unit } from './unit.ts';

/** The number of lines searched backwards for a sentence about days. */
const REACH = 14;

/** "Studios meet on Wednesdays." over a list or table of times without days. */
export function sayDays(units: readonly Unit[]): Unit[] {
  return units.map((unit, at) => {
    if (!isTimed(unit) || hasDays(unit)) return unit;
    const said = daysBefore(units, at);
    if (!said) return unit;
    const topic = unit.topic ?? said.kind;
    return { ...unit, topic, given: { ...unit.given, days: said.days } };
  });
}

function isTimed(unit: Unit): boolean {
  return unit.given.time != null || pick(unit.elements, 'time').length > 0;
}

function hasDays(unit: Unit): boolean {
  return (
    unit.given.days != null ||
    pick(unit.elements, 'days').length > 0 ||
    unit.scopes.some((scope) => scope.days.length > 0 && !scope.timed)
  );
}

function daysBefore(units: readonly Unit[], at: number): { days: ElementOf<'days'>; kind: Kind } | null {
  for (let i = at - 1; i >= Math.max(0, at - REACH); i--) {
    const other = units[i];
    if (!other || isTimed(other) || !isAbove(other, units[at] as Unit)) continue;
    const days = pick(other.elements, 'days').filter((each) => each.form === 'name');
    const kind = pick(other.elements, 'kind').find((each) => !each.weak);
    const dated = other.elements.some((each) => each.type === 'date' || each.type === 'occasion');
    if (days.length === 1 && days[0] && kind && !dated) return { days: days[0], kind: kind.kind };
  }
  return null;
}

/** A line of the text that the times stand in: under the same headings or fewer. */
function isAbove(said: Unit, times: Unit): boolean {
  const headings = said.scopes.filter((scope) => scope.rank <= 8);
  return headings.every((heading) => times.scopes.some((scope) => scope.text === heading.text));
}

/** "All sessions are 50 minutes", "every lecture lasts one hour". */
export function giveLengths(drafts: readonly Draft[], units: readonly Unit[]): void {
  for (const unit of units) {
    const lengths = pick(unit.elements, 'length');
    const [length] = lengths;
    if (isTimed(unit) || lengths.length !== 1 || !length || length.minutes > 300 || !speaksOfAll(unit)) continue;
    const kind = pick(unit.elements, 'kind').find((each) => !each.weak)?.kind;
    for (const draft of drafts) {
      const meant = kind ? draft.kind === kind : isAbove(unit, draft.unit);
      if (meant && draft.end === null && !draft.relative) draft.minutes ??= length.minutes;
    }
  }
}

function speaksOfAll(unit: Unit): boolean {
  const said = unit.text.text;
  return (
    /\b(?:all|every|each|lasts?|long|duration|length|-minute|minutes each)\b/i.test(said) &&
    !/\b(?:exam|quiz|midterm|final|late|homework|assignment|project|video)s?\b/i.test(said) &&
    (/\b(?:slots?|sessions?|meetings?|class(?:es)?|appointments?)\b/i.test(said) ||
      pick(unit.elements, 'kind').length > 0)
  );
}

/** "Section 101" on a line of its own, below the start and end of one meeting. */
export function giveSections(drafts: readonly Draft[], units: readonly Unit[]): void {
  const order = new Map(units.map((unit, at) => [unit, at]));
  for (const draft of drafts) {
    if (draft.section !== null || draft.kind === 'office hours') continue;
    const at = order.get(draft.unit) ?? -1;
    const parent = draft.unit.scopes.at(-1);
    const beside = units
      .slice(at + 1, at + 5)
      .filter((unit) => !isTimed(unit) && unit.group === draft.unit.group && unit.scopes.at(-1)?.text === parent?.text);
    const ids = beside.flatMap((unit) => pick(unit.elements, 'section').map((each) => each.id));
    if (parent && new Set(ids).size === 1) draft.section = ids[0] ?? null;
  }
}
