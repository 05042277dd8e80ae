/** Resolves am and pm of all drafts of a page together, from what is written and from neighbours. */
import type { HourCycle } from '../../../domain/model.ts';
import type { WrittenClock } from '../../notation/phrase.ts';
import type { Draft } from './meetings.ts';
import { type Settled, settle } from './meridiem.ts';

/** Whether a page uses 24-hour times: hours past 12 or leading zeros, and almost no am or pm. */
export function writes24(drafts: readonly Draft[]): boolean {
  const clocks = drafts
    .flatMap((draft) => [draft.start, draft.end])
    .filter((clock): clock is WrittenClock => clock !== null);
  const halves = clocks.filter((clock) => clock.half !== null).length;
  const military = clocks.filter((clock) => clock.military).length;
  return military > 0 && halves * 2 <= military;
}

/**
 * One resolved time per draft, in their order.
 * @param hourCycle of the page’s term, where it is known
 */
export function settleAll(drafts: readonly Draft[], hourCycle: HourCycle | null = null): Settled[] {
  const page24 = hourCycle === 24 || writes24(drafts);
  const evenings = findEvenings(drafts);
  const settled: Settled[] = [];
  for (const [i, draft] of drafts.entries()) {
    const before = i - 1;
    const previous = drafts[before];
    const follows =
      previous !== undefined && previous.unit === draft.unit && previous.days.join() === draft.days.join();
    const last = settled[before];
    const after = follows && last && last.start !== null ? Math.max(last.end ?? last.start, last.start) : null;
    settled.push(
      settle(draft.start, draft.end, {
        page24,
        officeHours: draft.kind === 'office hours',
        after,
        evening: evenings.has(keyOf(draft)),
      }),
    );
  }
  return settled;
}

/** The lists whose written halves are all PM and reach into the evening, by kind and group. */
function findEvenings(drafts: readonly Draft[]): ReadonlySet<string> {
  const halves = new Map<string, { all: boolean; late: boolean }>();
  for (const draft of drafts) {
    const half = draft.start?.half ?? draft.end?.half ?? null;
    if (half === null) continue;
    const known = halves.get(keyOf(draft)) ?? { all: true, late: false };
    const hour = draft.end?.hour ?? 0;
    halves.set(keyOf(draft), { all: known.all && half === 'pm', late: known.late || (hour >= 5 && hour < 12) });
  }
  return new Set([...halves].filter(([, { all, late }]) => all && late).map(([key]) => key));
}

function keyOf(draft: Draft): string {
  return `${draft.kind} ${draft.unit.group}`;
}
