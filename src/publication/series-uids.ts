/**
 * Assigns UIDs to series. A series' identity has its weekdays in it, which people edit; its UID is what calendars
 * match by, and is kept if one edit ends exactly one series of a section and pattern id and begins exactly one.
 */
import { makeUid } from '../domain/identity.ts';
import type { AbsentEvent, PublishedSeries } from '../domain/published.ts';
import type { ScheduledSeries } from '../domain/schedule.ts';

export interface SeriesName {
  readonly uid: string;
  readonly sequence: number;
}

/**
 * The UID and SEQUENCE of each new series, by identity.
 * @param from the SEQUENCE of one that was never published
 */
export function nameBegun(
  last: readonly PublishedSeries[],
  present: readonly ScheduledSeries[],
  absent: readonly AbsentEvent[],
  from = 0,
): ReadonlyMap<string, SeriesName> {
  const identities = new Set(present.map(({ identity }) => identity));
  const before = new Set(last.map(({ rule }) => rule.identity));
  const begun = present.filter(({ identity }) => !before.has(identity));
  const ended = last.filter(({ rule }) => !identities.has(rule.identity));
  const used = new Set(last.filter(({ rule }) => identities.has(rule.identity)).map(({ rule }) => rule.uid));
  const sequences = new Map<string, number>();
  for (const { uid, identity, sequence } of absent) sequences.set(uid ?? identity, sequence);
  for (const { rule, sequence } of ended) sequences.set(rule.uid, sequence);
  const named = new Map<string, SeriesName>();
  const name = (rule: ScheduledSeries, uid: string): void => {
    const known = sequences.get(uid) ?? (uid === rule.uid ? sequences.get(rule.identity) : undefined);
    used.add(uid);
    named.set(rule.identity, { uid, sequence: known === undefined ? from : known + 1 });
  };
  const endedByGroup = Map.groupBy(ended, ({ rule }) => groupOf(rule));
  const alone: ScheduledSeries[] = [];
  for (const [group, rules] of Map.groupBy(begun, groupOf)) {
    const [rule, ...others] = rules;
    const [heirloom, ...more] = endedByGroup.get(group) ?? [];
    if (rule && heirloom && others.length === 0 && more.length === 0) name(rule, heirloom.rule.uid);
    else alone.push(...rules);
  }
  for (const rule of alone) name(rule, chooseUid(rule, absent, used));
  return named;
}

/** `term/course/section/pattern`, by the first ids. */
function groupOf({ identity }: ScheduledSeries): string {
  return identity.slice(0, identity.lastIndexOf('/series/'));
}

/** The UID from before it ended, otherwise its own; if another series now has that, a derived one. */
function chooseUid(rule: ScheduledSeries, absent: readonly AbsentEvent[], used: ReadonlySet<string>): string {
  const earlier = absent.flatMap(({ identity, uid }) => (identity === rule.identity && uid !== undefined ? [uid] : []));
  const domain = rule.uid.slice(rule.uid.lastIndexOf('@') + 1);
  for (let count = 2; ; count += 1) {
    const found = [...earlier, rule.uid].find((uid) => !used.has(uid));
    if (found !== undefined) return found;
    earlier.push(makeUid(`${rule.identity}/${count}`, domain));
  }
}
