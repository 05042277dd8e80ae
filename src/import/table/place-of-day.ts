/** A cell of rooms by day: `SUN:R12; TUE:R34`. */
import type { Weekday } from '../../domain/date.ts';
import { type DayNotation, readDays } from './weekdays.ts';

/** The places of each weekday named; null: the cell is no list by days. */
export function placesByDay(cell: string, notation: DayNotation): ReadonlyMap<Weekday, readonly string[]> | null {
  const pieces = cell.split(/\s*[;|\n]\s*/).filter((piece) => piece !== '');
  if (pieces.length < 2 || cell.length > 400) return null;
  const places = new Map<Weekday, string[]>();
  for (const piece of pieces) {
    const [, days = '', place = ''] = /^([\p{L}/, ]{1,20}?)\s*[:=]\s*(.+)$/u.exec(piece) ?? [];
    const read = days === '' ? null : readDays(days, notation);
    if (read?.type !== 'days') return null;
    for (const day of read.weekdays) places.set(day, [...(places.get(day) ?? []), place.trim()]);
  }
  return places;
}

/** Weekdays that share their places stay together. */
export function groupByPlace(
  weekdays: readonly Weekday[],
  places: ReadonlyMap<Weekday, readonly string[]>,
): readonly { readonly weekdays: readonly Weekday[]; readonly where: readonly string[] }[] {
  const groups = Map.groupBy(weekdays, (day) => (places.get(day) ?? []).join('\u0000'));
  return [...groups].map(([where, days]) => ({ weekdays: days, where: where === '' ? [] : where.split('\u0000') }));
}
