/** Minutes until a meeting begins, if it begins soon. */

const MINUTE_MS = 60_000;
/** Limit in minutes; beyond it the time of day is more useful. */
const SOON = 90;

/** @returns whole minutes, rounded up; null: not soon */
export function minutesUntil(start: number, now: number): number | null {
  const minutes = Math.ceil((start - now) / MINUTE_MS);
  return minutes <= SOON ? minutes : null;
}
