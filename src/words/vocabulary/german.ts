/** The words of timetables in German. */
import type { LanguageWords } from './language.ts';

export const GERMAN: LanguageWords = {
  name: 'German',
  days: [
    ['MO', 'montag', 'montags', 'mo mon'],
    ['TU', 'dienstag', 'dienstags', 'di die'],
    ['WE', 'mittwoch', 'mittwochs', 'mi mit'],
    ['TH', 'donnerstag', 'donnerstags', 'do don'],
    ['FR', 'freitag', 'freitags', 'fr fre'],
    ['SA', 'samstag sonnabend', '', 'sa sam'],
    ['SU', 'sonntag', '', 'so son'],
  ],
  kinds: [
    ['lecture', 'vorlesung', 'vorlesungen'],
    ['tutorial', 'tutorium', 'tutorien'],
    ['seminar', 'proseminar hauptseminar kolloquium blockseminar', 'proseminare'],
    ['lab', 'labor laborübung', 'labore'],
    ['practical', 'praktikum', 'praktika'],
    [
      'exercise',
      'übung repetitorium übungsgruppe übungsstunde zentralübung hörsaalübung',
      'übungen übungsgruppen übungsstunden',
    ],
    ['office hours', 'sprechstunde sprechzeit fragestunde', 'sprechstunden sprechzeiten fragestunden'],
  ],
  words: {
    To: 'bis',
    And: 'und',
    From: 'von',
    At: 'um gegen',
    Every: 'jeden jede jeweils',
    By: 'nach',
    Hour: 'stunde stunden',
    Minute: 'minuten',
    OClock: 'uhr',
    SectionName: 'gruppe grp',
    Appointment: 'vereinbarung anmeldung',
    Building: 'raum hörsaal saal gebäude seminarraum',
    Role: 'dozent dozentin dozenten leitung übungsleiter übungsleiterin tutorin',
    Month: 'januar februar märz mai juni juli oktober dezember okt dez',
    Occasion: 'klausur klausuren prüfung abgabe abgaben abgabetermin',
    Absent: 'entfällt',
  },
  weeks: {
    week: '(?:kalender|semester|vorlesungs|unterrichts)?wochen?|kw|sw',
    odd: 'ungeraden?',
    even: 'geraden?',
    alternate:
      '(?:jede|alle) (?:zweite|zwei|2\\.?|dritte|drei) wochen?|(?:zwei|14|vierzehn)-?(?:wöchig|wöchentlich|tägig|täglich)|2-wöchentlich|alle 14 tage|im wechsel',
    alternateDay: 'jeden (?:zweiten|2\\.|dritten)',
    start: 'ab|seit|von|beginn(?:t|end)(?: (?:am|in|mit))?',
    until: 'bis(?: zum| zur)?',
    only: 'nur',
    excepting: 'außer|ausser|ausgenommen|nicht|entfällt|keine? \\p{L}+',
    ordinals:
      'erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte ersten zweiten dritten vierten fünften sechsten siebten achten neunten zehnten elften zwölften',
    last: 'letzten?',
    half: 'semesterhälfte|hälfte',
    term: 'semesters?|vorlesungszeit|trimesters?',
    small: 'in|der|die|den|des|dem|zur|am|vom|einschließlich',
    some: 'nicht jede woche|nach ankündigung|in ausgewählten wochen|blockveranstaltung|blocklehrveranstaltung',
    months:
      'januar februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul aug sep okt nov dez jänner',
  },
};
