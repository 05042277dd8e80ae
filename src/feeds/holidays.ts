/** The published calendars of terms: a few kilobytes each, so all of them stay in memory. */
import type { PublishedHolidays } from '../domain/holidays.ts';
import { foldId } from '../domain/id.ts';
import { composeHolidays, HOLIDAYS } from '../ical/holiday-feed.ts';
import type { Conditions } from '../publish/conditions.ts';
import type { StoreReads } from '../store/store.ts';
import type { Courses } from './courses.ts';
import { createFeed, type Feed } from './feed.ts';

export interface Holidays {
  /** Loads what was published since the last call. @throws StoreError */
  catchUp(): Promise<void>;
  /** Null: the term's calendar was not published, or a course has its address. @param drafts whether drafts are shown */
  find(term: string, drafts: boolean): PublishedHolidays | null;
}

const MESSAGE = 'the stored calendar of the term is damaged: it is not served, and no edit of it is published';
const HINT = 'bring the store back from a backup (docs/operating.md, “A damaged course”)';

export function createHolidays(
  store: Pick<StoreReads, 'holidays'>,
  courses: Pick<Courses, 'entryAt'>,
  conditions: Pick<Conditions, 'raise' | 'clear'>,
): Holidays {
  const known = new Map<string, PublishedHolidays>();
  let seen = -1;
  return {
    async catchUp() {
      for (const { term, published, revision } of await store.holidays(seen)) {
        seen = Math.max(seen, revision);
        const subject = `${term}/${HOLIDAYS}`;
        if (published) {
          known.set(foldId(term), published);
          conditions.clear('course-unreadable', subject);
        } else conditions.raise('course-unreadable', subject, MESSAGE, HINT);
      }
    },
    find(term, drafts) {
      const found = known.get(foldId(term)) ?? null;
      if (found === null || (found.term.draft && !drafts)) return null;
      return courses.entryAt(term, HOLIDAYS) ? null : found;
    },
  };
}

/** Made once for each publication. */
const made = new WeakMap<PublishedHolidays, Feed>();

export function makeHolidayFeed(published: PublishedHolidays, publicUrl: string | null): Feed {
  const known = made.get(published);
  if (known) return known;
  const { term, lastModified } = published;
  const feed = createFeed(composeHolidays(published, publicUrl), lastModified, `${term.id}-${HOLIDAYS}.ics`);
  made.set(published, feed);
  return feed;
}
