/** Limits of weeks on separate lines. */
import type { ElementOf } from '../../notation/phrase.ts';
import { isTimed, orderOf, sharesTop } from './line-order.ts';
import type { Draft } from './meetings.ts';
import { pick, type Unit } from './unit.ts';

/** "Lectures take place in weeks 4–10", "the class meets only in the second half of the term": stated once. */
export function giveWeeks(drafts: readonly Draft[], units: readonly Unit[]): void {
  for (const [at, unit] of units.entries()) {
    const [weeks] = pick(unit.elements, 'weeks');
    const dated = unit.elements.some((each) => each.type === 'date' || each.type === 'occasion');
    if (!weeks || isTimed(unit) || dated) continue;
    const kind = pick(unit.elements, 'kind').find((each) => each.to <= weeks.from);
    const said: Said = { unit, at, weeks, kind };
    for (const draft of drafts) if (holdsFor(draft, said, units)) draft.weeks ??= weeks.text;
  }
}

/** Of a kind that it names, of the times right above it, or of all under its heading. */
function holdsFor(draft: Draft, said: Said, units: readonly Unit[]): boolean {
  if (isField(said.unit) && isAbove(draft, said.at, units)) return true;
  return said.kind && !said.kind.weak ? draft.kind === said.kind.kind : isMeant(draft, said, units);
}

/** "Weeks 2, 4, 6", "Frequency: biweekly": a line that says no more. */
function isField({ text, elements }: Unit): boolean {
  const words = elements.filter((each) => each.type === 'word').length;
  return text.text.length <= 60 && words <= (text.text.includes(':') ? 2 : 1) && pick(elements, 'kind').length === 0;
}

/** The greatest number of lines between such a line and the times above that it applies to. */
const REACH = 4;

/** The times of the same list or paragraph right above it. */
function isAbove(draft: Draft, at: number, units: readonly Unit[]): boolean {
  const unit = units[at];
  const before = orderOf(units, draft.unit);
  const parent = unit?.scopes.at(-1)?.text;
  const ofItem = parent !== undefined && draft.unit.text === parent;
  const beside = draft.unit.group === unit?.group && draft.unit.scopes.at(-1)?.text === parent;
  return (ofItem || beside) && before < at && before >= at - REACH;
}

interface Said {
  readonly unit: Unit;
  readonly at: number;
  readonly weeks: ElementOf<'weeks'>;
  readonly kind: ElementOf<'kind'> | undefined;
}

/** "This applies in all weeks except …" speaks of the line before; "the class meets only …" of all under its heading. */
function isMeant(draft: Draft, { unit, at, weeks, kind }: Said, units: readonly Unit[]): boolean {
  const lead = unit.text.text.slice(0, weeks.from);
  if (/^(?:this|these|they|it)\b/i.test(lead)) {
    const before = orderOf(units, draft.unit);
    return before < at && before >= at - 2;
  }
  const only = /\b(?:only|will|runs?|meets?|takes? place|held)\b/i.test(lead);
  return kind?.kind === 'lecture' && only && orderOf(units, draft.unit) > at && sharesTop(draft.unit, unit);
}
