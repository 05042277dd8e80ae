/** The words of timetables in French. */
import type { LanguageWords } from './language.ts';

export const FRENCH: LanguageWords = {
  days: [],
  kinds: [
    ['lecture', 'cours cm', ''],
    ['exercise', 'td', 'tds'],
    ['lab', 'tp laboratoire', 'tps laboratoires'],
    ['seminar', 'séminaire atelier', 'séminaires ateliers'],
    ['office-hours', 'permanence tutorat', 'permanences'],
  ],
  to: 'à jusqu’à',
  from: 'de',
  at: '',
  every: 'chaque tous',
  places: 'salle amphi amphithéâtre bâtiment bureau',
  months: '',
};
