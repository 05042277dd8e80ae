/** A course's colour in calendars that take one: the same for all its feeds, and for years. */

/** CSS3 names (RFC 7986 §5.9) that are readable with white text on them. */
const COLORS = [
  'royalblue',
  'seagreen',
  'firebrick',
  'darkorchid',
  'chocolate',
  'teal',
  'crimson',
  'slateblue',
  'olivedrab',
  'steelblue',
  'mediumvioletred',
  'saddlebrown',
] as const;

export function chooseColor(key: string): string {
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (hash * 31 + key.charCodeAt(at)) % 1_000_003;
  return COLORS[hash % COLORS.length] as string;
}
