/** Prints what a command has to tell as JSON, in the shape that outputs.ts promises. */
import type { z } from 'zod';
// Types only: a command does not load the schemas.
import type { OUTPUTS } from './outputs.ts';
import type { Terminal } from './terminal.ts';

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type Output<Name extends keyof typeof OUTPUTS> = DeepReadonly<z.input<(typeof OUTPUTS)[Name]>>;

export function tellJson<Name extends keyof typeof OUTPUTS>(
  terminal: Pick<Terminal, 'out'>,
  _command: Name,
  value: Output<Name>,
): void {
  terminal.out(JSON.stringify(value, null, 2));
}
