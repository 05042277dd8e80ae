/**
 * The instant of a publication: one clock for the whole store, in whole seconds as in HTTP dates and iCalendar.
 */

const SECOND = 1000;

/** Whether an instant (epoch ms) is a whole second. */
export function isWholeSecond(instant: number): boolean {
  return Number.isSafeInteger(instant) && instant % SECOND === 0;
}

/**
 * The instant (epoch ms, a whole second) of a new publication: `now` or one second after the last publication,
 * whichever is later, so that Last-Modified increases even if the machine's clock goes back.
 */
export function nextInstant(now: number, last: number): number {
  return Math.max(Math.floor(now / SECOND) * SECOND, Math.floor(last / SECOND) * SECOND + SECOND);
}

/** What a provisional instant has beyond its second (ms); no instant of a publication has any. */
const PROVISIONAL = SECOND / 2;

/**
 * An instant for planning a publication whose own is not known yet: it is in the plan wherever that will be, and is
 * equal to nothing that was published.
 */
export function provisionalInstant(now: number, last: number): number {
  return nextInstant(now, last) + PROVISIONAL;
}

export function isProvisional(instant: number): boolean {
  return isWholeSecond(instant - PROVISIONAL);
}
