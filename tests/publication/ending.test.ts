import { describe, expect, test } from 'vitest';
import type { PublishedCourse } from '../../src/domain/published.ts';
import { adoptSections } from '../../src/publication/adopting.ts';
import { endSchedule, isStillToCome, scheduleAsPublished } from '../../src/publication/ending.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { isDrastic } from '../../src/publication/summary.ts';
import { courseFacts, edit, of, PUBLISHED, schedule, sectionFacts, venue, weekly } from './schedules.ts';

const NOW = Date.UTC(2018, 9, 1);
const RULES = schedule();
const LAST = reviseCourse(null, RULES, PUBLISHED).next;

const byUid = ({ meetings }: PublishedCourse) => new Map(meetings.map((meeting) => [meeting.uid, meeting]));

describe('a course that ends', () => {
  const { next } = reviseCourse(LAST, endSchedule(LAST), NOW);

  test('keeps every meeting: those that took place as they were, those to come marked, once', () => {
    expect(next.meetings.map(({ uid }) => uid)).toEqual(LAST.meetings.map(({ uid }) => uid));
    for (const meeting of next.meetings) {
      const was = byUid(LAST).get(meeting.uid);
      if (meeting.facts.start < NOW) expect(meeting.facts).toEqual(was?.facts);
      else expect([meeting.facts.status, meeting.sequence]).toEqual(['cancelled', 1]);
    }
    expect(next.sections.map(({ id, gone }) => [id, gone])).toEqual([
      ['L01', true],
      ['P01', true],
    ]);
    expect(isDrastic(LAST, next, NOW)).toBe(true);
  });

  test('ends once', () => {
    expect(reviseCourse(next, endSchedule(next), NOW + 60_000).changed).toBe(false);
  });

  test('comes back under the same UIDs, with higher sequences', () => {
    const back = reviseCourse(next, RULES, NOW + 60_000).next;
    for (const meeting of back.meetings) {
      const ended = byUid(next).get(meeting.uid);
      expect(meeting.facts.status).toBe('confirmed');
      expect(meeting.sequence).toBe((ended?.sequence ?? 0) + (meeting.facts.start < NOW ? 0 : 1));
    }
  });

  test('has nothing to come, and so has one whose term is over', () => {
    expect(isStillToCome(LAST, NOW)).toBe(true);
    expect(isStillToCome(next, NOW)).toBe(false);
    expect(isStillToCome(LAST, Date.UTC(2019, 0, 1))).toBe(false);
  });
});

test('a published course gives its own schedule again, which changes nothing', () => {
  const cancelled = edit(RULES, of('L01', '2018-10-10'), (facts) => ({ ...facts, status: 'cancelled', reason: 'Ill' }));
  const lecture = weekly({ section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '10:50' });
  const fewer = {
    ...cancelled,
    sections: [sectionFacts('L01')],
    ...{ meetings: lecture.meetings, series: [lecture.series] },
  };
  let last = LAST;
  for (const [index, fresh] of [RULES, cancelled, fewer].entries()) {
    last = reviseCourse(last, fresh, NOW + index * 1000).next;
    expect(reviseCourse(last, scheduleAsPublished(last), NOW + 86_400_000).changed).toBe(false);
  }
});

describe('a section that becomes another course’s', () => {
  const facts = courseFacts({ id: 'art110', key: 'fall-2018/art110', code: 'ART 110' });
  const rename = (text: string): string => text.replace('/cos418/', '/art110/').replace('/L01/', '/001/');
  /** The same lecture in another course, as section 001, listed here as L01; in Hall 55. */
  const hostRules = (hall = 'Hall 55') => ({
    ...RULES,
    course: facts,
    sections: [sectionFacts('001', { kind: 'lecture', listed: [{ course: 'cos418', section: 'L01' }] })],
    meetings: RULES.meetings.filter(of('L01')).map((meeting) => ({
      ...meeting,
      identity: rename(meeting.identity),
      uid: `host-${meeting.uid}`,
      series: rename(meeting.series ?? ''),
      facts: { ...meeting.facts, section: '001', where: [venue(hall)] },
    })),
    series: RULES.series
      .filter(({ section }) => section === 'L01')
      .map((rule) => ({
        ...rule,
        identity: rename(rule.identity),
        uid: `host-${rule.uid}`,
        section: '001',
        where: [venue(hall)],
      })),
  });
  const host = reviseCourse(null, hostRules(), NOW).next;
  const left = schedule({
    sections: [sectionFacts('P01')],
    meetings: RULES.meetings.filter(of('P01')),
    series: RULES.series.filter(({ section }) => section === 'P01'),
  });
  const adopt = (last: PublishedCourse, from: PublishedCourse, at: number) => {
    const own = last.sections.find(({ id }) => id === 'L01');
    const [section] = from.sections;
    if (!own || !section) throw new Error('both have it');
    return reviseCourse(last, adoptSections(left, last, [{ own, host: from, section }]), at).next;
  };
  const next = adopt(LAST, host, NOW);
  const lectures = (course: PublishedCourse) => course.meetings.filter((meeting) => meeting.facts.section === 'L01');

  test('goes on under its UIDs, with the other course’s facts', () => {
    expect(lectures(next).map(({ uid }) => uid)).toEqual(lectures(LAST).map(({ uid }) => uid));
    for (const { facts: now, sequence } of lectures(next)) {
      expect([now.status, now.where, sequence]).toEqual(['confirmed', [venue('Hall 55')], 1]);
    }
    expect(next.series.map(({ rule, sequence }) => [rule.uid, sequence])).toEqual([
      [RULES.series[0]?.uid, 1],
      [RULES.series[1]?.uid, 0],
    ]);
    expect(isDrastic(LAST, next, NOW)).toBe(false);
    expect(next.changes.map(({ line }) => line)).toContain('held together with ART 110 001');
  });

  test('follows the other course from then on, each change once', () => {
    const moved = reviseCourse(host, hostRules('Hall 56'), NOW + 60_000).next;
    const after = adopt(next, moved, NOW + 60_000);
    for (const { facts: now, sequence } of lectures(after))
      expect([now.where, sequence]).toEqual([[venue('Hall 56')], 2]);
    expect(adopt(after, moved, NOW + 120_000)).toBe(after);
  });

  test('comes apart again under the same UIDs', () => {
    const apart = reviseCourse(next, RULES, NOW + 60_000).next;
    expect(lectures(apart).map(({ uid, sequence }) => [uid, sequence])).toEqual(
      lectures(LAST).map(({ uid }) => [uid, 2]),
    );
  });
});

test('a section renamed without formerly is held though its old id goes on as an alias', () => {
  const as = (id: string, aliases: string[]) => {
    const { meetings, series } = weekly({ section: id, weekdays: ['TU'], startTime: '15:00', endTime: '16:00' });
    return schedule({
      sections: [...RULES.sections, sectionFacts(id, { aliases })],
      meetings: [...RULES.meetings, ...meetings],
      series: [...RULES.series, series],
    });
  };
  const last = reviseCourse(null, as('B', ['B01']), PUBLISHED).next;
  const { next } = reviseCourse(last, as('X', ['B01']), NOW);
  expect(next.sections.map(({ id, gone }) => [id, gone])).toContainEqual(['X', false]);
  expect(isDrastic(last, next, NOW)).toBe(true);
});
