/** What a running server does every night: old removals leave the feeds, unused personal calendars expire. */
import type { Clock } from '../domain/clock.ts';
import type { ServiceLog } from '../domain/log.ts';
import type { Conditions } from '../publish/conditions.ts';
import { tidyHolidays } from '../publish/holidays.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Holidays } from './holidays.ts';
import type { NotableCourses } from './notable-courses.ts';
import { expireCalendars } from './personal/expiry.ts';
import type { Turns } from './turns.ts';
import { listDue, publishUpkeep } from './upkeep.ts';

/** Condition subject. */
const UPKEEP = 'upkeep';

export interface NightlyContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly conditions: Conditions;
  readonly turns: Turns;
  readonly notable: NotableCourses;
  readonly holidays: Pick<Holidays, 'catchUp'>;
  /** Serves what was published. */
  readonly catchUp: () => Promise<void>;
}

/** Resolves when all have ended. */
export async function runNightlyTasks(context: NightlyContext): Promise<void> {
  const { store, clock, turns } = context;
  if (!store.writable) return;
  const holidays = turns.run(UPKEEP, async () => {
    if (await unlessAway(tidyHolidays(store, clock))) await context.holidays.catchUp();
  });
  await Promise.all([holidays, removeTaken(context), unlessAway(expireCalendars(context))]);
}

/** Null while the database is away, which is a condition of its own that its return clears; the next night tries again. */
async function unlessAway<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StoreUnavailableError) return null;
    throw error;
  }
}

/** Publishes the removal of meetings that were taken away 30 days ago. */
async function removeTaken({ store, clock, log, turns, notable, catchUp }: NightlyContext): Promise<void> {
  await turns.run(UPKEEP, async () => {
    const due = listDue(await notable.list(), clock());
    if (due.length === 0) return;
    const left = await publishUpkeep(store, clock, due);
    for (const key of left) log.info({}, `${key}: meetings taken away 30 days ago left its feeds`);
    await catchUp();
  });
}
