import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedMeeting, openClashes } from '../../../src/desk/change/clashes.ts';
import type { PublishedCourse } from '../../../src/domain/published.ts';
import { type Courses, createCourses } from '../../../src/feeds/courses.ts';
import { listHours } from '../../../src/publish/plan-findings.ts';
import { writeIndexRow } from '../../../src/store/course-entry.ts';
import { usesAny } from '../../../src/store/course-index.ts';

interface Slot {
  readonly section: string;
  readonly at: number;
  readonly length: number;
  readonly room: string;
  readonly person: string;
  readonly cancelled: boolean;
}

const KINDS: Readonly<Record<string, string>> = { L01: 'lecture', P01: 'precept', P02: 'precept' };
const TERM = 'fall-2018';
const HOUR = 3_600_000;

const slot: fc.Arbitrary<Slot> = fc.record({
  section: fc.constantFrom('L01', 'P01', 'P02'),
  at: fc.nat(12),
  length: fc.integer({ min: 0, max: 3 }),
  room: fc.constantFrom('', 'Bowen 222', 'bowen-222', 'CS 003'),
  // Initials denote a different person in each course.
  person: fc.constantFrom('', 'Ada Lovelace', 'Alan Turing', 'AL'),
  cancelled: fc.boolean(),
});
const slots = fc.array(slot, { minLength: 1, maxLength: 6 });

/** `P02` of b is `P01` of a under another code; `P01` is included through `with:` in `L01`. */
function courseOf(id: string, list: readonly Slot[]): PublishedCourse {
  const key = `${TERM}/${id}`;
  return {
    course: {
      ...{
        key,
        id,
        term: TERM,
        code: id.toUpperCase(),
        title: '',
        formerly: [],
        crossListed: [],
        breaks: [],
        draft: false,
      },
      span: { from: '2018-09-12', until: '2018-12-14' },
    },
    sections: Object.entries(KINDS).map(([section, kind]) => ({
      id: section,
      kind,
      aliases: [],
      with: section === 'P01' ? ['L01'] : [],
      listed: id === 'b' && section === 'P02' ? [{ course: 'a', section: 'P01' }] : [],
    })),
    meetings: list.map((one) => ({
      facts: {
        section: one.section,
        start: one.at * HOUR,
        end: one.length === 0 ? null : (one.at + one.length) * HOUR,
        date: '2018-10-01',
        where: one.room === '' ? [] : [{ text: one.room, online: false }],
        staff: one.person === '' ? [] : [one.person],
        status: one.cancelled ? 'cancelled' : 'confirmed',
      },
    })),
  } as unknown as PublishedCourse;
}

/** The oracle: compares each meeting with every other. */
function compareAll(course: string, one: Slot, all: Readonly<Record<string, readonly Slot[]>>): string[] {
  if (one.cancelled) return [];
  const found = new Set<string>();
  const end = ({ at, length }: Slot): number => (length === 0 ? at + 1 / HOUR : at + length);
  for (const [other, list] of Object.entries(all)) {
    for (const two of list) {
      if (two.cancelled || one.at >= end(two) || two.at >= end(one)) continue;
      const same = course === other;
      const pair = [one.section, two.section].sort().join(' ');
      if (same && (one.section === two.section || pair === 'L01 P01')) continue;
      const ends = [`${course} ${one.section}`, `${other} ${two.section}`].sort().join(', ');
      if (!same && ends === 'a P01, b P02') continue;
      const name = `${other.toUpperCase()} ${two.section} at ${two.at}`;
      const room = (text: string): string => text.toLowerCase().replace(/[ -]/, '');
      if (one.room !== '' && room(one.room) === room(two.room)) found.add(`room ${name}`);
      if (one.person !== '' && one.person === two.person && (same || one.person !== 'AL')) found.add(`person ${name}`);
      if (same && two.section === 'L01') found.add(`class ${name}`);
    }
  }
  return [...found].sort();
}

type Clashes = Awaited<ReturnType<typeof openClashes>>;

function findAll(finder: Clashes, course: PublishedCourse, index: number): string[] {
  const meeting = course.meetings[index];
  if (!meeting) throw new Error(`no meeting ${index}`);
  const found = finder.find({ own: course, facts: meeting.facts });
  return [
    ...new Set(found.map(({ kind, with: name, key }) => `${kind} ${name} at ${Number(key.split(' ').at(-1)) / HOUR}`)),
  ].sort();
}

function askAll(own: PublishedCourse): AskedMeeting[] {
  return own.meetings.map(({ facts }) => ({ own, facts }));
}

/** Answers as the store's resource index does. */
function listUsing(courses: Courses, wanted: ReadonlySet<string>): string[] {
  return courses.keys().filter((key) => {
    const course = courses.get(key);
    return course !== null && usesAny(writeIndexRow(course).resources, wanted);
  });
}

describe('clashes of a meeting', () => {
  it('are those that comparing every two meetings finds, as published and as planned, after any publication', async () => {
    await fc.assert(
      fc.asyncProperty(slots, slots, slots, slots, async (a, b, again, planned) => {
        const courses = createCourses();
        const put = (id: string, list: readonly Slot[]): PublishedCourse => {
          const course = courseOf(id, list);
          courses.put(course.course.key, course);
          return course;
        };
        const first = put('a', a);
        put('b', b);
        const all = { a, b };
        const context = {
          courses,
          store: { coursesUsing: async (_: string, wanted: ReadonlySet<string>) => listUsing(courses, wanted) },
        };
        const before = await openClashes(context, askAll(first));
        expect(a.map((_, index) => findAll(before, first, index))).toEqual(a.map((one) => compareAll('a', one, all)));

        put('b', again);
        const next = courseOf('a', planned);
        // Every other meeting of a plan is changed.
        const plan = (course: PublishedCourse) => {
          const changed = course.meetings.filter((_, index) => index % 2 === 0);
          const others = course.meetings.filter((_, index) => index % 2 === 1);
          const ready = {
            listChanged: () => changed.map(({ facts }) => facts),
            hours: listHours({ meetings: others }, []),
          };
          return [course.course.key, { course, ready }] as const;
        };
        const would = await openClashes(context, askAll(next), new Map([plan(next), plan(courseOf('b', again))]));
        const then = { a: planned, b: again };
        expect(planned.map((_, index) => findAll(would, next, index))).toEqual(
          planned.map((one) => compareAll('a', one, then)),
        );

        courses.put(`${TERM}/b`, null);
        const alone = await openClashes(context, askAll(first));
        expect(a.map((_, index) => findAll(alone, first, index))).toEqual(a.map((one) => compareAll('a', one, { a })));
      }),
      { numRuns: 300 },
    );
  });

  it('are told with the break that a meeting falls into', async () => {
    const plain = courseOf('a', [{ section: 'L01', at: 9, length: 1, room: '', person: '', cancelled: false }]);
    const breaks = [{ name: 'Fall recess', from: '2018-09-29', until: '2018-10-01' }];
    const course = { ...plain, course: { ...plain.course, breaks } } as PublishedCourse;
    const context = { courses: createCourses(), store: { coursesUsing: async () => [] } };
    const finder = await openClashes(context, askAll(course));
    const clash = { kind: 'break', what: 'Fall recess', with: '', course: null, key: 'break Fall recess' };
    expect(course.meetings.map(({ facts }) => finder.find({ own: course, facts }))).toEqual([[clash]]);
  });
});
