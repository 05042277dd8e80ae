/** Looks up by identity. */

/**
 * Returns the function that finds one by its identity. Lists of meetings are sorted by it and asked for in that order: a
 * table is built only when the one that is asked for is not the next.
 */
export function createLookup<T extends { readonly identity: string }>(
  things: readonly T[],
): (identity: string) => T | undefined {
  let turn = 0;
  let table: ReadonlyMap<string, number> | null = null;
  return (identity) => {
    if (things[turn]?.identity !== identity) {
      table ??= new Map(things.map((thing, index) => [thing.identity, index]));
      const found = table.get(identity);
      if (found === undefined) return undefined;
      turn = found;
    }
    turn += 1;
    return things[turn - 1];
  };
}
