/** Assigns roles to columns by their heads. */
import { lastsATerm } from '../../notation/date-words.ts';
import { findWeekLimits } from '../../notation/week-limits.ts';
import { type Filled, isDayHead } from './table-cells.ts';

export type Role =
  | 'section'
  | 'days'
  | 'time'
  | 'start'
  | 'end'
  | 'place'
  | 'person'
  | 'kind'
  | 'date'
  | 'weeks'
  | 'other';

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['start', /^(start|begin|from|start time|begins?)$/i],
  ['end', /^(end|to|until|end time|ends?|finish|finish time|finishes)$/i],
  [
    'place',
    /\b(room|location|place|where|venue|building|bldg|classroom|office|link|raum|ort|zoom|salle|aula|lugar|lieu|lokaal|zaal|sala|luogo)\b|教室|地点|場所/i,
  ],
  [
    'person',
    /\b(instructors?|tas?|lecturers?|teachers?|professors?|staff|name|names|who|tutors?|leaders?|preceptors?|gsis?|assistants?|hosts?|mentors?|personnel|person|faculty|people|enseignants?|docentes?|profesor(?:es)?|docenti|dozent(?:en)?|leitung|tutores)\b|担当|教員|教师|教師/i,
  ],
  ['date', /\b(dates?|datum)\b/i],
  ['weeks', /\b(weeks?|wks?|frequency|wochen?|semaines?|semanas?|settimane|weken|turnus)\b/i],
  [
    'section',
    /\b(sections?|sec|groups?|crn|class ?#|number|course|code|lab ?#|gruppe|groupe|grupo|gruppo|groep|turno|turmas?|comisi[oó]n|id)(?![\p{L}\d])/iu,
  ],
  ['days', /\b(days?|tag|weekdays?|when|jours?|días?|dias?|giorn[oi]|dag)\b|曜日|星期/i],
  [
    'time',
    /\b(times?|hours?|when|schedule|zeit|uhrzeit|slots?|oh|horaires?|horarios?|orari?o?|horários?|tijd)\b|時間|时间/i,
  ],
  [
    'kind',
    /(?<!\p{L})(type|kind|activity|format|component|event|what|class|meeting|veranstaltung|art|activité|séance|attività|tipo|tipologia|actividad|atividade)(?!\p{L})|类型|科目|種別/iu,
  ],
];

export function roleOf(cell: Filled): Role {
  const text = cell.text.text.trim();
  if (text === '' || text.length > 60) return 'other';
  if (/\btime/i.test(text) && /\b(place|location|room)/i.test(text)) return 'time';
  if (/office hours?|\boh\b/i.test(text) && !/location|room|place|where/i.test(text)) return 'time';
  if (/^(lab|lecture|discussion|recitation|tutorial|precept)s?( section)?$/i.test(text)) return 'section';
  if (isDayHead(cell)) return 'time';
  // "Weeks 1-5" heads what is held then; "Weeks" heads a column of weeks.
  if (findWeekLimits(text).length > 0) return 'other';
  return ROLES.find(([, words]) => words.test(text))?.[0] ?? 'other';
}

/** "1-12" in a column of weeks; "all" limits nothing. */
export function weeksIn(cells: readonly Filled[]): string | null {
  const [text] = cells.map((cell) => cell.text.text);
  if (text === undefined) return null;
  if (/^[\d\s,;&+–—-]+$/.test(text)) return `weeks ${text}`;
  return findWeekLimits(text).length > 0 || /^(?:odd|even|alternat\w*|other|A|B)$/i.test(text) ? text : null;
}

/** "Jan 11" in a column From and "Feb 26" in a column To: a part of the term, unless they are as far apart as a term. */
export function stretchOf(from: Filled | undefined, to: Filled | undefined): string | null {
  const dated = [from, to].every((cell) => cell?.elements.some((each) => each.type === 'date') === true);
  const said = `${from?.text.text} – ${to?.text.text}`;
  return dated && !lastsATerm(said) ? said : null;
}
