/** One meeting as a page shows it, from its event in the feed and its publication. */
import type { LocalDate, LocalTime } from '../domain/date.ts';
import type { Kind } from '../domain/kind.ts';
import type { PublishedMeeting } from '../domain/published.ts';
import type { MovedFrom } from '../domain/schedule.ts';
import { findOffsets, toLocal, type ZoneOffsets } from '../domain/zone.ts';
import type { ReadEvent } from '../ical/read-feed.ts';
import { sayKind, sayVenue } from '../words/wording.ts';
import type { OfferedSection } from './offered-sections.ts';

export interface ShownMeeting {
  readonly uid: string;
  /** The section's id as spelled in this address. */
  readonly section: string;
  readonly kind: Kind;
  /** 'Lecture 7: Paxos', without the course's code and the section's id. */
  readonly subject: string;
  /** Epoch ms. */
  readonly start: number;
  readonly end: number | null;
  /** In the course's zone. */
  readonly date: LocalDate;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
  /** Whole days: so many. */
  readonly days?: number | undefined;
  readonly where: string;
  /** Its section's usual place, if it is elsewhere. */
  readonly replaced: string | null;
  /** The link to join an online meeting, or a page about the place. */
  readonly whereUrl: string | null;
  readonly people: readonly string[];
  readonly cancelled: boolean;
  readonly reason: string | null;
  readonly movedFrom: MovedFrom | null;
  readonly notes: readonly string[];
  /** The name of the day swap on its date: 'Wednesday schedule'. */
  readonly swap: string | null;
  /** Its latest change. */
  readonly changed: { readonly at: number; readonly line: string } | null;
  /** False: it is cancelled, and this course's feeds omit cancelled meetings. */
  readonly inFeed: boolean;
  /** Whether it counts as busy time. */
  readonly opaque: boolean;
}

/** A meeting at the address that was asked for. */
export interface MeetingAtAddress {
  readonly meeting: PublishedMeeting;
  readonly id: string;
  readonly code: string;
  /** What precedes the title of a cancelled meeting: 'CANCELLED: '. */
  readonly mark: string;
  readonly section: OfferedSection['section'];
  readonly swap: string | null;
  readonly replaced: string | null;
}

/** As the feed has it; people and changes are the publication's. */
export function showEvent(event: ReadEvent, found: MeetingAtAddress, zone: string): ShownMeeting {
  const { facts } = found.meeting;
  const marked = event.summary.startsWith(found.mark);
  const title = marked ? event.summary.slice(found.mark.length) : event.summary;
  const named = `${found.code} ${found.section.id} · `;
  const offsets = findOffsets(zone, facts.date, facts.date);
  return {
    ...describeFacts(found),
    ...localTimes(event, offsets),
    subject: title.startsWith(named) ? title.slice(named.length) : title,
    start: event.start,
    end: event.end,
    where: shortenPlace(event.location, facts),
    ...wholeDaysOf(facts),
    cancelled: marked || event.status === 'CANCELLED',
    inFeed: true,
    opaque: event.transp === 'OPAQUE',
  };
}

/** A date in a feed has no instant: those of its midnights are among the facts. */
function wholeDaysOf(facts: PublishedMeeting['facts']): Partial<ShownMeeting> {
  if (facts.days === undefined) return {};
  const { start, end, date, startTime, endTime, days } = facts;
  return { start, end, date, startTime, endTime, days };
}

/** 'Friend Center 008' from 'Friend Center 008, Princeton, NJ'; the address is for maps. */
function shortenPlace(location: string, facts: PublishedMeeting['facts']): string {
  const addresses = new Set(facts.where.map(({ address }) => address));
  return location
    .split(' / ')
    .map((place) => [...addresses].reduce((text: string, address) => removeEnd(text, `, ${address}`), place))
    .join(' / ');
}

function removeEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function localTimes(event: ReadEvent, offsets: ZoneOffsets): Pick<ShownMeeting, 'date' | 'startTime' | 'endTime'> {
  const start = toLocal(offsets, event.start);
  return {
    date: start.date,
    startTime: start.time,
    endTime: event.end === null ? null : toLocal(offsets, event.end).time,
  };
}

/** A cancelled meeting that the feed omits. */
export function showLeftOut(found: MeetingAtAddress): ShownMeeting {
  const { facts } = found.meeting;
  return {
    ...describeFacts(found),
    subject: sayKind(found.section.kind),
    start: facts.start,
    end: facts.end,
    date: facts.date,
    startTime: facts.startTime,
    endTime: facts.endTime,
    days: facts.days,
    where: facts.where.map(sayVenue).join(' / '),
    cancelled: true,
    inFeed: false,
    opaque: false,
  };
}

function describeFacts({
  meeting,
  id,
  section,
  swap,
  replaced,
}: MeetingAtAddress): Pick<
  ShownMeeting,
  | 'uid'
  | 'section'
  | 'kind'
  | 'whereUrl'
  | 'people'
  | 'reason'
  | 'movedFrom'
  | 'notes'
  | 'swap'
  | 'replaced'
  | 'changed'
> {
  const { facts } = meeting;
  return {
    uid: meeting.uid,
    section: id,
    kind: section.kind,
    whereUrl: facts.where.find(({ url }) => url !== null)?.url ?? null,
    people: facts.staff,
    reason: facts.reason,
    movedFrom: facts.movedFrom,
    notes: facts.notes,
    swap,
    replaced,
    changed: meeting.history.at(-1) ?? null,
  };
}

/** Data attributes for a static page's script, which knows the time and the choice. */
export function markMeeting(meeting: ShownMeeting): Readonly<Record<string, string>> {
  return {
    'data-section': meeting.section,
    'data-start': String(meeting.start),
    'data-end': String(meeting.end ?? meeting.start),
    'data-where': meeting.where,
  };
}
