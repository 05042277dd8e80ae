/** Converts a section's drafts to facts for feeds. */

import type { Change } from '../domain/change.ts';
import { isWithin } from '../domain/date.ts';
import type { Deadline } from '../domain/model.ts';
import type { DeadlineFacts, MeetingFacts, MovedFrom, ScheduledMeeting } from '../domain/schedule.ts';
import type { Display } from './display.ts';
import type { Draft, SeriesRule } from './draft.ts';
import type { SectionMeetings } from './section-meetings.ts';
import type { ChosenSeries } from './series.ts';
import { instantsOf } from './slot.ts';
import type { TermCalendar } from './term-calendar.ts';

/** The section's meetings, sorted by start; in a numbered section, those that take place are counted from 1. */
export function toMeetingFacts(
  { section, final }: SectionMeetings,
  series: readonly ChosenSeries[],
  changes: readonly Change[],
  calendar: TermCalendar,
  display: Display,
  uidOf: (identity: string) => string,
): ScheduledMeeting[] {
  const stated = final.map((draft) => ({ draft, instants: instantsOf(draft.slot, calendar) }));
  stated.sort((a, b) => a.instants.start - b.instants.start || (a.draft.identity < b.draft.identity ? -1 : 1));
  const chosen = new Map(series.map((one) => [one.rule.identity, one]));
  let number = 0;
  return stated.map(({ draft, instants }) => {
    const counted = section.numbered && !draft.cancelled;
    if (counted) number += 1;
    return {
      identity: draft.identity,
      uid: uidOf(draft.identity),
      pattern: draft.pattern,
      originalDate: draft.originalDate,
      series: isMember(draft, chosen) ? draft.series.identity : null,
      facts: factsOf(draft, instants, counted ? number : null, changes, display),
    };
  });
}

function isMember(
  draft: Draft,
  chosen: ReadonlyMap<string, ChosenSeries>,
): draft is Draft & { readonly series: SeriesRule } {
  return draft.series !== null && chosen.get(draft.series.identity)?.members.get(draft.originalDate) === draft;
}

function factsOf(
  draft: Draft,
  instants: { readonly start: number; readonly end: number | null },
  number: number | null,
  changes: readonly Change[],
  display: Display,
): MeetingFacts {
  const { section, slot, given } = draft;
  const { where, whereToBeAnnounced } = display.showWhere(draft.where);
  const moved = slot.date !== given.date || slot.start !== given.start;
  return {
    section: section.id,
    start: instants.start,
    end: instants.end,
    date: slot.date,
    startTime: slot.start,
    endTime: slot.end,
    ...(slot.days === undefined ? {} : { days: slot.days }),
    where,
    whereToBeAnnounced,
    staff: display.showStaff(section, draft.staff),
    ...display.tellNamesakes(section, draft.staff),
    copies: draft.copies,
    notes: notesOf(draft, changes),
    topic: section.topics.get(draft.originalDate) ?? null,
    number,
    status: draft.cancelled ? 'cancelled' : 'confirmed',
    reason: draft.cancelled ? draft.reason : null,
    movedFrom: moved ? toMovedFrom(given) : null,
    ...(draft.deadline ? { deadline: toDeadlineFacts(draft.deadline) } : {}),
  };
}

function toMovedFrom({ date, start, days }: Draft['given']): MovedFrom {
  return { date, startTime: start, ...(days === undefined ? {} : { allDay: true }) };
}

function toDeadlineFacts({ title, url, for: sections }: Deadline): DeadlineFacts {
  return { title, url, for: sections };
}

/**
 * The rules' lines, then the lines of every change that still has an effect: its note unless a newer one replaced it,
 * and its public text unless that is already the reason for a cancellation.
 */
function notesOf(draft: Draft, changes: readonly Change[]): readonly string[] {
  if (draft.setBy.size === 0) return draft.notes;
  const notes = [...ownNotesOf(draft)];
  const changeIndexes = [...new Set(draft.setBy.values())].sort((a, b) => a - b);
  for (const changeIndex of changeIndexes) {
    const change = changes[changeIndex];
    if (!change) continue;
    if (draft.setBy.get('note') === changeIndex && change.effect.note !== null) notes.push(change.effect.note);
    const isReason = draft.cancelled && draft.setBy.get('status') === changeIndex;
    if (change.say !== null && !isReason) notes.push(change.say);
  }
  return [...new Set(notes)];
}

/** Without the name of other hours that the meeting was moved away from. */
function ownNotesOf({ notes, hours, slot, given }: Draft): readonly string[] {
  if (!hours || (isWithin(slot.date, hours) && slot.start === given.start)) return notes;
  return notes.filter((note) => note !== hours.name);
}
