/**
 * The instant of a publication: one clock for the whole store, in the whole seconds that HTTP dates and iCalendar have.
 */

const SECOND = 1000;

/** Whether epoch ms lie on a whole second. */
export function isWholeSecond(instant: number): boolean {
  return Number.isSafeInteger(instant) && instant % SECOND === 0;
}

/**
 * The instant (epoch ms, a whole second) at which something is published: the later of `now` and one second after
 * the last publication, so that Last-Modified grows even if the machine's clock goes back.
 */
export function nextInstant(now: number, last: number): number {
  return Math.max(Math.floor(now / SECOND) * SECOND, Math.floor(last / SECOND) * SECOND + SECOND);
}
