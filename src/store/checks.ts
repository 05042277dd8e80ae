/** Small checks of values that come from a file, put together to checks of what the store holds. */

export type Check = (value: unknown) => boolean;

/** An instant in epoch ms that a date can be made of, or any other whole number of that size. */
const MOST = 8.64e15;

export const text: Check = (value) => typeof value === 'string';
export const flag: Check = (value) => typeof value === 'boolean';
export const whole: Check = (value) => Number.isSafeInteger(value) && Math.abs(value as number) <= MOST;
export const anything: Check = () => true;

export const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

export const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string);

/** A text for which a function says so. */
export const textThat =
  (holds: (value: string) => boolean): Check =>
  (value) =>
    typeof value === 'string' && holds(value);

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object that has at least these fields, as they should be; `optional` ones may be missing. */
export function having(fields: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  // Listed once: these run over every meeting of every document that is read.
  const required = Object.entries(fields);
  const perhaps = Object.entries(optional);
  return (value) => {
    if (!isRecord(value)) return false;
    for (const [name, check] of required) if (!Object.hasOwn(value, name) || !check(value[name])) return false;
    for (const [name, check] of perhaps) if (value[name] !== undefined && !check(value[name])) return false;
    return true;
  };
}

/** The same, where each of `optional` may also be absent. */
export function havingPerhaps(
  fields: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>>,
): Check {
  const required = having(fields);
  return (value) =>
    required(value) &&
    Object.entries(optional).every(([name, check]) => {
      const record = value as Record<string, unknown>;
      return !Object.hasOwn(record, name) || check(record[name]);
    });
}

export const texts: Check = (value) => isRecord(value) && Object.values(value).every(text);
