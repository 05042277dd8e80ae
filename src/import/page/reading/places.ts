/** Which words beside a time name a place, which a person. */
import { meaningOf } from '../../../words/vocabulary/vocabulary.ts';
import { isPersonName } from './people.ts';

/** A piece of text between commas, brackets and the like. */
export interface Chunk {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** The word before it: in, at, @, with; or the label "Location:". */
  readonly lead: 'place' | 'person' | null;
  readonly bracketed: boolean;
  /** The mark before it. */
  readonly mark: string;
  /** A sentence or clause ended before it. */
  readonly fresh: boolean;
}

const STOPS =
  /(?:^|\s)(?:during|unless|except|excluding|see|will|please|which|if|where|starting|beginning|until|every|but|while|because|when|as|is|are|to|for|who|and|or by|by|from|link|on|each|also|only|both|join|click|sign|book|attend)\b.*$/i;
const LEADS =
  /^(?:(?:in\s|at\s|@\s|room:|location:|place:|where:|venue:|via\s|through\s|over\s|on\s|using\s|held in\s|held at\s|located in\s|located at\s|meets in\s|meeting in\s|en (?:el |la )?|im |dans (?:le |la )?|nella |nel |教室)\s*)/i;
const PLACE_LABEL = /^(?:location|place|room|venue|where|classroom|building|ort|raum|教室|地点|場所)s?\s*[:：-]\s*/i;
const PERSON_LEADS =
  /^(?:with|by|w\/|led by|taught by|instructors?:?|tas?:|staff:|host(?:ed by)?:?|lecturers?:|leader:|con|avec|mit|bei|dozent(?:in)?:|docente:|profesora?:?|professora?:?|enseignante?\s?:|docent:)\s+/i;
const ONLINE =
  /\b(?:zoom|online|virtual(?:ly)?|remote(?:ly)?|teams|webex|skype|discord|google meet|gather(?:\.town)?|bluejeans|collaborate)\b/i;
const NO_PLACE = /\b(?:tba|tbd|tbc|to be (?:announced|determined|decided))\b/i;

/** "fully virtually", "online", "Zoom" anywhere in a text. */
export function onlineOf(text: string): string | null {
  return (
    /\b(?:fully )?(?:zoom|online|virtual(?:ly)?|remotely|microsoft teams|ms teams|google meet)\b/i.exec(text)?.[0] ??
    null
  );
}

/** "Office hours … are held via Microsoft Teams": the place that a sentence gives for its kind. */
export function placeInSentence(text: string): string | null {
  const said =
    /\b(?:held|located|take place|takes place|meets?|offered|conducted|will be|are|is)\s+(?:\w+ly )?(?:in|at|on|via|over|through)\s+/gi;
  for (const found of text.matchAll(said)) {
    const chunk = chunksOf(`in ${text.slice(found.index + found[0].length)}`, 0)[0];
    if (chunk && lookOf({ ...chunk, lead: null }) === 'place') return chunk.text;
  }
  return null;
}

/** Splits a stretch of text, offsets counted from `base`. */
export function chunksOf(text: string, base: number): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let depth = 0;
  let fresh = false;
  const end = (at: number, ends: boolean): void => {
    const chunk = chunkOf(text.slice(start, at), base + start, depth > 0, fresh, text[start - 1] ?? '');
    if (chunk) {
      chunks.push(chunk);
      fresh = false;
    }
    fresh ||= ends;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? '';
    const spacedDash = /[-–—]/.test(c) && /\s/.test(text[i - 1] ?? ' ') && /\s/.test(text[i + 1] ?? ' ');
    const period =
      c === '.' &&
      /\s/.test(text[i + 1] ?? ' ') &&
      !/\b(?:[A-Z]|Dr|Prof|Rm|Bldg|St|Ave|Mr|Ms|Mrs|Dept|Mech|Eng|No|Geb|str|Str|bât|Bât|Edif|edif|Ed|Bl|Pav)$/.test(
        text.slice(Math.max(0, i - 5), i),
      );
    const inside =
      c === ' ' && /^ (?:(?:in|at|@|via) |(?:with|led by|taught by|con|avec|mit) \p{Lu})/iu.test(text.slice(i, i + 12));
    if (!/[,;()[\]|•·:]/.test(c) && !spacedDash && !period && !inside) continue;
    if (c === ':' && text.startsWith('//', i + 1)) continue;
    if (c === ':' && PLACE_LABEL.test(`${text.slice(start, i).trim()}:`)) continue;
    end(i, period || c === ';' || c === '|' || c === '•');
    if (c === '(' || c === '[') depth++;
    if (c === ')' || c === ']') depth = Math.max(0, depth - 1);
    start = i + 1;
  }
  end(text.length, false);
  return chunks;
}

function chunkOf(raw: string, from: number, bracketed: boolean, fresh: boolean, mark: string): Chunk | null {
  let text = raw;
  let offset = from + (raw.length - raw.trimStart().length);
  text = text.trim();
  let lead: Chunk['lead'] = null;
  for (let i = 0; i < 3; i++) {
    const label = PLACE_LABEL.exec(text) ?? LEADS.exec(text);
    const person = PERSON_LEADS.exec(text);
    const joint = /^(?:and|or|both|the|&|either|\/)\s+/i.exec(text);
    const cut = label ?? person ?? joint;
    if (!cut) break;
    if (label) lead = 'place';
    else if (person) lead = 'person';
    offset += cut[0].length;
    text = text.slice(cut[0].length);
  }
  const shown = text.replace(STOPS, '').replace(/[\s.,:–—-]+$/, '');
  return shown === '' ? null : { text: shown, from: offset, to: offset + shown.length, lead, mark, bracketed, fresh };
}

/** How a chunk looks: certainly a place, a name of something (with capitals), a person, or none of these. */
export function lookOf(chunk: Chunk): 'place' | 'name' | 'person' | 'none' {
  const { text } = chunk;
  // "Zoom (https://…)": its address belongs to it.
  if (chunk.bracketed && /^https?:\/\/\S{4,200}$/.test(text)) return 'place';
  if (/^(?:my|our|your|the) (?:room|office|building)$/i.test(text)) return 'none';
  // 22.03.2012 is a date.
  if (/^\d{1,2}\.\d{1,2}\.(?:\d{4})?$/.test(text)) return 'none';
  if (chunk.bracketed && /^(?:LEC|LAB|DIS|SEC|TUT|REC|[GLPST])[ -]?\d{1,2}$/i.test(text)) return 'none';
  if (NO_PLACE.test(text) || /[%$@]/.test(text) || text.length > 90) return 'none';
  const words = text.split(/\s+/);
  const small = words.filter(
    (word) =>
      /^\p{Ll}/u.test(word) &&
      !/^(of|the|and|or|in|de|on|at|room|rm|floor|building|hall|wing|lab|lecture|von|van|der|for|la|le|du|campus|fully|zoom|online|virtual|via)$/.test(
        word,
      ),
  ).length;
  if (small > 3) return 'none';
  if (chunk.lead === 'person') return 'person';
  if (ONLINE.test(text) && small <= 2) return 'place';
  if (
    /^(?:week|weeks|sections?|sec|groupe?|gruppe|grupo|dis|lec)\b\s?#?\p{Lu}{0,3}\d/iu.test(text) &&
    chunk.lead !== 'place'
  )
    return 'none';
  const building = words.some((word) => meaningOf(word.replaceAll(/[^\p{L}]/gu, ''))?.class === 'Building');
  const numbered =
    /(?:^|[\s/])\p{Lu}[\p{L}&.'’]*[\s-]{0,2}\p{L}{0,3}\d[\p{L}\d.-]*/u.test(text) ||
    /^\d[\d.-]*\p{L}{0,2}[\s,]+\p{Lu}/u.test(text) ||
    /^\d?\p{Lu}{1,4}[-\s]?\d{2,}/u.test(text) ||
    /^\p{Lu}{2,5} \p{Lu}\d?$/u.test(text) ||
    /^\d{1,2}\.\d{2,3}(?:\.\d{2,4})?$/.test(text) ||
    /^\d{1,2}-\d{3}$/.test(text) ||
    /^[\p{Script=Han}\p{Script=Katakana}]{2,}.{0,4}\d/u.test(text) ||
    /^(?:\p{Lu}\p{L}+ )?Lab \p{Lu}$/u.test(text);
  if (
    /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|fall|spring|summer|winter|autumn)\b/i.test(
      text,
    )
  )
    return 'none';
  if (building && (small <= 1 || numbered)) return 'place';
  if (numbered && small <= 1) return 'place';
  if (chunk.lead === 'place' && small <= 1 && /^[\p{Lu}\d]/u.test(text) && words.length <= 7) return 'place';
  if (isPersonName(text)) return 'person';
  return small === 0 && /^\p{Lu}/u.test(text) && words.length <= 5 ? 'name' : 'none';
}

export interface Beside {
  readonly place: string | null;
  readonly people: readonly string[];
}

export interface Search {
  /** Names of people are looked for. */
  readonly people: boolean;
  /** The stretch stands before the time: "Lab 7" there is a section's name. */
  readonly before?: boolean;
  /** Office hours: a word in brackets is somebody. */
  readonly hours?: boolean;
  /** A cell of a week's grid, where one word may be a name. */
  readonly grid?: boolean;
}

/** Reads what stands beside a time: the place (as written) and the people. */
export function readBeside(text: string, from: number, to: number, search: Search): Beside {
  const { people } = search;
  const chunks = chunksOf(text.slice(from, to), from);
  const names: string[] = [];
  let first: Chunk | null = null;
  let last: Chunk | null = null;
  let done = false;
  for (const [i, chunk] of chunks.entries()) {
    const named = search.before && /^(?:lab|studio|lecture|tutorial)\s?#?\d/i.test(chunk.text);
    const look = named ? 'none' : lookOf(chunk);
    const next = chunks[i + 1];
    const leadsOn =
      look !== 'none' &&
      look !== 'place' &&
      !first &&
      next &&
      !next.fresh &&
      !next.bracketed &&
      next.lead === null &&
      lookOf(next) === 'place' &&
      !people;
    // "Monday 3–5pm - Sam", "Thursday (Sam)": one word apart from the rest is a name.
    const alone =
      people &&
      look === 'name' &&
      (search.grid ||
        /^[-–—]$/.test(chunk.mark) ||
        (search.hours && (chunk.mark === '(' || (chunk.bracketed && first?.bracketed)))) &&
      isPersonName(chunk.text, true) &&
      !leadsOn;
    if (alone || (look === 'person' && (people || chunk.lead === 'person') && !leadsOn)) {
      names.push(...chunk.text.split(/\s*(?:,|&|\band\b|\/)\s*/));
      if (first) done = true;
    } else if (first && last && /^\d{1,4}\p{L}?$/u.test(chunk.text) && !chunk.fresh && chunk.from - last.to <= 2) {
      last = chunk;
    } else if (!done && (look === 'place' || leadsOn)) {
      if (first && last && chunk.fresh) {
        done = true;
        continue;
      }
      first ??= chunk;
      last = chunk;
    } else if (
      !done &&
      first &&
      !chunk.fresh &&
      !people &&
      (look === 'name' || look === 'person') &&
      chunk.text.split(' ').length <= 2
    )
      last = chunk;
    else if (first && look !== 'none') done = true;
  }
  const place = first && last ? placeText(text.slice(first.from, last.to), text[last.to]) : null;
  return { place, people: names };
}

function placeText(said: string, next: string | undefined): string {
  const text = said.replace(/^(?:[ECMP][SD]?T|GMT|UTC)\s+/, '').replace(/\s+(?:und|and|y|et|e|en)$/, '');
  const opened = text.split('(').length - text.split(')').length;
  return opened > 0 && next === ')' ? `${text})` : opened < 0 ? text.replace(/\)\s*$/, '') : text;
}

/** A building's name of several words on a line of its own: "5.3 - Centre for Learning and Teaching". */
function isBuilding(text: string): boolean {
  const words = text.split(/[^\p{L}'’]+/u).filter((word) => word !== '');
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !/^(?:of|the|and|for|de|la)$/.test(word));
  const named = words.some((word) => /^\p{Lu}/u.test(word) && meaningOf(word)?.class === 'Building');
  return named && small.length === 0 && /\d/.test(text) && words.length <= 10 && !ONLINE.test(text);
}

const NOT_ROOM =
  /^(?:office|e-?mail|phone|website|web|url|instructor|ta|telephone|mailbox|contact|textbook|lab manual)\b/i;

/** A line that says nothing but where: "Location: Eaton Hall 211", "Room SJ204 in Sähkötalo". */
export function placeOfLine(text: string): string | null {
  const labelled =
    /^(?:(?:course|class|lecture|lectures|meeting|office hours?|oh|lab|section|discussion|recitation)\s+)?(?:location|place|room|venue|where|classroom|lecture hall|ort|raum|教室|地点|場所)s?\s*[:：–—-]\s*(\S.*)$/i.exec(
      text.trim(),
    );
  const rest = labelled?.[1] ?? null;
  if (rest !== null) return NO_PLACE.test(rest) || /^n\/a/i.test(rest) ? null : rest.replace(/\.\s*$/, '');
  if (NOT_ROOM.test(text) || text.length > 120 || /^[^:]{1,40}:\s/.test(text)) return null;
  const held =
    /^(?:(?:all\s+)?(?:held|located|meets?|office hours (?:are )?(?:held )?|lectures (?:are )?(?:held )?)\s*(?:in|at|on|via)\s+)(\S.*)$/i.exec(
      text.trim(),
    );
  if (held?.[1] && !/\beither\b/i.test(text)) return held[1].replace(STOPS, '').replace(/[.,]\s*$/, '') || null;
  const chunks = chunksOf(text, 0);
  const first = chunks[0];
  if (!first || first.from > 10 || /\b(?:is|are|will|please|you|we|can|must|questions?|click|join)\b/i.test(text))
    return null;
  const looks = chunks.map((chunk) => lookOf(chunk));
  const placed =
    looks.includes('place') &&
    looks.slice(0, 3).every((look, i) => look !== 'none' || /^\p{L}?[\p{L}\d.]*\d[\d.]*$/u.test(chunks[i]?.text ?? ''));
  return (placed && looks[0] !== 'person') || isBuilding(text)
    ? text
        .trim()
        .replace(/^(?:in|at|@)\s+/i, '')
        .replace(/[.,;]\s*$/, '')
    : null;
}
