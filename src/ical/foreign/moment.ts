/** Dates and times as calendars write them: a date, a local time, UTC, or a time of a zone by its TZID. */
import { isLocalDate, type LocalDate } from '../../domain/date.ts';
import type { ForeignProperty } from './components.ts';

export interface Moment {
  readonly type: 'date' | 'floating' | 'utc' | 'zoned';
  readonly date: LocalDate;
  /** 'HH:MM:SS'; '00:00:00' for a date. */
  readonly time: string;
  readonly tzid: string | null;
}

export function readMoment(value: string, parameters: ForeignProperty['parameters'] = new Map()): Moment | null {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(value.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second, utc] = match;
  const date = `${year}-${month}-${day}`;
  if (!isLocalDate(date)) return null;
  if (hour === undefined) return { type: 'date', date, time: '00:00:00', tzid: null };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const time = `${hour}:${minute}:${second}`;
  if (utc) return { type: 'utc', date, time, tzid: null };
  const tzid = parameters.get('TZID') ?? null;
  return tzid === null ? { type: 'floating', date, time, tzid } : { type: 'zoned', date, time, tzid };
}

export function momentOf(property: ForeignProperty | null): Moment | null {
  return property && readMoment(property.value, property.parameters);
}

/** Milliseconds as if the moment were in UTC, for comparing moments of one type and zone. */
export function wallMillis({ date, time }: Pick<Moment, 'date' | 'time'>): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return Date.parse(`${date}T00:00:00Z`) + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

export function ofWallMillis(millis: number): { readonly date: LocalDate; readonly time: string } {
  const text = new Date(millis).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 19) };
}

const DURATION = /^([+-])?P(?:(\d{1,4})W|(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?)$/;

/** A DURATION value in milliseconds; null: invalid. */
export function readDurationValue(value: string): number | null {
  const match = DURATION.exec(value.trim());
  if (!match || /[PT]$/.test(value.trim())) return null;
  const [, sign, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  const total =
    Number(weeks) * 604_800 + Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (sign === '-' ? -1 : 1) * total * 1000;
}
