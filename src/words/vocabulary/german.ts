/** The words of timetables in German. */
import type { LanguageWords } from './language.ts';

export const GERMAN: LanguageWords = {
  days: [
    ['MO', 'montag', 'montags', 'mo mon'],
    ['TU', 'dienstag', 'dienstags', 'di die'],
    ['WE', 'mittwoch', 'mittwochs', 'mi mit'],
    ['TH', 'donnerstag', 'donnerstags', 'do don'],
    ['FR', 'freitag', 'freitags', 'fr fre'],
    ['SA', 'samstag sonnabend', '', 'sa sam'],
    ['SU', 'sonntag', '', 'so son'],
  ],
  kinds: [
    ['lecture', 'vorlesung', 'vorlesungen'],
    ['tutorial', 'tutorium', 'tutorien'],
    ['seminar', 'proseminar hauptseminar kolloquium', 'proseminare'],
    ['lab', 'labor', 'labore'],
    ['practical', 'praktikum', 'praktika'],
    ['exercise', 'übung repetitorium übungsgruppe', 'übungen übungsgruppen'],
    ['office hours', 'sprechstunde', 'sprechstunden'],
  ],
  to: 'bis',
  from: 'von',
  at: 'um',
  every: 'jeden jede jeweils',
  places: 'raum hörsaal saal gebäude',
  months: '',
};
