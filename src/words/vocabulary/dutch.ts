/** The words of timetables in Dutch. */
import type { LanguageWords } from './language.ts';

export const DUTCH: LanguageWords = {
  name: 'Dutch',
  days: [
    ['MO', 'maandag', 'maandagen maandags', 'ma'],
    ['TU', 'dinsdag', 'dinsdagen dinsdags', 'di'],
    ['WE', 'woensdag', 'woensdagen woensdags', 'wo'],
    ['TH', 'donderdag', 'donderdagen donderdags', 'do'],
    ['FR', 'vrijdag', 'vrijdagen vrijdags', 'vr'],
    ['SA', 'zaterdag', 'zaterdagen zaterdags', 'za'],
    ['SU', 'zondag', 'zondagen zondags', 'zo'],
  ],
  kinds: [
    ['lecture', 'hoorcollege', 'hoorcolleges'],
    ['exercise', 'werkcollege oefensessie oefenzitting', 'werkcolleges oefensessies oefenzittingen'],
    ['practical', 'practicum', 'practica'],
    ['office hours', 'spreekuur inloopspreekuur vragenuur', 'spreekuren'],
  ],
  words: {
    To: 'tot',
    From: 'van',
    At: 'om',
    And: 'en',
    Every: 'elke iedere',
    OClock: 'uur',
    SectionName: 'groep groepen',
    Appointment: 'afspraak',
    Building: 'lokaal zaal gebouw collegezaal',
    Role: 'docent docenten',
    Month: 'januari februari maart augustus',
    Occasion: 'tentamen tentamens hertentamen',
  },
  weeks: {
    week: '(?:college|kalender|les|onderwijs)?we(?:ek|ken)|wk\\.?',
    odd: 'oneven',
    even: 'even',
    alternate:
      'om de (?:andere )?week|(?:elke|iedere) twee weken|twee-?wekelijks|tweewekelijks|eens per (?:twee|2) weken|om de (?:twee|2) weken|2-wekelijks',
    alternateDay: 'om de',
    start: 'vanaf|van|begint(?: in| op)?|met ingang van',
    until: 't/?m|t\\.e\\.m\\.|tot(?: en met)?',
    only: 'alleen|enkel|slechts',
    excepting: 'behalve|uitgezonderd|niet|geen \\p{L}+',
    ordinals: 'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende',
    last: 'laatste',
    half: 'helft',
    term: 'semester|trimester|blok|periode',
    small: 'in|de|het|van|der|tijdens',
    some: 'niet elke week|sommige weken',
    months: 'januari februari maart april mei juni juli augustus september oktober november december',
  },
};
