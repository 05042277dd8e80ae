/** A room with a name and the other spellings that pages use. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly also: readonly string[];
  /** A postal address for maps; follows the name in LOCATION. */
  readonly address: string | null;
  /** A web page about the room. */
  readonly url: string | null;
}

/** Where a meeting takes place: a named room, free text, online, or to be announced. */
export type Venue =
  | { readonly type: 'place'; readonly place: Place }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'online'; readonly url: string | null }
  | { readonly type: 'tba' };
