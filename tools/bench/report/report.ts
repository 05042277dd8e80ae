/** All that a run of the benchmark found. */
import type { Figure } from '../figure.ts';
import type { Options } from '../options.ts';
import type { Machine } from './machine.ts';

export interface Report {
  readonly figures: readonly Figure[];
  readonly date: string;
  readonly machine: Machine;
  readonly options: Pick<Options, 'quick' | 'rounds' | 'seconds' | 'without' | 'sections'>;
}
