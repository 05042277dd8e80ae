import { describe, expect, test } from 'vitest';
import { openCourseContext, openTermContext, readChange, readPatternList } from '../../src/catalog/read-change.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { inVoice } from '../../src/words/voice.ts';
import { readFolder, SITE } from './rules.ts';

const { catalog, problems: none } = readFolder({
  'site.yaml': `${SITE}places: {b: {name: Bowen 222}}\n`,
  'courses/fall-2018/cos418.yaml': `code: COS 418
title: Distributed Systems
staff: {song: Zhenyu Song}
sections:
  L01: {kind: lecture, also: Main, formerly: [L00, L99], meets: [Mon 10am-11am, {id: b, on: Mon 2pm-3pm}]}
  P01: {kind: precept, meets: Fri 10am-11am}
changes:
  - {id: more, announced: 2018-10-01, sections: L01, extra: 2018-10-18 4pm-5pm}
  - {announced: 2018-10-02, sections: P01, on: 2018-10-12, instead: {id: late, on: Fri 5pm-6pm}}
`,
});
const course = openCourseContext(catalog, 'fall-2018/cos418');
const term = openTermContext(catalog, 'fall-2018');
if (none.length > 0 || !course || !term) throw new Error('no context');

const head = { announced: '2018-10-10', on: '2018-10-15' };

describe('a change from outside a file', () => {
  test.each(['L01', 'main', 'l00', 'L99'])('is about the section that is meant by %s', (sections) => {
    const { change, problems } = readChange({ ...head, sections, cancel: true }, course);
    expect(problems).toEqual([]);
    expect(change?.scope.sections).toEqual(['L01']);
    // An id of its own is made of the section's first id, whichever is written.
    expect(change?.id).toBe(readChange({ ...head, sections: 'L01', cancel: true }, course).change?.id);
  });

  test.each(['b', 'more', 'late'])('is about the pattern %s, which a section or a change has', (pattern) => {
    expect(readChange({ ...head, pattern, cancel: true }, course).problems).toEqual([]);
  });

  test('names places and people as the course’s file does', () => {
    const { change } = readChange({ ...head, sections: 'L01', where: 'bowen222', staff: 'song' }, course);
    expect(change?.effect).toMatchObject({
      where: [{ type: 'place', place: { id: 'b' } }],
      staff: [{ name: 'Zhenyu Song' }],
    });
    const ofTerm = readChange({ ...head, where: 'BOWEN 222' }, term);
    expect(ofTerm.change?.effect.where).toMatchObject([{ place: { id: 'b' } }]);
  });

  test('has other patterns with ids where they lean on one section', () => {
    const instead = [
      { after: 'P01', for: '1 hour' },
      { after: 'P01', for: '2 hours' },
    ];
    const codes = readChange({ ...head, sections: 'L01', instead }, course).problems.map(({ code }) => code);
    expect(codes).toEqual(['pattern-id-needed']);
  });

  test.each<Record<string, unknown>>([
    {},
    { note: 'x', on: 'tomorrow' },
    { note: 'x', on: '2018-02-30' },
    { note: 'x', on: '2018-2-3' },
    { note: 'x', on: '2218-10-15' },
    { note: 'x', on: 'Mon 2018-10-16' },
    { note: 'x', on: 'Xyz 2018-10-16' },
    { note: 'x', on: undefined },
    { note: 'x', on: undefined, from: '2018-10-16', until: '2018-10-15' },
    { cancel: true, move: '4pm-5pm' },
    { move: 'later' },
    { move: '4' },
    { move: '4-5' },
    { move: '14:00-2pm' },
    { move: '25:00' },
    { move: '13pm' },
    { move: '10:30 c.t.' },
    { move: '1-2-3pm' },
    { on: undefined, from: '2018-10-15', until: '2018-10-22', move: '2018-10-16 4pm-5pm' },
    { on: undefined, extra: '2018-10-18', sections: 'L01' },
    { on: undefined, extra: '2018-10-18 4pm' },
    { closed: '2pm' },
    { closed: '10pm-1am' },
    { where: 'Zoom https://user@example.edu/' },
    { where: 'x'.repeat(201) },
    { note: 'x'.repeat(3000) },
    { staff: 'nobody' },
    { staff: 'sonng' },
    { instead: ['4pm-5pm'], sections: 'L01' },
    { instead: ['Mon'], sections: 'L01' },
    { instead: ['Foo 4pm-5pm'], sections: 'L01' },
    { instead: ['Mon 4pm-5pm'] },
  ])('says what is wrong with it, and how to mend it, in the language of who asks: %j', (text) => {
    const told = (language: Language): string[] =>
      inVoice({ language }, () => readChange({ ...head, ...text }, course)).problems.flatMap(
        ({ message, hint = '' }) => [message, hint],
      );
    const english = told('en');
    for (const language of LANGUAGES.filter((one) => one !== 'en'))
      expect(told(language).filter((line) => line === '' || english.includes(line))).toEqual([]);
    expect(english).not.toEqual([]);
  });

  test('is refused with its problems where it is none', () => {
    expect(readChange({ ...head, sections: 'L09', cancel: true }, course)).toMatchObject({
      change: null,
      problems: [{ code: 'unknown-section', hint: 'Did you mean L01?' }],
    });
  });
});

test('patterns from outside a file are judged by shape and words, and have no room or people of themselves', () => {
  expect(readPatternList('Mon 10am-11am', course)).toMatchObject({
    patterns: [{ where: [], staff: [] }],
    problems: [],
  });
  expect(readPatternList({ on: 'Mon 10am-11am', wehre: 'x' }, course)).toMatchObject({
    patterns: null,
    problems: [{ code: 'unknown-key', hint: 'Did you mean “where”?' }],
  });
  expect(readPatternList('Mon\u000710am', course)).toMatchObject({
    patterns: null,
    problems: [{ code: 'control-character' }],
  });
});
