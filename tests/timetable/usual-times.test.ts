/** What the page says of when a section usually meets, from rules to words. Breaks: 27 Oct to 4 Nov, 21 to 25 Nov 2018. */
import { expect, test } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { findUsualTimes } from '../../src/timetable/usual-times.ts';
import { inVoice } from '../../src/words/voice.ts';
import { publishRules } from '../scenario/published-rules.ts';

function sayUsual(meets: string, rest = '', language: Language = 'en', term = ''): string[] {
  const { next } = publishRules(`sections:\n  L01: {kind: lecture, meets: ${meets}}\n${rest}`, { term });
  return inVoice({ language, clock: 24 }, () =>
    findUsualTimes(next.meetings, next).map(({ days, times }) => `${days}, ${times}`),
  );
}

const at10 = '10:00 to 10:50';

test.each([
  ['Mon Wed 10am-10:50am', [`Mondays and Wednesdays, ${at10}`]],
  // A recess is no rhythm, and neither is a date without class.
  ['{on: Fri 10am-10:50am, except: [2018-10-12]}', [`Fridays, ${at10}`]],
  ['{on: Fri 10am-10:50am, every: third week}', [`Fridays, ${at10}, every 3 weeks from 14 September`]],
  [
    '{on: Mon Thu 10am-10:50am, every: second week}',
    [`Mondays and Thursdays, ${at10}, every 2 weeks from 13 September`],
  ],
  ['{on: Fri 10am-10:50am, every: second calendar week}', [`Fridays, ${at10}, every 2 weeks from 14 September`]],
  [
    '[{on: Tue 10am-10:50am, weeks: odd, where: A}, {on: Tue 10am-10:50am, weeks: even, where: B}]',
    [`Tuesdays, ${at10}, every 2 weeks from 25 September`, `Tuesdays, ${at10}, every 2 weeks from 18 September`],
  ],
  // The recess counts in one and not in the other.
  ['{on: Thu 10am-10:50am, every: third calendar week}', [`Thursdays, ${at10}, every 3 weeks from 13 September`]],
  ['{on: Thu 10am-10:50am, every: third week}', [`Thursdays, ${at10}, every 3 weeks from 13 September`]],
  ['{on: Fri 10am-10:50am, weeks: "1, 3, 6, 8"}', [`Fridays, ${at10}, 4 times`]],
  ['first Monday of the month 10am-10:50am', [`first Monday of the month, ${at10}`]],
  ['1st and 3rd Fri of the month 10am-10:50am', [`first and third Friday of the month, ${at10}`]],
  ['{on: Fri 10am-10:50am, weeks: "1, 2, 6, 9"}', [`Fridays, ${at10}, 4 times`]],
  // All gaps are of whole fortnights, but most of the fortnights are left out.
  ['{dates: [2018-09-14, 2018-09-28, 2018-12-07], time: 10am-10:50am}', [`Fridays, ${at10}, 3 times`]],
  ['{dates: [2018-10-03, 2018-12-05], time: 10am-10:50am}', [`Wednesdays, ${at10}, 2 times`]],
  ['{on: "2018-10-03 to 2018-10-05, all day"}', ['Wednesday 3 October, all day, until Friday 5 October']],
  ['{on: 2018-10-03 10am-10:50am}', [`Wednesday 3 October, ${at10}`]],
])('%s', (meets, said) => {
  expect(sayUsual(meets).toSorted()).toEqual([...said].toSorted());
});

test('what a change cancelled belongs to the rhythm', () => {
  const cancelled = 'changes: [{announced: 2018-09-01, sections: L01, on: 2018-10-05, cancel: yes, say: No class.}]\n';
  expect(sayUsual('{on: Fri 10am-10:50am, every: third week}', cancelled)).toEqual([
    `Fridays, ${at10}, every 3 weeks from 14 September`,
  ]);
});

test.each([
  ['de', 'freitags, 10:00 bis 10:50 Uhr, alle 3 Wochen ab 14. September', 'jeden ersten Montag im Monat'],
  ['fr', 'le vendredi, 10:00 à 10:50, toutes les 3 semaines à partir du 14 septembre', 'le premier lundi du mois'],
  ['es', 'los viernes, de 10:00 a 10:50, cada 3 semanas desde el 14 de septiembre', 'el primer lunes del mes'],
] as const)('in %s', (language, weekly, monthly) => {
  expect(sayUsual('{on: Fri 10am-10:50am, every: third week}', '', language)).toEqual([weekly]);
  expect(sayUsual('first Monday of the month 10am-10:50am', '', language)[0]).toContain(monthly);
});
