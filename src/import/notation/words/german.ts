/** The words of timetables in German. */
import type { LanguageWords } from './language.ts';

export const GERMAN: LanguageWords = {
  days: [],
  kinds: [
    ['lecture', 'vorlesung', 'vorlesungen'],
    ['tutorial', 'tutorium', 'tutorien'],
    ['seminar', 'proseminar hauptseminar kolloquium', 'proseminare'],
    ['lab', 'labor', 'labore'],
    ['practical', 'praktikum', 'praktika'],
    ['exercise', 'übung repetitorium übungsgruppe', 'übungen übungsgruppen'],
    ['office-hours', 'sprechstunde', 'sprechstunden'],
  ],
  to: 'bis',
  from: 'von',
  at: 'um',
  every: 'jeden jede jeweils',
  places: 'raum hörsaal saal gebäude',
  months: '',
};
