/** Reads a row's places: a location, or a building and a room; Online and TBA as in rules. */
import { saysOnline, saysUnknown } from './cell.ts';

export interface PlaceCells {
  readonly where: string | null;
  readonly building: string | null;
  readonly room: string | null;
  readonly mode: string | null;
}

/** The places of a row with meetings; empty if the table has none. */
export function readPlaces(cells: PlaceCells): readonly string[] {
  const { where, building, room, mode } = cells;
  if (where !== null && !saysUnknown(where)) {
    if (saysOnline(where)) return ['online'];
    const rest = room !== null && !saysUnknown(room) && !where.includes(room) ? ` ${room}` : '';
    return splitPlaces(`${where}${rest}`);
  }
  const parts = [building, room].filter((part): part is string => part !== null && !saysUnknown(part));
  if (parts.some(saysOnline)) return ['online'];
  const [first = '', second] = parts;
  // "Skiles" and "Skiles 249": the room repeats its building.
  if (second !== undefined)
    return [second.toLowerCase().startsWith(first.toLowerCase()) ? second : `${first} ${second}`];
  if (first !== '') return [first];
  if (mode !== null && saysOnline(mode)) return ['online'];
  return [where, building, room].some((cell) => cell !== null) ? ['TBA'] : [];
}

function splitPlaces(text: string): readonly string[] {
  const places = text
    .split(/\s*(?:;|\||\n)\s*/)
    .map((place) => place.trim())
    .filter((place) => place !== '' && !saysUnknown(place))
    .map((place) => (saysOnline(place) ? 'online' : place));
  return [...new Set(places)].slice(0, 20);
}
