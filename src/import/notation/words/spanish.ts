/** The words of timetables in Spanish. */
import type { LanguageWords } from './language.ts';

export const SPANISH: LanguageWords = {
  days: [],
  kinds: [
    ['lecture', 'clase teoría teórico teórica teórico-práctico', 'clases teóricos teóricas'],
    ['lab', 'laboratorio', 'laboratorios'],
    ['practical', 'práctica práctico', 'prácticas prácticos'],
    ['seminar', 'seminario taller', 'seminarios talleres'],
    ['office-hours', 'tutoría consulta', 'tutorías tutorias consultas'],
  ],
  to: 'hasta',
  from: 'desde de',
  at: '',
  every: 'cada todos',
  places: 'aula sala despacho edificio',
  months: '',
};
