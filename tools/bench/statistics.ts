/** What several rounds say together: the middle, and how far the rounds lie apart. Pure. */

/** A figure over several rounds. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
}

/** The value below which a share (0 to 1) of the values lies, between neighbours by proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('no values');
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The median with the least and the greatest: with a handful of rounds nothing finer can be said. */
export function spreadOf(values: readonly number[]): Spread {
  return {
    median: median(values),
    low: Math.min(...values),
    high: Math.max(...values),
    rounds: values.length,
  };
}

/**
 * The ratio of two contenders, round by round. What slows a machine for a minute slows both of a round, so the ratios
 * lie closer together than the figures that they are made of.
 */
export function ratioOf(own: readonly number[], other: readonly number[]): Spread {
  if (own.length !== other.length) throw new RangeError('contenders ran in different rounds');
  return spreadOf(own.map((value, round) => value / (other[round] as number)));
}
