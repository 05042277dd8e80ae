/** Whom office hours and sections belong to, where their own line does not say it: named rules, the nearest first. */
import { orderOf } from './line-order.ts';
import type { Draft } from './meetings.ts';
import { CARD, type Named, namedIn, roleOf } from './named-people.ts';
import { isPersonName, namesOf } from './people.ts';
import type { Scope, Unit } from './unit.ts';

/** The input of the rules. */
interface Asked {
  readonly draft: Draft;
  readonly named: readonly Named[];
  readonly units: readonly Unit[];
  /** The role that the meeting's label names. */
  readonly role: string | null;
  /** Who is named last above it, within a few lines. */
  readonly nearest: Named | null;
}

type Rule = (asked: Asked) => readonly string[];

/** "Ada's office hours", "Office hours (Ada)", a heading or a list's item that is somebody's name. */
const headed: Rule = ({ draft }) => {
  const { unit } = draft;
  const alone = unit.scopes
    .toReversed()
    .find(
      (scope) => (scope.rank >= 3 || scope.role) && namesOf(withoutColon(scope), isRowOf(scope, draft)).length === 1,
    );
  return alone
    ? namesOf(withoutColon(alone), isRowOf(alone, draft))
    : [...ownedBy(unit.scopes), ...itemOwner(unit.scopes)];
};

/** "Ada | 3-5pm | …": a week's row of hours begins with one name. */
const isRowOf = ({ rank }: Scope, { kind }: Draft): boolean => rank === 40 && kind === 'office hours';

/** "Preceptor's hours", and the page names one preceptor. */
const onlyOfRole: Rule = ({ named, role }) => {
  const same = role === null ? [] : named.filter((each) => each.role === role);
  return same.length === 1 ? oneName(same[0]) : [];
};

/** A name above hours, on a card or with a role. */
const nameAboveHours: Rule = ({ draft, nearest, role }) =>
  draft.kind === 'office hours' && role === null ? oneName(nearest) : [];

/** "TA: Bo Reed" above a section. */
const leaderAbove: Rule = ({ draft, nearest }) =>
  draft.kind !== 'office hours' && nearest && LEADERS.test(nearest.role) ? oneName(nearest) : [];

/** The page names one person, and hours of nobody else. */
const onlyPerson: Rule = ({ draft, named, role }) => {
  const roled = named.filter((each) => each.role !== CARD);
  return role === null && draft.kind === 'office hours' && roled.length === 1 ? oneName(roled[0]) : [];
};

/** "Tutor: Bo Reed" in a list right under the meeting's line. */
const namedUnder: Rule = ({ draft, named, units }) => {
  const under = named.filter(({ at, role }) => role !== CARD && units[at]?.scopes.at(-1)?.text === draft.unit.text);
  return under.length === 1 ? oneName(under[0]) : [];
};

/** "ta: Bo Reed" beside "time: …" in one item of a data file. */
const namedBeside: Rule = ({ draft, named, units }) => {
  const item = draft.unit.scopes.at(-1);
  if (!item || item.rank < 10 || item.rank >= 30) return [];
  const beside = named.filter(({ at, role }) => role !== CARD && units[at]?.scopes.at(-1)?.text === item.text);
  return beside.length === 1 ? oneName(beside[0]) : [];
};

export const PEOPLE_RULES: readonly Rule[] = [
  namedUnder,
  namedBeside,
  headed,
  onlyOfRole,
  nameAboveHours,
  leaderAbove,
  onlyPerson,
];

export function givePeople(drafts: readonly Draft[], units: readonly Unit[]): void {
  const named = units.flatMap((unit, at) => namedIn(unit, at));
  for (const draft of drafts) {
    if (draft.people.length > 0 || draft.kind === 'lecture') continue;
    const role = roleOf(draft.label ?? '') ?? null;
    const asked: Asked = { draft, named, units, role, nearest: nearestAbove(draft, named, units) };
    for (const rule of PEOPLE_RULES) {
      draft.people = rule(asked);
      if (draft.people.length > 0) break;
    }
  }
}

const oneName = (named: Named | null | undefined): readonly string[] => (named?.names.length === 1 ? named.names : []);

/** So many lines above a meeting a name is still looked for. */
const REACH = 8;

function nearestAbove({ unit }: Draft, named: readonly Named[], units: readonly Unit[]): Named | null {
  const at = orderOf(units, unit);
  return (
    named.findLast(
      (each) =>
        each.at < at &&
        at - each.at <= REACH &&
        sharesScope(units[each.at], unit) &&
        (each.role !== CARD || hasCard(units, each.at, unit)),
    ) ?? null
  );
}

/** Those who lead small sections, as against the course's teacher. */
const LEADERS = /^(?:ta|tutor|gsi|preceptor)$/;

/** A card's name and the hours stand in one paragraph or list. */
function hasCard(units: readonly Unit[], at: number, hours: Unit): boolean {
  const card = units[at];
  return card !== undefined && Math.abs(card.group - hours.group) <= 1;
}

/** "Ada's office hours", "Office hours (Ada)" over the times. */
function ownedBy(scopes: readonly Scope[]): string[] {
  const hours = scopes.findLast((each) => each.kind === 'office hours');
  if (!hours) return [];
  const text = hours.text.text.replace(/^name\s*[:=]\s*/i, '');
  const owner =
    /^(.{2,40}?)['’]s?\s+(?:office|oh|student|drop|help|hours)/i.exec(text)?.[1] ??
    /\(([^()]{2,60})\)\s*$/.exec(text)?.[1];
  return owner ? namesOf(owner) : [];
}

/** "- Nell (Mill 12 or Zoom)" over the times: one name that leads a list's item. */
function itemOwner(scopes: readonly Scope[]): string[] {
  const item = scopes.findLast((each) => each.rank >= 10 && each.rank < 30);
  const name = /^(\p{Lu}[\p{L}’'-]{1,30})\s*\(/u.exec(item?.text.text ?? '')?.[1];
  return name !== undefined && isPersonName(name, true) ? [name] : [];
}

function withoutColon({ text }: Scope): string {
  return text.text.replace(/:\s*$/, '');
}

function sharesScope(a: Unit | undefined, b: Unit): boolean {
  // "Office hours:" on a line of its own stands between the name and the times.
  const last = b.scopes.at(-1);
  const label = last !== undefined && (last.kind !== null || last.days.length > 0) && last.rank >= 7;
  const over = b.scopes.at(label ? -2 : -1);
  const own = b.scopes.at(-1);
  return a !== undefined && (a.scopes.at(-1)?.text === own?.text || a.scopes.at(-1)?.text === over?.text);
}
