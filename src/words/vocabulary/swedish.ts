/** The words of timetables in Swedish. */
import type { LanguageWords } from './language.ts';

export const SWEDISH: LanguageWords = {
  name: 'Swedish',
  days: [
    ['MO', 'måndag', '', 'mån'],
    ['TU', 'tisdag', '', 'tis'],
    ['WE', 'onsdag', '', 'ons'],
    ['TH', 'torsdag', '', 'tors tor'],
    ['FR', 'fredag', '', 'fre'],
    ['SA', 'lördag', '', 'lör'],
    ['SU', 'söndag', '', 'sön'],
  ],
  kinds: [
    ['lecture', 'föreläsning', 'föreläsningar'],
    ['exercise', 'övning', 'övningar'],
    ['lab', 'laboration', 'laborationer'],
    ['office hours', 'mottagningstid', 'mottagningstider'],
  ],
  words: {
    And: 'och',
    Every: 'varje',
    At: 'kl',
    SectionName: 'grupp grupper',
    Building: 'sal',
    To: 'till',
  },
  weeks: {
    week: 'veck(?:a|or|orna|an)',
    odd: 'udda',
    even: 'jämna?',
    alternate: 'varannan vecka',
    alternateDay: 'varannan',
    start: 'från(?: och med)?|börjar(?: i)?',
    until: 'till(?: och med)?',
    only: 'endast|bara',
    excepting: 'utom|förutom',
    ordinals: 'första andra tredje fjärde femte sjätte',
    last: 'sista',
    half: 'hälften',
    term: 'terminen|kursen|läsperioden',
    small: 'av|i|den|under',
    some: 'inte varje vecka',
    months: 'januari februari mars april maj juni juli augusti september oktober november december',
  },
};
