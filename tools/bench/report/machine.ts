/** The machine that was measured on, without anything that names it. */
import { cpus, totalmem } from 'node:os';
import { findVersion } from '../programs.ts';

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly programs: readonly { readonly name: string; readonly version: string }[];
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cores: processors.length,
    processor: processors[0]?.model.trim() || 'unknown processor',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    programs: ['wrk', 'nginx', 'radicale'].flatMap((name) => {
      const version = findVersion(name);
      return version === null ? [] : [{ name, version }];
    }),
  };
}
