/** JSON of a value that is large as a whole, in parts that each are small: the event loop is not held meanwhile. */
import { createPace, type Pace } from '../domain/pace.ts';

/** The answer, an object in it such as `preview`, and the lists in that: each of their items is printed at once. */
const LEVELS = 3;

/** The same text as JSON.stringify. */
export async function printLongJson(value: object): Promise<string> {
  return (await print(value, LEVELS, createPace())) ?? '';
}

/** Undefined: it is left out. */
async function print(value: unknown, levels: number, pace: Pace): Promise<string | undefined> {
  await pace();
  if (levels === 0 || typeof value !== 'object' || value === null || 'toJSON' in value) return JSON.stringify(value);
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const one of value) parts.push((await print(one, levels - 1, pace)) ?? 'null');
    return `[${parts.join(',')}]`;
  }
  for (const [key, own] of Object.entries(value)) {
    const text = await print(own, levels - 1, pace);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(',')}}`;
}
