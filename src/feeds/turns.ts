/** Runs publications and readings of the store one at a time; a failure is a condition until the next success. */
import type { Clock } from '../domain/clock.ts';
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

export function createTurns(conditions: Pick<Conditions, 'raise' | 'clear'>, clock: Clock): Turns {
  let turn: Promise<void> = Promise.resolve();
  let failures = 0;
  let succeededAt = 0;
  return {
    run(subject, work) {
      turn = turn.then(work).then(
        () => {
          conditions.clear('publication-failing', subject);
          succeededAt = clock();
        },
        (error: unknown) => {
          failures += 1;
          const why = error instanceof Error ? error.message : String(error);
          conditions.raise('publication-failing', subject, why, 'feeds are served as last published');
        },
      );
      return turn;
    },
    idle: () => turn,
    failures: () => failures,
    succeededAt: () => succeededAt,
  };
}
