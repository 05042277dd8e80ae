/** Lines and sentences that name a place. */
import { meaningOf } from '../../../words/vocabulary/vocabulary.ts';
import { chunksOf, STOPS } from './chunks.ts';
import { type Look, lookOf, NO_PLACE, ONLINE } from './looks.ts';

/** Finds "fully virtually", "online" or "Zoom" in a text. */
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

/** A building's name of several words on a line of its own: "5.3 - Centre for Learning and Teaching". */
function isBuilding(text: string): boolean {
  const words = text.split(/[^\p{L}'’]+/u).filter((word) => word !== '');
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !/^(?:of|the|and|for|de|la)$/.test(word));
  const named = words.some((word) => /^\p{Lu}/u.test(word) && meaningOf(word)?.class === 'Building');
  return named && small.length === 0 && /\d/.test(text) && words.length <= 10 && !ONLINE.test(text);
}

const NOT_ROOM =
  /^(?:office|e-?mail|phone|website|web|url|instructor|ta|telephone|mailbox|contact|textbook|lab manual)\b/i;

/** A line with only a place: "Location: Eaton Hall 211", "Room SJ204 in Sähkötalo". */
export function placeOfLine(text: string): string | null {
  const labelled =
    /^(?:(?:course|class|lecture|lectures|meeting|office hours?|oh|lab|section|discussion|recitation)\s+)?(?:location|place|room|venue|where|classroom|lecture hall|ort|raum|(?:上课|授课|授業|講義)?(?:教室|地点|場所))s?\s*[:：–—-]\s*(\S.*)$/i.exec(
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
  if (/\b(?:is|are|will|please|you|we|can|must|questions?|click|join)\b/i.test(text)) return null;
  if ((chunksOf(text, 0)[0]?.from ?? Number.POSITIVE_INFINITY) > 10) return null;
  return isPlaceAlone(text) || isBuilding(text)
    ? text
        .trim()
        .replace(/^(?:all\s+)?(?:in|at|@)\s+/i, '')
        .replace(/[.,;]\s*$/, '')
    : null;
}

/** A place, and nothing beside it that is none but numbers. */
function isPlaceAlone(text: string): boolean {
  const chunks = chunksOf(text, 0);
  const looks = chunks.map((chunk) => lookOf(chunk));
  const fits = (look: Look, i: number): boolean =>
    look !== 'none' || /^\p{L}?[\p{L}\d.]*\d[\d.]*$/u.test(chunks[i]?.text ?? '');
  return looks.includes('place') && looks[0] !== 'person' && looks.slice(0, 3).every(fits);
}
