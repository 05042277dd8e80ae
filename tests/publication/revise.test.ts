import { expect, test } from 'vitest';
import type { PublishedCourse, PublishedMeeting } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { courseFacts, edit, movedTo, of, PUBLISHED, schedule, sectionFacts, venue, weekly } from './schedules.ts';

const RULES = schedule();
const DATE = '2018-10-10';

/** Publishes schedules in sequence, ten seconds apart; serialised through JSON, as in a store. */
function publish(...schedules: CourseSchedule[]): PublishedCourse {
  let last: PublishedCourse | null = null;
  for (const [index, next] of schedules.entries()) {
    const revised = reviseCourse(last, structuredClone(next), at(index));
    last = JSON.parse(JSON.stringify(revised.next)) as PublishedCourse;
  }
  return last as PublishedCourse;
}

function at(publication: number): number {
  return PUBLISHED + publication * 10_000;
}

function find(course: PublishedCourse, section = 'L01', date = DATE): PublishedMeeting {
  const found = course.meetings.find((m) => m.facts.section === section && m.originalDate === date);
  if (!found) throw new Error(`no meeting of ${section} on ${date}`);
  return found;
}

function lines(meeting: PublishedMeeting): string[] {
  return meeting.history.map(({ line }) => line);
}

const cancelled = (reason: string | null) =>
  edit(RULES, of('L01', DATE), (facts) => ({ ...facts, status: 'cancelled', reason, number: null }));
const inRoom = (room: string) => edit(RULES, of('L01', DATE), (facts) => ({ ...facts, where: [venue(room)] }));
const onlyLecture: CourseSchedule = {
  ...RULES,
  sections: RULES.sections.slice(0, 1),
  series: RULES.series.slice(0, 1),
  meetings: RULES.meetings.filter(of('L01')),
};

test('stamps a first publication and announces nothing', () => {
  const course = publish(RULES);
  expect(course.meetings.map(({ sequence, lastModified, history }) => [sequence, lastModified, history])).toEqual(
    RULES.meetings.map(() => [0, PUBLISHED, []]),
  );
  expect(course.sections.map(({ id, gone, lastModified }) => [id, gone, lastModified])).toEqual([
    ['L01', false, PUBLISHED],
    ['P01', false, PUBLISHED],
  ]);
  expect(course).toMatchObject({ firstPublished: PUBLISHED, lastModified: PUBLISHED, changes: [], absent: [] });
});

test('writes nothing for the same schedule twice', () => {
  const last = publish(RULES, inRoom('CS 104'));
  const { next, changed, delta } = reviseCourse(last, inRoom('CS 104'), at(9));
  expect(next).toBe(last);
  expect(changed).toBe(false);
  expect(delta.feeds).toEqual([]);
});

test('refuses an instant that is no whole second or not later than all before', () => {
  const last = publish(RULES, inRoom('CS 104'));
  expect(() => reviseCourse(null, RULES, PUBLISHED + 1)).toThrow(RangeError);
  expect(() => reviseCourse(last, RULES, at(1))).toThrow(RangeError);
  expect(reviseCourse(last, RULES, at(1) + 1000).changed).toBe(true);
});

test('raises one meeting for another room and says where it was', () => {
  const course = publish(RULES, inRoom('CS 104'));
  expect(find(course)).toMatchObject({ sequence: 1, lastModified: at(1), standing: 'apart' });
  expect(find(course).history).toEqual([{ at: at(1), line: 'room CS 104 instead of Bowen 222' }]);
  expect(course.changes).toEqual([
    {
      at: at(1),
      identity: 'fall-2018/cos418/L01//2018-10-10',
      section: 'L01',
      date: DATE,
      line: 'room CS 104 instead of Bowen 222',
    },
  ]);
  expect(course.meetings.filter(({ sequence }) => sequence > 0)).toHaveLength(1);
  expect(course.sections.map(({ lastModified }) => lastModified)).toEqual([at(1), PUBLISHED]);
  expect(course.lastModified).toBe(at(1));
});

test('raises again when a change is undone, and leaves the event of its own behind', () => {
  const course = publish(RULES, inRoom('CS 104'), RULES);
  expect(find(course)).toMatchObject({ sequence: 2, standing: 'returned' });
  expect(lines(find(course))).toEqual(['room CS 104 instead of Bowen 222', 'room Bowen 222 instead of CS 104']);
  expect(find(publish(RULES, inRoom('CS 104'), RULES, inRoom('CS 104')))).toMatchObject({
    sequence: 3,
    standing: 'apart',
  });
  expect(course.changes.map((change) => change.at)).toEqual([at(2), at(1)]);
});

test('cancels with the public reason, and brings back', () => {
  const course = publish(RULES, cancelled('Snow'), RULES);
  expect(lines(find(course))).toEqual(['cancelled: Snow', 'back on']);
  expect(find(course)).toMatchObject({ sequence: 2, facts: { status: 'confirmed', reason: null } });
  expect(lines(find(publish(RULES, cancelled(null), cancelled('Snow'))))).toEqual(['cancelled', 'cancelled: Snow']);
});

test('moves a meeting under its identity and says where it was', () => {
  const moved = edit(RULES, of('L01', DATE), (facts) => movedTo(facts, '2018-10-11', '14:00', '14:50'));
  const course = publish(RULES, moved, RULES);
  expect(lines(find(course))).toEqual([
    'moved from Wednesday 10 October, 10 am',
    'moved back from Thursday 11 October, 2 pm',
  ]);
  expect(find(publish(RULES, moved)).standing).toBe('apart');
  expect(publish(RULES, moved).changes[0]).toMatchObject({ date: '2018-10-11' });
});

test('takes a meeting back into its series, or puts it apart, when only the rule changes', () => {
  const rule = (room: string): CourseSchedule => ({
    ...inRoom('CS 104'),
    series: RULES.series.map((series) => ({ ...series, where: [venue(room)] })),
  });
  const back = publish(rule('Bowen 222'), rule('CS 104'));
  expect(find(back)).toMatchObject({ sequence: 1, lastModified: at(1), history: [], standing: 'returned' });
  expect(find(back, 'L01', '2018-10-15')).toMatchObject({ sequence: 1, standing: 'apart' });
  expect(back.changes).toEqual([]);
});

test('revises a meeting that is merely renumbered without a word', () => {
  const numbered = (first: number) =>
    edit(RULES, of('L01'), (facts) => ({ ...facts, number: facts.date >= DATE ? first : first + 1 }));
  const course = publish(numbered(1), numbered(2));
  expect(find(course)).toMatchObject({ sequence: 1, lastModified: at(1), history: [], standing: 'inside' });
  expect(course.changes).toEqual([]);
  expect(course.series.map(({ sequence }) => sequence)).toEqual([1, 0]);
  expect(course.lastModified).toBe(at(1));
});

test('keeps what the rules no longer give as cancelled, raised once', () => {
  const without = { ...RULES, meetings: RULES.meetings.filter((meeting) => !of('L01', DATE)(meeting)) };
  const course = publish(RULES, without, without);
  expect(find(course)).toMatchObject({
    sequence: 1,
    lastModified: at(1),
    standing: 'gone',
    taken: at(1),
    facts: { status: 'cancelled', number: null, reason: null },
  });
  expect(lines(find(course))).toEqual(['cancelled']);
  expect(course.series[0]?.dates).not.toContain(DATE);
  expect(find(publish(RULES, without, RULES))).toMatchObject({ sequence: 2, standing: 'inside' });
  expect(find(publish(RULES, without, RULES)).taken).toBeUndefined();
});

test('raises nothing when a cancelled meeting is no longer given', () => {
  const without = { ...RULES, meetings: RULES.meetings.filter((meeting) => !of('L01', DATE)(meeting)) };
  const course = publish(RULES, cancelled('Snow'), without);
  expect(find(course)).toMatchObject({ sequence: 1, lastModified: at(1), facts: { reason: 'Snow' } });
});

test('keeps a section whose rules are gone, with its cancelled meetings', () => {
  const course = publish(RULES, onlyLecture);
  const precept = course.meetings.filter(of('P01'));
  expect(course.sections[1]).toMatchObject({ id: 'P01', gone: true, lastModified: at(1) });
  expect(precept).toHaveLength(14);
  for (const meeting of precept) {
    expect(meeting).toMatchObject({ sequence: 1, series: null, facts: { status: 'cancelled' } });
  }
  expect(course.series.map(({ rule }) => rule.section)).toEqual(['L01']);
  const series = { identity: 'fall-2018/cos418/P01//series/TH', uid: RULES.series[1]?.uid, sequence: 1 };
  const [first] = precept;
  const shown = { section: 'P01', start: first?.facts.start, end: first?.facts.end, lastModified: at(1) };
  expect(course.absent).toEqual([{ ...series, shown }]);
  expect(course.changes.map(({ line }) => line).slice(0, 2)).toEqual(['section no longer given', 'cancelled']);
  expect(course.sections[0]).toMatchObject({ id: 'L01', lastModified: PUBLISHED });

  const back = publish(RULES, onlyLecture, RULES);
  expect(back.sections[1]).toMatchObject({ id: 'P01', gone: false, lastModified: at(2) });
  expect(back.series[1]).toMatchObject({ sequence: 2, lastModified: at(2) });
  expect(back.absent).toEqual([]);
  expect(find(back, 'P01', '2018-09-13')).toMatchObject({ sequence: 2, standing: 'returned' });
  expect(back.changes.map(({ line }) => line).slice(0, 2)).toEqual(['section back', 'back on']);
});

test('leaves out what is withdrawn, and goes on counting should it return', () => {
  const withdrawn: CourseSchedule = { ...inRoom('CS 104'), withdrawn: [find(publish(RULES)).identity] };
  const course = publish(RULES, inRoom('CS 104'), withdrawn);
  expect(course.meetings.some(of('L01', DATE))).toBe(false);
  // Downloads contained it as a separate event, so they now contain a cancelled one.
  const { uid, facts } = find(publish(RULES));
  const shown = { section: 'L01', start: facts.start, end: facts.end, lastModified: at(2) };
  expect(course.absent).toEqual([{ identity: 'fall-2018/cos418/L01//2018-10-10', uid, sequence: 2, shown }]);
  expect(course.changes[0]).toMatchObject({ at: at(2), date: DATE, line: 'withdrawn: it was listed by mistake' });
  expect(course.sections.map(({ lastModified }) => lastModified)).toEqual([at(2), PUBLISHED]);
  const back = publish(RULES, inRoom('CS 104'), withdrawn, RULES);
  expect(find(back)).toMatchObject({ sequence: 3, lastModified: at(3), standing: 'returned' });
  expect(back.absent).toEqual([]);
});

test('announces a meeting that comes later, but not each of a whole new section', () => {
  const until = (date: string) => ({ ...RULES, meetings: RULES.meetings.filter((m) => m.originalDate <= date) });
  const course = publish(until('2018-12-06'), until('2018-12-10'));
  expect(find(course, 'L01', '2018-12-10')).toMatchObject({
    sequence: 0,
    lastModified: at(1),
    history: [{ at: at(1), line: 'added' }],
  });
  const grown = publish(onlyLecture, RULES);
  expect(find(grown, 'P01', '2018-09-13')).toMatchObject({ sequence: 0, lastModified: at(1), history: [] });
  expect(grown.changes).toEqual([
    { at: at(1), identity: 'fall-2018/cos418/P01', section: 'P01', date: '2018-08-01', line: 'section added' },
  ]);
});

test('keeps identities when a section is renamed, and the former id for ever', () => {
  const renamed = weekly({
    section: 'P07',
    firstId: 'P01',
    weekdays: ['TH'],
    startTime: '13:30',
    endTime: '14:20',
    until: '2018-11-30',
  });
  const rename = (aliases: string[]): CourseSchedule => ({
    ...onlyLecture,
    sections: [sectionFacts('L01'), sectionFacts('P07', { aliases })],
    meetings: [...onlyLecture.meetings, ...renamed.meetings],
    series: [...onlyLecture.series, renamed.series],
  });
  const course = publish(RULES, rename(['P01']));
  expect(course.sections.map(({ id, aliases, gone }) => [id, aliases, gone])).toEqual([
    ['L01', [], false],
    ['P07', ['P01'], false],
  ]);
  expect(course.meetings.filter(of('P01'))).toEqual([]);
  expect(course.meetings.filter(of('P07'))).toHaveLength(14);
  expect(find(course, 'P07', '2018-09-13')).toMatchObject({ sequence: 1, history: [], standing: 'inside' });
  expect(find(course, 'P07', '2018-12-13')).toMatchObject({ facts: { status: 'cancelled' } });
  expect(course.changes.map(({ section, line }) => [section, line])).toEqual([
    ['P07', 'cancelled'],
    ['P07', 'renamed from P01'],
  ]);
  expect(course.series[1]).toMatchObject({ sequence: 1, rule: { section: 'P07' } });

  const forgotten = publish(RULES, rename(['P01']), rename([]));
  expect(forgotten).toEqual(course);
  const reverted = publish(RULES, rename(['P01']), RULES);
  expect(reverted.sections.map(({ id, aliases, gone }) => [id, aliases, gone])).toEqual([
    ['L01', [], false],
    ['P01', ['P07'], false],
  ]);
});

test('lets a section take over another one', () => {
  const two = { ...RULES, sections: [...RULES.sections, sectionFacts('P02')] };
  const merged = { ...RULES, sections: [sectionFacts('L01'), sectionFacts('P02', { aliases: ['p01'] })] };
  const course = publish(two, merged);
  expect(course.sections.map(({ id, aliases, gone }) => [id, aliases, gone])).toEqual([
    ['L01', [], false],
    ['P02', ['p01'], false],
  ]);
});

test('keeps every id that ever led to the course', () => {
  const course = publish(
    schedule({ course: courseFacts({ formerly: ['cs418', 'ee418'] }) }),
    schedule({ course: courseFacts({ id: 'cos418b', formerly: ['CS418'] }) }),
  );
  expect(course.course.formerly).toEqual(['CS418', 'cos418', 'ee418']);
});

test('raises everything for a change of the course, and says it once', () => {
  const course = publish(
    RULES,
    schedule({ course: courseFacts({ title: 'Systems', links: [{ title: 'A', url: 'b' }] }) }),
  );
  expect(new Set(course.meetings.map(({ sequence, history }) => `${sequence} ${history.length}`))).toEqual(
    new Set(['1 0']),
  );
  expect(course.series.map(({ sequence }) => sequence)).toEqual([1, 1]);
  expect(course.sections.map(({ lastModified }) => lastModified)).toEqual([at(1), at(1)]);
  expect(course.changes).toEqual([
    {
      at: at(1),
      identity: 'fall-2018/cos418',
      section: 'all',
      date: '2018-08-01',
      line: 'title changed from Distributed Systems; links changed',
    },
  ]);
});

test('raises everything for its id, which its page has in its address, without a word', () => {
  const course = publish(RULES, schedule({ course: courseFacts({ id: 'cos418b' }) }));
  expect(new Set(course.meetings.map(({ sequence }) => sequence))).toEqual(new Set([1]));
  expect(course.series.map(({ sequence }) => sequence)).toEqual([1, 1]);
  expect(course.changes).toEqual([]);
});

test('raises nothing for another code, its title or its going', () => {
  const listed = (title: string | null) =>
    schedule({ course: courseFacts({ crossListed: [{ id: 'ee418', code: 'EE 418', title }] }) });
  const course = publish(RULES, listed(null));
  expect({ ...course, course: null }).toEqual({ ...publish(RULES), course: null });
  const titled = publish(RULES, listed(null), listed('Systems'));
  expect(titled.meetings).toEqual(course.meetings);
  expect(titled.series).toEqual(course.series);
  // Feeds under that code contain it, so their Last-Modified changes.
  expect(titled.sections.map(({ lastModified }) => lastModified)).toEqual([at(2), at(2)]);
  expect(publish(RULES, listed(null), RULES).sections).toEqual(course.sections);
});

test('raises the series, and no meeting, for a zone of the same hours', () => {
  const course = publish(RULES, schedule({ course: courseFacts({ zone: 'America/Toronto' }) }));
  expect(new Set(course.meetings.map(({ sequence }) => sequence))).toEqual(new Set([0]));
  expect(course.series.map(({ sequence }) => sequence)).toEqual([1, 1]);
});

test('raises the meetings of a section for a change of that section', () => {
  const noted = schedule({ sections: [sectionFacts('L01'), sectionFacts('P01', { note: 'Bring a laptop' })] });
  const course = publish(RULES, noted);
  expect(find(course, 'P01', '2018-09-13').sequence).toBe(1);
  expect(find(course).sequence).toBe(0);
  expect(course.series.map(({ sequence }) => sequence)).toEqual([0, 1]);
  expect(course.sections.map(({ lastModified }) => lastModified)).toEqual([PUBLISHED, at(1)]);
  expect(course.changes.map(({ section, line }) => [section, line])).toEqual([['P01', 'note: Bring a laptop']]);
});

test('raises only cancelled meetings when cancelled ones are to look otherwise', () => {
  const removed = { ...cancelled('Snow'), course: courseFacts({ cancelled: 'removed' }) };
  const course = publish(cancelled('Snow'), removed);
  expect(course.meetings.filter(({ sequence }) => sequence === 1)).toEqual([find(course)]);
  expect(find(course).history).toEqual([]);
  expect(course.sections.map(({ lastModified }) => lastModified)).toEqual([at(1), at(1)]);
});

test('changes no feed for what only pages show', () => {
  const recess = [{ name: 'Recess', from: '2018-10-27', until: '2018-11-04' }];
  const { next, changed } = reviseCourse(
    publish(RULES),
    schedule({ course: courseFacts({ breaks: recess, draft: true }) }),
    at(1),
  );
  expect(changed).toBe(true);
  expect(next.course.breaks).toEqual(recess);
  expect(next.lastModified).toBe(PUBLISHED);
  expect(next.meetings).toEqual(publish(RULES).meetings);
});

test('stamps the feeds in which a section rides', () => {
  const riding = (fields: string[], room: string) => ({
    ...edit(RULES, of('P01', '2018-09-13'), (facts) => ({ ...facts, where: [venue(room)] })),
    sections: [sectionFacts('L01'), sectionFacts('P01', { with: fields })],
  });
  const stamps = (...schedules: CourseSchedule[]) => publish(...schedules).sections.map((s) => s.lastModified);
  expect(stamps(riding(['L01'], 'A'), riding(['L01'], 'B'))).toEqual([at(1), at(1)]);
  expect(stamps(riding(['L01'], 'A'), riding([], 'A'))).toEqual([at(1), at(1)]);
  expect(stamps(riding([], 'A'), riding([], 'B'))).toEqual([PUBLISHED, at(1)]);
});

test('keeps a UID that was published, whatever the site says later', () => {
  const elsewhere: CourseSchedule = {
    ...RULES,
    meetings: RULES.meetings.map((meeting) => ({ ...meeting, uid: 'other@example.org' })),
    series: RULES.series.map((series) => ({ ...series, uid: 'other@example.org' })),
  };
  const last = publish(RULES);
  expect(reviseCourse(last, elsewhere, at(1)).changed).toBe(false);
  const cancelledElsewhere = edit(elsewhere, of('L01', DATE), (facts) => ({ ...facts, status: 'cancelled' }));
  const course = publish(RULES, cancelledElsewhere);
  expect(course.meetings.map(({ uid }) => uid)).toEqual(last.meetings.map(({ uid }) => uid));
  expect(course.series.map(({ rule }) => rule.uid)).toEqual(last.series.map(({ rule }) => rule.uid));
});

test('bounds what it remembers of the past', () => {
  let course: PublishedCourse | null = null;
  for (let index = 0; index < 60; index += 1) {
    const room = `Room ${index}`;
    const everywhere = edit(RULES, of('P01'), (facts) => ({ ...facts, where: [venue(room)] }));
    course = reviseCourse(course, everywhere, at(index)).next;
  }
  expect(course?.changes).toHaveLength(59);
  expect(course?.changes[0]?.at).toBe(at(59));
  const meeting = find(course as PublishedCourse, 'P01', '2018-09-13');
  expect(meeting.sequence).toBe(59);
  expect(meeting.history).toHaveLength(30);
  expect(meeting.history.at(-1)).toEqual({ at: at(59), line: 'room Room 59 instead of Room 58' });
});
