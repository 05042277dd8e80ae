import { describe, expect, it } from 'vitest';
import type { PublishedMeeting } from '../../src/domain/published.ts';
import { composeFeed, type FeedOptions } from '../../src/ical/feed.ts';
import { printMeeting } from '../../src/ical/meeting-event.ts';
import { readFeed } from '../../src/ical/read-feed.ts';
import { type SectionChoice, selectSections } from '../../src/ical/selection.ts';
import { buildCos418, buildCourse, type Difference, instantsOf, makeVenue, PUBLISHED } from '../fixtures/published.ts';
import { publishLines } from '../fixtures/rules-published.ts';
import { expandNaively, parseStrictly } from '../oracle/naive-calendar.ts';

const cos418 = buildCos418();
const NONE: FeedOptions = { publicUrl: null };
const subscribe = (choice: SectionChoice, options = NONE, course = cos418) =>
  composeFeed(course, choice, 'subscription', options);
const download = (choice: SectionChoice, options = NONE, course = cos418) =>
  composeFeed(course, choice, 'download', options);
const componentsOf = (bytes: Buffer) => parseStrictly(bytes).components.map(({ name }) => name);
const descriptionOf = (bytes: Buffer) => readFeed(bytes.toString()).description.split('\n');

/** Facts on which both forms must agree. */
function factsOf(bytes: Buffer) {
  return expandNaively(bytes)
    .filter(({ status }) => status !== 'CANCELLED')
    .map(({ start, end, location, status }) => JSON.stringify({ start, end, location, status }))
    .sort();
}

describe('a subscription', () => {
  it('has an event for every meeting, at the same hour before and after the clocks change', () => {
    const occurrences = expandNaively(subscribe(['L01']));
    expect(occurrences).toHaveLength(24);
    const iso = occurrences.map(({ start }) => new Date(start).toISOString());
    expect(iso[0]).toBe('2018-09-12T14:00:00.000Z');
    expect(iso.at(-1)).toBe('2018-12-12T15:00:00.000Z');
    expect(iso.filter((start) => start.slice(0, 10) > '2018-10-26' && start.slice(0, 10) < '2018-11-05')).toEqual([]);
    expect(expandNaively(subscribe(['P01']))).toHaveLength(12);
  });

  it('has no property that a download or an invitation has', () => {
    expect(subscribe('all').toString()).not.toMatch(
      /^(RRULE|RDATE|EXDATE|RECURRENCE-ID|METHOD|ORGANIZER|ATTENDEE|CLASS|VALARM)|TZID/m,
    );
  });

  it('is sorted by start, then UID, whatever the order of sections', () => {
    const bytes = subscribe(['P02', 'L01', 'P03', 'P02']);
    expect(bytes.equals(subscribe(['L01', 'P03', 'P02']))).toBe(true);
    const keys = readFeed(bytes.toString()).events.map(({ start, uid }) => `${start} ${uid}`);
    expect(keys).toEqual(keys.toSorted());
    expect(keys).toHaveLength(48);
  });

  it('uses printed events from a cache', () => {
    const kept = new Map<PublishedMeeting, string>();
    const print: FeedOptions['print'] = (meeting, context) => {
      const text = kept.get(meeting) ?? printMeeting(meeting, context);
      kept.set(meeting, text);
      return text;
    };
    for (let times = 0; times < 2; times += 1) {
      expect(subscribe('all', { ...NONE, print }).equals(subscribe('all'))).toBe(true);
      expect(download('all', { ...NONE, print }).equals(download('all'))).toBe(true);
    }
    expect(kept.size).toBe(cos418.meetings.length);
  });
});

describe('a section that rides with another', () => {
  const course = buildCourse({
    sections: [{ id: 'L01' }, { id: 'P01', kind: 'precept' }, { id: 'Review', kind: 'review', with: ['L01', 'P01'] }],
    weekly: [
      { section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '11:00' },
      { section: 'P01', weekdays: ['FR'], startTime: '10:00', endTime: '11:00' },
      { section: 'Review', weekdays: ['SU'], startTime: '19:00', endTime: '20:00', dates: ['2018-12-09'] },
    ],
  });
  const reviews = (bytes: Buffer) => expandNaively(bytes).filter(({ summary }) => summary.includes('Review')).length;

  it('is in the feeds of those, once', () => {
    for (const choice of [['L01'], ['P01'], ['Review'], ['L01', 'P01'], ['Review', 'L01'], 'all'] as SectionChoice[]) {
      expect([reviews(subscribe(choice, NONE, course)), reviews(download(choice, NONE, course))]).toEqual([1, 1]);
    }
    expect(expandNaively(subscribe(['Review'], NONE, course))).toHaveLength(1);
  });
});

describe('a download', () => {
  const moved: Difference = {
    ...instantsOf('America/New_York', '2018-10-11', '16:00', '16:50'),
    date: '2018-10-11',
    startTime: '16:00',
    endTime: '16:50',
    movedFrom: { date: '2018-10-10', startTime: '10:00' },
    sequence: 1,
  };
  const changed = buildCos418({
    differences: {
      L01: {
        '2018-09-12': { topic: 'Introduction', number: 1 },
        '2018-09-19': { where: [makeVenue('Friend Center 008')], sequence: 1 },
        '2018-09-24': { status: 'cancelled', reason: 'Snow', sequence: 1 },
        '2018-09-26': { standing: 'returned', sequence: 2 },
        '2018-10-10': moved,
      },
    },
  });

  it('expands to the same starts, ends, places and statuses as the subscription', () => {
    for (const choice of ['all', ['L01'], ['OH'], ['P01', 'L01']] as SectionChoice[]) {
      expect(factsOf(download(choice, NONE, changed))).toEqual(factsOf(subscribe(choice, NONE, changed)));
    }
    expect(factsOf(download('all', NONE, changed))).toHaveLength(92);
  });

  it('holds one zone, the series, and an event for each meeting that stands apart', () => {
    expect(componentsOf(download(['L01']))).toEqual(['VTIMEZONE', 'VEVENT']);
    expect(componentsOf(download(['L01'], NONE, changed))).toEqual(['VTIMEZONE', ...Array(5).fill('VEVENT')]);
  });

  it('lists the topics and numbers of what stands in the series, once back in it too', () => {
    const differences = {
      L01: {
        '2018-09-12': { topic: 'Introduction', number: 1 },
        '2018-09-17': { topic: 'RPC', number: 2, standing: 'returned' as const },
        '2018-09-19': { topic: 'Time', number: 3, standing: 'apart' as const },
      },
    };
    const feed = readFeed(download(['L01'], NONE, buildCos418({ differences })).toString());
    const series = feed.events.find(({ uid }) => uid === cos418.series[0]?.rule.uid);
    expect(series?.description.split('\n').slice(-2)).toEqual(['12 Sep: 1. Introduction', '17 Sep: 2. RPC']);
  });

  it('prints a meeting outside its series in the same bytes as the subscription', () => {
    const subscription = subscribe(['L01'], NONE, changed).toString();
    const uids = changed.meetings.filter(({ standing }) => standing === 'apart').map(({ uid }) => uid);
    const eventOf = (text: string, uid: string) =>
      text.match(/BEGIN:VEVENT.*?END:VEVENT\r\n/gs)?.find((event) => event.includes(uid));
    expect(uids).toHaveLength(3);
    for (const uid of uids) {
      expect(eventOf(download(['L01'], NONE, changed).toString(), uid)).toBe(eventOf(subscription, uid));
    }
  });

  it('keeps the cancelled event of a meeting that is back in its series', () => {
    const returned = changed.meetings.find(({ standing }) => standing === 'returned');
    const events = readFeed(download(['L01'], NONE, changed).toString()).events;
    const own = events.find(({ uid }) => uid === returned?.uid);
    expect([own?.status, own?.sequence]).toEqual(['CANCELLED', 2]);
    expect(
      readFeed(subscribe(['L01'], NONE, changed).toString()).events.find(({ uid }) => uid === returned?.uid)?.status,
    ).toBe('CONFIRMED');
  });

  it('needs no zone where every meeting stands apart', () => {
    const alone = buildCourse({
      sections: [{ id: 'L01' }],
      weekly: [{ section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '11:00', dates: ['2018-09-17'] }],
      differences: { L01: { '2018-09-17': { notes: ['Extra'] } } },
    });
    expect(componentsOf(download('all', NONE, { ...alone, series: [] }))).toEqual(['VEVENT']);
  });

  it('covers a series beyond the term with its zone', () => {
    const late = buildCourse({
      sections: [{ id: 'L01' }],
      weekly: [
        { section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '11:00', dates: ['2021-03-08', '2021-03-15'] },
      ],
    });
    const starts = readFeed(download('all', NONE, late).toString()).occurrences.map(({ start }) =>
      new Date(start).toISOString(),
    );
    expect(starts).toEqual(['2021-03-08T15:00:00.000Z', '2021-03-15T14:00:00.000Z']);
  });

  it('covers a series before the term, by the clocks of its own year', () => {
    const early = buildCourse({
      sections: [{ id: 'L01' }],
      weekly: [
        { section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '11:00', dates: ['2005-03-21', '2005-04-04'] },
      ],
    });
    const { occurrences } = readFeed(download('all', NONE, early).toString());
    expect(occurrences.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2005-03-21T15:00:00.000Z',
      '2005-04-04T14:00:00.000Z',
    ]);
  });
});

describe('a feed without meetings', () => {
  it('is a valid calendar with its zone alone', () => {
    for (const bytes of [subscribe(['Midterm']), download(['Midterm'])]) {
      expect(componentsOf(bytes)).toEqual(['VTIMEZONE']);
      expect(descriptionOf(bytes)).toContain('Midterm is to be announced.');
    }
  });

  it('is one where all that it has is cancelled and left out', () => {
    const course = buildCourse({
      facts: { cancelled: 'removed' },
      sections: [{ id: 'L01' }],
      weekly: [{ section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '11:00', dates: ['2018-09-17'] }],
      differences: { L01: { '2018-09-17': { status: 'cancelled' } } },
    });
    expect(componentsOf(subscribe('all', NONE, course))).toEqual(['VTIMEZONE']);
    expect(componentsOf(download('all', NONE, { ...course, series: [] }))).toEqual(['VTIMEZONE']);
  });
});

describe('sections that other courses list', () => {
  const guest = buildCourse({
    facts: { key: 'fall-2018/ece7', id: 'ece7', code: 'ECE 7', title: 'Signals' },
    sections: [
      { id: 'L01', listed: [{ course: 'COS418', section: 'E01' }] },
      { id: 'Review', kind: 'review', with: ['L01'] },
    ],
    weekly: [
      { section: 'L01', weekdays: ['TU'], startTime: '10:00', endTime: '11:00' },
      { section: 'Review', weekdays: ['SU'], startTime: '19:00', endTime: '20:00', dates: ['2018-12-09'] },
    ],
    differences: { L01: { '2018-09-18': { status: 'cancelled' }, '2018-09-25': { standing: 'returned' } } },
  });
  const options = { publicUrl: 'https://bells.example', guests: [{ course: guest, choice: ['L01'] }] };

  it('are in that course’s feeds under its code and the ids by which it lists them, beside its own', () => {
    for (const bytes of [subscribe(['L01'], options), download(['L01'], options)]) {
      const summaries = new Set(expandNaively(bytes).map(({ summary }) => summary));
      expect([...summaries].sort()).toEqual([
        'CANCELLED: COS 418 E01 · Lecture',
        'COS 418 E01 · Lecture',
        'COS 418 L01 · Lecture',
        'COS 418 Review · Review',
      ]);
      expect(readFeed(bytes.toString()).name).toBe('COS 418 L01 E01 · Fall 2018');
      const described = descriptionOf(bytes).slice(1, 5);
      expect(described).toEqual(['L01: Lecture', 'Midterm: Midterm exam', 'E01: Lecture', 'Review: Review']);
    }
    expect(subscribe(['L01'], options).toString()).toContain('/fall-2018/cos418/L01+E01.ics');
    expect(factsOf(download(['L01'], options))).toEqual(factsOf(subscribe(['L01'], options)));
  });

  it('are known by any id of the course that lists them', () => {
    const host = buildCos418({ facts: { crossListed: [{ id: 'ece418', code: 'ECE 418', title: null }] } });
    const listed = [{ course: 'ECE418', section: 'E02' }];
    const sections = guest.sections.map((section) => (section.id === 'L01' ? { ...section, listed } : section));
    const feed = subscribe(
      [],
      { publicUrl: null, guests: [{ course: { ...guest, sections }, choice: ['L01'] }] },
      host,
    );
    expect(readFeed(feed.toString()).name).toBe('COS 418 E02 · Fall 2018');
  });

  it('may stand alone, with the UIDs that they have at home and as new as they are', () => {
    const alone = readFeed(subscribe([], options).toString());
    const newer = { ...cos418, lastModified: PUBLISHED + 9000 };
    expect(subscribe([], options, newer).toString()).toContain('\r\nLAST-MODIFIED:20180905T040000Z\r\nBEGIN:VEVENT');
    expect(alone.name).toBe('COS 418 E01 · Fall 2018');
    const home = readFeed(subscribe(['L01'], NONE, guest).toString());
    expect(alone.events.map(({ uid }) => uid)).toEqual(home.events.map(({ uid }) => uid));
  });

  it('make a feed as new as the newest of its courses', () => {
    const later = {
      ...guest,
      sections: guest.sections.map((section) => ({ ...section, lastModified: PUBLISHED + 7000 })),
    };
    const feed = subscribe(['P01'], { publicUrl: null, guests: [{ course: later, choice: 'all' }] });
    expect(feed.toString()).toContain('\r\nLAST-MODIFIED:20180905T040007Z\r\nBEGIN:VEVENT');
  });
});

describe('a feed’s own properties', () => {
  const named = (choice: SectionChoice, options = NONE) => readFeed(subscribe(choice, options).toString()).name;

  it('is named after its sections and the term', () => {
    expect(named(['P01'])).toBe('COS 418 P01 · Fall 2018');
    expect(named(['OH', 'P01', 'L01'])).toBe('COS 418 L01 P01 OH · Fall 2018');
    expect(named('all')).toBe('COS 418 · Fall 2018');
    const many = buildCourse({ sections: Array.from({ length: 7 }, (_, index) => ({ id: `P0${index}` })) });
    const feed = subscribe(
      many.sections.map(({ id }) => id),
      NONE,
      many,
    );
    expect(readFeed(feed.toString()).name).toBe('COS 418 7 sections · Fall 2018');
    const six = many.sections.slice(1).map(({ id }) => id);
    expect(readFeed(subscribe(six, NONE, many).toString()).name).toBe('COS 418 P01 P02 P03 P04 P05 P06 · Fall 2018');
  });

  it('contains nothing that was not given', () => {
    expect(descriptionOf(subscribe(['P01']))).toEqual([
      'Distributed Systems, Fall 2018',
      'P01: Precept',
      'Times are those of America/New_York.',
    ]);
    expect(descriptionOf(subscribe(['P01'], { publicUrl: 'https://bells.example' })).slice(-2)).toEqual([
      'Times are those of America/New_York.',
      'Schedule: https://bells.example/fall-2018/cos418',
    ]);
  });

  it('is named by the requested code, with the same meetings', () => {
    const listed = buildCos418({ facts: { crossListed: [{ id: 'ece418', code: 'ECE 418', title: 'Systems' }] } });
    const other = readFeed(
      subscribe(['P01'], { publicUrl: 'https://bells.example', code: 'ECE 418', title: 'Systems' }, listed).toString(),
    );
    expect(other.name).toBe('ECE 418 P01 · Fall 2018');
    expect(other.events[0]?.summary).toBe('ECE 418 P01 · Precept');
    expect(other.events[0]?.description).toContain('Systems · Precept');
    expect(other.events[0]?.description).toContain('https://bells.example/fall-2018/ece418');
    const own = readFeed(subscribe(['P01'], NONE, listed).toString());
    expect(other.events.map(({ uid }) => uid)).toEqual(own.events.map(({ uid }) => uid));
  });

  it('reports ended, removed, empty and unknown sections', () => {
    const course = buildCourse({
      facts: {
        note: 'Read the course page.',
        url: 'https://course.example/',
        links: [{ title: 'Piazza', url: 'https://piazza.example' }],
      },
      sections: [
        { id: 'L01' },
        { id: 'P02', kind: 'precept', ended: { on: '2018-10-12', instead: [] } },
        { id: 'P03', kind: 'precept', ended: { on: '2018-10-12', instead: ['P01', 'P02'] } },
        { id: 'P04', kind: 'precept', gone: true },
        { id: 'P05', kind: 'precept' },
      ],
      weekly: [{ section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '11:00' }],
    });
    const options = { publicUrl: 'https://bells.example', unknown: ['P99', 'p99', 'X<y>', 'A1'] };
    expect(descriptionOf(subscribe('all', options, course))).toEqual([
      'Distributed Systems, Fall 2018',
      'L01: Lecture',
      'P02: Precept',
      'P03: Precept',
      'P04: Precept',
      'P05: Precept',
      'P02 ended on 12 October 2018.',
      'P03 ended on 12 October 2018; instead: P01 and P02.',
      'P04 is no longer held.',
      'P05 has no meetings.',
      'There is no section A1 or p99 here.',
      'Times are those of America/New_York.',
      'Read the course page.',
      'Course page: https://course.example/',
      'Piazza: https://piazza.example',
      'Schedule: https://bells.example/fall-2018/cos418',
    ]);
    expect(descriptionOf(subscribe(['L01'], { publicUrl: null, unknown: ['a b'] }, course))).toContain(
      'A part of this address names no section.',
    );
  });

  it('gives its own address only where the site has one, and as a source only to subscribers', () => {
    const options = { publicUrl: 'https://bells.example' };
    const page = 'https://bells.example/fall-2018/cos418';
    expect(subscribe(['P02', 'L01'], options).toString()).toContain(`SOURCE;VALUE=URI:${page}/L01+P02.ics\r\n`);
    expect(subscribe('all', options).toString()).toContain(`SOURCE;VALUE=URI:${page}/all.ics\r\n`);
    expect(download('all', options).toString()).toContain(`\r\nURL:${page}\r\n`);
    expect(download('all', options).toString()).not.toContain('SOURCE');
    expect(subscribe('all').toString()).not.toMatch(/SOURCE|URL|bells/);
    expect(readFeed(subscribe(['P99'], options).toString()).name).toBe('COS 418 · Fall 2018');
    expect(subscribe(['P99'], options).toString()).not.toContain('SOURCE');
    expect(subscribe(['P99'], options).toString()).toContain('\r\nLAST-MODIFIED:20180905T040000Z\r\n');
  });

  it('was last modified when the latest of its sections was, those that ride along included', () => {
    const course = buildCourse({
      sections: [
        { id: 'L01' },
        { id: 'P01', lastModified: PUBLISHED + 1000 },
        { id: 'R', with: ['P01'], lastModified: PUBLISHED + 2000 },
      ],
    });
    const modified = (choice: SectionChoice) => (selectSections(course, choice).lastModified - PUBLISHED) / 1000;
    expect([['L01'], ['P01'], ['L01', 'P01'], ['R'], 'all'].map((choice) => modified(choice as SectionChoice))).toEqual(
      [0, 2, 2, 2, 2],
    );
    expect(selectSections({ ...course, sections: [], lastModified: PUBLISHED + 9000 }, 'all').lastModified).toBe(
      PUBLISHED + 9000,
    );
    expect(subscribe(['R'], NONE, course).toString()).toContain('\r\nLAST-MODIFIED:20180905T040002Z\r\n');
  });
});

it('an item of whole days that has left is cancelled in a download on the whole days that it had', () => {
  const lines = (...dates: string[]) => `sections:\n  X: {kind: practical, meets: [${dates.join(', ')}]}\n`;
  const [kept, taken] = ['2018-10-01 10am-11am', '"2018-12-03 to 2018-12-05, all day"'];
  const left = publishLines(
    ['2018-09-01T12:00:00Z', lines(kept, taken)],
    ['2018-09-20T12:00:00Z', lines(kept)],
    ['2018-10-21T12:00:00Z', `${lines(kept)}note: New.\n`],
  );
  expect(left.absent.map(({ shown }) => shown?.days)).toContain(3);
  const text = download('all', NONE, left).toString();
  expect(text).toMatch(/DTSTART;VALUE=DATE:20181203\r\nDTEND;VALUE=DATE:20181206\r\n(?:.*\r\n)*?STATUS:CANCELLED\r\n/);
});
