/** Words made unreadable in a value as the store keeps it: in whatever people wrote, not in ids, dates and times. */
import type { DeskChange } from '../../store/store.ts';

export const REDACTED = '[redacted]';

export interface Redactor {
  /** The value without the words. */
  rewrite<T>(value: T): T;
  /** How often the words stand in it. */
  count(value: unknown): number;
  /** Whether they stand in a text of whatever kind: a document, a file of rules. */
  isIn(text: string): boolean;
}

/**
 * Fields whose texts are no words: ids, dates, times, choices. Everything else is read as something that somebody
 * wrote, so a field that is added is redacted unless it is listed here.
 */
const STRUCTURE: ReadonlySet<string> = new Set([
  ...['id', 'key', 'term', 'course', 'section', 'sections', 'pattern', 'identity', 'uid', 'series', 'firstId'],
  ...['aliases', 'formerly', 'also', 'with', 'instead', 'during', 'kind', 'kinds', 'type', 'side', 'rhythm', 'half'],
  ...['date', 'dates', 'from', 'until', 'on', 'start', 'end', 'startTime', 'endTime', 'originalDate', 'time'],
  ...['status', 'standing', 'cancelled', 'takenAway', 'zone', 'weekStarts', 'weekdays', 'weekend', 'source', 'number'],
  ...['what', 'subject', 'role', 'scope', 'hash', 'digest', 'rules'],
]);

/** @param changes the desk's: people choose the ids of other hours in them, which are part of identities */
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

/** Another id for each that has the words in it; what is known by it stays the same for calendars, by its UID. */
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
  // A person named in a change has their name for an id.
  const isPerson = field === PEOPLE;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [act.structure(name), walk(part, isPerson ? PEOPLE : name, act)]),
  );
}

const PEOPLE = 'staff';
