/** Dates, times, numbers and lists as each language has them. */
import { expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { sayNumber } from '../../src/words/say.ts';
import { inVoice } from '../../src/words/voice.ts';
import {
  sayDate,
  sayDateAndYear,
  sayDayOfMonth,
  sayKindWithin,
  sayShortDate,
  sayShortWeekday,
  sayTimes,
} from '../../src/words/wording.ts';

const say = (): readonly string[] => [
  sayShortDate('2018-10-01'),
  sayDate('2018-10-10'),
  sayDateAndYear('2018-10-01'),
  sayDayOfMonth('2018-10-10', '2018-01-01'),
  sayShortWeekday('WE'),
  sayTimes('09:15', '12:00'),
  sayNumber(12_345.5),
  sayKindWithin('lecture'),
];

const SAID: readonly (readonly [Language, readonly string[]])[] = [
  [
    'en',
    ['1 Oct', 'Wednesday 10 October', '1 October 2018', '10 October', 'Wed', '9:15 am to noon', '12,345.5', 'lecture'],
  ],
  [
    'de',
    [
      '1. Okt.',
      'Mittwoch, 10. Oktober',
      '1. Oktober 2018',
      '10. Oktober',
      'Mi',
      '9:15 bis 12:00 Uhr',
      '12.345,5',
      'Vorlesung',
    ],
  ],
  [
    'fr',
    [
      '1er oct.',
      'mercredi 10 octobre',
      '1er octobre 2018',
      '10 octobre',
      'mer.',
      '9:15 à 12:00',
      '12\u202f345,5',
      'cours magistral',
    ],
  ],
  [
    'es',
    [
      '1 oct',
      'miércoles 10 de octubre',
      '1 de octubre de 2018',
      '10 de octubre',
      'mié',
      'de 9:15 a 12:00',
      '12.345,5',
      'clase magistral',
    ],
  ],
];

it.each(SAID)('says dates, times and numbers in %s', (language, said) => {
  expect(inVoice({ language }, say)).toEqual(said);
});
