/** Parts of the shapes of outputs.ts. */
import { z } from 'zod';

export const instant = z.int().meta({ description: 'Milliseconds since 1970 (UTC)' });
export const severity = z.enum(['error', 'warning']);
export const courseKey = z.string().meta({ description: 'TERM/ID', examples: ['fall-2018/cos418'] });
export const localDate = z.string().meta({ description: 'In the course’s time zone', examples: ['2018-10-12'] });
const localTime = z.string().meta({ examples: ['14:00'] });

export const position = z
  .object({
    file: z.string().meta({ description: 'Below the folder of rules' }),
    line: z.int().positive(),
    column: z.int().positive(),
    length: z.int().nonnegative().meta({ description: 'Characters from the column on' }),
  })
  .meta({ id: 'Position' });

export const problem = z
  .object({
    code: z.string().meta({ description: 'docs/problems.md explains each' }),
    severity,
    message: z.string(),
    hint: z.string().optional(),
    at: position.optional(),
    about: z.string().optional().meta({ description: 'The id of the change that it is about' }),
    source: z.string().optional().meta({ description: 'The line itself' }),
  })
  .meta({ id: 'Problem' });

export const meetingFacts = z
  .object({
    section: z.string(),
    start: instant,
    end: instant.nullable(),
    date: localDate,
    startTime: localTime,
    endTime: localTime.nullable(),
    days: z.int().optional().meta({ description: 'An item of so many whole days; absent: it has hours' }),
    where: z.array(
      z.object({ text: z.string(), address: z.string().nullable(), url: z.string().nullable(), online: z.boolean() }),
    ),
    whereToBeAnnounced: z.boolean(),
    staff: z.array(z.string()),
    copies: z.int(),
    notes: z.array(z.string()),
    topic: z.string().nullable(),
    number: z.int().nullable(),
    status: z.enum(['confirmed', 'cancelled']),
    reason: z.string().nullable(),
    movedFrom: z
      .object({
        date: localDate,
        startTime: localTime,
        allDay: z.boolean().optional().meta({ description: 'It was an item of whole days' }),
      })
      .nullable(),
    deadline: z.object({ title: z.string(), url: z.string().nullable(), for: z.array(z.string()) }).optional(),
  })
  .meta({ id: 'MeetingFacts', description: 'What a feed says about a meeting' });
