import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PublishedCourse } from '../../../src/domain/published.ts';
import { createCourses } from '../../../src/feeds/courses.ts';
import { type CalendarEdit, createCalendars } from '../../../src/feeds/personal/calendars.ts';
import { composePersonal, drawEvents, findSpans } from '../../../src/feeds/personal/composition.ts';
import { readRaises } from '../../../src/feeds/personal/raises.ts';
import { hashSecret } from '../../../src/feeds/personal/secrets.ts';
import { PLAIN_OPTIONS, readOptions, readSelection } from '../../../src/store/personal-choice.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { PersonalFeed, Store } from '../../../src/store/store.ts';
import { buildCos418 } from '../../fixtures/published.ts';

const NOW = Date.parse('2018-10-10T15:00:00Z');
const courses = createCourses();
courses.put('fall-2018/cos418', cancelSome(buildCos418()));
/** Cancels every third meeting. */
function cancelSome(course: PublishedCourse): PublishedCourse {
  const meetings = course.meetings.map((meeting, index) =>
    index % 3 > 0 ? meeting : { ...meeting, facts: { ...meeting.facts, status: 'cancelled' as const } },
  );
  return { ...course, meetings };
}
const nameSection = (section: string) => ({ term: 'fall-2018', course: 'cos418', section });

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-raises-'));
  store = await openSqliteStore(folder, { isTemporary: true });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const calendars = () =>
  createCalendars(
    store,
    () => NOW,
    (selection, options) => drawEvents(findSpans(courses, selection, false), options),
  );

function print(row: PersonalFeed): { readonly events: ReadonlyMap<string, Shown>; readonly lastModified: number } {
  const found = findSpans(courses, readSelection(row.selection), false);
  const { instant, edits } = row;
  const revision = { options: readOptions(row.options), instant, edits, raises: readRaises(row.raised, instant) };
  const { body, lastModified } = composePersonal(found, revision, null);
  const events = body.toString().match(/BEGIN:VEVENT[\s\S]*?END:VEVENT/g) ?? [];
  return { lastModified, events: new Map(events.map((text) => [fieldOf(text, 'UID'), readShown(text)])) };
}

interface Shown {
  readonly sequence: number;
  readonly revised: string;
  /** Without its revision. */
  readonly look: string;
}

const fieldOf = (text: string, name: string): string => new RegExp(`^${name}:(.*)\r$`, 'm').exec(text)?.[1] ?? '';
const readShown = (text: string): Shown => ({
  sequence: Number(fieldOf(text, 'SEQUENCE')),
  revised: fieldOf(text, 'LAST-MODIFIED'),
  look: text.replaceAll(/^(SEQUENCE|LAST-MODIFIED|DTSTAMP):.*\r\n/gm, ''),
});

const rowOf = async (token: string): Promise<PersonalFeed> =>
  (await store.personalFeed(hashSecret(token))) as PersonalFeed;

const anEdit: fc.Arbitrary<CalendarEdit> = fc.record({
  wanted: fc.subarray(['L01', 'P01', 'P02', 'OH-Lloyd', 'Midterm'].map(nameSection)),
  from: fc.constantFrom('2018-09-01', '2018-10-12', '2018-11-20'),
  options: fc.record({
    name: fc.constantFrom(null, 'Mine'),
    reminders: fc.constantFrom({}, { precept: 10 }, { precept: 10, lecture: 5 }, { lab: 5 }),
    cancelled: fc.constantFrom(null, 'removed' as const, 'cancelled' as const),
    titles: fc.constantFrom('full' as const, 'short' as const, 'kind' as const),
    sections: fc.constantFrom(
      {},
      { 'fall-2018/cos418/P01': 'free' as const },
      { 'fall-2018/cos418/L01': 'muted' as const },
    ),
  }),
});

describe('a personal calendar, whatever is edited', () => {
  it('raises what looks different and nothing else, and exceeds what was shown where an event returns', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anEdit, { minLength: 2, maxLength: 7 }), fc.boolean(), async (edits, old) => {
        const { key, token } = await calendars().create(['L01', 'P01'].map(nameSection));
        if (old) {
          // As written by release 0.1, where each edit raised SEQUENCE of every event.
          await store.write(async (tx) => tx.savePersonalFeed({ ...(await rowOf(token)), edits: 3, raised: null }));
        }
        let before = print(await rowOf(token));
        const known = new Map(before.events);
        for (const edit of edits) {
          const row = await rowOf(token);
          await calendars().edit(key, edit);
          const next = await rowOf(token);
          const after = print(next);
          if (next.instant === row.instant) expect(after).toEqual(before);
          else expect(after.lastModified).toBeGreaterThan(before.lastModified);
          for (const [uid, shown] of after.events) {
            const last = before.events.get(uid);
            const ever = known.get(uid);
            if (last?.look === shown.look) expect(shown).toEqual(last);
            else if (ever) {
              expect(shown.sequence).toBeGreaterThan(ever.sequence);
              expect(shown.revised > ever.revised).toBe(true);
            }
            known.set(uid, shown);
          }
          before = after;
        }
      }),
      { numRuns: 60, seed: 418 },
    );
  });

  it('keeps what an edit of release 0.1 added to every SEQUENCE, and its instants', async () => {
    const { key, token } = await calendars().create([nameSection('L01')]);
    const instant = (await rowOf(token)).instant + 5000;
    await store.write(async (tx) => tx.savePersonalFeed({ ...(await rowOf(token)), edits: 4, instant, raised: null }));
    const [first] = print(await rowOf(token)).events.values();
    const revised = new Date(instant).toISOString().replaceAll(/[-:]|\.000/g, '');
    expect(first).toMatchObject({ sequence: 4, revised });
    const options = { ...PLAIN_OPTIONS, name: 'Mine' };
    await calendars().edit(key, { wanted: [nameSection('L01')], from: '2018-10-10', options });
    const rotated = await calendars().rotate(key);
    const now = rotated.type === 'open' ? rotated.calendar.token : '';
    expect([...print(await rowOf(now)).events.values()][0]).toEqual(first);
  });
});
