/** The words of timetables in Finnish. */
import type { LanguageWords } from './language.ts';

export const FINNISH: LanguageWords = {
  name: 'Finnish',
  days: [
    ['MO', 'maanantai', 'maanantaisin', ''],
    ['TU', 'tiistai', 'tiistaisin', ''],
    ['WE', 'keskiviikko', 'keskiviikkoisin', ''],
    ['TH', 'torstai', 'torstaisin', ''],
    ['FR', 'perjantai', 'perjantaisin', ''],
  ],
  kinds: [['lecture', 'luento', 'luennot']],
  words: {
    And: 'ja',
    At: 'klo',
    SectionName: 'ryhmä',
  },
  weeks: {
    week: 'viik(?:ko|ot|oilla|olla)|vko',
    odd: 'parittom\\p{L}+',
    even: 'parillis\\p{L}+',
    alternate: 'joka toinen viikko',
    alternateDay: 'joka toinen',
    start: 'alkaen',
    until: 'asti',
    only: 'vain',
    excepting: 'paitsi',
    ordinals: 'ensimmäinen toinen kolmas neljäs viides kuudes',
    last: 'viimeinen',
    half: 'puolisko',
    term: 'lukukauden|kurssin',
    small: '',
    some: '',
    months: '',
  },
};
