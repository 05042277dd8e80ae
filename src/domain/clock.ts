/** Time as the use cases see it: asked for in one place, replaced in tests. */

/** Now, in epoch milliseconds. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
