/** Other hours over a span of the term (`hours:`): a weekly class at a listed time takes place at another. */
import { isWithin } from '../domain/date.ts';
import type { OtherHours } from '../domain/model.ts';
import { findHours, replaceTime } from '../domain/other-hours.ts';
import type { WeeklyPattern } from '../domain/pattern.ts';
import type { Draft, SeriesRule } from './draft.ts';

/**
 * The pattern's drafts at the hours of their dates. These are times that the rules give: nothing has moved. In a
 * downloaded series the meetings at the rarer hours become events of their own.
 */
export function applyOtherHours(
  drafts: readonly Draft[],
  pattern: WeeklyPattern,
  hours: readonly OtherHours[],
): readonly Draft[] {
  if (hours.length === 0) return drafts;
  const rules = new Map<string, SeriesRule>();
  return drafts.map((draft) => {
    const found = findHours(
      hours.filter((one) => isWithin(draft.originalDate, one)),
      pattern,
    );
    if (!found) return draft;
    const times = replaceTime(pattern, found.to);
    const slot = { ...draft.slot, ...times };
    const { name } = found.hours;
    const noted = name === null ? {} : { notes: [...draft.notes, name], hours: found.hours };
    return { ...draft, slot, given: slot, ...noted, series: draft.series && ruleAt(draft.series, times, rules) };
  });
}

/** One rule object for all meetings at these times: it is compared by identity. */
function ruleAt(
  series: SeriesRule,
  times: Pick<SeriesRule, 'start' | 'end'>,
  rules: Map<string, SeriesRule>,
): SeriesRule {
  const key = `${times.start} ${times.end}`;
  const rule = rules.get(key) ?? { ...series, ...times };
  rules.set(key, rule);
  return rule;
}
