/** The words of timetables in Spanish. */
import type { LanguageWords } from './language.ts';

export const SPANISH: LanguageWords = {
  days: [
    ['MO', 'lunes', '', 'lun lu l'],
    ['TU', 'martes', '', 'mar ma'],
    ['WE', 'miércoles miercoles', '', 'mie mi x'],
    ['TH', 'jueves', '', 'jue ju j'],
    ['FR', 'viernes', '', 'vie vi v'],
    ['SA', 'sábado sabado', '', 'sab sa'],
    ['SU', 'domingo', '', 'dom do'],
  ],
  kinds: [
    ['lecture', 'clase teoría teórico teórica teórico-práctico', 'clases teóricos teóricas'],
    ['lab', 'laboratorio', 'laboratorios'],
    ['practical', 'práctica práctico', 'prácticas prácticos'],
    ['seminar', 'seminario taller', 'seminarios talleres'],
    ['office hours', 'tutoría consulta', 'tutorías tutorias consultas'],
  ],
  to: 'hasta',
  from: 'desde de',
  at: '',
  every: 'cada todos',
  places: 'aula sala despacho edificio',
  months: '',
};
