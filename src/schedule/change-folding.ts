/** Applies changes to a section's meetings, oldest first: the newest change of each field wins. */

import type { Change } from '../domain/change.ts';
import type { LocalDate } from '../domain/date.ts';
import { identifyExtraMeeting } from '../domain/identity.ts';
import type { Course, Section } from '../domain/model.ts';
import type { MeetingPattern } from '../domain/pattern.ts';
import { concernsDraft, concernsSection } from './change-order.ts';
import { type Draft, sectionIdentityOf } from './draft.ts';
import { applyEffect, becomeOther, touchesFields } from './effects.ts';
import type { Slot } from './slot.ts';

/** Returns the drafts of a pattern of the section. */
export type GiveMeetings = (pattern: MeetingPattern) => readonly Draft[];

/**
 * The section's drafts after all changes except closings, which are applied later, to each meeting's current start.
 * A change applies to the meetings that exist when it is applied, not to those that later changes add.
 */
export function foldChanges(
  course: Course,
  section: Section,
  drafts: readonly Draft[],
  changes: readonly Change[],
  give: GiveMeetings,
): readonly Draft[] {
  const concerned = changes.map((change, changeIndex) => ({ change, changeIndex }));
  const mine = concerned.filter(({ change }) => concernsSection(change.scope, section));
  let present = drafts;
  for (const { change, changeIndex } of mine) {
    const { extra, instead } = change.effect;
    // The place, people and note of a change that adds meetings apply to those.
    if (extra || instead) {
      const byIdentity = new Map(present.map((draft) => [draft.identity, draft]));
      if (extra) {
        const draft = draftExtra(course, section, change, changeIndex, extra);
        byIdentity.set(draft.identity, draft);
      } else if (instead) replaceMeetings(byIdentity, section, change, changeIndex, instead, give);
      present = [...byIdentity.values()];
    } else if (present.length > 0 && touchesFields(change)) {
      present = present.map((draft) =>
        concernsDraft(change.scope, draft) ? applyEffect(draft, change, changeIndex) : draft,
      );
    }
  }
  return present;
}

/** Replaces patterns over a span: meetings of the old ones alone are cancelled, common ones moved, the rest added. */
function replaceMeetings(
  byIdentity: Map<string, Draft>,
  section: Section,
  change: Change,
  changeIndex: number,
  patterns: readonly MeetingPattern[],
  give: GiveMeetings,
): void {
  const fresh = patterns.flatMap((pattern) => {
    const own = fitPattern(pattern, change);
    return give(takeDefaults(own, section)).map((draft) => ({ draft, own }));
  });
  for (const draft of [...byIdentity.values()]) {
    if (draft.extra || !concernsDraft(change.scope, draft)) continue;
    const setBy: Draft['setBy'] = new Map(draft.setBy).set('status', changeIndex);
    const touched = [...draft.touched, changeIndex];
    byIdentity.set(draft.identity, { ...draft, cancelled: true, reason: change.say, setBy, touched });
  }
  for (const { draft, own } of fresh) {
    const before = byIdentity.get(draft.identity);
    byIdentity.set(
      draft.identity,
      before
        ? becomeOther(before, leaveDefaults(draft, own, section), changeIndex)
        : { ...draft, series: null, madeBy: changeIndex, setBy: saidBy(changeIndex), touched: [changeIndex] },
    );
  }
}

/** The section's place and people, if neither the pattern nor its change gives them. */
function takeDefaults(pattern: MeetingPattern, { where, staff }: Section): MeetingPattern {
  return {
    ...pattern,
    where: pattern.where.length > 0 ? pattern.where : where,
    staff: pattern.staff.length > 0 ? pattern.staff : staff,
  };
}

/** An existing meeting keeps its own place and people: the section's defaults do not replace them. */
function leaveDefaults(draft: Draft, own: MeetingPattern, section: Section): Draft {
  const leansOnRoom = own.type === 'relative' && section.where.length === 0;
  return { ...draft, where: leansOnRoom ? draft.where : own.where, staff: own.staff };
}

/** A pattern restricted to the change's span, with the change's place, people and note as defaults. */
function fitPattern(pattern: MeetingPattern, { scope, effect }: Change): MeetingPattern {
  const said = {
    where: pattern.where.length > 0 ? pattern.where : (effect.where ?? []),
    staff: pattern.staff.length > 0 ? pattern.staff : (effect.staff ?? []),
    note: pattern.note ?? effect.note,
  };
  // Dated patterns give exact dates and are not restricted.
  if (pattern.type === 'dated' || scope.dates === null) return { ...pattern, ...said };
  const from = latest(pattern.from, scope.dates.from);
  const until = earliest(pattern.until, scope.dates.until);
  return { ...pattern, ...said, from, until };
}

function latest(date: LocalDate | null, other: LocalDate): LocalDate {
  return date !== null && date > other ? date : other;
}

function earliest(date: LocalDate | null, other: LocalDate): LocalDate {
  return date !== null && date < other ? date : other;
}

/** The change's public text becomes one of the meeting's own lines. */
function saidBy(changeIndex: number): Draft['setBy'] {
  return new Map([[`said ${changeIndex}` as const, changeIndex]]);
}

function draftExtra(course: Course, section: Section, change: Change, changeIndex: number, extra: Slot): Draft {
  const { where, staff, note } = change.effect;
  return {
    identity: identifyExtraMeeting(sectionIdentityOf(course, section), change.id, extra.date),
    section,
    pattern: change.id,
    originalDate: extra.date,
    series: null,
    given: extra,
    slot: extra,
    where: where ?? [],
    staff: staff ?? [],
    copies: 1,
    notes: note === null ? [] : [note],
    cancelled: false,
    reason: null,
    setBy: saidBy(changeIndex),
    touched: [changeIndex],
    madeBy: changeIndex,
    extra: true,
    at: change.at,
  };
}
