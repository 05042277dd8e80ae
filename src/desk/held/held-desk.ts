/** Shows held edits at the desk and in the API, and agrees to them. */
import type { CourseKey } from '../../domain/model.ts';
import type { Unreached } from '../../publish/agreed-rules.ts';
import { sayUnreached } from '../../publish/changing.ts';
import { previewPublication, publishWithin } from '../../publish/publisher.ts';
import type { HeldEdit } from '../../store/agreed.ts';
import { describePlans, type Preview } from '../change/preview.ts';
import type { DeskContext, Visitor } from '../desk-context.ts';

export type { HeldEdit } from '../../store/agreed.ts';

export interface HeldDesk {
  readonly type: 'held';
  readonly edit: HeldEdit;
  /** Its effect on subscribers, compared with what is published. */
  readonly preview: Preview;
}

/** The course was published with newer zone data than this process has. */
export interface HeldRefused {
  readonly type: 'refused';
  readonly why: string;
}

export type AgreeOutcome =
  | { readonly type: 'agreed' }
  /** Another edit, or none, is held now. */
  | { readonly type: 'changed' }
  | HeldRefused;

/** The course's held edit, as last computed; null if there is none. */
export async function findHeld({ store }: DeskContext, key: CourseKey): Promise<HeldEdit | null> {
  return (await store.heldEdits()).find((one) => one.key === key) ?? null;
}

/** The held edit with its effect; null if there is none. */
export async function openHeld(context: DeskContext, key: CourseKey): Promise<HeldDesk | HeldRefused | null> {
  const rules = await context.rules(key);
  if (!rules) return null;
  const { plans, outdated } = await previewPublication(context.store, context.clock, rules, { only: new Set([key]) });
  const edit = await findHeld(context, key);
  if (!edit || rules.digests.get(key) !== edit.rules) return null;
  const refused = findRefused(outdated, key);
  if (refused) return refused;
  const held = plans.filter((plan) => plan.held);
  return held.length === 0 ? null : { type: 'held', edit, preview: await describePlans(context, held) };
}

function findRefused(outdated: readonly Unreached[], key: CourseKey): HeldRefused | null {
  const found = outdated.find((one) => one.key === key);
  return found ? { type: 'refused', why: sayUnreached(found) } : null;
}

/** @param shown the digest of the rules in the edit that the visitor was shown */
export async function agreeToHeld(
  context: DeskContext,
  visitor: Visitor,
  key: CourseKey,
  shown: string,
): Promise<AgreeOutcome> {
  const rules = await context.rules(key);
  if (!rules) return { type: 'changed' };
  const outcome = await context.store.write(async (tx): Promise<AgreeOutcome> => {
    const edit = (await tx.heldEdits()).find((one) => one.key === key);
    const isStale = rules.number !== undefined && (await tx.rulesNumber()) !== rules.number;
    if (isStale || edit?.rules !== shown || rules.digests.get(key) !== shown) return { type: 'changed' };
    const agreement = { edits: new Map([[key, shown]]), by: visitor.name };
    const { outdated } = await publishWithin(tx, context.clock, rules, { agreement, only: new Set([key]) });
    return findRefused(outdated, key) ?? { type: 'agreed' };
  });
  if (outcome.type === 'agreed') await context.catchUp();
  return outcome;
}
