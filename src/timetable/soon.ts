/** How long it is until a meeting begins, where that is so little that minutes count. */

const MINUTE_MS = 60_000;
/** Farther away than so many minutes, the time of day says more. */
const SOON = 90;

/** @returns whole minutes, rounded up; null: it is not soon */
export function minutesUntil(start: number, now: number): number | null {
  const minutes = Math.ceil((start - now) / MINUTE_MS);
  return minutes <= SOON ? minutes : null;
}
