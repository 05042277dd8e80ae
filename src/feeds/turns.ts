/** Runs publications, readings of the store and the like one at a time; a failure is a condition until the next success. */

import type { Clock } from '../domain/clock.ts';
import type { ConditionCode } from '../domain/condition.ts';
import type { Conditions } from '../publish/conditions.ts';

export interface Turns {
  /** @param subject of the condition */
  run(subject: string, work: () => Promise<void>): Promise<void>;
  /** Resolves when everything queued so far has ended. */
  idle(): Promise<void>;
  /** Failures since the start. */
  failures(): number;
  /** When it last succeeded (epoch ms); 0: not yet. */
  succeededAt(): number;
}

/** The condition that a failure is. */
interface Fault {
  readonly code: ConditionCode;
  readonly hint: string;
}

const UNPUBLISHED: Fault = { code: 'publication-failing', hint: 'feeds are served as last published' };

export function createTurns(
  conditions: Pick<Conditions, 'raise' | 'clear'>,
  clock: Clock,
  { code, hint }: Fault = UNPUBLISHED,
): Turns {
  let turn: Promise<void> = Promise.resolve();
  let failures = 0;
  let succeededAt = 0;
  return {
    run(subject, work) {
      turn = turn.then(work).then(
        () => {
          conditions.clear(code, subject);
          succeededAt = clock();
        },
        (error: unknown) => {
          failures += 1;
          const why = error instanceof Error ? error.message : String(error);
          conditions.raise(code, subject, why, hint);
        },
      );
      return turn;
    },
    idle: () => turn,
    failures: () => failures,
    succeededAt: () => succeededAt,
  };
}
