/** One small page per notation found on course pages; all pages are invented. */
import { describe, expect, test } from 'vitest';
import type { ReadMeeting, ReadSection } from '../../../../src/import/page/model.ts';
import { readPage } from '../../../../src/import/page/read-page.ts';
import { CASES as FORMATS } from './formats.ts';
import { CASES as KINDS } from './kinds.ts';
import { CASES as LANGUAGES } from './languages.ts';
import { CASES as ONCE } from './once.ts';
import { CASES as SENTENCES } from './sentences.ts';
import { CASES as TIMES } from './times.ts';

const GROUPS = { KINDS, TIMES, ONCE, SENTENCES, LANGUAGES, FORMATS };

/** A meeting with its section in one line; "?" marks a doubt. */
function tellWhole({ kind, id, people }: ReadSection, meeting: ReadMeeting): string {
  const { relative, start, end, place, weeks, doubts, days } = meeting;
  const minutes = relative?.minutes ? ` ${relative.minutes}m` : '';
  const parts = [
    kind,
    id,
    people.length > 0 ? `[${people.join(', ')}]` : null,
    days.join(),
    relative ? `${relative.side} ${relative.base}${minutes}` : `${start}-${end ?? '?'}`,
    place ? `@ ${place}` : null,
    weeks ? `(${weeks})` : null,
    doubts.length > 0 ? '?' : null,
  ];
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

describe.each(Object.entries(GROUPS))('%s', (_, cases) => {
  test.each(cases.map(({ kind, page, meetings }) => [kind, page, meetings] as const))('%s', (_kind, page, meetings) => {
    const { sections } = readPage(page, 'page.md');
    expect(sections.flatMap((section) => section.meetings.map((meeting) => tellWhole(section, meeting)))).toEqual(
      meetings,
    );
  });
});

test('old pages of Windows are read', async () => {
  const { decodeText } = await import('../../../../src/import/decoding.ts');
  const bytes = Buffer.from('Lecture: Mon Wed 10:00\x9610:50am, Salle \xc9lan', 'latin1');
  const [section] = readPage(decodeText(bytes).text, 'page.txt').sections;
  expect(section?.meetings).toMatchObject([{ start: '10:00', end: '10:50', place: 'Salle Élan' }]);
});
