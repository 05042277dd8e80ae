/** Consecutive codes on one line, each right before a time: "R01 at 9:05, R02 at 10:10". */
import type { Slot } from './slots.ts';
import type { Unit } from './unit.ts';

export interface Coded {
  readonly id: string;
  readonly from: number;
}

interface SplitCode extends Coded {
  readonly letters: string;
  readonly number: number;
}

const LEAD = /(?:^|[\s(,;:/])(([A-Z]{1,3})(\d{1,3}))[)\s:,.–-]*(?:at|is|on|meets)?\s*$/;

/** The codes of a line's slots; none unless at least two follow one another by number. */
export function seriesOf(unit: Unit, slots: readonly Slot[]): ReadonlyMap<Slot, Coded> {
  const found = new Map<Slot, SplitCode>();
  for (const [i, slot] of slots.entries()) {
    const code = codeBefore(unit, slot, slots[i - 1]);
    if (code) found.set(slot, code);
  }
  const codes = [...found.values()];
  const follows = codes.every(
    (code, i) => i === 0 || (code.letters === codes[i - 1]?.letters && code.number === (codes[i - 1]?.number ?? 0) + 1),
  );
  return codes.length >= 2 && follows ? found : new Map();
}

/** Right before the time, or before the days that stand before it. */
function codeBefore({ text }: Unit, { time, at }: Slot, previous: Slot | undefined): SplitCode | null {
  const from = previous?.from ?? 0;
  for (const end of [time?.from ?? at, at]) {
    const [, id = '', letters = '', number = ''] = LEAD.exec(text.text.slice(from, Math.max(from, end))) ?? [];
    if (id !== '') return { id, letters, number: Number(number), from: text.text.lastIndexOf(id, end) };
  }
  return null;
}
