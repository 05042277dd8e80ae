/** The weekly rules behind the meetings, as downloads print them. */
import type { LocalDate } from '../domain/date.ts';
import { makeUid } from '../domain/identity.ts';
import type { ScheduledSeries } from '../domain/schedule.ts';
import type { Display } from './display.ts';
import type { Draft, SeriesRule } from './draft.ts';
import type { SectionMeetings } from './section-meetings.ts';

interface Candidate {
  readonly rule: SeriesRule;
  meetings: number;
  first: LocalDate;
}

/**
 * One series for each series identity of the section's meetings. Where several patterns share it (people, rooms or
 * times hand over in mid-term) it has the facts of the pattern that gives most meetings, of equals the earliest's.
 */
export function stateSeries(
  { section, standing }: SectionMeetings,
  display: Display,
  uidDomain: string,
): ScheduledSeries[] {
  const byIdentity = new Map<string, Map<string, Candidate>>();
  for (const draft of standing) if (draft.series) count(byIdentity, draft, draft.series);
  return [...byIdentity].map(([identity, candidates]) => {
    const [chosen] = [...candidates.values()].sort((a, b) => b.meetings - a.meetings || (a.first < b.first ? -1 : 1));
    if (!chosen) throw new Error('a series always has a rule');
    const { pattern, weekdays, start, end, where } = chosen.rule;
    return {
      identity,
      uid: makeUid(identity, uidDomain),
      section: section.id,
      pattern: pattern.id,
      weekdays,
      startTime: start,
      endTime: end,
      ...display.showWhere(where),
      staff: display.showStaff(section, pattern.staff),
      copies: pattern.copies,
      notes: pattern.note === null ? [] : [pattern.note],
    };
  });
}

function count(byIdentity: Map<string, Map<string, Candidate>>, draft: Draft, rule: SeriesRule): void {
  const candidates = byIdentity.get(rule.identity) ?? new Map<string, Candidate>();
  byIdentity.set(rule.identity, candidates);
  const facts = factsKey(rule);
  const candidate = candidates.get(facts);
  if (!candidate) candidates.set(facts, { rule, meetings: 1, first: draft.originalDate });
  else {
    candidate.meetings += 1;
    if (draft.originalDate < candidate.first) candidate.first = draft.originalDate;
  }
}

const keys = new WeakMap<SeriesRule, string>();

/** What tells one rule from another within a series: its facts. */
function factsKey(rule: SeriesRule): string {
  const known = keys.get(rule);
  if (known !== undefined) return known;
  const { start, end, where, pattern } = rule;
  const key = JSON.stringify([start, end, where, pattern.staff, pattern.copies, pattern.note]);
  keys.set(rule, key);
  return key;
}
