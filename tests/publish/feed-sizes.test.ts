import { describe, expect, test } from 'vitest';
import type { PublishedCourse } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { composeSelection } from '../../src/feeds/composition.ts';
import { createCourses } from '../../src/feeds/courses.ts';
import { encodeFeed } from '../../src/feeds/feed.ts';
import { createFeedCache, type FeedAnswer } from '../../src/feeds/feed-cache.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { measureFeeds } from '../../src/publish/feed-sizes.ts';
import { readDocument, writeDocument } from '../../src/store/document.ts';
import { courseFacts, PUBLISHED, schedule, sectionFacts, weekly } from '../publication/schedules.ts';

const LONG = 'words and more words of a note, '.repeat(60);

/** Sections of 94 meetings each, at different hours. */
function rules(ids: readonly string[], note: string | null = null): CourseSchedule {
  const all = ids.map((id, index) =>
    weekly({
      section: id,
      weekdays: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'],
      startTime: `${String(index % 24).padStart(2, '0')}:00`,
      endTime: `${String(index % 24).padStart(2, '0')}:50`,
    }),
  );
  return schedule({
    course: courseFacts({ note }),
    sections: ids.map((id) => sectionFacts(id)),
    meetings: all.flatMap(({ meetings }) => meetings),
    series: all.map(({ series }) => series),
  });
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `S${index + 1}`);

/** One publication after another, through the store's document. */
function publish(...schedules: readonly CourseSchedule[]): PublishedCourse {
  let last: PublishedCourse | null = null;
  for (const [index, fresh] of schedules.entries()) {
    const next: PublishedCourse = reviseCourse(last, fresh, PUBLISHED + index * 1000).next;
    last = readDocument(writeDocument(measureFeeds(last, next)));
  }
  return last as PublishedCourse;
}

function ask(course: PublishedCourse, parts: string): FeedAnswer | null {
  const courses = createCourses();
  courses.put(course.course.key, course);
  const feedCache = createFeedCache({
    courses,
    drafts: false,
    maxBytes: 1e9,
    compose: (selection) => composeSelection(selection, null),
  });
  return feedCache.answer(`/${course.course.key}/${parts}.ics`);
}

function sizeOf(answer: FeedAnswer | null): number {
  return answer?.type === 'feed' ? encodeFeed(answer.feed, 'identity').length : Number.NaN;
}

describe('a feed past 500 kB', () => {
  test('is named with its size, and served with shorter descriptions', () => {
    const course = publish(rules(many(4), LONG));
    expect(Object.keys(course.sizes?.large ?? {})).toEqual(['all']);
    expect(course.sizes?.large.all).toBeGreaterThan(800_000);
    expect(sizeOf(ask(course, 'all'))).toBeLessThanOrEqual(500_000);
    // A feed that is not large keeps its words.
    expect(sizeOf(ask(course, 'S1'))).toBeGreaterThan(94 * 1900);
  });

  test('is nothing that most courses have', () => {
    expect(publish(rules(many(4))).sizes).toBeUndefined();
    expect(publish(rules(many(4), LONG), rules(many(4))).sizes).toBeUndefined();
  });
});

describe('a feed past 900 kB', () => {
  const large = rules(many(34));

  test('is refused where it joins sections and never was served', () => {
    const course = publish(large);
    expect(ask(course, 'all')).toMatchObject({ type: 'text', status: 404, text: expect.stringContaining('S1, S2') });
    expect(ask(course, many(33).join('+'))?.type).toBe('text');
    expect(sizeOf(ask(course, 'S1+S2'))).toBeGreaterThan(0);
    // Nor when it is published again, by whatever edit.
    expect(ask(publish(large, rules(many(34), 'Note')), 'all')).toMatchObject({ status: 404 });
  });

  test('stays where it was small enough once, in any later publication', () => {
    const course = publish(rules(many(12)), large, rules(many(34), 'Note'));
    expect(sizeOf(ask(course, many(12).join('+')))).toBeGreaterThan(0);
    const grown = publish(rules(many(20)), large);
    expect(sizeOf(ask(grown, many(20).join('+')))).toBeGreaterThan(0);
  });

  test('stays where it is one section, whatever its notes become', () => {
    const hours = Array.from({ length: 34 }, (_, hour) =>
      weekly({
        section: 'OH',
        weekdays: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'],
        startTime: `${String(hour % 24).padStart(2, '0')}:00`,
        endTime: `${String(hour % 24).padStart(2, '0')}:50`,
      }),
    );
    const meetings = hours.flatMap((one, hour) =>
      one.meetings.map((meeting) => ({
        ...meeting,
        identity: `${meeting.identity}/${hour}`,
        uid: `${hour}-${meeting.uid}`,
        series: null,
      })),
    );
    const office = (note: string) =>
      schedule({ course: courseFacts({ note }), sections: [sectionFacts('OH')], meetings, series: [] });
    const course = publish(office('Short'), office(LONG.slice(0, 300)));
    expect(course.sizes?.large.OH).toBeGreaterThan(1_500_000);
    expect(sizeOf(ask(course, 'OH'))).toBeGreaterThan(900_000);
    expect(sizeOf(ask(course, 'all'))).toBeGreaterThan(900_000);
  });
});
