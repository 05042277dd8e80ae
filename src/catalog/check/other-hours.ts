/** Warns of a weekly pattern whose time is missing among the term's other hours. */
import { isWithin } from '../../domain/date.ts';
import type { OtherHours, Term } from '../../domain/model.ts';
import { findHours } from '../../domain/other-hours.ts';
import type { WeeklyPattern } from '../../domain/pattern.ts';
import { writeTimeSpan } from '../../words/time-span.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Node } from '../yaml/tree.ts';
import { listWeeklyDays } from './candidates.ts';
import type { TermDays } from './term-days.ts';

export function checkOtherHours(diagnostics: Diagnostics, node: Node, pattern: WeeklyPattern, term: TermDays): void {
  const { hours } = term.term;
  const lost = hours.find((one) => {
    const isMet = listWeeklyDays(pattern, term).some(({ date, open }) => open && isWithin(date, one));
    return isMet && !findHours([one], pattern);
  });
  if (lost) warnOfMissing(diagnostics, node, pattern, lost, term.term);
}

function warnOfMissing(
  diagnostics: Diagnostics,
  node: Node,
  pattern: WeeklyPattern,
  { name, from, until }: OtherHours,
  { id, clock: hourCycle }: Term,
): void {
  const written = writeTimeSpan(pattern, hourCycle);
  diagnostics.warn(
    'hours-missing',
    node,
    `From ${from} to ${until} the term has other hours${name ? ` (${name})` : ''}, and none for ${written}.`,
    `Add “${written}: …” to replace: in terms/${id}.yaml; if this class keeps its hours, write allow: [hours-missing].`,
  );
}
