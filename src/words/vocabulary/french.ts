/** The words of timetables in French. */
import type { LanguageWords } from './language.ts';

export const FRENCH: LanguageWords = {
  days: [
    ['MO', 'lundi', '', 'lun lu'],
    ['TU', 'mardi', '', 'mar ma'],
    ['WE', 'mercredi', '', 'mer me'],
    ['TH', 'jeudi', '', 'jeu je'],
    ['FR', 'vendredi', '', 'ven ve'],
    ['SA', 'samedi', '', 'sam sa'],
    ['SU', 'dimanche', '', 'dim di'],
  ],
  kinds: [
    ['lecture', 'cours cm', ''],
    ['exercise', 'td', 'tds'],
    ['lab', 'tp laboratoire', 'tps laboratoires'],
    ['seminar', 'séminaire atelier', 'séminaires ateliers'],
    ['office hours', 'permanence tutorat', 'permanences'],
  ],
  to: 'à jusqu’à',
  from: 'de',
  at: '',
  every: 'chaque tous',
  places: 'salle amphi amphithéâtre bâtiment bureau',
  months: '',
};
