import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/date.ts';
import {
  changeSelection,
  isChosen,
  nameKey,
  type SectionName,
  sectionsFrom,
} from '../../../src/feeds/personal/selection.ts';
import type { ChosenSpan } from '../../../src/store/personal-choice.ts';

const name = (section: string, course = 'cos418'): SectionName => ({ term: 'fall-2018', course, section });
const spansOf = (spans: readonly ChosenSpan[], section: SectionName): ChosenSpan[] =>
  spans.filter((span) => nameKey(span) === nameKey(section));

describe('a choice that changes in mid-term', () => {
  it('keeps the past of what goes, and starts what comes in its place on that day', () => {
    const first = changeSelection([], [name('L01'), name('P01')], '2018-09-01');
    const next = changeSelection(first, [name('L01'), name('P02')], '2018-10-12');
    expect(spansOf(next, name('P01'))).toMatchObject([{ from: null, until: '2018-10-11' }]);
    expect(spansOf(next, name('P02'))).toMatchObject([{ from: '2018-10-12', until: null }]);
    expect(spansOf(next, name('L01'))).toMatchObject([{ from: null, until: null }]);
    const back = changeSelection(next, [name('L01'), name('P01')], '2018-10-12');
    expect(back).toEqual(first);
  });

  it('takes a section of another course for the whole term', () => {
    const first = changeSelection([], [name('P01')], '2018-09-01');
    const next = changeSelection(first, [name('P02'), name('L01', 'mat200')], '2018-10-12');
    expect(spansOf(next, name('L01', 'mat200'))).toMatchObject([{ from: null, until: null }]);
  });

  it('holds exactly what was wanted after each day, and leaves every earlier day as it was', () => {
    const sections = ['A', 'B', 'C'].map((id) => name(id));
    const step = fc.record({ wanted: fc.subarray(sections), forward: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        let spans: readonly ChosenSpan[] = [];
        let date = '2018-09-01';
        for (const { wanted, forward } of steps) {
          date = addDays(date, forward);
          const before = spans;
          spans = changeSelection(spans, wanted, date);
          expect(sectionsFrom(spans, date).map(nameKey).sort()).toEqual(wanted.map(nameKey).sort());
          for (const section of sections) {
            const wants = wanted.includes(section);
            for (const day of [date, addDays(date, 1), '2019-06-01']) {
              expect(isChosen(spansOf(spans, section), day)).toBe(wants);
            }
            if (wants) continue;
            for (const back of [1, 7, 60]) {
              const day = addDays(date, -back);
              expect(isChosen(spansOf(spans, section), day)).toBe(isChosen(spansOf(before, section), day));
            }
          }
        }
      }),
    );
  });
});
