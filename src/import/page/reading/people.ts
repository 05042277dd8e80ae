/** Recognises names of people, and removes titles and roles. */
import { meaningOf } from '../../../words/vocabulary/vocabulary.ts';
import { daysOfCode } from '../../notation/day-codes.ts';

const TITLE =
  /^(?:profa?(?:essor)?|prof\.?ssa|dra?|dott(?:\.?ssa)?|ing|lic|mr|mrs|ms|mme|assoc|asst|associate|assistant|instructors?|tas?|lecturers?|preceptors?|head|lead|graduate|undergraduate|gsi|teaching|course|staff|tutor|name|names|who|lab|person in charge|faculty)(?:\.|:|\b)\s*/i;
const NOT_NAMES =
  /^(?:hours?|time|times|when|where|location|place|room|day|days|date|note|notes|schedule|email|phone|contact|website|link|links|calendar|syllabus|canvas|piazza|ed|slack|course|class|fall|spring|summer|winter|autumn|week|weekly|introduction|final|virtual|online|in|person|hybrid|remote|the|all|this|open|main|general|additional|drop|walk|first|second|both|meets|start|end|starts|begin|begins|mode|format|drop-in|please|join|click|appointment|also|n\/a|tba|tbd|university|college|school|department|computer|science|credits?|units?|attendance|required|optional|recorded|available|led|taught|details|info|information|live|est|edt|pst|pdt|eastern|pacific|gmt|am|pm|noon|every|weeks?|starting|except|zoom|there|these|those|they|we|you|it|he|she|come|visit|see|find|ask|contact|note|termin|ort|leitung|kontakt|if|for|on|at|by|no|not|use|meet|here|what|how|why|our|your|my|his|her|their|other|more|help|laboratorio|teórico|horario|grupo|groupe|de|en|semana|new|updated|regular|web|site|fax|home|page|address|telephone|textbooks?|prerequisites?|important|extra|credit|policy|policies|grading|part|parts|[ivx]+|or|and|but|dear|hi|hello|liebe|lieber|hallo|studierende|students|cher|chers|queridos|estimados|gentili)$/i;

const DEGREES =
  /,?\s+(?:Ph\.?\s?D\.?|M\.?D\.?|M\.?P\.?H\.?|MDiv|ThM|M\.?Sc?\.|M\.A\.|B\.?Sc?\.|J\.?D\.?|Ed\.?D\.?|Esq\.?)(?=[\s,]|$)/g;

/** A name without titles, roles and text in brackets. */
export function bareName(text: string): string {
  let name = text
    .replaceAll(DEGREES, '')
    .replaceAll(/\([^()]{0,80}\)/g, ' ')
    .replaceAll(/['’]s?\s*$/g, '')
    .trim();
  for (let i = 0; i < 4; i++) name = withoutRole(name.replace(TITLE, ''));
  name = name
    .replace(/\s*[-–,:]\s*(?:ta|instructor|lecturer|professor|phd|ph\.d\.?|mentor)\s*$/i, '')
    .replace(/\s+(?:TA|GSI|CA)$/, '');
  return name
    .replace(/[\s,;:.–-]+$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** "Profesora Ada Kiln", "Übungsleiter Bo Reed": a role in any of the languages before the name. */
function withoutRole(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/);
  const role = meaningOf(first.replace(/[.:]$/, ''))?.class === 'Role';
  return role && rest.length > 0 ? rest.join(' ') : name;
}

/** Words that are parts of names only if they have no other meaning in a timetable. */
const NO_NAMES = new Set<string>([
  'KindName',
  'DayName',
  'Building',
  'Role',
  'Absent',
  'Occasion',
  'HoursOf',
  'SectionName',
  'Week',
  'Term',
  'Matter',
  'Hour',
  'Month',
  'OClock',
  'Appointment',
  'Every',
  'Weekday',
  'Noon',
  'Midnight',
]);

/** One to four capitalised words without another meaning. A single word is a name only beside other names. */
export function isPersonName(text: string, oneWord = false): boolean {
  const name = bareName(text);
  const titled = name !== text.trim() && TITLE.test(text.trim());
  const words = name.split(' ');
  if (name === '' || words.length > 4 || name.length > 50 || /[\d/@:|&+*#%!?()[\]{}<>"=_]/.test(name)) return false;
  if (words.length === 1 && !oneWord && !titled) return false;
  if (words.every((word) => /^\p{Ll}/u.test(word))) return false;
  return words.every((word) => isNameWord(word, words.length === 1));
}

/** A word that may be all or part of a name. */
function isNameWord(word: string, alone: boolean): boolean {
  if (/^(?:van|von|de|der|den|la|le|di|da|del|bin|al|ter|y)$/.test(word)) return true;
  if (/^\p{Lu}\.?$/u.test(word)) return !alone;
  const bare = word.replace(/[.,]$/, '');
  if (!/^\p{Lu}[\p{L}\p{M}'’.-]*$/u.test(bare) || NOT_NAMES.test(bare)) return false;
  if (/^\p{Lu}{2,3}$/u.test(bare) || (alone && /^\p{Lu}{2,}$/u.test(bare))) return false;
  return !meansElse(bare, alone) && !(alone && daysOfCode(bare) !== null);
}

/** Whether the word, or a part of it at a dash, is a word of timetables. */
function meansElse(word: string, alone: boolean): boolean {
  if (word.includes('-') && word.split('-').some((part) => meaningOf(part) !== undefined)) return true;
  const meaning = meaningOf(word);
  if (!meaning) return false;
  if (alone) return !['Unit', 'Article'].includes(meaning.class);
  // June and April are names as well.
  return meaning.class !== 'Month' && NO_NAMES.has(meaning.class);
}

/** "Theano Stavrinos, Zhenyu Song, and Chris Hodsdon" → the names, or none if any part is no name. */
export function namesOf(text: string, oneWord = true): string[] {
  // "Political Theory (POL 301)" is a course.
  if (/\(\p{Lu}{2,6}[ -]?\d{2,5}\p{L}?\)/u.test(text)) return [];
  const parts = text
    .replaceAll(DEGREES, '')
    .replaceAll(/\([^()]{0,80}\)/g, ' ')
    .split(/\s*(?:,|;|&|\/|\||\band\b)\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const names = parts.filter((part) => isPersonName(part, oneWord)).map(bareName);
  return names.length === parts.length && names.length <= 12 ? [...new Set(names)] : [];
}
