/** Fields on lines of their own (Days: … / Time: …, start: … / end: …) → one unit that says both. */
import type { ElementOf } from '../../notation/phrase.ts';
import { labelEnd, pick, type Unit } from './unit.ts';

const DAY_LABEL = /^(?:(?:class|course|lecture|meeting)\s+)?(?:days?|when|weekdays?|meets?|tag|meeting days?)\b/i;

/** Joins fields on neighbouring lines of one list; all units are kept, joined ones with the added fields. */
export function joinFields(units: readonly Unit[]): Unit[] {
  return units
    .map((unit, at) => joinDays(joinEnd(unit, units, at), units, at))
    .map((unit, at) => (isEndOnly(units, at) ? { ...unit, elements: [] } : unit));
}

function together(a: Unit, b: Unit | undefined): b is Unit {
  return b !== undefined && b.group === a.group && b.scopes.at(-1)?.text === a.scopes.at(-1)?.text;
}

const onlyTime = (unit: Unit): ElementOf<'time'> | null => {
  const times = pick(unit.elements, 'time');
  return times.length === 1 && unit.elements.length <= 8 ? (times[0] ?? null) : null;
};

const START = /^(?:start|starts|begin|begins|from|start time)\s*:/i;
const END = /^(?:end|ends|to|until|end time)\s*:/i;

function isEndOnly(units: readonly Unit[], at: number): boolean {
  const unit = units[at];
  const previous = units[at - 1];
  return (
    unit !== undefined &&
    END.test(unit.text.text) &&
    previous !== undefined &&
    together(unit, previous) &&
    START.test(previous.text.text)
  );
}

function joinEnd(unit: Unit, units: readonly Unit[], at: number): Unit {
  const next = units[at + 1];
  if (!START.test(unit.text.text) || !together(unit, next) || !END.test(next.text.text)) return unit;
  const start = onlyTime(unit);
  const end = onlyTime(next);
  if (!start || !end) return unit;
  const joined = { ...start, end: end.start ?? end.end };
  return { ...unit, elements: unit.elements.map((each) => (each === start ? joined : each)) };
}

/** A time without days takes those of a line beside it that names days only. */
function joinDays(unit: Unit, units: readonly Unit[], at: number): Unit {
  const timed = unit.elements.some((each) => each.type === 'time');
  if (
    !timed ||
    unit.given.days ||
    pick(unit.elements, 'days').length > 0 ||
    unit.scopes.some((scope) => scope.days.length > 0 && !scope.timed)
  )
    return unit;
  for (const step of [-1, -2, -3, 1, 2]) {
    const other = units[at + step];
    if (!other || !together(unit, other) || other.elements.some((each) => each.type === 'time' || each.type === 'date'))
      continue;
    const days = pick(other.elements, 'days')[0];
    const words = other.elements.filter((each) => each.type === 'word').length;
    const label = labelEnd(other.elements) > 0;
    if (days && words <= 3 && (label ? DAY_LABEL.test(other.text.text) || words <= 1 : words === 0))
      return { ...unit, given: { ...unit.given, days } };
  }
  return unit;
}
