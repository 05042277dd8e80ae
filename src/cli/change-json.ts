/** Changes made at the desk, and what became of one, as JSON. */
import { summariseChange } from '../desk/change/change-summary.ts';
import { type ChangeOutcome, sayUnreached } from '../publish/changing.ts';
import type { DeskChange, Store } from '../store/store.ts';
import { toPlansJson } from './plan-json.ts';
import type { Output } from './tell-json.ts';

export function toChangeJson({
  id,
  subject,
  change,
  madeAt,
  madeBy,
  undoneAt,
  undoneBy,
}: DeskChange): Output<'change --list'>[number] {
  const { say, why } = change;
  return { id, subject, summary: summariseChange(change), say, why, madeAt, madeBy, undoneAt, undoneBy };
}

export async function toOutcomeJson(store: Store, outcome: ChangeOutcome, commit: boolean): Promise<Output<'change'>> {
  const nothing = { why: null, change: null, concerns: [], courses: [], problems: [], unreached: [] };
  const told = { ...nothing, outcome: outcome.type, dryRun: !commit };
  switch (outcome.type) {
    case 'done': {
      const { change, concerns, publication } = outcome;
      return {
        ...told,
        change: toChangeJson(change),
        concerns: concerns.map(({ code, message }) => ({ code, message })),
        courses: await toPlansJson(store, publication.plans),
        unreached: publication.unreached.map(sayUnreached),
      };
    }
    case 'questioned':
      return { ...told, concerns: outcome.concerns.map(({ code, message }) => ({ code, message })) };
    case 'refused':
      return { ...told, why: outcome.why, problems: outcome.problems };
    case 'unknown':
      return { ...told, why: outcome.why };
    case 'conflict':
      return {
        ...told,
        why: `somebody changed ${outcome.meetings.map(({ identity }) => identity).join(', ')} meanwhile`,
      };
    case 'stale':
      return { ...told, why: 'other rules were published meanwhile; try again' };
  }
}
