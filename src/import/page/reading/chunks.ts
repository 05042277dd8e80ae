/** Splits a text at commas, brackets and words like "in" and "with". */

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

/** Words that end a place. */
export const STOPS =
  /(?:^|\s)(?:during|unless|except|excluding|see|will|please|which|if|where|starting|beginning|until|every|but|while|because|when|as|is|are|to|for|who|and|or by|by|from|link|on|each|also|only|both|join|click|sign|book|attend)\b.*$/i;
/** "Mill 12 TA: Bo Reed". */
const ROLE_BEHIND = /\s+(?:TAs?|GSI|instructor|tutor|lecturer)$/;

/** "aula 2 e il", "Room 3 and on": words that lead on to what follows. */
const JOINTS_BEHIND = /(?:\s+(?:e|y|et|und|and|il|el|la|le|les|los|las|i|am|on|statt))+$/i;

/** "Peter Lang teaches it". */
const TEACHES = /^(\p{Lu}.{2,40}?)\s+(?:teaches|leads|runs)\s+(?:it|them|this|these|the)\b.*$/u;

/** "with Ada Kiln and Bo Reed": both. */
const SENTENCE_STOPS = new RegExp(STOPS.source.replace('|and|', '|'), 'i');
const LEADS =
  /^(?:(?:in\s|at\s|@\s|room:|location:|place:|where:|venue:|via\s|through\s|over\s|on\s|using\s|held in\s|held at\s|located in\s|located at\s|meets in\s|meeting in\s|en (?:el |la )?|im |dans (?:le |la )?|nella |nel |教室)\s*)/i;
const PLACE_LABEL = /^(?:location|place|room|venue|where|classroom|building|ort|raum|教室|地点|場所)s?\s*[:：-]\s*/i;
const PERSON_LEADS =
  /^(?:(?:(?:its|the|their|your) )?(?:instructor|lecturer|teacher|preceptor|leader|tutor|ta)s? (?:is|are|will be)|with|by|w\/|led by|taught by|instructors?:?|tas?:|staff:|host(?:ed by)?:?|lecturers?:|leader:|con|avec|mit|bei|dozent(?:in)?:|docente:|profesora?:?|professora?:?|enseignante?\s?:|docent:)\s+/i;
/** Splits a piece of text; offsets are relative to `base`. */
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
    if (!isCut(text, i, start)) continue;
    const c = text[i] ?? '';
    end(i, /[.;|•；。]/.test(c));
    if (/[([（【]/.test(c)) depth++;
    if (/[)\]）】]/.test(c)) depth = Math.max(0, depth - 1);
    start = i + 1;
  }
  end(text.length, false);
  return chunks;
}

/** Whether the stretch that begins at `start` ends here: at a mark, a dash between blanks, "in", "with". */
function isCut(text: string, i: number, start: number): boolean {
  switch (text[i]) {
    case '.':
      return endsSentence(text, i);
    case ' ':
      return /^ (?:(?:in|at|@|via) |(?:with|led by|taught by|con|avec|mit) \p{Lu})/iu.test(text.slice(i, i + 12));
    case ':':
      return (
        !text.startsWith('//', i + 1) &&
        !/^\d:\d/.test(text.slice(i - 1, i + 2)) &&
        !PLACE_LABEL.test(`${text.slice(start, i).trim()}:`)
      );
    case '-':
    case '–':
    case '—':
      return /\s/.test(text[i - 1] ?? ' ') && /\s/.test(text[i + 1] ?? ' ');
    default:
      return /[,;()[\]|•·，、；。（）【】]/.test(text[i] ?? '');
  }
}

const ABBREVIATION =
  /\b(?:[A-Z]|Dr|Prof|Rm|Bldg|St|Ave|Mr|Ms|Mrs|Dept|Mech|Eng|No|Sec|Lab|Aud|Geb|str|Str|bât|Bât|Edif|edif|Ed|Bl|Pav)$/;

function endsSentence(text: string, i: number): boolean {
  return /\s/.test(text[i + 1] ?? ' ') && !ABBREVIATION.test(text.slice(Math.max(0, i - 5), i));
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
  const teacher = TEACHES.exec(text)?.[1];
  if (teacher !== undefined) {
    lead = 'person';
    text = teacher;
  }
  const shown = text
    .replace(lead === 'person' ? SENTENCE_STOPS : STOPS, '')
    .replace(/[\s.,:–—-]+$/, '')
    .replace(ROLE_BEHIND, '')
    .replace(JOINTS_BEHIND, '');
  return shown === '' ? null : { text: shown, from: offset, to: offset + shown.length, lead, mark, bracketed, fresh };
}
