/** Settles the clock of all drafts of a page together, each from what is written and from its neighbours. */
import type { Clock } from '../../notation/phrase.ts';
import type { Draft } from './meetings.ts';
import { type Settled, settle } from './meridiem.ts';

/** Whether a page writes 24-hour times: it shows an hour past 12 or a leading zero, and hardly a half of the day. */
export function writes24(drafts: readonly Draft[]): boolean {
  const clocks = drafts.flatMap((draft) => [draft.start, draft.end]).filter((clock): clock is Clock => clock !== null);
  const halves = clocks.filter((clock) => clock.half !== null).length;
  const military = clocks.filter((clock) => clock.military).length;
  return military > 0 && halves * 2 <= military;
}

/** One settled time per draft, in their order. */
export function settleAll(drafts: readonly Draft[]): Settled[] {
  const page24 = writes24(drafts);
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
        officeHours: draft.kind === 'office-hours',
        after,
        evening: isEvening(drafts, draft),
      }),
    );
  }
  return settled;
}

/** The lines around it write PM, and none AM. */
function isEvening(drafts: readonly Draft[], draft: Draft): boolean {
  const near = drafts.filter(
    (other) => other !== draft && other.kind === draft.kind && other.unit.group === draft.unit.group,
  );
  const halves = near
    .flatMap((other) => [other.start?.half ?? other.end?.half ?? null])
    .filter((half) => half !== null);
  const late = near.some((other) => (other.end?.hour ?? 0) >= 5 && (other.end?.hour ?? 0) < 12);
  return halves.length > 0 && halves.every((half) => half === 'pm') && late;
}
