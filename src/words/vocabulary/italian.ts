/** The words of timetables in Italian. */
import type { LanguageWords } from './language.ts';

export const ITALIAN: LanguageWords = {
  days: [
    ['MO', 'lunedì', '', 'lun'],
    ['TU', 'martedì', '', 'mar'],
    ['WE', 'mercoledì', '', 'mer'],
    ['TH', 'giovedì', '', 'gio'],
    ['FR', 'venerdì', '', 'ven'],
    ['SA', 'sabato', '', 'sab'],
    ['SU', 'domenica', '', 'dom'],
  ],
  kinds: [
    ['lecture', 'lezione', 'lezioni'],
    ['exercise', 'esercitazione', 'esercitazioni'],
    ['seminar', 'seminario', 'seminari'],
    ['office hours', 'ricevimento', 'ricevimenti'],
  ],
  to: 'alle fino',
  from: 'dalle dal',
  at: '',
  every: 'ogni',
  places: 'aula ufficio edificio',
  months: 'gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre',
};
