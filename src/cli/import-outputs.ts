/** The shapes of what `belltower import --json` prints, by what is imported. */
import { z } from 'zod';

const difference = z.object({
  id: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  lines: z.array(z.string()),
});

export const IMPORT_OUTPUTS = {
  'import of a page': z.object({
    sections: z.array(
      z.object({
        id: z.string().nullable(),
        kind: z.string(),
        label: z.string(),
        meetings: z.array(
          z.object({
            days: z.array(z.string()),
            start: z.string().nullable(),
            end: z.string().nullable(),
            location: z.string().nullable(),
            count: z.int(),
            relative: z
              .object({ after: z.string().optional(), before: z.string().optional(), minutes: z.int().optional() })
              .nullable(),
            weeks: z.string().nullable(),
            doubt: z.string().optional(),
          }),
        ),
        people: z.array(z.string()),
      }),
    ),
    unused: z.array(z.object({ line: z.int(), text: z.string(), why: z.string() })),
    deadlines: z.array(z.object({ title: z.string(), date: z.string(), time: z.string(), url: z.string().nullable() })),
  }),
  'import of a table': z.object({
    failures: z.array(z.string()),
    columns: z.array(z.object({ header: z.string(), position: z.int(), field: z.string().nullable() })),
    counts: z.object({
      rows: z.int(),
      imported: z.int(),
      tba: z.int(),
      reported: z.int(),
      passedOver: z.int(),
      courses: z.int(),
      sections: z.int(),
      crossListing: z.object({ groups: z.int(), joined: z.int(), partly: z.int(), apart: z.int() }),
    }),
    rows: z.array(
      z.object({
        row: z.int(),
        outcome: z.enum(['imported', 'tba', 'reported', 'passed over']),
        reason: z.string().nullable(),
        section: z.string().nullable(),
      }),
    ),
    remarks: z.array(z.object({ text: z.string(), rows: z.array(z.int()) })),
    differences: z.array(difference.extend({ code: z.string(), sections: z.array(difference) })),
    renamings: z.array(z.object({ what: z.string(), course: z.string(), from: z.string(), to: z.string() })),
    disagreements: z.array(z.object({ course: z.string(), path: z.string(), imported: z.string(), own: z.string() })),
    subscribers: z.union([
      z.string(),
      z.array(z.object({ course: z.string(), says: z.string(), meetings: z.array(z.string()) })),
    ]),
    files: z.array(z.string()),
  }),
  'import of a calendar': z.object({
    yaml: z.string(),
    sections: z.int(),
    patterns: z.int(),
    changes: z.int(),
    cancelled: z.int(),
    events: z.array(
      z.object({
        uid: z.string(),
        line: z.int(),
        meetings: z.int(),
        reason: z.string().nullable(),
        code: z.string().nullable(),
      }),
    ),
    faults: z.array(z.object({ type: z.string(), line: z.int(), text: z.string() })),
  }),
} as const;
