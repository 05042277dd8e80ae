/**
 * The events of a personal calendar that its edits raised. An event keeps what was added to its SEQUENCE even if its
 * section is renamed, so raises are stored by parts of identities, which never change.
 */
import { z } from 'zod';

export interface Raises {
  /** Epoch ms; a lower bound for every event, from edits made before raises were recorded per event. */
  readonly since: number;
  /** By a meeting's identity, or by the prefix that the identities of a section's meetings share. */
  readonly by: Readonly<Record<string, Raise>>;
}

/** The amount added to SEQUENCE, and when it last grew. */
type Raise = readonly [count: number, at: number];

/** A calendar's events by identity, rendered without raises. */
export type DrawnEvents = ReadonlyMap<string, string>;

const raisesSchema = z.object({
  since: z.number().int(),
  by: z.record(z.string(), z.tuple([z.number().int().min(0), z.number().int()])),
});

export const NOTHING_RAISED: Raises = { since: 0, by: {} };

/** @param instant of the calendar's last edit, if the store has no raises of it: that edit raised all events */
export function readRaises(value: unknown, instant: number): Raises {
  const read = raisesSchema.safeParse(value);
  return read.success ? read.data : { since: instant, by: {} };
}

/** The amount added to an event's SEQUENCE, and the lower bound of its instant. */
export function raiseOf({ since, by }: Raises, identity: string): { readonly count: number; readonly at: number } {
  const found = [by[scopeOf(identity)], by[identity]].filter((raise) => raise !== undefined);
  return {
    count: found.reduce((sum, [count]) => sum + count, 0),
    at: found.reduce((latest, [, at]) => Math.max(latest, at), since),
  };
}

/**
 * Raises the events that an edit changes or removes: if these return, their SEQUENCE is higher than before. If all
 * events of a section are raised, the section's prefix is stored.
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

/** `term/course/section` by their first ids, of a meeting's identity. */
export function scopeOf(identity: string): string {
  return identity.split('/', 3).join('/');
}
