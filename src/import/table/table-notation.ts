/** The table's notation of days, times, names and section ids, learnt from all its rows. */
import { WEEKDAYS } from '../../domain/date.ts';
import type { HourCycle } from '../../domain/model.ts';
import { learnTimeStyle, settleTimeStyle } from './column-times.ts';
import { daysOfMeetings, splitMeetings } from './meeting-cell.ts';
import { learnNames } from './people.ts';
import type { RowReader } from './read-row.ts';
import type { TableRecord } from './records.ts';
import type { Layout, RowCells } from './row-cells.ts';
import { findSheet } from './sheets.ts';
import { learnDays } from './weekdays.ts';

/** The time cells of a row, or of its second or third meeting. */
function timesIn(row: RowCells, group: number): string[] {
  const meeting = row.raw('meeting', group);
  const [start, end] = [row.get('start', group), row.get('end', group)];
  return [
    row.get('time', group),
    start === '' || end === '' ? start : `${start} - ${end}`,
    ...(meeting === '' ? [] : (splitMeetings(meeting) ?? []).map(({ time }) => time)),
  ];
}

export function learnNotation(
  data: readonly TableRecord[],
  layout: Layout,
  course: string | null,
  hourCycle: HourCycle | null,
): RowReader {
  const days: string[] = [];
  const times: string[] = [];
  const names: string[] = [];
  const sections: string[] = [];
  for (const { cells } of data) {
    const row = layout.cellsOf(cells);
    for (let group = 0; group < layout.groups; group += 1) {
      const meeting = row.raw('meeting', group);
      days.push(row.get('weekdays', group), ...(meeting === '' ? [] : daysOfMeetings(meeting)));
      times.push(...timesIn(row, group));
      names.push(row.raw('people', group));
    }
    for (const day of WEEKDAYS) if (layout.has(day)) times.push(row.get(day));
    if (row.get('section') !== '') sections.push(row.get('section'));
  }
  const filled = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== '');
  return {
    layout,
    course,
    sheet: findSheet(layout.columns, data, layout),
    days: learnDays(filled(days)),
    timeStyle: settleTimeStyle(learnTimeStyle(filled(times)), hourCycle),
    names: learnNames(filled(names)),
    fractions: sections.length > 0 && sections.every((section) => /^\d+\.0$/.test(section)),
  };
}
