/** The words of timetables in Swedish. */
import type { LanguageWords } from './language.ts';

export const SWEDISH: LanguageWords = {
  days: [
    ['MO', 'måndag', '', ''],
    ['TU', 'tisdag', '', ''],
    ['WE', 'onsdag', '', ''],
    ['TH', 'torsdag', '', ''],
    ['FR', 'fredag', '', ''],
    ['SA', 'lördag', '', ''],
    ['SU', 'söndag', '', ''],
  ],
  kinds: [
    ['lecture', 'föreläsning', 'föreläsningar'],
    ['exercise', 'övning', 'övningar'],
  ],
  to: '',
  from: '',
  at: '',
  every: '',
  places: '',
  months: '',
};
