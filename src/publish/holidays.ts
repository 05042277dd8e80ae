/** Publishes the calendars of terms, which are served by themselves beside their courses. */

import type { Change } from '../domain/change.ts';
import type { Clock } from '../domain/clock.ts';
import { foldId } from '../domain/id.ts';
import type { Site, Term } from '../domain/model.ts';
import { areHolidaysDue, letHolidaysLeave, reviseHolidays } from '../publication/holidays.ts';
import { nextInstant } from '../publication/instant.ts';
import { listHolidays, toHolidayTerm } from '../schedule/holidays.ts';
import { calendarOf } from '../schedule/term-calendar.ts';
import type { FoundHolidays } from '../store/holidays.ts';
import type { Store, StoreReads, StoreTransaction } from '../store/store.ts';
import { inVoice } from '../words/voice.ts';
import type { Unreached } from './agreed-rules.ts';
import { type IsClosed, openClosed } from './closing.ts';
import type { PublishOptions } from './planner.ts';
import { digestOfCalendar, isCalendarPublished, zoneDataOf } from './published-from.ts';
import type { Rules } from './rules.ts';
import { openTermClosings } from './term-closings.ts';
import { compareZoneData, sayNewerZoneData } from './zone-data.ts';

interface HolidaysContext {
  readonly instant: number;
  readonly isClosed: IsClosed;
}

export interface CalendarPublication {
  /** Whether an event of a calendar differs. */
  readonly isChanged: boolean;
  /** As Publication.outdated. */
  readonly outdated: readonly Unreached[];
}

const NOTHING: CalendarPublication = { isChanged: false, outdated: [] };

/** Publishes the calendars whose rules differ from those of their last publication. */
export async function publishHolidaysWithin(
  tx: StoreTransaction,
  rules: Rules,
  context: HolidaysContext,
  { term: only, only: courses }: Pick<PublishOptions, 'term' | 'only'> = {},
): Promise<CalendarPublication> {
  // Single courses are published over rules that may be older than the term's.
  if (courses) return NOTHING;
  const outdated: Unreached[] = [];
  let isChanged = false;
  const { catalog, termDigests } = rules;
  const terms = [...catalog.terms.values()].filter(
    ({ id }) => !context.isClosed(id) && (only === undefined || foldId(only) === foldId(id)),
  );
  const closings = await openTermClosings(
    tx,
    terms.map(({ id }) => id),
  );
  const stored = new Map((await tx.holidays()).map((found) => [foldId(found.term), found]));
  for (const term of terms) {
    const found = stored.get(foldId(term.id));
    if (isDamaged(found)) continue;
    const digest = termDigests.get(foldId(term.id)) ?? '';
    const desk = closings(term.id);
    if (found && isCalendarPublished(found.rules, { digest, desk: desk.digest }, () => term)) continue;
    if (found && compareZoneData(zoneDataOf(found.rules), term) === 'newer') {
      outdated.push({ key: `${term.id}/holidays`, why: sayNewerZoneData(zoneDataOf(found.rules)) });
      continue;
    }
    const published = await reviseTerm(
      tx,
      { term, site: catalog.site, desk: desk.changes },
      found?.published ?? null,
      context.instant,
    );
    await tx.saveHolidays({
      term: found?.term ?? term.id,
      rules: digestOfCalendar(digest, desk.digest, term),
      published,
    });
    isChanged ||= published !== found?.published;
  }
  return { isChanged, outdated };
}

/** Published from nothing, it would begin with SEQUENCE 0 again. */
function isDamaged(found: FoundHolidays | undefined): boolean {
  return found !== undefined && found.published === null;
}

interface CalendarRules {
  readonly term: Term;
  readonly site: Site;
  readonly desk: readonly Change[];
}

async function reviseTerm(
  tx: StoreTransaction,
  { term, site, desk }: CalendarRules,
  last: FoundHolidays['published'],
  instant: number,
) {
  const calendar = calendarOf(term);
  const current = (last?.days ?? []).filter(({ taken }) => taken === undefined);
  const known = new Map(current.map(({ identity, facts }) => [identity, facts]));
  const shown = toHolidayTerm(calendar, site);
  const days = inVoice(shown, () => listHolidays(calendar, site.uidDomain, { desk, known }));
  const fresh = { term: shown, days };
  if (last) return reviseHolidays(last, fresh, nextInstant(instant, last.lastModified));
  const first = term.published ?? calendar.instantOf(calendar.span.from, '00:00');
  return reviseHolidays(null, fresh, first, await tx.sequencesFrom());
}

/** After a change at the desk: the calendar of the term that it is about. A course's changes nothing. */
export async function publishSubjectCalendar(
  tx: StoreTransaction,
  rules: Rules,
  subject: string,
  instant: number,
): Promise<CalendarPublication> {
  if (subject.includes('/')) return NOTHING;
  return publishHolidaysWithin(tx, rules, { instant, isClosed: await openClosed(tx) }, { term: subject });
}

/** The calendars alone, where no course of the term changed. */
export function publishHolidays(store: Store, clock: Clock, rules: Rules): Promise<CalendarPublication> {
  return store.write(async (tx) => {
    const instant = nextInstant(clock(), (await tx.head()).instant);
    return publishHolidaysWithin(tx, rules, { instant, isClosed: await openClosed(tx) });
  });
}

/** The nightly publication of what was removed 30 days ago. A start writes nothing where nothing is due. */
export async function tidyHolidays(store: Store, clock: Clock): Promise<boolean> {
  if ((await listDue(store, clock())).length === 0) return false;
  await store.write(async (tx) => {
    const instant = nextInstant(clock(), (await tx.head()).instant);
    for (const { term, rules, published } of await listDue(tx, clock())) {
      const next = published && letHolidaysLeave(published, instant);
      if (next) await tx.saveHolidays({ term, rules, published: next });
    }
  });
  return true;
}

/** Of terms that are not closed. */
async function listDue(reads: Pick<StoreReads, 'holidays' | 'closedTerms'>, now: number): Promise<FoundHolidays[]> {
  const isClosed = await openClosed(reads);
  return (await reads.holidays()).filter(
    ({ term, published }) => published !== null && areHolidaysDue(published, now) && !isClosed(term),
  );
}
