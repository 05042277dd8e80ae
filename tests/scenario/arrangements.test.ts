import { describe, expect, test } from 'vitest';
import { readFeed } from '../../src/ical/read-feed.ts';
import { isStillToCome } from '../../src/publication/ending.ts';
import { codesOf, readGoodCourse } from '../catalog/rules.ts';
import { feedOf, publishRules } from './published-rules.ts';

const PEOPLE = 'staff: {lloyd: Wyatt Lloyd}\n';
const course = (meets: string, rest = ''): string =>
  `${PEOPLE}sections:\n  OH: {kind: office hours, meets: ${meets}, where: CS 304, staff: lloyd${rest}}\n`;
const read = (meets: string) => readGoodCourse(course(meets)).sections[0];
const notes = (meets: string): string[] =>
  readFeed(feedOf(publishRules(course(meets)).next))
    .description.split('\n')
    .slice(2, -1);

describe('what meets says beside patterns', () => {
  test.each([
    ['by appointment', 'appointment', null],
    ['By appt. only', 'appointment', null],
    ['by arrangement', 'appointment', null],
    ['by appointment https://cal.example.edu/lloyd', 'appointment', 'https://cal.example.edu/lloyd'],
    ['{by appointment: https://cal.example.edu/lloyd}', 'appointment', 'https://cal.example.edu/lloyd'],
    ['{by appointment: lloyd@example.edu}', 'appointment', 'mailto:lloyd@example.edu'],
    ['{by appointment: yes}', 'appointment', null],
    ['{on: by appointment, note: Write first.}', 'appointment', null],
    ['asynchronous', 'asynchronous', null],
    ['online asynchronous', 'asynchronous', null],
    ['async', 'asynchronous', null],
    ['Thu TBA', 'later', null],
    ['Thu time TBA', 'later', null],
  ])('%s is of type %s', (meets, type, url) => {
    const section = read(meets);
    expect(section?.arrangements).toMatchObject([{ type, url, staff: [{ id: 'lloyd' }] }]);
    expect(section).toMatchObject({ patterns: [], toBeAnnounced: type === 'later' });
  });

  test('may stand beside patterns, which keep their ids and positions', () => {
    expect(codesOf(course('[Thu 1pm-2pm, by appointment, Thu 3pm-4pm]'))).toEqual(['pattern-id-needed']);
    expect(read('[Thu 1pm-2pm, by appointment: https://example.edu/book, TBA]')).toMatchObject({
      patterns: [{ weekdays: ['TH'] }],
      toBeAnnounced: false,
      arrangements: [{ type: 'appointment' }, { type: 'later', weekdays: [] }],
    });
  });

  test.each([
    ['{by appointment: calendly}', ['bad-url']],
    ['by appointment ftp://example.edu', ['bad-url']],
    ['{by appointment: yes, from: 2018-10-01}', ['key-combination']],
    ['{by appointment: yes, on: Thu 1pm-2pm}', ['key-combination']],
    ['2018-10-01 TBA', ['pattern-incomplete']],
    ['Someday TBA', ['bad-weekday']],
  ])('%s is refused', (meets, codes) => {
    expect(codesOf(course(meets))).toEqual(codes);
  });

  test('gives no times in place of others', () => {
    const change = 'changes:\n  - {announced: 2018-09-20, sections: OH, on: 2018-10-04, instead: by appointment}\n';
    expect(codesOf(course('Thu 1pm-2pm') + change)).toEqual(['pattern-incomplete']);
  });
});

describe('a feed says', () => {
  test.each([
    [
      'by appointment https://cal.example.edu/l',
      ['OH: by appointment, Wyatt Lloyd, CS 304, https://cal.example.edu/l'],
    ],
    ['asynchronous', ['OH: asynchronous, no set times, Wyatt Lloyd, CS 304']],
    ['Mon Thu TBA', ['OH: Mondays and Thursdays, time to be announced, Wyatt Lloyd, CS 304']],
    ['[Thu 1pm-2pm, TBA]', ['OH: more times to be announced, Wyatt Lloyd, CS 304']],
    ['TBA', ['OH is to be announced.']],
    ['Thu 1pm-2pm', []],
  ])('of %s: %j', (meets, lines) => {
    expect(notes(meets)).toEqual(lines);
  });

  test('and is whole without an event, as where everything is to be announced', () => {
    const bare = (meets: string): string =>
      feedOf(publishRules(course(meets)).next).replace(/^(?:X-WR-CALDESC|DESCRIPTION).*\r\n/gm, '');
    expect(bare('asynchronous')).toBe(bare('TBA'));
    expect(bare('asynchronous')).toContain('BEGIN:VTIMEZONE');
  });
});

describe('a publication', () => {
  test('says once what is by appointment now, and raises no meeting', () => {
    const first = publishRules(course('Thu 1pm-2pm')).next;
    const both = publishRules(course('[Thu 1pm-2pm, by appointment]'), { last: first }).next;
    expect(both.meetings).toEqual(first.meetings);
    expect(both.changes.map(({ section, line }) => [section, line])).toEqual([['OH', 'now by appointment']]);
    expect(both.sections[0]?.lastModified).toBeGreaterThan(first.lastModified);
    const again = publishRules(course('Thu 1pm-2pm'), { last: both }).next;
    expect(again.changes[0]?.line).toBe('no longer by appointment');
    const told = publishRules(course('[Thu 1pm-2pm, TBA]'), { last: again }).next;
    expect(told.changes[0]?.line).toBe('now more times to be announced');
    expect(publishRules(course('Thu 1pm-2pm'), { last: told }).next.changes).toEqual(told.changes);
  });

  test('is not over while a section is by appointment or asynchronous', () => {
    const during = Date.parse('2018-10-01T00:00:00Z');
    const after = Date.parse('2019-10-01T00:00:00Z');
    for (const meets of ['by appointment', 'asynchronous', 'TBA']) {
      const { next } = publishRules(course(meets));
      expect([isStillToCome(next, during), isStillToCome(next, after)]).toEqual([true, false]);
    }
  });
});
