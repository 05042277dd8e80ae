/** One line of an exported state: what may stand there, and reading it with care, since people keep and edit files. */
import { z } from 'zod';
import type { AuditEntry, Confirmation, DeskChange, PersonalFeed, PublishedRules, StoredCourse } from './store.ts';

export type StateLine =
  | { readonly belltower: 'state'; readonly format: 1; readonly instant: number }
  | { readonly rules: PublishedRules }
  | { readonly confirmation: Confirmation }
  | { readonly course: string; readonly stored: StoredCourse }
  | { readonly deskChange: DeskChange }
  | { readonly personalFeed: PersonalFeed }
  | { readonly audit: AuditEntry }
  | { readonly end: number };

const count = z.int().nonnegative();
const instant = z.int();
const revised = z.looseObject({ sequence: count, lastModified: instant });

const published = z.looseObject({
  course: z.looseObject({ key: z.string(), term: z.string(), id: z.string(), zone: z.string() }),
  sections: z.array(z.looseObject({ id: z.string(), gone: z.boolean(), lastModified: instant })),
  meetings: z.array(
    revised.extend({ identity: z.string(), uid: z.string(), facts: z.looseObject({ section: z.string() }) }),
  ),
  series: z.array(revised.extend({ dates: z.array(z.string()).min(1) })),
  changes: z.array(z.looseObject({ at: instant, line: z.string() })),
  absent: z.array(z.looseObject({ identity: z.string(), sequence: count })),
  firstPublished: instant,
  lastModified: instant,
});

const LINE = z.union([
  z.strictObject({ belltower: z.literal('state'), format: z.literal(1), instant }),
  z.strictObject({ end: count }),
  z.strictObject({ rules: z.strictObject({ number: count, at: instant, files: z.record(z.string(), z.string()) }) }),
  z.strictObject({ confirmation: z.strictObject({ rules: z.string(), at: instant, by: z.string() }) }),
  z.strictObject({
    course: z.string(),
    stored: z.strictObject({ published, rules: z.string(), retired: z.boolean() }),
  }),
  z.strictObject({
    deskChange: z.strictObject({
      subject: z.string(),
      id: z.string(),
      change: z.looseObject({ id: z.string(), announced: instant }),
      madeAt: instant,
      madeBy: z.string(),
      undoneAt: instant.nullable(),
      undoneBy: z.string().nullable(),
      idempotencyKey: z.string().nullable(),
    }),
  }),
  z.strictObject({
    personalFeed: z.strictObject({
      tokenHash: z.string(),
      keyHash: z.string(),
      selection: z.unknown(),
      options: z.unknown(),
      instant,
      edits: count,
      revokedAt: instant.nullable(),
    }),
  }),
  z.strictObject({
    audit: z.strictObject({
      at: instant,
      who: z.string(),
      what: z.string(),
      subject: z.string(),
      before: z.unknown(),
      after: z.unknown(),
    }),
  }),
]);

/** The line, or in a few words what is wrong with it. */
export function readLine(source: string): StateLine | string {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return 'this is not JSON';
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1) return `format ${format} was written by a later release`;
  const read = LINE.safeParse(value);
  // What is checked is the part that the program leans on; the rest is taken as it was exported.
  return read.success ? (value as StateLine) : 'this is nothing that a state consists of';
}
