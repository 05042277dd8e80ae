/** No field's value can inject a line, a property or a component into a feed. */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { PublishedCourse, PublishedMeeting, PublishedSection } from '../../src/domain/published.ts';
import { printCalendar } from '../../src/ical/calendar.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { printMeeting } from '../../src/ical/meeting-event.ts';
import { buildCourse, makeVenue } from '../fixtures/published.ts';
import { nasty, nastyUrl } from '../fixtures/smuggling.ts';
import { type NaiveComponent, parseStrictly, textOf } from '../oracle/naive-calendar.ts';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const link = fc.record({ title: nasty, url: nastyUrl });
const venue = fc
  .record({ text: nasty, address: optional(nasty), url: optional(nastyUrl), online: fc.boolean() })
  .map(({ text, ...over }) => makeVenue(text, over));

const texts = fc.record({
  course: fc.record({
    code: nasty,
    title: nasty,
    termTitle: nasty,
    note: optional(nasty),
    url: optional(nastyUrl),
    links: fc.array(link, { maxLength: 2 }),
    term: nasty,
    id: nasty,
  }),
  section: fc.record({ title: optional(nasty), note: optional(nasty), url: optional(nastyUrl) }),
  id: nasty,
  instead: nasty,
  where: fc.array(venue, { maxLength: 2 }),
  staff: fc.array(nasty, { maxLength: 2 }),
  notes: fc.array(nasty, { maxLength: 2 }),
  topic: optional(nasty),
  reason: optional(nasty),
  history: fc.array(
    nasty.map((line) => ({ at: Date.UTC(2018, 9, 3, 16), line })),
    { maxLength: 2 },
  ),
  unknown: fc.array(nasty, { maxLength: 2 }),
  publicUrl: optional(nastyUrl),
  uid: nasty,
});
type Texts = typeof texts extends fc.Arbitrary<infer T> ? T : never;

/** A course with one series of two meetings, one cancelled meeting and one that rejoined its series. */
function fill({
  course,
  section,
  id,
  instead,
  where,
  staff,
  notes,
  topic,
  reason,
  history,
  uid,
}: Texts): PublishedCourse {
  const own: Partial<PublishedSection> = { ...section, id, ended: { on: '2018-10-12', instead: [instead] } };
  const built = buildCourse({
    facts: course,
    sections: [own],
    weekly: [
      {
        section: id,
        weekdays: ['MO'],
        startTime: '10:00',
        endTime: '10:50',
        where,
        staff,
        notes,
        dates: ['2018-09-17', '2018-09-24', '2018-10-01', '2018-10-08'],
      },
    ],
    differences: {
      [id]: {
        '2018-09-17': { topic, standing: 'inside', history },
        '2018-09-24': { status: 'cancelled', reason, history },
        '2018-10-01': { topic, standing: 'returned', history },
      },
    },
  });
  const mark = (own: string) => `${uid}${own}@x`;
  return {
    ...built,
    meetings: built.meetings.map((meeting) => ({ ...meeting, uid: mark(meeting.originalDate) })),
    series: built.series.map((series) => ({ ...series, rule: { ...series.rule, uid: mark('series') } })),
  };
}

const HEADER = [
  'VERSION',
  'PRODID',
  'CALSCALE',
  'NAME',
  'X-WR-CALNAME',
  'DESCRIPTION',
  'X-WR-CALDESC',
  'X-WR-TIMEZONE',
  'REFRESH-INTERVAL',
  'X-PUBLISHED-TTL',
  'COLOR',
  'X-APPLE-CALENDAR-COLOR',
];
const EVENT = [
  'UID',
  'SUMMARY',
  'DTSTAMP',
  'DTSTART',
  'DTEND',
  'SEQUENCE',
  'DESCRIPTION',
  'STATUS',
  'CATEGORIES',
  'TRANSP',
  'LAST-MODIFIED',
];
const OPTIONAL = ['LOCATION', 'URL', 'SOURCE'];

function namesOf(component: NaiveComponent): string[] {
  return component.properties.map(({ name }) => name).filter((name) => !OPTIONAL.includes(name));
}

/** Components and properties as parsed by ical.js. */
function outlineOf(text: string): string[] {
  const outline = (component: ICAL.Component): string[] => [
    component.name,
    ...component.getAllProperties().map(({ name }) => name),
    ...component.getAllSubcomponents().flatMap(outline),
  ];
  return outline(new ICAL.Component(ICAL.parse(text)));
}

function outlineNaively(component: NaiveComponent): string[] {
  const names = component.properties.map(({ name }) => name);
  return [component.name, ...names, ...component.components.flatMap(outlineNaively)].map((name) => name.toLowerCase());
}

describe('smuggling', () => {
  it('brings nothing into either form, whatever field it is tried in', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const course = fill(all);
        for (const [form, components, extra] of [
          ['subscription', ['VEVENT', 'VEVENT', 'VEVENT', 'VEVENT'], []],
          ['download', ['VTIMEZONE', 'VEVENT', 'VEVENT', 'VEVENT'], ['RRULE', 'EXDATE']],
        ] as const) {
          const bytes = composeFeed(course, 'all', form, { publicUrl: all.publicUrl, unknown: all.unknown });
          const calendar = parseStrictly(bytes);
          expect(namesOf(calendar)).toEqual([...HEADER, 'LAST-MODIFIED']);
          expect(calendar.components.map(({ name }) => name)).toEqual(components);
          const events = calendar.components.filter(({ name }) => name === 'VEVENT');
          const series = events.filter((event) => event.properties.some(({ name }) => name === 'RRULE'));
          expect(series).toHaveLength(form === 'download' ? 1 : 0);
          for (const event of events) {
            expect(namesOf(event)).toEqual(series.includes(event) ? [...EVENT, ...extra] : EVENT);
            expect(event.components).toEqual([]);
            expect(textOf(event, 'SUMMARY').length).toBeLessThanOrEqual(255);
            expect(textOf(event, 'LOCATION').length).toBeLessThanOrEqual(255);
            expect(textOf(event, 'DESCRIPTION').length).toBeLessThanOrEqual(3000);
            expect(textOf(event, 'SUMMARY')).not.toContain('\n');
            expect(textOf(event, 'LOCATION')).not.toContain('\n');
          }
          expect(outlineOf(bytes.toString())).toEqual(outlineNaively(calendar));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('brings nothing into a personal feed with reminders', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const course = fill(all);
        const [section] = course.sections as [PublishedSection];
        const [meeting] = course.meetings as [PublishedMeeting];
        const facts = { course: course.course, section, code: all.course.code, courseTitle: all.course.title };
        const context = { ...facts, publicUrl: all.publicUrl, cancelled: 'confirmed', alarmMinutes: 10 } as const;
        const {
          uid,
          instead: name,
          id: zone,
          course: { note },
        } = all;
        const header = { name, description: note ?? '', zone, color: null, source: uid, url: zone, lastModified: 0 };
        const calendar = parseStrictly(printCalendar({ header, body: [printMeeting(meeting, context)] }));
        expect(calendar.components.map((component) => component.name)).toEqual(['VEVENT']);
        const alarms = calendar.components[0]?.components ?? [];
        expect(alarms.map(namesOf)).toEqual([['ACTION', 'DESCRIPTION', 'TRIGGER']]);
        expect(textOf(alarms[0] as NaiveComponent, 'DESCRIPTION')).toBe(
          textOf(calendar.components[0] as NaiveComponent, 'SUMMARY'),
        );
      }),
      { numRuns: 40 },
    );
  });
});
