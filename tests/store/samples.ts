/** Sample data for stores. */
import type { PublishedCourse } from '../../src/domain/published.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import type { AuditEntry, DeskChange, PersonalFeed, StoredCourse } from '../../src/store/store.ts';
import { courseFacts, edit, of, PUBLISHED, schedule, venue } from '../publication/schedules.ts';

const SCHEDULE = schedule();
const FIRST = reviseCourse(null, SCHEDULE, PUBLISHED).next;

/** A real publication: the first one, or one with the lecture in `room`, published `seconds` later. */
export function publication(seconds = 0, room = 'CS 104'): PublishedCourse {
  if (seconds === 0) return FIRST;
  const changed = edit(SCHEDULE, of('L01', '2018-10-10'), (facts) => ({ ...facts, where: [venue(room)] }));
  return reviseCourse(FIRST, changed, PUBLISHED + seconds * 1000).next;
}

export function stored(course: Partial<StoredCourse> = {}): StoredCourse {
  return { published: publication(), rules: 'rules-1', retired: false, ...course };
}

/** A publication with text that has caused database bugs. */
export function awkward(): PublishedCourse {
  const note = 'nul \u0000, quotes \'"\\, a lone \ud800, 🛎️, \u2028, ?, $1, %s';
  return reviseCourse(null, schedule({ course: courseFacts({ note }) }), PUBLISHED).next;
}

export function deskChange(change: Partial<DeskChange> = {}): DeskChange {
  const id = change.id ?? 'c1';
  return {
    subject: 'fall-2018/cos418',
    id,
    change: {
      id,
      source: 'desk',
      announced: PUBLISHED,
      scope: { sections: ['L01'], kinds: null, dates: { from: '2018-10-10', until: '2018-10-10' }, pattern: null },
      effect: {
        cancel: true,
        close: null,
        move: null,
        where: null,
        staff: null,
        note: null,
        extra: null,
        instead: null,
      },
      say: 'No lecture',
      why: null,
    },
    madeAt: PUBLISHED,
    madeBy: 'registrar',
    undoneAt: null,
    undoneBy: null,
    idempotencyKey: null,
    ...change,
  };
}

export function personalFeed(tokenHash: string, feed: Partial<PersonalFeed> = {}): PersonalFeed {
  return {
    tokenHash,
    keyHash: `key of ${tokenHash}`,
    selection: [{ course: 'fall-2018/cos418', sections: ['L01', 'P01'] }],
    options: { alarm: 10 },
    instant: PUBLISHED,
    edits: 0,
    raised: null,
    revokedAt: null,
    ...feed,
  };
}

export function auditEntry(what: string, entry: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: PUBLISHED,
    who: 'registrar',
    what,
    subject: 'fall-2018/cos418',
    before: null,
    after: { n: 1 },
    ...entry,
  };
}
