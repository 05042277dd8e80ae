/** Redacts words in a stored value: in free text, not in ids, dates and times. */
import type { DeskChange } from '../../store/store.ts';

export const REDACTED = '[redacted]';

export interface Redactor {
  /** The value without the words. */
  rewrite<T>(value: T): T;
  /** The number of occurrences of the words. */
  count(value: unknown): number;
  /** Whether any text, such as a document or a file of rules, contains them. */
  isIn(text: string): boolean;
}

/**
 * Fields without free text: ids, dates, times, choices. All others are treated as free text, so a new field is redacted
 * unless it is listed here.
 */
const STRUCTURE: ReadonlySet<string> = new Set([
  ...['id', 'key', 'term', 'course', 'section', 'sections', 'pattern', 'identity', 'uid', 'series', 'firstId'],
  ...[
    'aliases',
    'formerly',
    'also',
    'with',
    'instead',
    'during',
    'kind',
    'kinds',
    'type',
    'side',
    'rhythm',
    'half',
    'except',
  ],
  ...['date', 'dates', 'from', 'until', 'on', 'start', 'end', 'startTime', 'endTime', 'originalDate', 'time'],
  ...[
    'status',
    'standing',
    'cancelled',
    'takenAway',
    'zone',
    'language',
    'titleLanguage',
    'weekStarts',
    'weekdays',
    'weekend',
    'source',
    'number',
  ],
  ...['what', 'subject', 'role', 'scope', 'hash', 'digest', 'rules'],
]);

/** @param changes the desk's, because people choose ids in them that become part of identities */
export function createRedactor(words: string, changes: readonly DeskChange[]): Redactor {
  const forms = [words, encodeURIComponent(words)];
  const pattern = makePattern(forms);
  const anywhere = makePattern([...forms, JSON.stringify(words).slice(1, -1)]);
  const ids = renameIds(changes, pattern);
  const replace = (text: string): string => text.replaceAll(pattern, REDACTED);
  const rename = (text: string): string =>
    ids.size === 0
      ? text
      : text
          .split('/')
          .map((part) => ids.get(part) ?? part)
          .join('/');
  return {
    rewrite: (value) => walk(value, null, { words: replace, structure: rename }) as typeof value,
    count(value) {
      let found = 0;
      const look = (text: string): string => {
        found += text.match(pattern)?.length ?? 0;
        return text;
      };
      const lookInIds = (text: string): string => {
        if (rename(text) !== text) found += 1;
        return text;
      };
      walk(value, null, { words: look, structure: lookInIds });
      return found;
    },
    isIn: (text) => text.search(anywhere) >= 0,
  };
}

function makePattern(forms: readonly string[]): RegExp {
  const escaped = [...new Set(forms)].map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(escaped.join('|'), 'giu');
}

/** A new id for each id that contains the words; UIDs are kept, so calendars do not notice. */
function renameIds(changes: readonly DeskChange[], pattern: RegExp): ReadonlyMap<string, string> {
  const ids = new Set(changes.flatMap(({ change }) => (change.effect.instead ?? []).map(({ id }) => id)));
  const found = [...ids].filter((id) => id.search(pattern) >= 0);
  const free = (start: number): string => {
    for (let n = start; ; n += 1) if (!ids.has(`redacted-${n}`)) return `redacted-${n}`;
  };
  let last = 0;
  return new Map(
    found.map((id) => {
      const next = free(last + 1);
      last = Number(next.slice('redacted-'.length));
      return [id, next];
    }),
  );
}

interface Walk {
  readonly words: (text: string) => string;
  readonly structure: (text: string) => string;
}

function walk(value: unknown, field: string | null, act: Walk): unknown {
  if (typeof value === 'string')
    return field !== null && STRUCTURE.has(field) ? act.structure(value) : act.words(value);
  if (Array.isArray(value)) return value.map((part) => walk(part, field, act));
  if (typeof value !== 'object' || value === null) return value;
  // The id of a person named in a change is their name.
  const isPerson = field === PEOPLE;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [act.structure(name), walk(part, isPerson ? PEOPLE : name, act)]),
  );
}

const PEOPLE = 'staff';
