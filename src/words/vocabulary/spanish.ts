/** The words of timetables in Spanish. */
import type { LanguageWords } from './language.ts';

export const SPANISH: LanguageWords = {
  name: 'Spanish',
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
  words: {
    To: 'hasta',
    And: 'y e',
    From: 'desde de',
    Every: 'cada todos',
    OClock: 'hs',
    SectionName: 'grupo grupos turno comisión comision',
    Building: 'aula sala despacho edificio salón',
    Role: 'profesor profesora profesores docente docentes ayudante ayudantes',
    Month: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    Occasion: 'parcial parciales examen exámenes examenes entrega entregas',
    Appointment: 'cita',
  },
  weeks: {
    week: 'semanas?|sem\\.?',
    odd: 'impares',
    even: 'pares',
    alternate:
      '(?:cada|una vez cada) (?:dos|2|tres|3|quince|15) (?:semanas|días)|semanas? alternas?|quincenal(?:mente)?|semana por medio|una semana sí y otra no|semana de por medio',
    alternateDay: 'cada segundo|por medio',
    start: 'a partir (?:de|del)|desde|comienza[n]?(?: el| en)?|empieza[n]?(?: el| en)?|inicia[n]?(?: el| en)?',
    until: 'a|al|hasta',
    only: 'solo|sólo|solamente|únicamente',
    excepting: 'excepto|salvo|menos|no hay \\p{L}+',
    ordinals: 'primera segunda tercera cuarta quinta sexta séptima octava novena décima',
    last: 'últimas?',
    half: 'mitad',
    term: 'semestre|cuatrimestre|trimestre|curso|bimestre',
    small: 'la|las|el|los|de|del|en|durante|lectivas?',
    some: 'no todas las semanas|algunas semanas',
    months: 'enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre',
  },
};
