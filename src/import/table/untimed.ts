/** What a row without a time says instead: by appointment, asynchronous, or weekdays whose time is to be announced. */
import { readArrangement } from '../../words/arrangement.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { saysUnknown } from './cell.ts';
import type { RowCells } from './row-cells.ts';
import { type DayNotation, readDays } from './weekdays.ts';

const NEVER = /\basync(?:hronous)?\b|^(?:no (?:set |scheduled )?(?:times?|meetings?)|(?:does|do) not meet)$/i;
const FIELDS = ['meeting', 'time', 'start', 'weekdays', 'mode', 'where', 'room'] as const;

/** As `meets` has it; null: to be announced. */
export function readUntimed(cells: RowCells, days: DayNotation): string | null {
  const texts = FIELDS.map((field) => cells.get(field).trim()).filter((text) => text !== '');
  for (const text of texts) {
    const read = readArrangement(text);
    if (read?.ok && read.value.type === 'appointment') return 'by appointment';
    if (NEVER.test(text)) return 'asynchronous';
  }
  const cell = cells.get('weekdays');
  const known = saysUnknown(cell) ? null : readDays(cell, days);
  return known?.type === 'days' && known.weekdays.length > 0 ? `${writeWeekdays(known.weekdays)} TBA` : null;
}
