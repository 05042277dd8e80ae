/** The words of timetables in French. */
import type { LanguageWords } from './language.ts';

export const FRENCH: LanguageWords = {
  name: 'French',
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
    ['office hours', 'permanence tutorat disponibilité', 'permanences disponibilités'],
  ],
  words: {
    To: 'à jusqu’à',
    And: 'et',
    From: 'de',
    Every: 'chaque tous',
    By: 'sur',
    SectionName: 'groupe groupes',
    Appointment: 'rendez-vous',
    Building: 'salle local amphi amphithéâtre amphitheatre bâtiment bureau',
    Role: 'enseignant enseignante enseignants chargé',
    Month: 'janvier février mars avril juin juillet août septembre octobre novembre décembre',
    Occasion: 'examen partiel',
  },
  weeks: {
    week: 'semaines?|sem\\.?',
    odd: 'impaires?',
    even: 'paires?',
    alternate:
      'une semaine sur (?:deux|trois|2|3)|(?:tous|toutes) les (?:deux|2|trois|quinze|15) (?:semaines|jours)|une fois (?:toutes les|par) (?:deux|2|quinzaine) ?(?:semaines)?|bimensuel(?:le)?(?:ment)?|en alternance|(?<=un (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )sur deux',
    alternateDay: 'un sur deux',
    start: 'à partir (?:de|du)|dès|depuis|commence(?:nt|ra|ront)?',
    until: "à|au|jusqu[’'](?:à|au|en)",
    only: 'seulement|uniquement',
    excepting: 'sauf|excepté|hors|pas de \\p{L}+',
    ordinals: 'première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième',
    last: 'dernières?',
    half: 'moitié',
    term: 'semestre|trimestre',
    small: 'la|le|les|du|de|des|en|pendant',
    some: 'pas toutes les semaines|certaines semaines',
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  },
};
