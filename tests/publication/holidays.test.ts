import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import type { PublishedHolidays } from '../../src/domain/holidays.ts';
import { makeUid } from '../../src/domain/identity.ts';
import type { Closing, Term } from '../../src/domain/model.ts';
import { composeHolidays } from '../../src/ical/holiday-feed.ts';
import {
  areHolidaysDue,
  letHolidaysLeave,
  raiseHolidaysAboveLost,
  reviseHolidays,
} from '../../src/publication/holidays.ts';
import { listHolidays, toHolidayTerm } from '../../src/schedule/holidays.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { change, makeTerm } from '../schedule/rules.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2018, 7, 1);
const RECESS = { name: 'Fall recess', from: '2018-10-27', until: '2018-11-04' };
const THANKS = { name: 'Thanksgiving', from: '2018-11-22', until: '2018-11-22' };

function revise(
  last: PublishedHolidays | null,
  fields: Partial<Term>,
  instant: number,
  desk: readonly Change[] = [],
): PublishedHolidays {
  const calendar = openTermCalendar(makeTerm(fields));
  return reviseHolidays(
    last,
    {
      term: toHolidayTerm(calendar, { language: null }),
      days: listHolidays(calendar, 'x.edu', {
        desk,
        known: new Map(last?.days.flatMap(({ identity, facts, taken }) => (taken ? [] : [[identity, facts]]))),
      }),
    },
    instant,
  );
}

/** 'Fall recess 0', in the order of their identities; a removed one as '-Fall recess 1' */
const outline = ({ days }: PublishedHolidays): string[] =>
  days.map(({ facts, sequence, taken }) => `${taken === undefined ? '' : '-'}${facts.name} ${sequence}`);

const first = revise(null, { breaks: [RECESS, THANKS] }, FIRST);

describe('a term’s calendar', () => {
  it('has a UID of the term and the first date for each', () => {
    expect(first.days.map(({ uid }) => uid)).toEqual([
      makeUid('fall-2018/holidays/2018-10-27', 'x.edu'),
      makeUid('fall-2018/holidays/2018-11-22', 'x.edu'),
    ]);
    const several = listHolidays(
      openTermCalendar(
        makeTerm({
          breaks: [RECESS, { ...RECESS, name: 'Study days' }],
          closings: [
            { name: 'Storm', date: RECESS.from, from: '14:00', until: null },
            { name: 'Frost', date: RECESS.from, from: null, until: '09:00' },
          ],
          swaps: [{ name: 'Monday schedule', date: RECESS.from, follows: 'MO' }],
        }),
      ),
      'x.edu',
    );
    expect(several.map(({ identity }) => identity.slice(21))).toEqual([
      '2018-10-27'.slice(2),
      '18-10-27/Study days',
      '18-10-27/hours',
      '18-10-27/hours/Frost',
      '18-10-27/swap',
    ]);
  });

  it('keeps the UIDs of those that begin on one date, whatever is written before them or taken out', () => {
    const [a, b, c] = ['A', 'B', 'C'].map((name) => ({ ...THANKS, name })) as [
      typeof THANKS,
      typeof THANKS,
      typeof THANKS,
    ];
    const uidsOf = ({ days }: PublishedHolidays) =>
      new Map(days.flatMap(({ uid, facts, taken }) => (taken ? [] : [[facts.name, uid]])));
    const first = revise(null, { breaks: [b] }, FIRST);
    const second = revise(first, { breaks: [a, b, c] }, FIRST + 1000);
    expect(uidsOf(first).get('B')).toBe(makeUid('fall-2018/holidays/2018-11-22', 'x.edu'));
    expect(uidsOf(second).get('B')).toBe(uidsOf(first).get('B'));
    expect(second.days.map(({ sequence }) => sequence)).toEqual([0, 0, 0]);
    const third = revise(second, { breaks: [c, a] }, FIRST + 2000);
    expect(uidsOf(third)).toEqual(new Map([...uidsOf(second)].filter(([name]) => name !== 'B')));
  });

  it('keeps two of one date and one name, as earlier releases identified them, and a third beside them', () => {
    const [early, late, noon] = [
      { from: null, until: '10:00' },
      { from: '15:00', until: null },
      { from: '12:00', until: '13:00' },
    ].map((hours) => ({ name: 'Closed', date: '2018-11-21', ...hours })) as [Closing, Closing, Closing];
    const identitiesOf = ({ days }: PublishedHolidays) => days.map(({ identity }) => identity.slice(29));
    const first = revise(null, { closings: [early, late] }, FIRST);
    expect(identitiesOf(first)).toEqual(['/hours', '/hours/Closed']);
    expect(revise(first, { closings: [early, late] }, FIRST + 1000)).toBe(first);
    expect(revise(first, { closings: [late, early] }, FIRST + 1000)).toBe(first);
    const third = revise(first, { closings: [{ ...noon, name: 'Fair' }, noon, early, late] }, FIRST + 2000);
    expect(identitiesOf(third)).toEqual(['/hours', '/hours/Closed', '/hours/Closed/2', '/hours/Fair']);
    expect(outline(third)).toEqual(['Closed 0', 'Closed 0', 'Closed 0', 'Fair 0']);
    expect(third.days.slice(0, 2)).toEqual(first.days);
    const moved = revise(first, { closings: [{ ...early, until: '09:00' }, late] }, FIRST + 3000);
    expect(outline(moved)).toEqual(['Closed 1', 'Closed 0']);
    const fewer = revise(third, { closings: [{ ...noon, name: 'Fair' }, late, noon] }, FIRST + 4000);
    expect(outline(fewer)).toEqual(['-Closed 1', 'Closed 0', 'Closed 0', 'Fair 0']);
  });

  it('adds up what is announced: a day may be closed early and late, and hours of a closed day do not open the rest', () => {
    const close = (dates: string, from: string | null, until: string | null, say: string | null = null) =>
      change(null, dates, { close: { from, until } }, { source: 'term', say });
    const reviseWith = (last: PublishedHolidays | null, ...desk: Change[]) =>
      revise(last, {}, (last?.lastModified ?? FIRST) + 1000, desk);
    /** '2018-12-10/closed Snow 0' */
    const tell = ({ days }: PublishedHolidays): string[] =>
      days.map(({ identity, sequence, taken, facts: { name, until } }) =>
        [identity.slice(19), until, `${taken ? '-' : ''}${name}`, sequence].join(' '),
      );
    const three = close('2018-12-10 2018-12-12', null, null, 'Snow');
    const days = reviseWith(null, three);
    expect(tell(days)).toEqual(['2018-12-10/closed 2018-12-12 Snow 0']);
    expect(reviseWith(days, three, close('2018-12-10', '15:00', null))).toBe(days);
    expect(reviseWith(days, close('2018-12-10', '15:00', null), three)).toBe(days);
    const longer = reviseWith(days, three, close('2018-12-10 2018-12-13', null, null, 'More snow'));
    expect(tell(longer)).toEqual(['2018-12-10/closed 2018-12-13 More snow 1']);

    const [early, late] = [close('2018-12-10', null, '10:00'), close('2018-12-10', '18:00', null)] as const;
    const both = reviseWith(reviseWith(null, early), early, late);
    expect(tell(both)).toEqual(['2018-12-10/closed 2018-12-10 Closed 0', '2018-12-10/closed/2 2018-12-10 Closed 0']);
    expect(both.days[0]?.facts.hours?.start).toBeLessThan(both.days[1]?.facts.hours?.start ?? 0);
    expect(reviseWith(both, early, late)).toBe(both);
    // An earlier release published the newest alone.
    expect(tell(reviseWith(reviseWith(null, late), early, late))).toEqual(tell(both));
    const one = reviseWith(both, late);
    expect(tell(one)).toEqual(['2018-12-10/closed 2018-12-10 -Closed 1', '2018-12-10/closed/2 2018-12-10 Closed 0']);
    expect(tell(reviseWith(one, close('2018-12-10', '18:00', null, 'Snow'))).at(-1)).toBe(
      '2018-12-10/closed/2 2018-12-10 Snow 1',
    );
  });

  it('is the same object while nothing changes, and raises only what differs', () => {
    expect(revise(first, { breaks: [THANKS, RECESS] }, FIRST + DAY)).toBe(first);
    const next = revise(first, { breaks: [RECESS, { ...THANKS, name: 'Thanksgiving Day' }] }, FIRST + DAY);
    expect(outline(next)).toEqual(['Fall recess 0', 'Thanksgiving Day 1']);
    expect(next.days.map(({ lastModified }) => lastModified)).toEqual([FIRST, FIRST + DAY]);
    const german = revise(next, { language: 'de', breaks: [RECESS, THANKS] }, FIRST + 2 * DAY);
    expect(outline(german)).toEqual(['Fall recess 1', 'Thanksgiving 2']);
    expect(composeHolidays(german, null).toString()).toContain('\r\nCATEGORIES:Frei\r\n');
    const retitled = revise(next, { title: 'Autumn', breaks: [RECESS, THANKS] }, FIRST + 2 * DAY);
    expect([outline(retitled), retitled.lastModified]).toEqual([['Fall recess 1', 'Thanksgiving 2'], FIRST + 2 * DAY]);
  });

  it('cancels what an edit removes for 30 days, and continues its SEQUENCE should it return', () => {
    const removed = revise(first, { breaks: [THANKS] }, FIRST + DAY);
    expect(outline(removed)).toEqual(['-Fall recess 1', 'Thanksgiving 0']);
    expect(outline(revise(removed, { breaks: [RECESS, THANKS] }, FIRST + 2 * DAY))).toEqual([
      'Fall recess 2',
      'Thanksgiving 0',
    ]);
    const before = FIRST + 31 * DAY - 1000;
    expect([areHolidaysDue(removed, before), letHolidaysLeave(removed, before)]).toEqual([false, null]);
    const left = letHolidaysLeave(removed, FIRST + 31 * DAY) as PublishedHolidays;
    expect([outline(left), left.lastModified]).toEqual([['Thanksgiving 0'], FIRST + 31 * DAY]);
    expect(outline(revise(left, { breaks: [RECESS, THANKS] }, FIRST + 40 * DAY))).toEqual([
      'Fall recess 2',
      'Thanksgiving 0',
    ]);
  });

  it('keeps its last event', () => {
    const empty = revise(revise(null, { breaks: [THANKS] }, FIRST), {}, FIRST + DAY);
    expect([areHolidaysDue(empty, FIRST + 99 * DAY), letHolidaysLeave(empty, FIRST + 99 * DAY)]).toEqual([false, null]);
  });

  it('continues above whatever was seen before a loss, also for new events', () => {
    const raised = raiseHolidaysAboveLost(first, { lost: 1000, instant: FIRST + DAY });
    expect(outline(raised)).toEqual(['Fall recess 1000', 'Thanksgiving 1000']);
    const day = { name: 'Open day', from: '2018-10-01', until: '2018-10-01' };
    expect(outline(revise(raised, { breaks: [day, RECESS, THANKS] }, FIRST + 2 * DAY))).toEqual([
      'Open day 1000',
      'Fall recess 1000',
      'Thanksgiving 1000',
    ]);
  });
});

describe('its feed', () => {
  const swaps = [{ name: 'Monday schedule', date: '2018-10-10', follows: 'MO' as const }];
  const closings = [
    { name: 'Snow', date: '2018-11-15', from: '14:00', until: null },
    { name: 'Election Day', date: '2018-11-06', from: null, until: null },
  ];
  const bodyOf = (published: PublishedHolidays): string => composeHolidays(published, 'https://x.edu').toString();
  const read = (published: PublishedHolidays): string[] =>
    new ICAL.Component(ICAL.parse(bodyOf(published))).getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      const values = ['status', 'transp', 'categories'].map((name) => component.getFirstPropertyValue(name));
      return [event.summary, event.startDate.toString(), event.endDate.toString(), ...values].join(' | ');
    });

  it('has whole days, and hours where a day is closed in part', () => {
    expect(read(revise(null, { breaks: [RECESS], closings, swaps }, FIRST))).toEqual([
      'Monday schedule | 2018-10-10 | 2018-10-11 | CONFIRMED | TRANSPARENT | Swapped day',
      'Fall recess | 2018-10-27 | 2018-11-05 | CONFIRMED | TRANSPARENT | Holiday',
      'Election Day | 2018-11-06 | 2018-11-07 | CONFIRMED | TRANSPARENT | Closing',
      'Snow | 2018-11-15T19:00:00Z | 2018-11-16T05:00:00Z | CONFIRMED | TRANSPARENT | Closing',
    ]);
  });

  it('shows what was removed as cancelled', () => {
    const removed = revise(first, { breaks: [THANKS] }, FIRST + DAY);
    expect(read(removed)[0]).toBe(
      'CANCELLED: Fall recess | 2018-10-27 | 2018-11-05 | CANCELLED | TRANSPARENT | Holiday',
    );
    expect(bodyOf(removed)).toContain('\r\nSEQUENCE:1\r\n');
  });

  it('is a calendar without events for a term without any', () => {
    expect(bodyOf(revise(null, {}, FIRST))).toMatch(/BEGIN:VTIMEZONE.*END:VTIMEZONE\r\nEND:VCALENDAR\r\n$/s);
  });
});
