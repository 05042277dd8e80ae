/** Reads the text beside a time: its place and people. */
import { type Chunk, chunksOf } from './chunks.ts';
import { type Look, lookOf } from './looks.ts';
import { isPersonName } from './people.ts';

export interface Beside {
  readonly place: string | null;
  readonly people: readonly string[];
}

export interface Search {
  /** Names of people are looked for. */
  readonly people: boolean;
  /** Whether the text precedes the time: "Lab 7" there is a section's name. */
  readonly before?: boolean;
  /** In office hours a word in brackets is a person. */
  readonly hours?: boolean;
  /** A cell of a week's grid, where one word may be a name. */
  readonly grid?: boolean;
}

/** Reads the place (as written) and the people beside a time. */
export function readBeside(text: string, from: number, to: number, search: Search): Beside {
  const gathering = new Gathering(chunksOf(text.slice(from, to), from), search);
  const { first, last, names } = gathering.run();
  if (!first || !last) return { place: null, people: names };
  const { place, name } = splitName(placeText(text.slice(first.from, last.to), text[last.to]), search);
  return { place, people: name === null ? names : [...names, name] };
}

/** "Prof. Kiln" is no room. */
const TITLED = /^(?:prof(?:essor)?|profa|dr|dra)\b\.?\s/i;

/** "Friend 108 Ada Kiln": a name after a room without a separator. */
function splitName(place: string, search: Search): { place: string; name: string | null } {
  const found = search.people ? /^(.*\d\S*)\s+(\p{Lu}\p{Ll}+(?: \p{Lu}\.)? \p{Lu}[\p{L}'’-]+)$/u.exec(place) : null;
  const [, room, name] = found ?? [];
  return room !== undefined && name !== undefined && isPersonName(name) ? { place: room, name } : { place, name: null };
}

/** Walks the chunks; the first place continues over the chunks that belong to it. */
class Gathering {
  readonly names: string[] = [];
  first: Chunk | null = null;
  last: Chunk | null = null;
  /** The place is complete. */
  private done = false;
  private readonly chunks: readonly Chunk[];
  private readonly search: Search;

  constructor(chunks: readonly Chunk[], search: Search) {
    this.chunks = chunks;
    this.search = search;
  }

  run(): this {
    for (const [i, chunk] of this.chunks.entries()) this.take(chunk, this.chunks[i + 1]);
    return this;
  }

  private take(chunk: Chunk, next: Chunk | undefined): void {
    const named = this.search.before && /^(?:lab|studio|lecture|tutorial)\s?#?\d/i.test(chunk.text);
    const look = named ? 'none' : lookOf(chunk);
    const leadsOn = this.leadsOn(look, next);
    if (!leadsOn && this.isPerson(chunk, look)) this.person(chunk);
    else if (this.isRoomOf(chunk)) this.last = chunk;
    else if (!this.done && (look === 'place' || leadsOn)) this.place(chunk);
    else if (this.goesOn(chunk, look)) this.last = chunk;
    else if (this.first && look !== 'none') this.done = true;
  }

  private person({ text }: Chunk): void {
    this.names.push(...text.split(/\s*(?:,|&|\band\b|\/)\s*/));
    if (this.first) this.done = true;
  }

  private place(chunk: Chunk): void {
    if (this.first && chunk.fresh) {
      this.done = true;
      return;
    }
    this.first ??= chunk;
    this.last = chunk;
  }

  /** "Engineering, Room 12": a name whose place follows. */
  private leadsOn(look: Look, next: Chunk | undefined): boolean {
    if (look === 'none' || look === 'place' || this.first || this.search.people) return false;
    return next !== undefined && !next.fresh && !next.bracketed && next.lead === null && lookOf(next) === 'place';
  }

  private isPerson(chunk: Chunk, look: Look): boolean {
    const { people } = this.search;
    if (look === 'person') return people || chunk.lead === 'person' || this.first !== null || TITLED.test(chunk.text);
    return people && look === 'name' && this.standsAlone(chunk) && isPersonName(chunk.text, true);
  }

  /** "Monday 3–5pm - Sam", "Thursday (Sam)": one word apart from the rest is a name. */
  private standsAlone({ mark, bracketed }: Chunk): boolean {
    const { grid = false, hours = false } = this.search;
    return grid || /^[-–—]$/.test(mark) || (hours && (mark === '(' || (bracketed && this.first?.bracketed === true)));
  }

  /** "Bowen Hall, 222". */
  private isRoomOf({ text, fresh, from }: Chunk): boolean {
    return this.last !== null && /^\d{1,4}\p{L}?$/u.test(text) && !fresh && from - this.last.to <= 2;
  }

  /** "Mill 12, North Campus": a name behind a place, where no people are looked for. */
  private goesOn({ text, fresh }: Chunk, look: Look): boolean {
    if (this.done || !this.first || fresh || this.search.people) return false;
    return look === 'name' && text.split(' ').length <= 2;
  }
}

function placeText(said: string, next: string | undefined): string {
  const text = said
    .replace(/^(?:[ECMP][SD]?T|GMT|UTC)\s+/, '')
    .replace(/^(?:Room|Location|Place|Where)\s?:\s*/, '')
    .replace(/\s+(?:und|and|y|et|e|en)$/, '');
  const opened = text.split('(').length - text.split(')').length;
  return opened > 0 && next === ')' ? `${text})` : opened < 0 ? text.replace(/\)\s*$/, '') : text;
}
