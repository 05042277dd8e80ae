/** A course's subscription and download contain the same meetings, in independent readers. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, dateOfDay, dayNumber, WEEKDAYS } from '../../src/domain/date.ts';
import type { PublishedCourse, PublishedMeeting, PublishedSeries } from '../../src/domain/published.ts';
import { findOffsets } from '../../src/domain/zone.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { readFeed } from '../../src/ical/read-feed.ts';
import { fitsSeries } from '../../src/publication/series-membership.ts';
import { buildCourse, type Difference, instantsOf, makeVenue } from '../fixtures/published.ts';
import { expandNaively } from '../oracle/naive-calendar.ts';

const ZONES = [
  'UTC',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Asia/Gaza',
  'Asia/Kolkata',
  'Pacific/Apia',
];

const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const hour = String(Math.floor(quarter / 4)).padStart(2, '0');
  return `${hour}:${String((quarter % 4) * 15).padStart(2, '0')}`;
});
const day = fc.integer({ min: dayNumber('2010-06-01'), max: dayNumber('2026-06-01') });
const change = fc.constantFrom('cancel', 'move', 'room', 'note', 'return', 'topic', 'none', 'none', 'none');

const blueprint = fc.record({
  zone: fc.constantFrom(...ZONES),
  from: day,
  days: fc.integer({ min: 0, max: 120 }),
  weekdays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 3 }),
  startTime: time,
  endTime: fc.option(time),
  skipped: fc.array(fc.nat({ max: 40 }), { maxLength: 6 }),
  changes: fc.array(change, { minLength: 1, maxLength: 12 }),
  cancelled: fc.constantFrom('confirmed', 'cancelled', 'removed'),
  moveTo: time,
});
type Blueprint = typeof blueprint extends fc.Arbitrary<infer T> ? T : never;

function build(plan: Blueprint): PublishedCourse {
  const { zone, weekdays, startTime, endTime, changes } = plan;
  const span = { from: dateOfDay(plan.from), until: dateOfDay(plan.from + plan.days) };
  const weekly = { section: 'L01', weekdays, startTime, endTime, where: [makeVenue('Bowen')] };
  const facts = { zone, span, breaks: [], cancelled: plan.cancelled };
  const every = buildCourse({ facts, sections: [{ id: 'L01' }], weekly: [weekly] });
  const dates = every.meetings
    .map(({ originalDate }) => originalDate)
    .filter((_, index) => !plan.skipped.includes(index));
  const differences = Object.fromEntries(
    dates.map((date, index) => [date, differ(changes[index % changes.length] as string, date, plan)]),
  );
  const course = buildCourse({
    facts,
    sections: [{ id: 'L01' }],
    weekly: [{ ...weekly, dates }],
    differences: { L01: differences },
  });
  return settle(course);
}

function differ(kind: string, date: string, { zone, moveTo, endTime }: Blueprint): Difference {
  if (kind === 'cancel') return { status: 'cancelled', reason: 'Snow' };
  if (kind === 'room') return { where: [makeVenue('Friend')] };
  if (kind === 'note') return { notes: ['Bring a laptop'] };
  if (kind === 'topic') return { topic: 'Paxos', number: 3 };
  if (kind === 'return') return { standing: 'returned' };
  if (kind === 'none') return {};
  const to = addDays(date, 1);
  const times = { startTime: moveTo, endTime: endTime === null ? null : '23:59' };
  return {
    ...instantsOf(zone, to, times.startTime, times.endTime),
    date: to,
    ...times,
    movedFrom: { date, startTime: moveTo },
  };
}

/** Which meetings become separate events, by publication's criteria, including on days of clock changes. */
function settle(course: PublishedCourse): PublishedCourse {
  const { zone, span } = course.course;
  const offsets = findOffsets(zone, span.from, span.until);
  const [series] = course.series as [PublishedSeries?];
  const standing = ({ facts, originalDate, standing }: PublishedMeeting): PublishedMeeting['standing'] => {
    if (!fitsSeries(facts, originalDate, series?.rule, offsets)) return 'apart';
    return standing === 'returned' ? 'returned' : 'inside';
  };
  const meetings = course.meetings.map((meeting) => ({ ...meeting, standing: standing(meeting) }));
  const dates = meetings.filter((meeting) => meeting.standing !== 'apart').map(({ originalDate }) => originalDate);
  return { ...course, meetings, series: series && dates.length > 0 ? [{ ...series, dates }] : [] };
}

interface Occurrence {
  readonly start: number;
  readonly end: number | null;
  readonly location: string;
  readonly status: string;
}

function factsOf(occurrences: readonly Occurrence[]): string[] {
  return occurrences
    .filter(({ status }) => status !== 'CANCELLED')
    .map(({ start, end, location, status }) => JSON.stringify([start, end, location, status]))
    .sort();
}

/** The expected meetings, from the publication. */
function expected({ meetings, course }: PublishedCourse): string[] {
  const shown = meetings.filter(({ facts }) => facts.status === 'confirmed' || course.cancelled === 'confirmed');
  return factsOf(
    shown.map(({ facts }) => ({
      start: facts.start,
      end: facts.end !== null && facts.end > facts.start ? facts.end : null,
      location: `${facts.where[0]?.text}, Princeton, NJ`,
      status: 'CONFIRMED',
    })),
  );
}

it('expands to the same starts, ends, places and statuses in both forms and by both readers', () => {
  let series = 0;
  fc.assert(
    fc.property(blueprint, (plan) => {
      const course = build(plan);
      series += course.series.length;
      const facts = expected(course);
      for (const form of ['subscription', 'download'] as const) {
        const bytes = composeFeed(course, 'all', form, { publicUrl: null });
        expect(factsOf(expandNaively(bytes)), form).toEqual(facts);
        expect(factsOf(readFeed(bytes.toString()).occurrences), form).toEqual(facts);
      }
    }),
    { numRuns: 80 },
  );
  expect(series).toBeGreaterThan(50);
});
