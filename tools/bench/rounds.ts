/** Contenders side by side: in every round each runs once, and every round another one begins. */

export interface Contender {
  readonly name: string;
  readonly run: () => Promise<number> | number;
}

/** What each contender measured, by name, one figure for each round. */
export async function runRounds(
  contenders: readonly Contender[],
  rounds: number,
  say: (line: string) => void = () => undefined,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const measured = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of rotate(contenders, round)) measured.get(name)?.push(await run());
    const shown = [...measured].map(([name, values]) => `${name} ${(values.at(-1) as number).toPrecision(4)}`);
    say(`    round ${round + 1}: ${shown.join(', ')}`);
  }
  return measured;
}

export function rotate<T>(list: readonly T[], by: number): T[] {
  const cut = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(cut), ...list.slice(0, cut)];
}
