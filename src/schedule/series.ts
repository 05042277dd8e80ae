/** The weekly series that downloaded files print. */
import type { LocalDate } from '../domain/date.ts';
import { makeUid } from '../domain/identity.ts';
import type { MeetingPattern } from '../domain/pattern.ts';
import { intervalOf } from '../domain/rhythm.ts';
import type { ScheduledSeries } from '../domain/schedule.ts';
import type { Display } from './display.ts';
import type { Draft, SeriesRule } from './draft.ts';
import type { SectionMeetings } from './section-meetings.ts';

/** A series with the rule that it prints and its meetings by original date. */
export interface ChosenSeries {
  readonly rule: SeriesRule;
  readonly members: ReadonlyMap<LocalDate, Draft>;
}

/**
 * Groups a section's meetings into one series per series identity. Where several patterns share it (people, rooms or
 * times that change in mid-term) it prints the facts of most of its meetings, in a tie the earliest's. It has at most
 * one meeting a day: of two that are relative to lectures on the same day, the second is a separate event.
 */
export function chooseSeries({ final }: SectionMeetings): ChosenSeries[] {
  const together = Map.groupBy(final.filter(isRuled), ({ series }) => series.identity);
  return [...together.values()].map(chooseRule);
}

type Ruled = Draft & { readonly series: SeriesRule };

function isRuled(draft: Draft): draft is Ruled {
  return draft.series !== null;
}

/** `ruled`: the meetings of one series identity, at least one. */
function chooseRule(ruled: readonly Ruled[]): ChosenSeries {
  const ranked = rank(ruled);
  const members = new Map<LocalDate, Draft>();
  for (const draft of ranked) if (!members.has(draft.originalDate)) members.set(draft.originalDate, draft);
  const [{ series: rule }] = ranked as [Ruled];
  return { rule, members };
}

/** Those whose facts most have come first. */
function rank(ruled: readonly Ruled[]): readonly Ruled[] {
  if (ruled.every(({ series }) => series === ruled[0]?.series)) return ruled;
  const alike = [...Map.groupBy(ruled, ({ series }) => factsKey(series)).values()];
  return alike.sort((a, b) => b.length - a.length || (earliest(a) < earliest(b) ? -1 : 1)).flat();
}

/** Orders by date, start and identity, so that no two are equal. */
function earliest(ruled: readonly Ruled[]): string {
  const [first] = ruled.map((draft) => `${draft.originalDate} ${draft.given.start} ${draft.identity}`).sort();
  return first as string;
}

const keys = new WeakMap<SeriesRule, string>();

/** The key of a rule within a series: its facts. */
function factsKey(rule: SeriesRule): string {
  const known = keys.get(rule);
  if (known !== undefined) return known;
  const { start, end, where, pattern } = rule;
  const key = JSON.stringify([start, end, where, pattern.staff, pattern.copies, pattern.note]);
  keys.set(rule, key);
  return key;
}

/** Every second week shows in the dates themselves; files of earlier releases have no facts for it. */
function recurrenceOf(pattern: MeetingPattern): Pick<ScheduledSeries, 'interval' | 'ofMonth'> {
  if (pattern.type !== 'weekly') return {};
  const { every } = intervalOf(pattern.rhythm);
  return { ...(every > 2 ? { interval: every } : {}), ...(pattern.ofMonth ? { ofMonth: pattern.ofMonth } : {}) };
}

/** Converts a series to facts. */
export function toSeriesFacts(
  { section }: SectionMeetings,
  { rule }: ChosenSeries,
  display: Display,
  uidDomain: string,
): ScheduledSeries {
  const { identity, pattern, weekdays, start, end, where } = rule;
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
    ...recurrenceOf(pattern),
  };
}
