/** A course's colour for calendars that support it: the same in all its feeds, and stable over years. */

export interface CalendarColor {
  /** A CSS3 name, for COLOR (RFC 7986 §5.9). */
  readonly name: string;
  /** '#4169E1', for X-APPLE-CALENDAR-COLOR, which Apple and Nextcloud read. */
  readonly hex: string;
}

/** Colours on which white text is readable. */
const COLORS: readonly CalendarColor[] = [
  { name: 'royalblue', hex: '#4169E1' },
  { name: 'seagreen', hex: '#2E8B57' },
  { name: 'firebrick', hex: '#B22222' },
  { name: 'darkorchid', hex: '#9932CC' },
  { name: 'chocolate', hex: '#D2691E' },
  { name: 'teal', hex: '#008080' },
  { name: 'crimson', hex: '#DC143C' },
  { name: 'slateblue', hex: '#6A5ACD' },
  { name: 'olivedrab', hex: '#6B8E23' },
  { name: 'steelblue', hex: '#4682B4' },
  { name: 'mediumvioletred', hex: '#C71585' },
  { name: 'saddlebrown', hex: '#8B4513' },
];

export function chooseColor(key: string): CalendarColor {
  let hash = 0;
  for (let at = 0; at < key.length; at += 1) hash = (hash * 31 + key.charCodeAt(at)) % 1_000_003;
  return COLORS[hash % COLORS.length] as CalendarColor;
}
