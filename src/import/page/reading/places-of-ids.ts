/** "Rooms: D1 and D2 in Hume 9, D3 in Hume 11": a line that gives each section its place. */
import { chunksOf } from './chunks.ts';
import { lookOf } from './looks.ts';
import type { Draft } from './meetings.ts';
import type { Unit } from './unit.ts';

const JOINT = /^\s*(?:,|and|&|\/|und|et|y|e)?\s*(?:and\s+)?$/i;
const LEADS = /^\s*(?:(?:is|are|meets?)\s+)?(?:in|at|:|=|–|-|→)\s*/i;

/** Gives the places that a line names for sections; false if it names none. */
export function placesOfIds({ text }: Unit, drafts: readonly Draft[]): boolean {
  const ids = new Set(drafts.flatMap(({ section }) => (section !== null && /\d/.test(section) ? [section] : [])));
  if (ids.size < 2 || text.text.length > 400) return false;
  const said = [...text.text.matchAll(/[A-Z]{0,3}\d{1,5}[A-Z]?/g)].filter(([id]) => ids.has(id));
  const found = new Map<string, string>();
  let waiting: string[] = [];
  for (const [i, match] of said.entries()) {
    const from = match.index + match[0].length;
    const behind = text.text.slice(from, said[i + 1]?.index);
    waiting.push(match[0]);
    if (said[i + 1] !== undefined && JOINT.test(behind)) continue;
    const place = placeBehind(behind);
    for (const id of waiting) if (place !== null) found.set(id, place);
    waiting = [];
  }
  if (found.size < 2) return false;
  for (const draft of drafts) draft.place ??= found.get(draft.section ?? '') ?? null;
  return true;
}

function placeBehind(text: string): string | null {
  const lead = LEADS.exec(text)?.[0];
  const [chunk] = lead === undefined ? [] : chunksOf(text.slice(lead.length), 0);
  return chunk && chunk.from === 0 && lookOf(chunk) === 'place' ? chunk.text : null;
}
