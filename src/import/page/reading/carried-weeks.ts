/** Weeks that a line of its own says. */
import type { ElementOf } from '../../notation/phrase.ts';
import { isTimed, orderOf, sharesTop } from './line-order.ts';
import type { Draft } from './meetings.ts';
import { pick, type Unit } from './unit.ts';

/** "Lectures take place in weeks 4–10", "the class meets only in the second half of the term": said once. */
export function giveWeeks(drafts: readonly Draft[], units: readonly Unit[]): void {
  for (const [at, unit] of units.entries()) {
    const [weeks] = pick(unit.elements, 'weeks');
    const dated = unit.elements.some((each) => each.type === 'date' || each.type === 'occasion');
    if (!weeks || isTimed(unit) || dated) continue;
    const kind = pick(unit.elements, 'kind').find((each) => each.to <= weeks.from);
    for (const draft of drafts)
      if (kind && !kind.weak ? draft.kind === kind.kind : isMeant(draft, { unit, at, weeks, kind }, units))
        draft.weeks ??= weeks.text;
  }
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
