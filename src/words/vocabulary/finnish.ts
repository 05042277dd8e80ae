/** The words of timetables in Finnish. */
import type { LanguageWords } from './language.ts';

export const FINNISH: LanguageWords = {
  days: [
    ['MO', 'maanantai', 'maanantaisin', ''],
    ['TU', 'tiistai', 'tiistaisin', ''],
    ['WE', 'keskiviikko', 'keskiviikkoisin', ''],
    ['TH', 'torstai', 'torstaisin', ''],
    ['FR', 'perjantai', 'perjantaisin', ''],
  ],
  kinds: [['lecture', 'luento', 'luennot']],
  to: '',
  from: '',
  at: '',
  every: '',
  places: '',
  months: '',
};
