/** The register of conditions: what is wrong now, logged once when it begins and once when it ends. */

import type { Clock } from '../domain/clock.ts';
import { CONDITION_CODES, type Condition, type ConditionCode } from '../domain/condition.ts';
import type { ServiceLog } from '../domain/log.ts';

export interface ConditionText {
  readonly message: string;
  readonly hint?: string;
}

export interface Conditions {
  /** Adds or updates a condition; logged when it begins and when its message changes. */
  raise(code: ConditionCode, subject: string, message: string, hint?: string): void;
  /** Ends a condition and logs that; does nothing if there is none. */
  clear(code: ConditionCode, subject: string): void;
  /** Sets all conditions of one code: those not named end. */
  replace(code: ConditionCode, bySubject: ReadonlyMap<string, ConditionText>): void;
  /** Oldest first. */
  list(): readonly Condition[];
}

/** The most log lines of one call to `replace`. */
const MOST_LINES = 20;

export function createConditions(log: ServiceLog, clock: Clock): Conditions {
  const byCode = new Map<ConditionCode, Map<string, Condition>>();
  const ofCode = (code: ConditionCode): Map<string, Condition> => {
    const known = byCode.get(code) ?? new Map<string, Condition>();
    byCode.set(code, known);
    return known;
  };

  /** @returns whether something changed that should be logged */
  const register = (code: ConditionCode, subject: string, { message, hint }: ConditionText): boolean => {
    const known = ofCode(code).get(subject);
    const since = known?.since ?? clock();
    ofCode(code).set(subject, { code, subject, message, ...(hint === undefined ? {} : { hint }), since });
    return known?.message !== message;
  };
  const logBegin = (code: ConditionCode, subject: string, { message, hint }: ConditionText): void => {
    const line = `${code}: ${subject}: ${message}${hint === undefined ? '' : ` (${hint})`}`;
    if (CONDITION_CODES[code].severity === 'error') log.error({}, line);
    else log.warn({}, line);
  };
  const logEnd = (code: ConditionCode, subject: string): void => log.info({}, `ended: ${code}: ${subject}`);

  return {
    raise(code, subject, message, hint) {
      const text = { message, ...(hint === undefined ? {} : { hint }) };
      if (register(code, subject, text)) logBegin(code, subject, text);
    },
    clear(code, subject) {
      if (ofCode(code).delete(subject)) logEnd(code, subject);
    },
    replace(code, bySubject) {
      const ended = [...ofCode(code).keys()].filter((subject) => !bySubject.has(subject));
      for (const subject of ended) ofCode(code).delete(subject);
      const begun = [...bySubject].filter(([subject, text]) => register(code, subject, text));
      for (const [subject, text] of begun.slice(0, MOST_LINES)) logBegin(code, subject, text);
      if (begun.length > MOST_LINES) {
        log.error({}, `${code}: and ${begun.length - MOST_LINES} more: see \`belltower status\``);
      }
      for (const subject of ended.slice(0, MOST_LINES)) logEnd(code, subject);
      if (ended.length > MOST_LINES) log.info({}, `ended: ${code}: and ${ended.length - MOST_LINES} more`);
    },
    list: () => [...byCode.values()].flatMap((all) => [...all.values()]).sort((a, b) => a.since - b.since),
  };
}
