/**
 * Which events of a personal calendar its edits raised. An event keeps what was once added to its SEQUENCE, however
 * its section is called later, so raises are kept by parts of identities, which never change.
 */
import { z } from 'zod';

export interface Raises {
  /** Epoch ms; every event is at least as new: edits made before events were raised one by one. */
  readonly since: number;
  /** By a meeting's identity, or by what the identities of a section's meetings begin with. */
  readonly by: Readonly<Record<string, Raise>>;
}

/** What is added to SEQUENCE, and when it was last added to. */
type Raise = readonly [count: number, at: number];

/** A calendar's events by identity, as their texts would be if nothing had ever been raised. */
export type DrawnEvents = ReadonlyMap<string, string>;

const raisesSchema = z.object({
  since: z.number().int(),
  by: z.record(z.string(), z.tuple([z.number().int().min(0), z.number().int()])),
});

export const NOTHING_RAISED: Raises = { since: 0, by: {} };

/** @param instant of the calendar's last edit, where the store has no raises of it: that edit raised all events */
export function readRaises(value: unknown, instant: number): Raises {
  const read = raisesSchema.safeParse(value);
  return read.success ? read.data : { since: instant, by: {} };
}

/** What is added to an event's SEQUENCE, and the instant that it is at least as new as. */
export function raiseOf({ since, by }: Raises, identity: string): { readonly count: number; readonly at: number } {
  const found = [by[scopeOf(identity)], by[identity]].filter((raise) => raise !== undefined);
  return {
    count: found.reduce((sum, [count]) => sum + count, 0),
    at: found.reduce((latest, [, at]) => Math.max(latest, at), since),
  };
}

/**
 * Raises the events that look different after an edit, and those that leave: should they return, they exceed what was
 * shown before. Where all of a section's events are raised, the section is.
 */
export function raiseChanged(raises: Raises, before: DrawnEvents, after: DrawnEvents, at: number): Raises {
  const by: Record<string, Raise> = { ...raises.by };
  const add = (key: string): void => {
    by[key] = [(by[key]?.[0] ?? 0) + 1, at];
  };
  for (const [scope, identities] of Map.groupBy(before.keys(), scopeOf)) {
    const changed = identities.filter((identity) => after.get(identity) !== before.get(identity));
    if (changed.length === identities.length) add(scope);
    else for (const identity of changed) add(identity);
  }
  return { since: raises.since, by };
}

/** `term/course/section` by their first ids. */
function scopeOf(identity: string): string {
  return identity.split('/', 3).join('/');
}
