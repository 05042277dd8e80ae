/** Our own feeds and downloads, imported back, give the same meetings. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCatalog } from '../../../src/catalog/catalog.ts';
import { addDays, dateOfDay, dayNumber, WEEKDAYS } from '../../../src/domain/date.ts';
import { composeFeed } from '../../../src/ical/feed.ts';
import { readComponents } from '../../../src/ical/foreign/components.ts';
import { readFeed } from '../../../src/ical/read-feed.ts';
import { writeCalendarCourse } from '../../../src/import/calendar/course.ts';
import { readOccurrences, widen } from '../../../src/import/calendar/occurrences.ts';
import { scheduleCourse } from '../../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../../src/schedule/term-calendar.ts';
import { buildCourse, type Difference, instantsOf, makeVenue } from '../../fixtures/published.ts';

const ZONES = [
  'UTC',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Europe/London',
  'Europe/Berlin',
  'Africa/Casablanca',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

const time = fc
  .integer({ min: 24, max: 80 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`,
  );
const blueprint = fc.record({
  zone: fc.constantFrom(...ZONES),
  from: fc.integer({ min: dayNumber('2018-01-10'), max: dayNumber('2026-06-01') }),
  days: fc.integer({ min: 20, max: 110 }),
  gap: fc.integer({ min: 5, max: 60 }),
  sections: fc.array(
    fc.record({
      weekdays: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1, maxLength: 3 }),
      startTime: time,
      minutes: fc.constantFrom(50, 80, 180),
      changes: fc.array(fc.constantFrom('none', 'none', 'none', 'cancel', 'move', 'room', 'topic'), {
        minLength: 1,
        maxLength: 9,
      }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

function later(start: string, minutes: number): string {
  const all = Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + minutes;
  return `${String(Math.floor(all / 60) % 24).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}

function differ(kind: string, date: string, zone: string): Difference {
  if (kind === 'cancel') return { status: 'cancelled', reason: 'Snow' };
  if (kind === 'room') return { where: [makeVenue('Friend')] };
  if (kind === 'topic') return { topic: 'Paxos; and more', number: 3 };
  if (kind === 'none') return {};
  const to = addDays(date, 1);
  return {
    ...instantsOf(zone, to, '07:00', '07:45'),
    date: to,
    startTime: '07:00',
    endTime: '07:45',
    movedFrom: { date, startTime: '07:00' },
  };
}

it('stand for the same meetings in the course that import writes', () => {
  let weekly = 0;
  fc.assert(
    fc.property(blueprint, ({ zone, from, days, gap, sections }) => {
      const span = { from: dateOfDay(from), until: dateOfDay(from + days) };
      const breaks = [{ name: 'Recess', from: addDays(span.from, gap), until: addDays(span.from, gap + 6) }];
      const rules = sections.map((one, at) => ({ ...one, section: `L0${at + 1}` }));
      const facts = { zone, span, breaks };
      const build = (differences: Record<string, Record<string, Difference>>) =>
        buildCourse({
          facts,
          sections: rules.map(({ section }) => ({ id: section })),
          weekly: rules.map(({ section, weekdays, startTime, minutes }) => ({
            section,
            weekdays,
            startTime,
            endTime: later(startTime, minutes),
            where: [makeVenue('Bowen')],
          })),
          differences,
        });
      const plain = build({});
      const differences = Object.fromEntries(
        rules.map(({ section, changes }) => [
          section,
          Object.fromEntries(
            plain.meetings
              .filter(({ facts: one }) => one.section === section)
              .map(({ originalDate }, at) => [
                originalDate,
                differ(changes[at % changes.length] as string, originalDate, zone),
              ]),
          ),
        ]),
      );
      const course = build(differences);
      const site = 'uidDomain: example.edu\n';
      const termText = `title: T\nzone: ${zone}\nclasses: ${span.from} to ${span.until}\nbreaks: [{name: Recess, dates: ${breaks[0]?.from} to ${breaks[0]?.until}}]\n`;
      const term = readCatalog([
        { path: 'site.yaml', text: site },
        { path: 'terms/t.yaml', text: termText },
      ]).catalog.terms.get('t');
      if (!term) throw new Error('the term was not read');
      for (const form of ['subscription', 'download'] as const) {
        const text = composeFeed(course, 'all', form, { publicUrl: null }).toString();
        const read = readOccurrences(readComponents(text).calendars, {
          zone,
          floating: null,
          ...widen(span.from, span.until),
        });
        const written = writeCalendarCourse(read.occurrences, term, [], {
          code: 'COS 418',
          title: 'T',
          today: '2018-01-01',
        });
        if (/on: (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(written.yaml)) weekly += 1;
        const catalog = readCatalog([
          { path: 'site.yaml', text: site },
          { path: 'terms/t.yaml', text: termText },
          { path: 'courses/t/c.yaml', text: written.yaml },
        ]);
        expect(
          catalog.problems.filter(({ severity }) => severity === 'error'),
          written.yaml,
        ).toEqual([]);
        const [back] = catalog.catalog.courses.values();
        if (!back || !catalog.catalog.site) throw new Error('the course was not read');
        const { meetings } = scheduleCourse(back, openTermCalendar(term), catalog.catalog.site);
        const got = meetings
          .filter(({ facts: one }) => one.status === 'confirmed')
          .map(({ facts: one }) => `${one.start} ${one.end} ${one.where[0]?.text}`);
        const want = readFeed(text)
          .occurrences.filter(({ summary }) => !/^CANCELLED: /.test(summary))
          .map(({ start, end, location }) => `${start} ${end} ${location}`);
        expect(new Set(got), written.yaml).toEqual(new Set(want));
      }
    }),
    { numRuns: 40 },
  );
  // Imported as rules, not as lists of dates.
  expect(weekly).toBeGreaterThan(40);
});
