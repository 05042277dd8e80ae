/** Gives an identity to each of the events that begin on one date. */
import type { HolidayFacts } from '../domain/holidays.ts';

/** What is published and still stands, by identity. */
export type KnownHolidays = ReadonlyMap<string, HolidayFacts>;

type Identified = readonly [identity: string, facts: HolidayFacts];

/**
 * Told apart by their names, and those of one name by numbers; one of them keeps the identity without a name. What is
 * published keeps its identity, whatever is written before it or taken out later.
 * @param names as identities have them
 */
export function tellApartByName(
  usual: string,
  group: readonly HolidayFacts[],
  known: KnownHolidays,
  names: ReadonlyMap<HolidayFacts, string>,
): Identified[] {
  return tellApart(group, known, (facts) => [usual, ...numbered(`${usual}/${names.get(facts)}`, group, known)]);
}

/** Numbered, because what the desk announced may be redacted. The first one's identity has no number. */
export function tellApartByNumber(usual: string, group: readonly HolidayFacts[], known: KnownHolidays): Identified[] {
  return tellApart(group, known, () => numbered(usual, group, known));
}

/** @param identitiesOf in the order in which they are given */
function tellApart(
  group: readonly HolidayFacts[],
  known: KnownHolidays,
  identitiesOf: (facts: HolidayFacts) => readonly string[],
): Identified[] {
  const given = new Map<string, HolidayFacts>();
  let left = group;
  const give = (isOf: (facts: HolidayFacts, published: HolidayFacts | undefined) => boolean): void => {
    left = left.filter((facts) => {
      const identity = identitiesOf(facts).find((one) => !given.has(one) && isOf(facts, known.get(one)));
      if (identity !== undefined) given.set(identity, facts);
      return identity === undefined;
    });
  };
  give((facts, published) => published !== undefined && tell(facts) === tell(published));
  give((facts, published) => facts.name === published?.name);
  give((_, published) => published !== undefined);
  give(() => true);
  return [...given];
}

/** 'a', 'a/2', 'a/3': enough for the group, and those that are published. */
function numbered(identity: string, group: readonly HolidayFacts[], known: KnownHolidays): string[] {
  const first = group.map((_, index) => (index === 0 ? identity : `${identity}/${index + 1}`));
  const isNumbered = (one: string): boolean =>
    one.startsWith(`${identity}/`) && /^\d+$/.test(one.slice(identity.length + 1));
  return [...first, ...known.keys().filter(isNumbered)];
}

function tell({ type, name, from, until, hours, follows }: HolidayFacts): string {
  return JSON.stringify([type, name, from, until, hours?.start, hours?.end, follows]);
}
