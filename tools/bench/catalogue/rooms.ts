/** Rooms of a generated campus: each is given to one section at a time, and new ones are built when all are taken. */
import type { Random } from './random.ts';

export interface Rooms {
  /** A room that is free on these days between two times, in minutes after midnight. */
  take(days: readonly string[], from: number, until: number, random: Random): string;
  readonly names: readonly string[];
}

const TRIES = 6;
const GRID = 5;

export function openRooms(): Rooms {
  const names: string[] = [];
  const busy: Set<string>[] = [];
  return {
    names,
    take(days, from, until, random) {
      const cells: string[] = [];
      for (const day of days) for (let at = from; at < until; at += GRID) cells.push(`${day} ${at}`);
      let room = -1;
      for (let tries = 0; tries < TRIES && room < 0 && names.length > 0; tries += 1) {
        const tried = random.below(names.length);
        if (!cells.some((cell) => busy[tried]?.has(cell))) room = tried;
      }
      if (room < 0) {
        room = names.length;
        names.push(`room-${room + 1}`);
        busy.push(new Set());
      }
      for (const cell of cells) busy[room]?.add(cell);
      return names[room] as string;
    },
  };
}
