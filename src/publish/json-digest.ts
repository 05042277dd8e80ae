/** A short digest of JSON, for telling whether a course or calendar was published from the same. */
import { createHash } from 'node:crypto';

/** 16 hexadecimal digits. They are stored, and must be the same in every release. */
export function digestJson(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
