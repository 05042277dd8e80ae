/**
 * The shapes of what commands print with `--json`, by command. docs/command-line.schema.json is written from them.
 * Fields may be added; instants are milliseconds since 1970 (UTC), as in the store.
 */

import { z } from 'zod';
import { historyEntry } from '../desk/api/api-schemas.ts';
import { IMPORT_OUTPUTS } from './import-outputs.ts';
import { courseKey, instant, localDate, meetingFacts, position, problem, severity } from './output-parts.ts';

/** One course of a publication, real or planned. */
const coursePlan = z
  .object({
    key: courseKey,
    held: z.boolean().meta({ description: 'It takes much away: somebody has to agree to it' }),
    edit: z.string().optional().meta({ description: 'What --confirm takes, if it is held' }),
    ending: z.enum(['gone', 'draft', 'retired']).optional().meta({ description: 'Why the course ends' }),
    isNew: z.boolean(),
    summary: z.string(),
    feeds: z.array(z.string()).meta({ description: 'Sections whose feeds change' }),
    counts: z.record(z.string(), z.int()).meta({ description: 'Meetings by kind of difference' }),
    meetings: z.array(
      z.object({
        uid: z.string(),
        section: z.string(),
        originalDate: localDate,
        kinds: z.array(z.string()),
        line: z.string().nullable().meta({ description: 'As subscribers read it; null: it says nothing to them' }),
        before: meetingFacts.nullable(),
        after: meetingFacts.nullable(),
      }),
    ),
    problems: z.array(problem),
  })
  .meta({ id: 'CoursePlan' });

const publication = z.object({
  problems: z.array(problem).meta({ description: 'Errors in the rules: their courses stay as they are' }),
  courses: z.array(coursePlan).meta({ description: 'Only those that change' }),
  unreadable: z.array(courseKey).meta({ description: 'Not published: their stored documents are damaged' }),
  outdated: z
    .array(z.object({ key: z.string(), why: z.string() }))
    .meta({ description: 'Not published: Node’s zone data is older than what they were published with' }),
});

const madeChange = z
  .object({
    id: z.string(),
    subject: z.string().meta({ description: 'A course’s key, or a term’s id' }),
    summary: z.string(),
    say: z.string().nullable().meta({ description: 'The public line' }),
    why: z.string().nullable().meta({ description: 'For staff' }),
    madeAt: instant,
    madeBy: z.string(),
    undoneAt: instant.nullable(),
    undoneBy: z.string().nullable(),
  })
  .meta({ id: 'Change' });

const finding = z.object({
  code: z.string().meta({ description: 'docs/doctor.md explains each' }),
  severity,
  line: z.int().nullable(),
  message: z.string(),
  hint: z.string(),
  title: z.string(),
});

const diagnosis = z.object({
  source: z.string(),
  events: z.int().nullable(),
  findings: z.array(finding),
  counts: z.record(z.string(), z.int()),
});

const place = z.object({ path: z.string(), owner: z.int().nullable(), freeBytes: z.number().nullable() });

export const OUTPUTS = {
  check: z.array(
    problem.extend({ path: z.string().optional().meta({ description: 'The file, from the working folder' }) }),
  ),
  diff: publication,
  publish: publication,
  build: publication.extend({
    feeds: z.int(),
    written: z.int(),
    unchanged: z.int(),
    removed: z.int(),
  }),
  change: z.object({
    outcome: z.enum(['done', 'questioned', 'refused', 'unknown', 'stale', 'conflict']),
    dryRun: z.boolean(),
    why: z.string().nullable().meta({ description: 'Why nothing was changed' }),
    change: madeChange.nullable(),
    concerns: z.array(z.object({ code: z.string().meta({ description: 'What --agree takes' }), message: z.string() })),
    courses: z.array(coursePlan),
    problems: z.array(problem),
    unreached: z.array(z.string()).meta({ description: 'Courses that the change does not reach, and why' }),
  }),
  'change --list': z.array(madeChange),
  'staff list': z.array(
    z.object({
      mail: z.string(),
      name: z.string().nullable(),
      roles: z.array(z.object({ role: z.string(), scope: z.string().meta({ description: '* is the whole site' }) })),
    }),
  ),
  'token list': z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      role: z.string(),
      scope: z.string(),
      madeAt: instant,
      madeBy: z.string(),
      expiresAt: instant.nullable(),
      revokedAt: instant.nullable(),
    }),
  ),
  'term close': z.object({
    term: z.string(),
    closed: z.boolean(),
    courses: z.int().meta({ description: 'Whose feeds stay as they are; 0 with --undo' }),
  }),
  status: z.object({
    ready: z.boolean().nullable().meta({ description: 'Whether feeds can be served; null: no server runs' }),
    conditions: z.array(
      z.object({
        code: z.string().meta({ description: 'docs/operating.md explains each' }),
        subject: z.string(),
        message: z.string(),
        hint: z.string().optional(),
        since: instant,
      }),
    ),
    courses: z.array(z.object({ key: courseKey, published: instant })),
    facts: z
      .object({
        release: z.string(),
        node: z.string(),
        zoneData: z.string().nullable(),
        user: z.string(),
        store: z.enum(['SQLite', 'PostgreSQL']),
        rules: place.nullable(),
        state: place,
        lastBackup: z.object({ at: instant, place: z.string() }).nullable().optional(),
        missingBackup: z.string().optional(),
        replicas: z
          .object({
            revision: z.int(),
            seen: z.array(
              z.object({
                name: z.string(),
                release: z.string(),
                revision: z.int(),
                age: z.int().meta({ description: 'Milliseconds since it was last seen' }),
                stale: z.boolean(),
              }),
            ),
          })
          .optional(),
      })
      .optional(),
    readAt: instant.optional(),
    notices: z.array(z.string()).optional(),
    pid: z.int().optional(),
  }),
  history: z.object({
    lines: z.array(historyEntry.extend({ at: instant })),
    next: z.int().nullable().meta({ description: 'What --before takes for the next page' }),
  }),
  why: z.object({
    course: courseKey,
    sections: z.array(z.string()),
    date: localDate,
    zone: z.string(),
    breaks: z.array(z.string()),
    rulesKnown: z.boolean(),
    meetings: z.array(
      z.object({
        identity: z.string(),
        uid: z.string(),
        pattern: z.string(),
        originalDate: localDate,
        series: z.string().nullable(),
        standing: z.string(),
        sequence: z.int(),
        lastModified: instant,
        taken: instant.optional(),
        facts: meetingFacts,
        history: z.array(z.object({ at: instant, line: z.string() })),
        rule: position.nullable(),
        changes: z.array(
          z.object({
            id: z.string(),
            summary: z.string(),
            say: z.string().nullable(),
            why: z.string().nullable(),
            at: position.nullable(),
            madeBy: z.string().optional(),
            madeAt: instant.optional(),
            undoneBy: z.string().nullable().optional(),
            undoneAt: instant.nullable().optional(),
          }),
        ),
      }),
    ),
    nearest: z.object({ before: meetingFacts.nullable(), after: meetingFacts.nullable() }),
  }),
  doctor: diagnosis,
  'status --url': diagnosis.extend({
    pages: z.array(z.string()),
    address: z
      .string()
      .nullable()
      .meta({ description: 'What is wrong with the address that the feed names; null: nothing' }),
  }),
  ...IMPORT_OUTPUTS,
} as const;
