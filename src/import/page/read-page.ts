/** A page's text → what it says of meetings. Pure; takes time in proportion to the page's length. */

import { WEEKDAYS } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import type { HourCycle } from '../../domain/model.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { lineAt } from './document/blocks.ts';
import { readDocument } from './document/format.ts';
import type { Choice, Doubt, Evidence, PageReading, ReadMeeting, ReadSection, UnusedLine } from './model.ts';
import { findAppointments, giveAppointments } from './reading/appointments.ts';
import { givePeople } from './reading/carried-people.ts';
import { givePlaces } from './reading/carried-places.ts';
import { giveWeeks } from './reading/carried-weeks.ts';
import { doubtsOf, evidenceOf } from './reading/evidence.ts';
import { joinFields } from './reading/fields.ts';
import { type Draft, readUnit } from './reading/meetings.ts';
import { clockText, type Settled } from './reading/meridiem.ts';
import { peopleOf } from './reading/named-people.ts';
import { outline } from './reading/outline.ts';
import { findPeriods, type Periods, sayPeriods, unknownPeriod } from './reading/periods.ts';
import { findRepeated } from './reading/repeats.ts';
import { giveLengths, giveSections, sayDays } from './reading/said-once.ts';
import { settleAll } from './reading/settlement.ts';
import { titleOf } from './reading/title.ts';
import { pick, type Unit } from './reading/unit.ts';
import { sayWeeks } from './reading/week-words.ts';
import { foreignLanguage, refuseFormat } from './recognition.ts';

/**
 * Reads a course page in any markup. `name` is the file's name: its ending helps to tell the markup, and it stands in reports.
 * Every reading keeps the line of the source it comes from.
 * @param hourCycle of the page’s term, where it is known: with 24, times without am or pm are as written, from 7 on
 */
export function readPage(text: string, name: string, hourCycle: HourCycle | null = null): PageReading {
  const refused = refuseFormat(text);
  if (refused !== null) return { name, ...EMPTY, nothing: refused };
  const outlined = outline(readDocument(text, name));
  const periods = findPeriods(outlined);
  const units = sayWeeks(sayDays(joinFields(sayPeriods(outlined, periods))));
  const drafts: Draft[] = [];
  const unused: UnusedLine[] = [];
  for (const unit of units) {
    if (isScale(unit)) continue;
    for (const outcome of readUnit(unit)) {
      if ('draft' in outcome) drafts.push(outcome.draft);
      else unused.push({ line: lineAt(unit.text, outcome.slot.at), text: shownText(unit), why: outcome.why });
    }
    unused.push(...absences(unit), ...brokenClocks(unit), ...unknownPeriods(unit, periods));
  }
  giveLengths(drafts, units);
  giveSections(drafts, units);
  givePlaces(drafts, units);
  giveWeeks(drafts, units);
  givePeople(drafts, units);
  const settled = settleAll(drafts, hourCycle);
  const repeated = findRepeated(drafts);
  const kept = drafts
    .map((draft, i) => ({ draft, settled: settled[i] as Settled }))
    .filter(({ draft }) => !repeated.has(draft));
  const lectures = WEEKDAYS.filter((day) =>
    drafts.some((draft) => draft.kind === 'lecture' && draft.days.includes(day)),
  );
  const usual = usualMinutes(kept);
  const order = new Map(units.map((unit, at) => [unit, at]));
  const page = { units, orderOf: (unit: Unit): number => order.get(unit) ?? -1 };
  const made = kept.map(({ draft, settled: time }) => ({
    draft,
    time,
    meeting: meetingOf(draft, time, lectures, evidenceOf(draft, page), usual),
  }));
  const gathered = gather(made);
  // A page of appointments alone has no schedule.
  const appointments = gathered.length > 0 ? findAppointments(units) : [];
  const { sections, placed } = giveAppointments(gathered, appointments);
  const told = new Set(placed.map(({ line }) => line));
  const left = unused.filter(({ line, why }) => !(told.has(line) && why.startsWith(NO_TIME)));
  const open = onceEach(left.toSorted((a, b) => a.line - b.line));
  const lines = new Set(made.map(({ draft }) => draft.line));
  return {
    name,
    ...titleOf(units),
    nothing: sections.length > 0 ? null : whyNothing(text, open.length),
    people: peopleOf(units),
    sections,
    used: [
      ...made.map(({ draft, time, meeting }) => ({
        line: draft.line,
        text: shownText(draft.unit),
        how: describe(draft, meeting, time),
        words: wordsOf(draft),
      })),
      ...placed
        .filter(({ line }) => !lines.has(line))
        .map(({ line, unit }) => ({ line, text: shownText(unit), how: 'office hours by appointment', words: '' })),
    ],
    unused: open,
    doubts: onceEach(
      made.flatMap(({ draft, meeting }) =>
        meeting.doubts.map((doubt): Doubt => ({ ...doubt, line: draft.line, text: shownText(draft.unit) })),
      ),
    ),
  };
}

const EMPTY = { title: null, code: null, people: [], sections: [], used: [], unused: [], doubts: [] } as const;

interface Made {
  readonly draft: Draft;
  readonly time: Settled;
  readonly meeting: ReadMeeting;
}

/** How long meetings of each kind last on this page; the first that says it. */
function usualMinutes(
  kept: readonly { readonly draft: Draft; readonly settled: Settled }[],
): ReadonlyMap<Kind, number> {
  const minutes = new Map<Kind, number>();
  for (const { draft, settled } of kept) {
    const length = settled.start === null || settled.end === null ? null : settled.end - settled.start;
    if (length !== null && length > 0 && !minutes.has(draft.kind)) minutes.set(draft.kind, length);
  }
  return minutes;
}

function meetingOf(
  draft: Draft,
  time: Settled,
  lectures: readonly ReadMeeting['days'][number][],
  evidence: readonly Evidence[],
  usual: ReadonlyMap<Kind, number>,
): ReadMeeting {
  const end = time.end ?? (draft.minutes !== null && time.start !== null ? time.start + draft.minutes : null);
  const endsOpen = end === null && time.start !== null && !draft.relative;
  const days = draft.days.length === 0 && draft.relative ? lectures : draft.days;
  return {
    days: WEEKDAYS.filter((day) => days.includes(day)),
    start: clockText(time.start),
    end: clockText(end),
    place: draft.place?.trim() || null,
    count: draft.count,
    relative: draft.relative ? { ...draft.relative, minutes: draft.minutes } : null,
    weeks: draft.weeks,
    doubts: [
      ...draft.doubts,
      ...clockDoubts(time),
      ...(endsOpen ? [openEnd(usual.get(draft.kind) ?? 60)] : []),
      ...doubtsOf(evidence),
    ],
    evidence,
    line: draft.line,
  };
}

/** Meetings of one kind, id and people are one section, in the order of the page. */
function gather(made: readonly Made[]): ReadSection[] {
  const groups = new Map<string, { first: Draft; meetings: ReadMeeting[] }>();
  for (const { draft, meeting } of made) {
    const key = [
      draft.kind,
      draft.section ?? '',
      draft.people.join('|'),
      draft.section ? '' : (draft.unit.given.label ?? ''),
    ].join('\u0000');
    const group = groups.get(key);
    if (group) group.meetings.push(meeting);
    else groups.set(key, { first: draft, meetings: [meeting] });
  }
  return [...groups.values()].map(({ first, meetings }) => ({
    id: first.section,
    kind: first.kind,
    label: first.label ?? first.kind,
    people: first.people,
    meetings,
  }));
}

/** "Mon Wed 10:00–10:50 lecture in Bowen Hall". */
function describe(draft: Draft, meeting: ReadMeeting, time: Settled): string {
  const when = meeting.relative
    ? `${meeting.relative.side} each ${meeting.relative.base}`
    : `${meeting.start ?? '?'}–${meeting.end ?? '?'}`;
  const parts = [
    draft.kind,
    draft.section,
    writeWeekdays(meeting.days),
    when,
    meeting.place ? `at ${meeting.place}` : null,
    draft.people.length > 0 ? `with ${draft.people.join(', ')}` : null,
  ];
  if (meeting.weeks) parts.push(`(${meeting.weeks})`);
  if (meeting.count > 1) parts.push(`×${meeting.count}`);
  if (time.why !== '' && time.why !== 'as written') parts.push(`[${time.why}]`);
  return parts.filter((part) => part !== null).join(' ');
}

/** An hour, unless other meetings of the kind say how long they last. */
const openEnd = (minutes: number): Choice => ({
  about: 'end',
  readings: ['no end', `${minutes} minutes`],
  other: { minutes },
});

/** A table's row is shown whole. */
function shownText(unit: Unit): string {
  return unit.given.row ?? unit.text.text;
}

function clockDoubts(time: Settled): Choice[] {
  if (!time.other) return [];
  const show = (start: number | null, end: number | null): string =>
    `${clockText(start) ?? '?'}–${clockText(end) ?? '?'}`;
  return [
    {
      about: 'clock',
      readings: [show(time.start, time.end), show(time.other.start, time.other.end)],
      other: { start: clockText(time.other.start), end: clockText(time.other.end) },
    },
  ];
}

/** Drops what was said of a line before in the same words. */
function onceEach<T extends { readonly line: number }>(said: readonly T[]): T[] {
  const seen = new Set<string>();
  return said.filter((each) => {
    const key = JSON.stringify(each);
    return !seen.has(key) && seen.add(key);
  });
}

function whyNothing(text: string, unused: number): string {
  const language = foreignLanguage(text);
  if (language) return `The page seems to be in ${language}, which cannot be read.`;
  return unused > 0
    ? 'No meeting was read; the lines that look like a schedule are listed with the reason.'
    : 'No line names both a day and a time.';
}

/** `timeline:` of a week's grid lists the hours beside it, no meetings. */
function isScale(unit: Unit): boolean {
  return unit.elements.length <= 2 && unit.scopes.some((scope) => /^timeline\s*:?$/i.test(scope.text.text));
}

/** Mistyped clocks are reported, and never read as a shorter one. */
function brokenClocks(unit: Unit): UnusedLine[] {
  return pick(unit.elements, 'broken').map(({ text, from }) => ({
    line: lineAt(unit.text, from),
    text: shownText(unit),
    why: `"${text}" is no time of the day`,
  }));
}

/** "第2限" on a page without a table of periods. */
function unknownPeriods(unit: Unit, periods: Periods): UnusedLine[] {
  const said = unknownPeriod(unit, periods);
  const why = `the page does not say when "${said}" is`;
  return said === null ? [] : [{ line: unit.text.line, text: shownText(unit), why }];
}

const NO_TIME = 'it gives no time:';

/** Lines that speak of hours or classes without any time: by appointment, to be announced, N/A. */
function absences(unit: Unit): UnusedLine[] {
  if (unit.elements.some((each) => each.type === 'time' || each.type === 'relative')) return [];
  const absent = pick(unit.elements, 'absence')[0];
  const about =
    unit.elements.some((each) => each.type === 'kind' || each.type === 'days') ||
    unit.scopes.some((scope) => scope.kind !== null);
  return absent && about
    ? [{ line: lineAt(unit.text, absent.from), text: shownText(unit), why: `${NO_TIME} "${absent.why}"` }]
    : [];
}

/** The page's words for a time: "430-630", "Immediately following lecture". */
function wordsOf(draft: Draft): string {
  const said = draft.slot.relative ?? draft.slot.time;
  const text = said ? draft.unit.text.text.slice(said.from, said.to) : '';
  return text.charAt(0).toLowerCase() + text.slice(1);
}
