/** Formats a workbook's number as displayed: a date, a time or a number. */
import { dateOfDay, timeOfMinutes } from '../../domain/date.ts';

export interface Styles {
  /** Custom number formats, by id. */
  readonly formats: ReadonlyMap<number, string>;
  /** Format id of each cell style. */
  readonly cells: readonly number[];
  /** Uses the 1904 date system (old Macs). */
  readonly from1904: boolean;
}

export function cellText(value: string, type: string, style: number, styles: Styles): string {
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return '';
  const number = Number(value);
  if (type !== 'n' || value.trim() === '' || !Number.isFinite(number)) return value;
  const shows = partsShown(styles.cells[style] ?? 0, styles.formats);
  if (shows.date || shows.time) return momentText(number, shows, styles.from1904);
  // Avoids artefacts such as 0.30000000000000004.
  return Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(12)));
}

interface Shown {
  readonly date: boolean;
  readonly time: boolean;
}

function partsShown(format: number, formats: ReadonlyMap<number, string>): Shown {
  if (format >= 14 && format <= 17) return { date: true, time: false };
  if ((format >= 18 && format <= 21) || (format >= 45 && format <= 47)) return { date: false, time: true };
  if (format === 22) return { date: true, time: true };
  const code = (formats.get(format) ?? '').toLowerCase().replaceAll(/"[^"]*"|\[(?!h)[^\]]*\]|\\./g, '');
  return { date: /[yd]/.test(code), time: /[hs]/.test(code) };
}

const DAY = 1440;
/** 1970-01-01 as a spreadsheet day number. */
const EPOCH = 25_569;
const EPOCH_1904 = 24_107;
const LAST_DAY = 100_000;

function momentText(number: number, shows: Shown, from1904: boolean): string {
  if (number < 0 || number > LAST_DAY) return String(number);
  const minutes = Math.round((number % 1) * DAY);
  const { days, time } = timeOfMinutes(minutes);
  const date = dateOfDay(Math.floor(number) + days - (from1904 ? EPOCH_1904 : EPOCH));
  if (!shows.date) return time;
  return shows.time && minutes > 0 ? `${date} ${time}` : date;
}
