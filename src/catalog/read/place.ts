/** Looks up places by every known spelling, and reads `where`. */
import type { Place, Venue } from '../../domain/place.ts';
import { quote } from '../../words/mistake.ts';
import { say } from '../../words/say.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { textNodesOf, textOf } from '../fields.ts';
import { findNearest } from '../nearest.ts';
import { entriesOf, itemsOf, type Node, type TextNode, valueAt } from '../yaml/tree.ts';
import { readUrl } from './url.ts';

/** Finds a place by its id, name or any other spelling. */
export type PlaceIndex = ReadonlyMap<string, Place>;

/** Spellings of a place are compared without case, spaces and punctuation. */
export function foldPlace(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

export function readPlaces(diagnostics: Diagnostics, node: Node | null): Place[] {
  return entriesOf(node).map(({ key, value }) => {
    if (value.type !== 'map')
      return { id: key, name: value.type === 'text' ? value.value.trim() : key, also: [], address: null, url: null };
    return {
      id: key,
      name: textOf(value, 'name') ?? key,
      also: textNodesOf(valueAt(value, 'also')).map((text) => text.value.trim()),
      address: textOf(value, 'address'),
      url: readUrl(diagnostics, valueAt(value, 'url')),
    };
  });
}

export interface PlaceClash {
  readonly spelling: string;
  readonly first: Place;
  readonly second: Place;
}

/** Indexes the places by every spelling; the first place wins a spelling that two of them claim. */
export function indexPlaces(places: readonly Place[]): {
  readonly index: PlaceIndex;
  readonly clashes: readonly PlaceClash[];
} {
  const index = new Map<string, Place>();
  const clashes: PlaceClash[] = [];
  for (const place of places) {
    for (const spelling of [place.id, place.name, ...place.also]) {
      const folded = foldPlace(spelling);
      const first = index.get(folded);
      if (first && first !== place) clashes.push({ spelling, first, second: place });
      else if (folded !== '') index.set(folded, place);
    }
  }
  return { index, clashes };
}

const TBA = /^(?:tba|tbd|tbc|to be (?:announced|determined|confirmed))\.?$/i;
const URL_BEGINS = /^https?:\/\//i;

function isToBeAnnounced(text: string): boolean {
  return TBA.test(text.trim());
}

/** Reads `where`: places, texts, `online`, a meeting link, `TBA`. Null: it says nothing. */
export function readVenues(diagnostics: Diagnostics, node: Node | null, places: PlaceIndex): readonly Venue[] | null {
  if (!node) return null;
  const items = itemsOf(node).filter((item) => item.type === 'text');
  const venues = items.map((item) => readVenue(diagnostics, item, places)).filter((venue) => venue !== null);
  return node.type === 'text' || node.type === 'list' ? venues : null;
}

function readVenue(diagnostics: Diagnostics, node: TextNode, places: PlaceIndex): Venue | null {
  const text = node.value.replaceAll(/\s+/g, ' ').trim();
  if (text === '') return null;
  if (isToBeAnnounced(text)) return { type: 'tba' };
  if (/^online$/i.test(text)) return { type: 'online', url: null };
  const link = URL_BEGINS.test(text) ? text : findOnlineLink(text);
  if (link !== null) return readLink(diagnostics, node, link);
  const place = places.get(foldPlace(text));
  if (place) return { type: 'place', place };
  if (text.length > 200) {
    diagnostics.error('too-large', node, say('mistake.longPlace'), say('remedy.shorten'));
    return null;
  }
  if (places.size > 0) warnOfUnknown(diagnostics, node, text, places);
  return { type: 'text', text };
}

/** Words for an online meeting and its link; none is a room's name. */
const ONLINE_WORDS = new Set(
  (
    'online virtual remote remotely via on by at zoom zoomlink microsoft ms teams google meet webex cisco skype jitsi ' +
    'bigbluebutton bbb collaborate blackboard adobe connect discord gather whereby meeting call video conference link url'
  ).split(' '),
);

/** The link in `Zoom https://…`, `Zoom: https://…`, `online (https://…)`; null: another text. */
function findOnlineLink(text: string): string | null {
  const match = /^([\p{L}\s]+?)\s*[:,–-]?\s*[(<]?(https?:\/\/[^\s)>]+)[)>]?$/iu.exec(text);
  const words = match?.[1]?.toLowerCase().split(/\s+/) ?? [];
  return match && words.every((word) => ONLINE_WORDS.has(word)) ? (match[2] as string) : null;
}

function readLink(diagnostics: Diagnostics, node: TextNode, link: string): Venue {
  return { type: 'online', url: readUrl(diagnostics, node, link) };
}

function warnOfUnknown(diagnostics: Diagnostics, node: TextNode, text: string, places: PlaceIndex): void {
  const names = new Set([...places.values()].flatMap((place) => [place.name, ...place.also]));
  const nearest = findNearest(text, names);
  const hint = nearest
    ? `Did you mean ${quote(nearest)}? Else name it under places in site.yaml.`
    : 'Name it under places in site.yaml, or allow: [unknown-place].';
  diagnostics.warn('unknown-place', node, `${quote(text)} is not among the site’s places.`, hint);
}
