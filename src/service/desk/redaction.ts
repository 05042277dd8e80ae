/**
 * Words or a person taken out of the history and out of what is published. What happened stays, with what was redacted
 * by whom and when; the words themselves are gone, from the record of the redaction too.
 */
import { isDeepStrictEqual } from 'node:util';
import type { PublishedCourse } from '../../domain/published.ts';
import { nextInstant } from '../../publication/instant.ts';
import { findChangedCourses, publishChanges } from '../desk-publication.ts';
import type { DeskParts } from './parts.ts';

export const REDACTED = '[redacted]';

export type RedactionOutcome =
  | { readonly type: 'redacted'; readonly places: number }
  | { readonly type: 'refused'; readonly why: string };

/** Shorter words stand in too much else. */
const SHORTEST = 3;

/** @param words exact words, or somebody's mail address, without regard to case */
export async function redact(parts: DeskParts, by: string, words: string): Promise<RedactionOutcome> {
  const wanted = words.trim();
  if (wanted.length < SHORTEST || wanted.length > 500) {
    return { type: 'refused', why: `give the exact words, at least ${SHORTEST} characters` };
  }
  if (wanted.toLowerCase() === by.toLowerCase()) return { type: 'refused', why: 'somebody else has to redact you' };
  const rules = await parts.rules();
  return parts.store.write(async (tx): Promise<RedactionOutcome> => {
    const count = { places: 0 };
    const strip: Strip = <T>(value: T): T => replaceIn(value, wanted, count, true) as T;
    const stripIn: Strip = <T>(value: T): T => replaceIn(value, wanted, count, false) as T;
    for (const entry of await tx.history({ limit: Number.MAX_SAFE_INTEGER })) {
      const fresh = stripIn(entry);
      if (!isDeepStrictEqual(fresh, entry)) await tx.rewriteEntry(fresh);
    }
    const touched = new Set<string>();
    for (const change of await tx.deskChanges()) {
      const fresh = stripIn(change);
      if (isDeepStrictEqual(fresh, change)) continue;
      await tx.rewriteDeskChange(fresh);
      touched.add(change.subject);
    }
    const instant = nextInstant(parts.clock(), (await tx.head()).instant);
    for (const { key } of await tx.listCourses()) {
      const stored = await tx.loadCourse(key);
      if (!stored) continue;
      const published = stripLines(stored.published, strip, instant);
      if (!isDeepStrictEqual(published, stored.published)) await tx.saveCourse(key, { ...stored, published });
    }
    if (rules) {
      const keys = [...(await tx.listCourses()).map(({ key }) => key), ...rules.catalog.courses.keys()];
      const only = new Set(keys.filter((key) => touched.has(key) || touched.has(key.slice(0, key.indexOf('/')))));
      if (only.size > 0) await publishChanges(tx, parts.clock, rules, await findChangedCourses(tx, rules, only));
    }
    if (count.places === 0) return { type: 'refused', why: 'these words stand nowhere in the history' };
    const entry = { at: parts.clock(), who: by, what: 'redact', subject: '*' };
    await tx.addAudit({ ...entry, before: null, after: { places: count.places } });
    return { type: 'redacted', places: count.places };
  });
}

/**
 * What changed lately, in words; what the meetings say now comes from the rules and the changes. A meeting whose
 * lines differ is revised, or subscribers would keep the words.
 */
function stripLines(published: PublishedCourse, strip: Strip, instant: number): PublishedCourse {
  const changes = published.changes.map((change) => ({ ...change, line: strip(change.line) }));
  const sections = new Set<string>();
  const meetings = published.meetings.map((meeting) => {
    const history = meeting.history.map(({ at, line }) => ({ at, line: strip(line) }));
    if (isDeepStrictEqual(history, meeting.history)) return meeting;
    sections.add(meeting.facts.section);
    return { ...meeting, history, sequence: meeting.sequence + 1, lastModified: instant };
  });
  if (sections.size === 0) return { ...published, changes };
  return {
    ...published,
    changes,
    meetings,
    sections: published.sections.map((section) =>
      sections.has(section.id) ||
      section.with.some((id) => sections.has(id)) ||
      ridesWith(published, section.id, sections)
        ? { ...section, lastModified: instant }
        : section,
    ),
    lastModified: instant,
  };
}

/** Whether one of the sections appears in this one's feed. */
function ridesWith(published: PublishedCourse, id: string, sections: ReadonlySet<string>): boolean {
  return published.sections.some((other) => sections.has(other.id) && other.with.includes(id));
}

type Strip = <T>(value: T) => T;

/** Where people write words; ids, dates and times stay whatever they contain. */
const WORDS: ReadonlySet<string> = new Set([
  'say',
  'why',
  'note',
  'notes',
  'reason',
  'name',
  'label',
  'mail',
  'who',
  'madeBy',
  'undoneBy',
  'line',
  'staff',
  'text',
  'where',
]);

function replaceIn(value: unknown, words: string, count: { places: number }, inWords: boolean): unknown {
  if (typeof value === 'string') return inWords ? replaceWords(value, words, count) : value;
  if (Array.isArray(value)) return value.map((part) => replaceIn(part, words, count, inWords));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, replaceIn(part, words, count, WORDS.has(key))]),
  );
}

function replaceWords(text: string, words: string, count: { places: number }): string {
  const pattern = new RegExp(words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  return text.replaceAll(pattern, () => {
    count.places += 1;
    return REDACTED;
  });
}
