import { expect, it } from 'vitest';
import { compareDocuments } from '../../src/notices/content.ts';
import { renderLetter, writeLetter } from '../../src/notices/letter.ts';
import { composeNews } from '../../src/notices/message.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import type { Delivery, NoticeSubscription } from '../../src/store/notices.ts';
import { inVoice } from '../../src/words/voice.ts';
import { courseFacts, edit, schedule } from '../publication/schedules.ts';

const NOW = Date.parse('2018-09-10T12:00:00Z');
const german = schedule({ course: courseFacts({ language: 'de' }) });

it('writes notices in the course’s language, whatever the language of whoever published', () => {
  const before = reviseCourse(null, german, NOW - 10_000).next;
  const cancelled = edit(
    german,
    ({ facts }) => facts.section === 'P01' && facts.date === '2018-09-13',
    (facts) => ({ ...facts, status: 'cancelled', reason: 'Streik' }),
  );
  const content = compareDocuments(before, reviseCourse(before, cancelled, NOW).next, NOW);
  const { key } = german.course;
  const parcel = { key: 'k', kind: 'now', deliveries: [DELIVERY] } as const;
  const subscription = { choices: [{ course: key, sections: [], pace: 'now' }] } as unknown as NoticeSubscription;
  const notices = new Map([[1, { number: 1, course: key, revision: 2, at: NOW, content }]]);
  const message = inVoice({ language: 'fr' }, () => composeNews(parcel, subscription, notices, NOW));
  expect(message?.subject).toMatch(/P01.*(?:entfällt|fällt aus)/);
  expect(message?.courses[0]?.lines).toEqual([
    expect.stringMatching(/^P01, Donnerstag, 13\. September, 13:30 Uhr: .*Streik/),
  ]);
  const links = { site: 'https://x.example', siteName: 'X', manage: 'm', confirm: 'c' };
  if (!message) return;
  expect(writeLetter(message, links)).not.toMatch(/You get this|Thursday/);
  expect(renderLetter(message, links)).toContain('<html lang="de">');
});

const DELIVERY: Delivery = {
  ...{ number: 1, subscription: 'a', notice: 1, kind: 'now', part: 'all', dueAt: NOW },
  ...{ attempts: 0, message: null, error: null },
};
