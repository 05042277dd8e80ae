/** A short line that limits the weeks ("First six weeks of semester") of the times below it. */
import type { Slot } from './slots.ts';
import { endsBetween, pick, type Unit } from './unit.ts';

/** Limits of weeks in a parsed text. */
function weekWords(unit: Pick<Unit, 'elements'>): string | null {
  return pick(unit.elements, 'weeks')[0]?.text ?? null;
}

/** It applies to the times below it, up to the next such line or heading. */
export function sayWeeks(units: readonly Unit[]): Unit[] {
  let said: { readonly words: string; readonly unit: Unit } | null = null;
  return units.map((unit) => {
    const timed = unit.given.time != null || unit.elements.some((each) => each.type === 'time');
    const words = timed || unit.text.text.length > 100 || isAboutKind(unit) ? null : weekWords(unit);
    if (words) said = { words, unit };
    else if (said && (unit.heading || unit.group > said.unit.group + 4)) said = null;
    return timed && said && unit.given.weeks == null ? { ...unit, given: { ...unit.given, weeks: said.words } } : unit;
  });
}

/** "Labs start in week 2": applies to a kind everywhere. */
function isAboutKind(unit: Unit): boolean {
  return pick(unit.elements, 'kind').some((each) => !each.weak);
}

/** The weeks of one of a line's times: its own, those said of all times, of the row, of a heading or label above. */
export function weeksOf(unit: Unit, slot: Slot, slots: readonly Slot[]): string | null {
  const own = ownWeeks(unit, slot, slots);
  const days = (slot.days ?? unit.given.days)?.days.length ?? 0;
  // "Biweekly, Mon and Wed" is twice a week.
  if (own && /^bi-?weekly$/i.test(own.text) && days > 1) return null;
  return own?.text ?? unit.given.weeks ?? unit.scopes.map(weekWords).findLast((words) => words !== null) ?? null;
}

function ownWeeks(unit: Unit, slot: Slot, slots: readonly Slot[]): Limit | null {
  const all = pick(unit.elements, 'weeks');
  // "Jan 12 – Feb 27: MW 2pm. Mar 2 – Apr 24: TTh 2pm": each leads its own time.
  const lead = all.length > 1 && all.length === slots.length && all.every((each, i) => each.to <= (slots[i]?.at ?? 0));
  if (lead) return all[slots.indexOf(slot)] ?? null;
  const limits = all.filter((each) => !leadsNext(each, unit, slot, slots));
  const behind = limits.find((each) => each.from >= slot.at && each.to <= slot.to);
  if (behind) return behind;
  const last = slots.at(-1);
  const first = slots[0];
  if (!first || !last) return null;
  return (
    limits.find(
      (each) => isBefore(each, slot, slots) || isOfAll(each, unit, first, last) || isApart(each, unit, last),
    ) ?? null
  );
}

/** "Thu 2-4pm. Crits meet every other Friday …": a later sentence in which the next time's days follow. */
function leadsNext(limit: Limit, unit: Unit, slot: Slot, slots: readonly Slot[]): boolean {
  const ended = endsBetween(unit.elements, slot.from, limit.from);
  return ended && slots.some((other) => other.at >= limit.to && other.at <= limit.to + 1);
}

type Limit = ReturnType<typeof pick<'weeks'>>[number];

/** "Odd weeks Mon 3-4pm": between the time before and this one. */
function isBefore(limit: Limit, slot: Slot, slots: readonly Slot[]): boolean {
  const near = slots.length === 1 || limit.from >= slot.at - 40;
  return near && limit.to <= slot.to && !slots.some((other) => other.at > limit.from && other.at < slot.at);
}

/** "Tutorials (weeks 2-12): Thu 10-11, Fri 11-12"; "Tue 2-5pm or Thu 2-5pm, starting week 2". */
function isOfAll(limit: Limit, unit: Unit, first: Slot, last: Slot): boolean {
  if (pick(unit.elements, 'weeks').length > 1) return false;
  if (limit.to <= first.at) return unit.text.text.slice(limit.to, first.at).includes(':');
  const before = unit.text.text.slice(0, limit.from).trimEnd();
  return limit.from >= last.from && first.clause === last.clause && before.endsWith(',');
}

/** A separate sentence after all times applies to all of them. */
function isApart(limit: Limit, unit: Unit, last: Slot): boolean {
  return (
    limit.from >= last.from &&
    unit.elements.some((mark) => mark.type === 'break' && mark.from >= last.from && mark.to <= limit.from)
  );
}
