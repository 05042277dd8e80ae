/** Registrars' column names and their possible meanings, most likely first. Cells decide between several. */
import type { Field } from './model.ts';

/** A header's possible fields, most likely first, and the number of a repeated group ("Days 2"). */
export interface HeaderMeaning {
  readonly fields: readonly Field[];
  readonly group: number;
  /** "Exam Date": of the exam, not of the classes. */
  readonly ofExam?: boolean;
}

const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:nbr|numb|num|no|nr|n|#)\b/g, 'number'],
  [
    /\b(?:instr|inst|instructors?|instructor s|faculties|professors?|profs?|teachers?|lecturers?|tutors?|faculty|facul|docente?s?|dozent(?:in|en)?|enseignants?|profesor(?:es)?)\b/g,
    'instructor',
  ],
  [/\b(?:bldgs?|bld|buildings?|hall|edificio|batiment|gebaude)\b/g, 'building'],
  [/\b(?:rms?|rooms?|salle|raum|aula|salon|sala|classrooms?)\b/g, 'room'],
  [/\b(?:secs?|sects?|sections?|sctn|seccion|gruppe|groupe|grupo)\b/g, 'section'],
  [/\b(?:subjs?|subjects?|sbjt|sub)\b/g, 'subject'],
  [/\b(?:crse|crs|courses?|curso|cours|kurs|lehrveranstaltung|materia|asignatura|disciplina)\b/g, 'course'],
  [/\b(?:cat|catlg|ctlg|catalogue)\b/g, 'catalog'],
  [/\b(?:mtgs?|meets?|meetings?)\b/g, 'meeting'],
  [/\b(?:beg|begins?|beginning|starts?|starting|inicio|debut|beginn)\b/g, 'start'],
  [/\b(?:ends?|ending|stops?|finish|ends|fin|ende|termino)\b/g, 'end'],
  [/\b(?:tms?|times?|hours?|hora|heures?|uhrzeit|zeit|horas|horario|horaire)\b/g, 'time'],
  [/\b(?:dts?|dates?|fecha|datum|data)\b/g, 'date'],
  [/\b(?:days?|dias?|jours?|tage?|dows?|wkdays?|weekdays?)\b/g, 'days'],
  [/\b(?:locs?|locations?|ort|lieu|lugar|venues?|places?)\b/g, 'location'],
  [/\b(?:descr?|descrip|descriptions?|descriptors?)\b/g, 'description'],
  [/\b(?:titles?|titel|titre|titulo|ttl)\b/g, 'title'],
  [/\b(?:sched|schd|schedules?)\b/g, 'schedule'],
  [/\b(?:fac(?:il)?|facility|facilities)\b/g, 'facility'],
  [/\b(?:typ|types?|tipo|art)\b/g, 'type'],
  [/\b(?:comps?|cmp|components?)\b/g, 'component'],
  [/\b(?:stat|sts|status(?:es)?)\b/g, 'status'],
  [/\b(?:patterns?|pat|ptrn)\b/g, 'pattern'],
  [/\b(?:depts?|departments?)\b/g, 'department'],
  [/\b(?:ptrm|pot|subterm)\b/g, 'part of term'],
  [/\b(?:wks?|wochen?|semaines?|kw)\b/g, 'weeks'],
  [/\b(?:fname)\b/g, 'first name'],
  [/\b(?:lname|surname|family name)\b/g, 'last name'],
];

/** Lower-case words, camel case and underscores taken apart, short forms written out, names of database tables off. */
export function foldHeader(header: string): string {
  let text = header
    .slice(0, 120)
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('#', ' number ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/\b(?:ssb|ssr|scb|stv|swv|syv|spr|sir|gtv)[a-z]{4}\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  for (const [pattern, word] of SHORT_FORMS) text = text.replace(pattern, word);
  return text
    .replaceAll(/\b(\w+)(?: s)? \1\b/g, '$1')
    .replaceAll(/\b(\w+) s\b/g, '$1')
    .trim();
}

const MEANINGS: readonly (readonly [RegExp, readonly Field[]])[] = [
  [
    /^(?:(?:academic )?(?:term|semester|period|quarter)(?: (?:code|name|description|id|year))?|year (?:and )?(?:term|semester)|academic year|semestre?)$/,
    ['term'],
  ],
  [/^(?:crn(?: number)?|course reference(?: number)?|sln|ccn)$/, ['crn']],
  [
    /^(?:part of term(?: code| description)?|part|sub ?term|sub session|session(?: code| name| description)?|sess(?: code)?|term part|academic session|(?:part of )?term session|mini ?mester)$/,
    ['part'],
  ],
  [
    /^(?:weeks?|(?:teaching|scheduled|calendar|academic|meeting|active) weeks?|weeks? (?:pattern|numbers?|range|list|taught|scheduled|of term)|week)$/,
    ['weeks'],
  ],
  [
    /^(?:frequency|freq|recurrence|repeats?|repeat pattern|weeks? type|every|cycle|occurs|periodicity|turnus|rhythmus|weekly pattern)$/,
    ['frequency'],
  ],
  [
    /^(?:duration|length|dur|minutes|mins|(?:class|meeting|session|event|activity) (?:length|duration)|duration (?:hours?|hrs?|minutes|mins|h|time)|dauer|duree|duracion)$/,
    ['duration'],
  ],
  [
    /^(?:xlst(?: group| code)?|x ?list(?: group| code)?|cross ?list(?:ed|ing)?(?: group| code| id| identifier)?|comb(?:ined)? sec(?:t|tion)?s?(?: id| number)?|combined(?: section)?|combination(?: group)?|joint(?: group| id)?)$/,
    ['group'],
  ],
  [
    /^(?:tas?|teaching assistants?(?: name)?|ta name|held by|office hours? (?:by|with|of)|who|preceptors?|graders?|(?:course )?assistants?)$/,
    ['holder'],
  ],
  [
    /^(?:crn(?: number)?|course reference(?: number)?|reference number|class (?:number|id|nr|key)|index(?: number)?|call number|sln|ccn|unique(?: number| id| identifier)?|section (?:key|index|unique id|unique|reference)|course control number|control number|registration (?:code|number|id)|reg(?:istration)? (?:code|number|id)|ticket(?: number)?|synonym|syn|course (?:call|index|synonym|registration|key)(?: number)?|schedule (?:number|code|line)(?: number)?|line(?: number)?|lehrveranstaltungsnummer|lv number|event id|record id|mycoursesid|offering (?:number|id)|ref(?:erence)?)$/,
    ['crn', 'number', 'section', 'code'],
  ],
  [
    /^(?:course (?:section|and section|section code|section name|section id)|section name|class section name|course number section|subject course section|course number and section|section full name|full section(?: name)?|course sec)$/,
    ['code', 'section'],
  ],
  [
    /^(?:course(?: code)?|code|class(?: code)?|course id|course identifier|subject (?:course|catalog|and catalog|code and number|course number|catalog number|number)|course (?:subject and number|subject number|subject and catalog number|prefix and number|full number|abbreviation|acronym)|department course|module(?: code| id)?|unit(?: code| id)?|paper(?: code)?|catalog code|offering name|course catalog|full course(?: code| number)?|offering|course listing|kennung|sigle)$/,
    ['code', 'number', 'crn', 'title'],
  ],
  [
    /^(?:subject(?: area| code| abbreviation| prefix| abbrv)?|department(?: code| id| abbreviation)?|course (?:subject(?: code| area)?|prefix|department|rubric|discipline|subject abbreviation)|prefix|rubric|discipline(?: code)?|curriculum(?: code)?|area|subject code description|acad org|class subject(?: code)?|subject id|mnemonic|subject mnemonic|course mnemonic)$/,
    ['subject', 'code'],
  ],
  [
    /^(?:number|course number|catalog(?: number| id)?|course catalog number|class catalog number|catalog course number|subject catalog number|course (?:suffix|level number)|course number code|course no|crse number|class course number)$/,
    ['number', 'code', 'crn'],
  ],
  [
    /^(?:section(?: number| id| code| identifier)?|class section(?: number| code)?|group(?: number| code| name)?|grp|division|div|seq(?:uence)?(?: number)?|course section number|stream|section seq(?:uence)?(?: number)?|lecture section|paralelo|turma|comision|class group|tutorial group|meeting section|activity section)$/,
    ['section', 'code'],
  ],
  [
    /^(?:type|component(?: code| description)?|section type|schedule type(?: code| description)?|class type|class component|course (?:type|component)|meeting type|activity type|event category|instructional (?:format|type|activity)|instruction(?:al)? type|instruction format|format|section (?:component|format|kind)|kind|schedule (?:description|component)|ssr component|session type|teaching (?:type|form|format)|event type|lec lab|lecture type|type of (?:class|instruction|section)|type code|type description|classtype|activity description)$/,
    ['kind', 'mode', 'meeting'],
  ],
  [/^(?:activity(?: name| code)?)$/, ['kind', 'section', 'code']],
  [
    /^(?:days|meeting days|class days|days (?:of week|of the week|met|code|pattern|offered|of meeting)|week days|days taught|schedule days|section days|course days|meeting pattern days|days of)$/,
    ['weekdays', 'meeting'],
  ],
  [
    /^(?:meeting (?:pattern|information|info|details?|schedule|days (?:and )?time|time(?:s)? (?:and )?days|date time|days time location)|pattern|days (?:and )?time(?: location| and location| room)?|time (?:and )?days|schedule|meeting|when|class (?:schedule|meeting|meeting pattern|meeting time)|course schedule|section schedule|timings?|timetable|time (?:slot|block|pattern)|slot|scheduled? (?:meeting|time)(?: pattern)?|standard meeting pattern|meeting pattern description|section meeting(?: pattern)?|when and where|days time and location|date and time|days date time)$/,
    ['meeting', 'weekdays', 'time'],
  ],
  [
    /^(?:time|meeting time|class time|time range|start end time|start time end time|start (?:and )?end time|time of day|meeting time|section time|course time|start (?:to )?end|time start end|time from to)$/,
    ['time', 'meeting'],
  ],
  [
    /^(?:start time|start|time start|published start(?: time)?|start hour|from time|time from|time in|time on|meeting start(?: time)?|class start(?: time)?|meeting time start|section start(?: time)?|start times|schedule start time|course start time|start tm|start meeting time|meeting start tm|meetingstart)$/,
    ['start', 'from'],
  ],
  [
    /^(?:end time|end|time end|published end(?: time)?|end hour|to time|time to|time out|time off|meeting end(?: time)?|class end(?: time)?|meeting time end|section end(?: time)?|schedule end time|course end time|end meeting time)$/,
    ['end', 'until'],
  ],
  [/^(?:from)$/, ['start', 'from']],
  [/^(?:to|until|through)$/, ['end', 'until']],
  [
    /^(?:start date|date start|first (?:date|day|class|meeting)(?: date)?|meeting (?:start date|date start)|class start date|section start(?: date)?|course start date|from date|date from|term start(?: date)?|session start(?: date)?|part of term start(?: date)?|ptrm start(?: date)?|start days?|start date time|meeting pattern start date|effective date)$/,
    ['from', 'start'],
  ],
  [
    /^(?:end date|date end|last (?:date|day|class|meeting)(?: date)?|meeting (?:end date|date end)|class end date|section end(?: date)?|course end date|to date|date to|until date|term end(?: date)?|session end(?: date)?|part of term end(?: date)?|ptrm end(?: date)?|end days?|end date time|meeting pattern end date)$/,
    ['until', 'end'],
  ],
  [
    /^(?:date|date range|meeting dates?|class dates?|session dates?|course dates?|section dates?|start (?:and )?end date|start date end date|dates? (?:of )?(?:class|classes|meeting|from to)|term dates?|part of term dates?|run dates?|start date to end date)$/,
    ['dates', 'meeting'],
  ],
  [
    /^(?:location|where|meeting location|class location|building (?:and )?room(?: number)?|room (?:and )?building|facility(?: id| name| description| code)?|campus location|meeting facility|section location|course location|location room|room location|building room location|location building room|location description|room facility|assigned room|meeting room|meeting place|facility room)$/,
    ['where'],
  ],
  [
    /^(?:building(?: code| name| description| abbreviation| id)?|meeting building(?: code)?|location building|class building|building location|facility building)$/,
    ['building'],
  ],
  [
    /^(?:room(?: number| code| id| name| description)?|meeting room(?: code| number)?|class room(?: number)?|location room number|facility room(?: number)?)$/,
    ['room'],
  ],
  [
    /^(?:instructor(?: of record| name| full name| names| display name| list| s name| print name| primary| assigned| sort name| lf| fl)?|primary instructor(?: name)?|name of instructor|assigned instructor|teaching (?:staff|instructor)|taught by|course instructor|section instructor|class instructor|meeting instructor|staff(?: name)?|secondary instructor|additional instructor|other instructor|all instructor|co instructor|instructor sponsor|convenor|convener|course leader|coordinator)$/,
    ['people'],
  ],
  // UniTime's first and last date of a class.
  [/^first$/, ['first name', 'from']],
  [/^last$/, ['last name', 'until']],
  [/^(?:(?:primary )?(?:instructor )?last(?: name)?|instructor (?:last|surname))$/, ['last name']],
  [/^(?:(?:primary )?(?:instructor )?first(?: name)?|instructor (?:first|given name))$/, ['first name']],
  [/^name$/, ['code', 'title']],
  [
    /^(?:title|course (?:title|name|long title|short title|full title|description)|long (?:course )?title|class (?:title|name|description)|section title|full title|short title|subject (?:title|name)|module (?:title|name)|unit (?:title|name)|title (?:short description|description|long|short)|description|course title (?:long|short)|course topic|title topic|nombre|paper (?:title|name)|bezeichnung|intitule|catalog title)$/,
    ['title', 'code'],
  ],
  [
    /^(?:status|class status|section status|course status|cancel(?:l?ed)?(?: flag)?|status (?:code|description)|section status code|active|class stat|enrollment status|cancel l?ation status)$/,
    ['status'],
  ],
  [
    /^(?:mode|instruction(?:al)? (?:mode|method|modality)(?: description| code)?|delivery(?: mode| method| type| format)?|modality|method(?: of (?:instruction|delivery))?|instructor (?:mode|method)(?: description)?|teaching (?:mode|method)|mode of (?:instruction|delivery)|course (?:mode|delivery|modality)|course delivery (?:mode|method)|class (?:mode|modality)|insm)$/,
    ['mode', 'kind'],
  ],
];

const WEEKDAY_COLUMNS: readonly (readonly [RegExp, Field])[] = [
  [/^(?:mon(?:day)?s?|mo)$/, 'MO'],
  [/^(?:tue(?:s|sday)?s?|tu)$/, 'TU'],
  [/^(?:wed(?:nesday)?s?|we)$/, 'WE'],
  [/^(?:thu(?:r|rs|rsday)?s?|th|r)$/, 'TH'],
  [/^(?:fri(?:day)?s?|fr)$/, 'FR'],
  [/^(?:sat(?:urday)?s?|sa)$/, 'SA'],
  [/^(?:sun(?:day)?s?|su|u)$/, 'SU'],
];

const OF_EXAM = /^(?:(?:final|midterm|mid term) )?(?:exam(?:ination)?|final|midterm) (?=\S)/;

const LETTERS: Record<string, Field> = { m: 'MO', t: 'TU', w: 'WE', h: 'TH', f: 'FR', s: 'SA' };

/** The possible meanings of a column name; no fields if it is unknown. */
export function findMeaning(header: string): HeaderMeaning {
  const plain = header
    .trim()
    .toLowerCase()
    .replace(/^(?:ssb|ssr|scb|stv|swv|syv|spr|sir|gtv)[a-z]{4}_/, '');
  const bare = plain
    .replace(/^(?:meets?|day|meeting)[ _]?(?:on[ _])?/, '')
    .replace(/(?:[ _](?:ind(?:icator)?|day|cde|flag|class))$/, '')
    .replace(/[ _]+$/, '');
  for (const [pattern, field] of WEEKDAY_COLUMNS)
    if (pattern.test(plain) || pattern.test(bare)) return { fields: [field], group: 0 };
  const letter = LETTERS[plain];
  if (letter) return { fields: [letter], group: 0 };
  const folded = foldHeader(header);
  for (const [text, group] of spellingsOf(header, folded)) {
    for (const [pattern, fields] of MEANINGS) if (pattern.test(text)) return { fields, group };
  }
  if (OF_EXAM.test(folded)) return { ...findMeaning(folded.replace(OF_EXAM, '')), ofExam: true };
  return { fields: [], group: 0 };
}

/** A name as it stands, without its number (which says the meeting of the row), and without what only explains it. */
function spellingsOf(header: string, folded: string): readonly (readonly [text: string, group: number])[] {
  const candidates: [string, number][] = [[folded, 0]];
  const numbered = /^(.*?) ?(?:number )?([1-9])(?: (.*))?$/.exec(folded);
  if (numbered) candidates.push([`${numbered[1]} ${numbered[3] ?? ''}`.trim(), Number(numbered[2]) - 1]);
  // "Section Status Description" is the status in words.
  const short = folded.replace(/ (?:description|code|name|indicator|flag)$/, '');
  if (short !== folded) candidates.push([short, 0]);
  // "Date (MM/DD)", "Time [24h]": what stands in brackets explains the name.
  const outside = header.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  if (outside !== header) candidates.push([foldHeader(outside), 0]);
  return candidates;
}
