/** A course's breaks and day swaps that are for some of its sections, or for part of a day. */
import { isWithin, type LocalDate, type LocalTime } from './date.ts';
import type { CourseFacts } from './schedule.ts';

/** The name of the day swap because of which a section's class at this time is on this date. */
export function findSwap(
  { swaps = [], partialSwaps = [] }: Pick<CourseFacts, 'swaps' | 'partialSwaps'>,
  { section, date, startTime }: { readonly section: string; readonly date: LocalDate; readonly startTime: LocalTime },
): string | undefined {
  const partial = partialSwaps.find(
    (swap) =>
      swap.date === date &&
      swap.sections.includes(section) &&
      (swap.from ?? startTime) <= startTime &&
      (swap.until === null || startTime < swap.until),
  );
  return (swaps.find((swap) => swap.date === date) ?? partial)?.name;
}

/** 'Lab week (A, B)': the breaks of some sections on a date. */
export function namePartialBreaks(
  { partialBreaks = [] }: Pick<CourseFacts, 'partialBreaks'>,
  overlaps: (span: { readonly from: LocalDate; readonly until: LocalDate }) => boolean,
): string[] {
  return partialBreaks.filter(overlaps).map(({ name, sections }) => `${name} (${sections.join(', ')})`);
}

/** Whether a section has no weekly classes on a date. */
export function findBreak(
  { breaks, partialBreaks = [] }: Pick<CourseFacts, 'breaks' | 'partialBreaks'>,
  section: string,
  date: LocalDate,
): string | undefined {
  const partial = partialBreaks.find((gap) => isWithin(date, gap) && gap.sections.includes(section));
  return (breaks.find((gap) => isWithin(date, gap)) ?? partial)?.name;
}
