/** The words of timetables in Dutch. */
import type { LanguageWords } from './language.ts';

export const DUTCH: LanguageWords = {
  days: [
    ['MO', 'maandag', '', 'ma'],
    ['TU', 'dinsdag', '', 'di'],
    ['WE', 'woensdag', '', 'wo'],
    ['TH', 'donderdag', '', 'do'],
    ['FR', 'vrijdag', '', 'vr'],
    ['SA', 'zaterdag', '', 'za'],
    ['SU', 'zondag', '', 'zo'],
  ],
  kinds: [
    ['lecture', 'hoorcollege', 'hoorcolleges'],
    ['exercise', 'werkcollege oefensessie', 'werkcolleges oefensessies'],
    ['practical', 'practicum', 'practica'],
    ['office hours', 'spreekuur vragenuur', 'spreekuren'],
  ],
  to: 'tot',
  from: 'van',
  at: 'om',
  every: 'elke iedere',
  places: 'lokaal zaal gebouw collegezaal',
  months: 'januari februari maart mei augustus oktober',
};
