/** How any cell is cleaned, and its text written to YAML. */
import { describe, expect, test } from 'vitest';
import { cleanCell, decodeEntities, saysOnline, saysUnknown } from '../../../src/import/table/cell.ts';
import { shareThatFits } from '../../../src/import/table/cell-shapes.ts';
import { quoteText, writeFlow, writeList } from '../../../src/import/table/yaml-text.ts';

describe('cells', () => {
  test.each([
    ['Race &amp; Politics', 'Race & Politics'],
    ['&amp;amp;', '&'],
    ['&#233;', 'é'],
    ['&#xe9;', 'é'],
    ['&bogus;', '&bogus;'],
    ['&#9;', '&#9;'],
    ['a & b', 'a & b'],
    ['&ndash;', '–'],
  ])('%j is decoded to %j', (cell, expected) => {
    expect(decodeEntities(cell)).toBe(expected);
  });

  test.each([
    [' a b ', 'a b'],
    ['é', 'é'],
    ['a\tb', 'a b'],
    ['a​b', 'a b'],
    ['plain', 'plain'],
    [' plain', 'plain'],
  ])('%j is cleaned to %j', (cell, expected) => {
    expect(cleanCell(cell)).toBe(expected);
  });

  test.each([
    ['', true],
    ['-', true],
    ['TBA', true],
    ['(TBA)', true],
    ['t.b.a.', true],
    ['ARR', true],
    ['By Arrangement', true],
    ['n/a', true],
    ['Asynchronous', true],
    ['No set time', true],
    ['Room TBA', true],
    ['101', false],
    ['TBA 5', false],
    ['Independent Study', true],
    ['by appt.', true],
  ])('%j is not known yet: %j', (cell, expected) => {
    expect(saysUnknown(cell)).toBe(expected);
  });

  test.each([
    ['Online', true],
    ['ONLINE-ASYNC', true],
    ['Zoom', true],
    ['Fully Online', true],
    ['Web Based', true],
    ['Remote/Online', true],
    ['Main Hall', false],
    ['Online Hall', false],
    ['On-line', true],
    ['WWW', true],
    ['Synchronous online', true],
    ['Internet course', true],
  ])('%j is no room: %j', (cell, expected) => {
    expect(saysOnline(cell)).toBe(expected);
  });

  test.each([
    ['code', ['CS 101', 'BIO 2'], 100],
    ['code', ['Intro', '101'], 0],
    ['subject', ['CS', 'Art History', 'A1'], 67],
    ['number', ['101', '10A', 'x y'], 67],
    ['section', ['01', 'AAAAAAAAAAAAAAAAAAAA'], 50],
    ['title', ['Algebra', '1'], 50],
    ['kind', ['LEC', 'x1'], 50],
    ['mode', ['Online', 'P'], 50],
    ['dates', ['8/22', 'soon'], 50],
    ['meeting', ['MWF 9-9:50', '9am'], 50],
    ['weeks', ['1-5', 'soon'], 50],
    ['frequency', ['monthly', 'soon'], 50],
    ['duration', ['50', 'soon'], 50],
    ['people', ['Able', '3.5'], 50],
    ['holder', ['Jo', '1'], 50],
    ['last name', ['Able', '1'], 50],
    ['crn', ['12345', '12346'], 100],
    ['crn', ['101', '101', '101', '101'], 0],
    ['crn', ['101', '102'], 100],
    ['weekdays', ['MWF', 'xyz'], 50],
    ['time', ['9:00', '12345'], 50],
    ['where', ['x'], 100],
    ['code', ['TBA'], 100],
    ['first name', ['Jo', '2'], 50],
    ['from', ['8/22'], 100],
    ['until', ['x'], 0],
  ] as const)('as %s, %j fits to %i percent', (field, cells, share) => {
    expect(Math.round(shareThatFits(field, cells) * 100)).toBe(share);
  });
});

describe('YAML', () => {
  test.each([
    ['plain', 'plain'],
    ['P01', 'P01'],
    ['12:30', '12:30'],
    ['a: b', '"a: b"'],
    ['a:b', 'a:b'],
    ['- a', '"- a"'],
    ['#x', '"#x"'],
    ['a #b', '"a #b"'],
    ['“q”', '"“q”"'],
    ['a  b', '"a  b"'],
    ['a ', '"a "'],
    ['{a}', '"{a}"'],
    ['true', 'true'],
    ['', '""'],
    ['é', 'é'],
    ['a"b', 'a"b'],
    ['x y', '"x\\u2028y"'],
    ['[a]', '"[a]"'],
    ['a,b', '"a,b"'],
  ])('%j is written %j', (text, expected) => {
    expect(quoteText(text)).toBe(expected);
  });

  test('lists and mappings', () => {
    expect([
      writeList(['a']),
      writeList(['a', 'b: c']),
      writeList([]),
      writeFlow([
        ['a', '1'],
        ['b c', '[x]'],
      ]),
    ]).toEqual(['a', '[a, "b: c"]', '[]', '{a: 1, b c: [x]}']);
  });
});
