/** The current time, injected so that tests can replace it. */

/** Now, in epoch milliseconds. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
