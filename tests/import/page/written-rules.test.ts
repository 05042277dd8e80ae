/** Rules as they are written of what was read. */
import { describe, expect, test } from 'vitest';
import { comment, idText, scalar } from '../../../src/import/page/course/scalars.ts';
import { weekRule } from '../../../src/import/page/course/weeks.ts';

describe('rules of the catalog', () => {
  test.each([
    [null, { keys: [], check: null }],
    ['odd weeks', { keys: [['weeks', 'odd']], check: null }],
    [
      'every other week',
      {
        keys: [['every', 'second week']],
        check: '"every other week": which weeks is not said; counted from the first',
      },
    ],
    ['weeks 2-11', { keys: [['weeks', '2-11']], check: null }],
    [
      'starting week 2',
      {
        keys: [['note', 'The course page says: starting week 2.']],
        check: '"starting week 2" limits the weeks; say which with weeks:, from: or until:',
      },
    ],
    [
      'until week 8',
      {
        keys: [['note', 'The course page says: until week 8.']],
        check: '"until week 8" limits the weeks; say which with weeks:, from: or until:',
      },
    ],
    [
      'except week 6',
      {
        keys: [['note', 'The course page says: except week 6.']],
        check: '"except week 6" limits the weeks; say which with weeks:, from: or until:',
      },
    ],
    [
      'first half of the term',
      {
        keys: [['note', 'The course page says: first half of the term.']],
        check: '"first half of the term" limits the weeks; say which with weeks:, from: or until:',
      },
    ],
    [
      'second half',
      {
        keys: [['note', 'The course page says: second half.']],
        check: '"second half" limits the weeks; say which with weeks:, from: or until:',
      },
    ],
    ['week 3 only', { keys: [['weeks', '3']], check: null }],
    [
      'whenever',
      {
        keys: [['note', 'The course page says: whenever.']],
        check: '"whenever" limits the weeks; say which with weeks:, from: or until:',
      },
    ],
    [
      'biweekly',
      { keys: [['every', 'second week']], check: '"biweekly": which weeks is not said; counted from the first' },
    ],
    ['Weeks 2, 4 and 6', { keys: [['weeks', '2, 4, 6']], check: null }],
    ['even weeks', { keys: [['weeks', 'even']], check: null }],
    ['weeks 1/3/5', { keys: [['weeks', '1, 3, 5']], check: null }],
    [
      'Jan 12 – Feb 27',
      {
        keys: [['note', 'The course page says: Jan 12 – Feb 27.']],
        check: '"Jan 12 – Feb 27" limits the weeks; say which with weeks:, from: or until:',
      },
    ],
  ])('the weeks %j are written %j', (words, expected) => {
    expect(weekRule(words)).toEqual(expected);
  });

  test.each([
    ['plain', ['plain', 'plain', '# plain']],
    ['a: b', ['"a: b"', 'a: b', '# a: b']],
    ['yes', ['yes', 'yes', '# yes']],
    ['12:30', ['"12:30"', '"12:30"', '# 12:30']],
    ['- x', ['"- x"', '- x', '# - x']],
    ['#5', ['"#5"', '#5', '# #5']],
    ['it’s', ['it’s', 'it’s', '# it’s']],
    ['null', ['null', 'null', '# null']],
    ['1e3', ['1e3', '"1e3"', '# 1e3']],
    ['"q"', ['"\\"q\\""', '"q"', '# "q"']],
    ['', ['""', '', '# ']],
    ['a #b', ['"a #b"', 'a #b', '# a #b']],
    ['0123', ['0123', '"0123"', '# 0123']],
    ['Kiln 3', ['Kiln 3', 'Kiln 3', '# Kiln 3']],
    ['true story', ['true story', 'true story', '# true story']],
    ['{x}', ['"{x}"', '{x}', '# {x}']],
    ['é', ['é', 'é', '# é']],
    [' x', ['x', ' x', '# x']],
    ['x ', ['x', 'x ', '# x']],
    ['a\nb', ['a b', 'a\nb', '# a b']],
    ['@x', ['"@x"', '@x', '# @x']],
    ['%', ['"%"', '%', '# %']],
    ['5', ['5', '5', '# 5']],
    ['1.5', ['1.5', '1.5', '# 1.5']],
  ])('%j as a text, an id and a comment is %j', (text, expected) => {
    expect([scalar(text), idText(text), comment(text)]).toEqual(expected);
  });
});
