/** A preview equals the published outcome: the same call, with and without commit. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CONCERN_CODES } from '../../src/domain/concern.ts';
import { type ChangeOutcome, type ChangeRequest, makeChange, undoChange } from '../../src/publish/changing.ts';
import { readFolder } from '../../src/publish/folder.ts';
import { previewPublication, publish } from '../../src/publish/publisher.ts';
import { readRules } from '../../src/publish/rules.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { SHIPPED } from '../cli/terminal.ts';

const SUBJECT = 'fall-2018/cos418';
const NOW = Date.UTC(2018, 9, 1, 12);

const day = fc
  .integer({ min: 0, max: 93 })
  .map((days) => new Date(Date.UTC(2018, 8, 12 + days)).toISOString().slice(0, 10));
const hour = fc.integer({ min: 13, max: 21 });
const effect = fc.oneof(
  fc.record({ cancel: fc.constant('yes') }),
  fc.record({ where: fc.constantFrom('CS 003', 'online', 'Somewhere else') }),
  fc.record({ note: fc.constant('Bring a laptop') }),
  fc.tuple(day, hour).map(([date, at]) => ({ move: `${date} ${at}:00-${at + 1}:00` })),
  fc.record({ closed: fc.constantFrom('from 2pm', 'all day', 'until 10:30am') }),
);
const text = fc
  .record({
    sections: fc.constantFrom('L01', 'P01', 'P02', 'OH', 'L01, P03'),
    on: day,
    effect,
    say: fc.constant('So it is'),
  })
  .map(({ effect: what, ...rest }) => ({ ...rest, ...what }));

/** The outcome without the change's own ids and instants. */
function outcomeOf(outcome: ChangeOutcome): unknown {
  if (outcome.type !== 'done') return { type: outcome.type };
  const { instant, plans } = outcome.publication;
  return {
    instant,
    plans: plans.map(({ key, delta, held, next }) => ({ key, delta, held, next: JSON.stringify(next) })),
  };
}

it('previews of changes, undos and rule sets equal what is then published', async () => {
  const rules = readRules(await readFolder(SHIPPED));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'belltower-preview-'));
      const store = await openSqliteStore(folder, { isTemporary: true });
      let now = NOW;
      const context = { store, rules, clock: () => now };
      try {
        const first = await previewPublication(store, context.clock, rules);
        const done = await publish(store, context.clock, rules);
        expect(JSON.stringify(first.plans)).toBe(JSON.stringify(done.plans));
        for (const one of texts) {
          now += 60_000;
          const agree = CONCERN_CODES;
          const request: ChangeRequest = { subject: SUBJECT, text: one, by: 'test', idempotencyKey: null, agree };
          const preview = await makeChange(context, request, false);
          const made = await makeChange(context, request, true);
          expect(outcomeOf(preview)).toEqual(outcomeOf(made));
          if (made.type !== 'done' || one.sections !== 'OH') continue;
          const undo = { subject: SUBJECT, id: made.change.id, by: 'test' };
          expect(outcomeOf(await undoChange(context, undo, false))).toEqual(
            outcomeOf(await undoChange(context, undo, true)),
          );
        }
      } finally {
        await store.close();
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 6 },
  );
});
