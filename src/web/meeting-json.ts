/** A meeting as every answer of the API has it. */
import { z } from 'zod';
import type { PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts } from '../domain/schedule.ts';
import { findOffsets, offsetAt, type ZoneOffsets } from '../domain/zone.ts';

export const localDate = z
  .string()
  .meta({ format: 'date', description: 'A date in the course’s zone', examples: ['2018-10-12'] });
const localTime = z.string().meta({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'A wall time in the course’s zone, HH:MM',
  examples: ['11:00'],
});
export const instant = z.string().meta({ format: 'date-time', examples: ['2018-10-12T11:00:00-04:00'] });
export const sequence = z.int().nonnegative();
export const courseKeySchema = z.string().meta({
  description: 'The course itself, whichever of its ids was asked for: TERM/ID',
  examples: ['fall-2018/cos418'],
});

const venueSchema = z
  .object({
    name: z.string(),
    address: z.string().nullable().meta({ description: 'What a map finds' }),
    url: z.string().nullable(),
    online: z.boolean(),
  })
  .meta({ id: 'Venue' });

export const meetingSchema = z
  .object({
    uid: z.string().meta({ description: 'The UID of its event in feeds; stays for as long as the meeting is known' }),
    course: courseKeySchema,
    section: z.string().meta({ description: 'The section’s own id in that course', examples: ['P02'] }),
    pattern: z.string().meta({ description: 'The id of the weekly rule; empty if it has none' }),
    originalDate: localDate.meta({ description: 'The date that the rules gave: changes name the meeting by it' }),
    sequence: sequence.meta({ description: 'Higher after each visible change; what `expected` compares' }),
    lastModified: instant,
    status: z.enum(['confirmed', 'cancelled']),
    reason: z.string().nullable().meta({ description: 'What was said when it was cancelled' }),
    start: instant,
    end: instant.nullable().meta({ description: 'Null: no end is known' }),
    date: localDate,
    startTime: localTime,
    endTime: localTime.nullable(),
    days: z
      .int()
      .nullable()
      .meta({ description: 'An item of so many whole days, from midnight to midnight; null: it has hours' }),
    movedFrom: z.object({ date: localDate, startTime: localTime }).nullable(),
    where: z.array(venueSchema),
    whereToBeAnnounced: z.boolean(),
    staff: z.array(z.string()).meta({ description: 'As the course shows its staff: names, initials, or nobody' }),
    topic: z.string().nullable(),
    number: z.int().nullable().meta({ description: 'The section’s how manieth meeting it is' }),
    notes: z.array(z.string()),
    deadline: z
      .object({
        title: z.string(),
        url: z.string().nullable(),
        for: z.array(z.string()).meta({ description: 'Ids of the sections that it is for; empty: everybody' }),
      })
      .nullable()
      .meta({ description: 'Set where it is a deadline: it is due at `start`, and `pattern` is its id' }),
    history: z.array(z.object({ at: instant, line: z.string() })).meta({ description: 'Oldest first' }),
  })
  .meta({ id: 'Meeting' });

export type MeetingJson = z.infer<typeof meetingSchema>;

/** What a meeting's JSON is made of. */
export type MeetingSource = Pick<
  PublishedMeeting,
  'uid' | 'pattern' | 'originalDate' | 'sequence' | 'lastModified' | 'facts' | 'history'
>;

export type WriteMeeting = (meeting: MeetingSource) => MeetingJson;

/** Writes meetings of one course, in its zone. */
export function openMeetingWriter({ key, zone, span }: Pick<CourseFacts, 'key' | 'zone' | 'span'>): WriteMeeting {
  const offsets = findOffsets(zone, span.from, span.until);
  return (meeting) => writeMeeting(meeting, key, offsets);
}

function writeMeeting(meeting: MeetingSource, course: string, offsets: ZoneOffsets): MeetingJson {
  const { uid, pattern, originalDate, facts } = meeting;
  return {
    uid,
    course,
    section: facts.section,
    pattern,
    originalDate,
    sequence: meeting.sequence,
    lastModified: stamp(meeting.lastModified),
    status: facts.status,
    reason: facts.reason,
    start: stampLocal(facts.start, offsets),
    end: facts.end === null ? null : stampLocal(facts.end, offsets),
    date: facts.date,
    startTime: facts.startTime,
    endTime: facts.endTime,
    days: facts.days ?? null,
    movedFrom: facts.movedFrom && { date: facts.movedFrom.date, startTime: facts.movedFrom.startTime },
    where: facts.where.map(({ text, address, url, online }) => ({ name: text, address, url, online })),
    whereToBeAnnounced: facts.whereToBeAnnounced,
    staff: [...facts.staff],
    topic: facts.topic,
    number: facts.number,
    notes: [...facts.notes],
    deadline: facts.deadline
      ? { title: facts.deadline.title, url: facts.deadline.url, for: [...facts.deadline.for] }
      : null,
    history: meeting.history.map(({ at, line }) => ({ at: stamp(at), line })),
  };
}

/** '2018-10-10T22:00:00Z' */
export function stamp(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** '2018-10-12T11:00:00-04:00' (RFC 3339), in the course's own offset. */
function stampLocal(at: number, offsets: ZoneOffsets): string {
  const minutes = offsetAt(offsets, at);
  const wall = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  const offset = `${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `${wall}${minutes < 0 ? '-' : '+'}${offset}`;
}
