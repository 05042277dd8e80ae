/**
 * The source of each part of a meeting: its own phrase, its row, a label or heading above, another line.
 * Distant sources are doubts; `tools/weigh-evidence.ts` shows how often each distance is right.
 */
import { writeWeekdays } from '../../../words/weekday.ts';
import type { Choice, Evidence, Relation } from '../model.ts';
import type { Draft } from './meetings.ts';
import { pick, type Scope, type Unit } from './unit.ts';

/** The greatest distance in units at which a part is searched. */
const REACH = 40;

/** The parts that may come from another line; kinds and clock times have their own doubts. */
type Carried = 'place' | 'people' | 'weeks' | 'id' | 'days';

/** The distance in lines from which a part is a doubt; see `node tools/weigh-evidence.ts CORPUS`. */
const DOUBTED_FROM: Readonly<Record<Carried, number>> = { days: 5, place: 10, people: 10, weeks: 10, id: 5 };

export interface Page {
  readonly units: readonly Unit[];
  readonly orderOf: (unit: Unit) => number;
}

export function evidenceOf(draft: Draft, page: Page): Evidence[] {
  const found: Evidence[] = [kindEvidence(draft), daysEvidence(draft, page)];
  const add = (part: Evidence['part'], value: string | null): void => {
    if (value !== null && value !== '') found.push({ part, chosen: value, other: null, ...locate(value, draft, page) });
  };
  add('place', draft.place);
  add('weeks', draft.weeks?.replace(/^weeks /, '') ?? null);
  add('id', draft.section);
  for (const name of draft.people) add('people', name);
  if (draft.minutes !== null && !draft.relative) {
    const own = pick(draft.unit.elements, 'length').some((each) => each.minutes === draft.minutes);
    const relation: Relation = own ? 'line' : 'elsewhere';
    found.push({ part: 'length', chosen: `${draft.minutes} minutes`, other: null, relation, distance: own ? 0 : 1 });
  }
  return found;
}

/** Parts whose source is so distant that they need a check. */
export function doubtsOf(evidence: readonly Evidence[]): Choice[] {
  return evidence.flatMap(({ part, chosen, other, distance }): Choice[] =>
    isCarried(part) && distance >= DOUBTED_FROM[part]
      ? [
          {
            about: part,
            readings: [`${chosen}, from ${distance} lines away`, other ?? NONE[part]],
            other: { without: part === 'days' ? 'meeting' : part },
          },
        ]
      : [],
  );
}

function isCarried(part: Evidence['part']): part is Carried {
  return part in DOUBTED_FROM;
}

const NONE: Readonly<Record<Carried, string>> = {
  days: 'no meeting on these days',
  place: 'no place',
  people: 'nobody',
  weeks: 'every week',
  id: 'no id',
};

function kindEvidence({ kind, unit, slot, doubts }: Draft): Evidence {
  const other = doubts.find(({ about }) => about === 'kind')?.readings[1] ?? null;
  const chosen = { part: 'kind', chosen: kind, other } as const;
  if (slot.kind?.kind === kind) return { ...chosen, relation: slot.kindApart ? 'line' : 'phrase', distance: 0 };
  if (unit.given.kind) return { ...chosen, relation: 'row', distance: 0 };
  const at = unit.scopes.toReversed().findIndex((scope) => scope.kind === kind);
  if (at >= 0) return { ...chosen, relation: relationOf(unit.scopes.at(-1 - at) as Scope), distance: at };
  return unit.topic === kind
    ? { ...chosen, relation: 'sentence before', distance: 1 }
    : { ...chosen, relation: 'nothing', distance: 0 };
}

function daysEvidence(draft: Draft, page: Page): Evidence {
  const { unit, slot, days } = draft;
  const dashed = slot.days?.dashed ?? null;
  const chosen = { part: 'days', chosen: writeWeekdays(days), other: dashed ? writeWeekdays(dashed) : null } as const;
  if (slot.days) return { ...chosen, relation: 'phrase', distance: 0 };
  const given = unit.given.days;
  if (given) {
    const at = page.orderOf(unit);
    const near = page.units
      .slice(Math.max(0, at - REACH), at + 3)
      .findLastIndex((each) => each !== unit && pick(each.elements, 'days').includes(given));
    const distance = near < 0 ? 0 : Math.abs(at - (Math.max(0, at - REACH) + near));
    return { ...chosen, relation: distance === 0 ? 'row' : 'another line', distance };
  }
  const at = unit.scopes.toReversed().findIndex((scope) => scope.days.length > 0);
  if (at < 0) return { ...chosen, relation: 'nothing', distance: 0 };
  return { ...chosen, relation: relationOf(unit.scopes.at(-1 - at) as Scope), distance: at };
}

/** The kind of a scope, from its rank. */
function relationOf({ rank }: Scope): Relation {
  if (rank >= 40) return 'row';
  if (rank >= 10) return 'list item';
  return rank >= 7 ? 'label' : 'heading';
}

function locate(value: string, { unit, slot }: Draft, page: Page): Pick<Evidence, 'relation' | 'distance'> {
  const wanted = value.toLowerCase();
  const has = (text: string): boolean => text.toLowerCase().includes(wanted);
  if (has(unit.text.text.slice(slot.at, slot.to))) return { relation: 'phrase', distance: 0 };
  if (has(unit.text.text)) return { relation: 'line', distance: 0 };
  if (unit.given.row && has(unit.given.row)) return { relation: 'row', distance: 0 };
  const scope = unit.scopes.toReversed().findIndex((each) => has(each.text.text));
  if (scope >= 0) return { relation: relationOf(unit.scopes.at(-1 - scope) as Scope), distance: scope };
  const at = page.orderOf(unit);
  for (let step = 1; step <= REACH; step++)
    for (const near of [page.units[at - step], page.units[at + step]])
      if (near && has(near.text.text)) return { relation: 'another line', distance: step };
  return { relation: 'elsewhere', distance: 0 };
}
