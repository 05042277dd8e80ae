/** Names of weekdays in the languages of registrars' tables. A table's words are read in one language, the first that fits most. */
import { WEEKDAYS, type Weekday } from '../../domain/date.ts';

/** Monday to Sunday; spellings of one day are separated by spaces. */
const LANGUAGES: readonly (readonly string[])[] = [
  [
    'monday mon mo',
    'tuesday tues tue tu',
    'wednesday weds wed we',
    'thursday thurs thur thu th',
    'friday fri fr',
    'saturday sat sa',
    'sunday sun su',
  ],
  [
    'lundi lun lu',
    'mardi mar ma',
    'mercredi mer me',
    'jeudi jeu je',
    'vendredi ven ve',
    'samedi sam sa',
    'dimanche dim di',
  ],
  [
    'montag mo mon',
    'dienstag di die',
    'mittwoch mi mit',
    'donnerstag do don',
    'freitag fr fre',
    'samstag sonnabend sa sam',
    'sonntag so son',
  ],
  [
    'lunes lun lu l',
    'martes mar ma',
    'miercoles mie mi x',
    'jueves jue ju j',
    'viernes vie vi v',
    'sabado sab sa',
    'domingo dom do',
  ],
  [
    'segunda segunda-feira seg',
    'terca terca-feira ter',
    'quarta quarta-feira qua',
    'quinta quinta-feira qui',
    'sexta sexta-feira sex',
    'sabado sab',
    'domingo dom',
  ],
  ['lunedi lun', 'martedi mar', 'mercoledi mer', 'giovedi gio', 'venerdi ven', 'sabato sab', 'domenica dom'],
  ['maandag ma', 'dinsdag di', 'woensdag wo', 'donderdag do', 'vrijdag vr', 'zaterdag za', 'zondag zo'],
];

export type WeekdayNames = ReadonlyMap<string, Weekday>;

const NAMES: readonly WeekdayNames[] = LANGUAGES.map(
  (days) =>
    new Map(
      days.flatMap((spellings, at) =>
        spellings.split(' ').map((word): [string, Weekday] => [word, WEEKDAYS[at] as Weekday]),
      ),
    ),
);

export const ENGLISH = NAMES[0] as WeekdayNames;

function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^(.+)\.$/, '$1');
}

/** The weekday of a name, also in the plural ("Mondays"); one- and two-letter codes are left to the codes. */
export function weekdayOfName(word: string, names: WeekdayNames): Weekday | null {
  const folded = foldWord(word);
  if (folded.length < 3 && names === ENGLISH) return null;
  return names.get(folded) ?? names.get(folded.replace(/s$/, '')) ?? null;
}

/** The language in which most of the words are names of weekdays; English where none is better. */
export function findLanguage(texts: Iterable<string>): WeekdayNames {
  const words = [...texts].flatMap((text) =>
    text.split(/[\s,;/&+|]+/).filter((word) => word !== '' && word.length < 20),
  );
  let best = ENGLISH;
  let most = words.filter((word) => ENGLISH.has(foldWord(word)) || isCode(word)).length;
  for (const names of NAMES.slice(1)) {
    const count = words.filter((word) => names.has(foldWord(word))).length;
    if (count > most) {
      most = count;
      best = names;
    }
  }
  return best;
}

function isCode(word: string): boolean {
  return /^(?:mo?|tu?|we?|th|r|h|fr?|sa?|su?|u){1,7}$/i.test(word);
}
