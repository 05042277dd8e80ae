/** The words of timetables in Italian. */
import type { LanguageWords } from './language.ts';

export const ITALIAN: LanguageWords = {
  name: 'Italian',
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
  words: {
    To: 'alle fino',
    Noon: 'mezzogiorno',
    Midnight: 'mezzanotte',
    From: 'dalle dal',
    Every: 'ogni',
    By: 'su',
    SectionName: 'gruppo gruppi canale',
    Appointment: 'appuntamento',
    Building: 'aula ufficio edificio',
    Role: 'docente docenti professore professoressa',
    Month: 'gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre',
    And: 'e',
  },
  weeks: {
    week: 'settiman[ae]|sett\\.?',
    odd: 'dispari',
    even: 'pari',
    alternate:
      'ogni (?:due|2|tre|quindici|15) (?:settimane|giorni)|a settimane alterne|settimane alterne|bisettimanale|quindicinale',
    alternateDay: 'ogni secondo',
    start: "dal(?:la|l[’'])?|a partire d(?:a|al|alla|all[’'])|inizia(?:no)?(?: il| in)?",
    until: "al(?:la|l[’'])?|fino a(?:l|lla)?",
    only: 'solo|soltanto',
    excepting: 'tranne|eccetto|escluso|esclusa|salvo',
    ordinals: 'prima seconda terza quarta quinta sesta settima ottava nona decima',
    last: 'ultim[ae]',
    half: 'metà',
    term: 'semestre|trimestre|corso',
    small: 'la|le|il|del|della|di|delle|nella|nelle|durante',
    some: 'non tutte le settimane|alcune settimane',
    months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  },
};
