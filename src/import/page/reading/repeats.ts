/** Meetings that a page tells twice, in a sentence and in a list: the second telling is none of its own. */
import type { Draft } from './meetings.ts';

export function findRepeated(drafts: readonly Draft[]): ReadonlySet<Draft> {
  const told = new Map<string, Draft[]>();
  const repeated = new Set<Draft>();
  for (const draft of drafts) {
    const start = [draft.start?.hour, draft.start?.minute, draft.relative?.side].join(':');
    const key = `${draft.kind} ${start} ${draft.days.join()}`;
    const others = told.get(key) ?? [];
    if (others.slice(0, 50).some((other) => other.unit.group !== draft.unit.group && isSame(other, draft)))
      repeated.add(draft);
    told.set(key, [...others, draft].slice(0, 50));
  }
  return repeated;
}

function isSame(a: Draft, b: Draft): boolean {
  const ends = a.end === null || b.end === null || (a.end.hour === b.end.hour && a.end.minute === b.end.minute);
  const place = a.place === null || b.place === null || a.place === b.place || a.kind === 'lecture';
  const sections = a.section === b.section || a.section === null || b.section === null;
  const weeks = a.weeks === b.weeks || a.weeks === null || b.weeks === null;
  return ends && place && sections && weeks && sharePeople(a, b);
}

/** The same people, or nobody named, and not each under a person of their own. */
function sharePeople(a: Draft, b: Draft): boolean {
  if (a.kind === 'lecture') return true;
  if (a.people.length > 0 && b.people.length > 0) return a.people.some((name) => b.people.includes(name));
  const own = (draft: Draft): boolean => draft.unit.scopes.some((scope) => scope.role);
  return !own(a) && !own(b);
}
