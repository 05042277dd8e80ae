/** Stands in for `vitest` in test files: collects tests, so that one process runs them again for each mutant. */
import { expect } from 'vitest';

export { expect };

export interface CollectedTest {
  readonly id: string;
  readonly run: () => unknown;
}

type Body = (...args: never[]) => unknown;
type Declare = (name: unknown, body: Body) => void;

let collected: CollectedTest[] = [];
/** The file and the groups around the test. */
let around: readonly string[] = [];

/** What files declare when they are loaded. */
export async function collect(
  files: readonly string[],
  load: (file: string) => Promise<unknown>,
): Promise<readonly CollectedTest[]> {
  collected = [];
  for (const file of files) {
    around = [file];
    await load(file);
  }
  return collected;
}

export const test = withEach((name, body) => {
  const id = [...around, String(name)].join(' > ');
  const same = collected.filter((each) => each.id === id || each.id.startsWith(`${id} #`)).length;
  collected.push({ id: same === 0 ? id : `${id} #${same + 1}`, run: body as () => unknown });
});

export const it = test;

export const describe = withEach((name, body) => {
  const outer = around;
  around = [...around, String(name)];
  (body as () => void)();
  around = outer;
});

/** Adds `each`: one declaration a row. The rows' values do not appear in names. */
function withEach(declare: Declare): Declare & { each: (rows: readonly unknown[]) => Declare } {
  const each = (rows: readonly unknown[]): Declare => {
    return (name, body) => {
      for (const row of rows) {
        const values = Array.isArray(row) ? row : [row];
        declare(name, () => body(...(values as never[])));
      }
    };
  };
  return Object.assign((name: unknown, body: Body) => declare(name, body), { each });
}
