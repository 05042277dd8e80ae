import { expect, it } from 'vitest';
import { composeFeed } from '../../src/ical/feed.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { inVoice } from '../../src/words/voice.ts';
import { courseFacts, edit, schedule } from './schedules.ts';

const [FIRST, SECOND, THIRD] = [1_536_000_000_000, 1_536_100_000_000, 1_536_200_000_000];
const english = schedule();
const french = schedule({ course: courseFacts({ language: 'fr' }) });

it('raises every meeting once for another language, with nothing to read about it', () => {
  const before = reviseCourse(null, english, FIRST).next;
  const { next } = reviseCourse(before, french, SECOND);
  expect(next.meetings.map(({ sequence }) => sequence)).toEqual(before.meetings.map(() => 1));
  expect(next.series.map(({ sequence }) => sequence)).toEqual(before.series.map(() => 1));
  expect(next.meetings.flatMap(({ history }) => history)).toEqual([]);
  expect(next.changes).toEqual([]);
  expect(next.sections.every(({ lastModified }) => lastModified === SECOND)).toBe(true);
  expect(reviseCourse(next, french, THIRD).changed).toBe(false);
});

it('says changes and feeds in the course’s language, whoever asks', () => {
  const before = reviseCourse(null, french, FIRST).next;
  const cancelled = edit(
    french,
    ({ facts }) => facts.section === 'P01' && facts.date === '2018-09-13',
    (facts) => ({ ...facts, status: 'cancelled', reason: 'Grève' }),
  );
  const revise = () => reviseCourse(before, cancelled, SECOND).next;
  const next = inVoice({}, revise);
  expect(next.changes.map(({ line }) => line)).toEqual(['annulé\u00a0: Grève']);
  expect(inVoice({ language: 'fr' }, revise)).toEqual(next);
  const compose = () => composeFeed(next, ['P01'], 'subscription', { publicUrl: null });
  const feed = inVoice({}, compose);
  expect(inVoice({ language: 'fr', clock: 12 }, compose).equals(feed)).toBe(true);
  const text = feed.toString().replaceAll('\r\n ', '');
  expect(text).toContain('SUMMARY:ANNULÉ\u00a0: ');
  expect(text).toMatch(/NAME:[^\r]*P01/);
  expect(text).not.toMatch(/Cancelled|CANCELLED: |Precept|Times are/);
});
