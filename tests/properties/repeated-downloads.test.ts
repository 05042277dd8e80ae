/** Importing downloads of a section again after edits of its rules yields exactly its current meetings. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Course, Section, Site, Term } from '../../src/domain/model.ts';
import type { PublishedCourse } from '../../src/domain/published.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { readFeed } from '../../src/ical/read-feed.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { scheduleCourse } from '../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../src/schedule/term-calendar.ts';
import { readDocument, writeDocument } from '../../src/store/document.ts';
import { createImporter, listShown } from '../oracle/importer.ts';
import { change, dated, makeCourse, makeSection, makeTerm, move, room, SITE, weekly } from '../schedule/rules.ts';

const DAY = 86_400_000;
const at = { file: 'courses/test/c.yaml', line: 1, column: 1, length: 1 };

const weekdays = fc
  .subarray(['MO', 'TU', 'WE', 'TH', 'FR'], { minLength: 1, maxLength: 3 })
  .map((days) => days.join(' '));
const times = fc.constantFrom('10:00-10:50', '14:00-15:20', '22:00-00:30');
const where = fc.constantFrom(room('A'), room('B'));
const id = fc.constantFrom('', '', 'x', 'y');
const rhythm = fc.constantFrom('week' as const, 'week' as const, 'second-calendar-week' as const);
const aDate = fc
  .integer({ min: 0, max: 60 })
  .map((day) => new Date(Date.UTC(2018, 8, 12 + day)).toISOString().slice(0, 10));

const pattern = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ weekdays, times, where, id, rhythm })
      .map(({ weekdays, times, ...parts }) => weekly(`${weekdays} ${times}`, parts)),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ weekdays, times, where, id, until: aDate })
      .map(({ weekdays, times, ...parts }) => weekly(`${weekdays} ${times}`, parts)),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ dates: fc.uniqueArray(aDate, { minLength: 1, maxLength: 4 }), times, where, id })
      .map(({ dates, times, ...parts }) => dated(`${dates.join(' ')} ${times}`, parts)),
  },
);

const aChange = fc.oneof(
  aDate.map((date) => change('L', date, { cancel: true }, { say: 'Snow' })),
  fc.tuple(aDate, aDate).map(([from, to]) => change('L', from, move(to, '17:00', '18:00'))),
  aDate.map((date) => change('L', date, { where: room('C') })),
);

interface Rules {
  readonly section: Section | null;
  readonly changes: Course['changes'];
  readonly withdrawn: readonly string[];
  readonly breaks: Term['breaks'];
  readonly cancelled: Course['cancelled'];
  /** Days since the publication before. */
  readonly days: number;
  /** Whether the importing program reads this publication. */
  readonly imported: boolean;
}

const rules: fc.Arbitrary<Rules> = fc.record({
  section: fc.oneof(
    { weight: 9, arbitrary: fc.array(pattern, { minLength: 1, maxLength: 2 }).map((all) => makeSection('L', all)) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  changes: fc.array(aChange, { maxLength: 2 }),
  withdrawn: fc.array(aDate, { maxLength: 1 }),
  breaks: fc.oneof(fc.constant([]), fc.constant([{ name: 'Recess', from: '2018-10-27', until: '2018-11-04' }])),
  cancelled: fc.constantFrom(null, null, null, 'cancelled', 'removed'),
  days: fc.constantFrom(1, 5, 31),
  imported: fc.boolean(),
});

function publish(last: PublishedCourse | null, given: Rules, weekStarts: Term['weekStarts'], instant: number) {
  const term = makeTerm({ breaks: given.breaks, weekStarts, classes: ['2018-09-12', '2018-11-23'] });
  const withdrawn = given.withdrawn.map((date) => ({ section: 'L', date, pattern: null, at }));
  const other = makeSection('P', [weekly('FR 09:00-09:50')]);
  const course = makeCourse(given.section ? [given.section, other] : [other], {
    changes: given.changes,
    withdrawn: given.section ? withdrawn : [],
    cancelled: given.cancelled,
  });
  const schedule = scheduleCourse(course, openTermCalendar(term), SITE as Site);
  const { next } = reviseCourse(last && readDocument(writeDocument(last)), schedule, instant);
  return next;
}

test('the calendar equals the present meetings after every download', () => {
  fc.assert(
    fc.property(
      fc.array(rules, { minLength: 2, maxLength: 7 }),
      fc.constantFrom<Term['weekStarts']>('MO', 'SU'),
      fc.integer({ min: 5, max: 100 }),
      (term, weekStarts, early) => {
        let last: PublishedCourse | null = null;
        let instant = Date.UTC(2018, 8, 12) - early * DAY;
        const importer = createImporter();
        for (const [index, given] of term.entries()) {
          instant += given.days * DAY;
          last = publish(last, given, weekStarts, instant);
          if (!last.sections.some(({ id }) => id === 'L')) continue;
          if (!given.imported && index !== term.length - 1) continue;
          const feed = composeFeed(last, ['L'], 'subscription', { publicUrl: null });
          const download = composeFeed(last, ['L'], 'download', { publicUrl: null });
          importer.import(download);
          expect(listShown(importer.export())).toEqual(listShown(feed));
          if (index === term.length - 1) expect(listRead(importer.export())).toEqual(listRead(feed));
        }
      },
    ),
    { numRuns: 40, seed: 418 },
  );
});

/** The same with third-party parsing and expansion. */
function listRead(calendar: Buffer): string[] {
  return readFeed(calendar.toString())
    .occurrences.filter(({ status }) => status !== 'CANCELLED')
    .map(({ start, end, summary, location }) => JSON.stringify([start, end, summary, location]))
    .sort();
}
