/** Prefetching: while one item is worked on, the next ones are read from the disk or the database. */

/** Each is some hundred kilobytes of text. */
const AHEAD = 2;

interface UnderWay<T, R> {
  readonly item: T;
  readonly result: Promise<PromiseSettledResult<R>>;
}

/** The items in order, each with the result of `read`, or a function that throws its error. */
export async function* readAhead<T, R>(
  items: Iterable<T>,
  read: (item: T) => Promise<R>,
  ahead: number = AHEAD,
): AsyncGenerator<readonly [item: T, result: () => R], void> {
  const underWay: UnderWay<T, R>[] = [];
  try {
    for (const item of items) {
      underWay.push({ item, result: settle(read(item)) });
      const next = underWay.length > ahead ? underWay.shift() : undefined;
      if (next) yield await take(next);
    }
    for (let next = underWay.shift(); next; next = underWay.shift()) yield await take(next);
  } finally {
    // Reads must not be in progress when the transaction ends, even by an exception.
    await Promise.all(underWay.map(({ result }) => result));
  }
}

async function settle<R>(reading: Promise<R>): Promise<PromiseSettledResult<R>> {
  const [result] = await Promise.allSettled([reading]);
  return result;
}

async function take<T, R>({ item, result }: UnderWay<T, R>): Promise<readonly [T, () => R]> {
  const settled = await result;
  return [
    item,
    () => {
      if (settled.status === 'rejected') throw settled.reason;
      return settled.value;
    },
  ];
}
