/** Data of a section on the course's page: people, usual times, next meeting, changes, clashes. */
import type { DateSpan } from '../domain/date.ts';
import { isBusy, isOneOf, type Kind } from '../domain/kind.ts';
import type { PublishedMeeting } from '../domain/published.ts';
import type { ArrangementFacts, MeetingFacts, SectionFacts } from '../domain/schedule.ts';
import { nameSection } from '../ical/event-text.ts';
import { type Clash, findClashes } from './clashes.ts';
import { listSuggested, type OfferedSection, sortMeetings } from './offered-sections.ts';
import { findUsualTimes, type UsualTime } from './usual-times.ts';

export interface SectionCard {
  readonly id: string;
  readonly kind: Kind;
  /** 'Precept', 'Office hours, Professor Lloyd' */
  readonly name: string;
  readonly note: string | null;
  readonly url: string | null;
  readonly people: readonly string[];
  readonly usual: readonly UsualTime[];
  readonly meetings: number;
  readonly cancelled: number;
  readonly span: DateSpan | null;
  /** The next meeting that is not cancelled, or the current one. */
  readonly next: MeetingFacts | null;
  readonly chosen: boolean;
  /** It has no alternative, so it is chosen by default. */
  readonly suggested: boolean;
  /** Students usually attend one section of its kind. */
  readonly oneOf: boolean;
  /** Sections that meet at the same time, where both are opaque. */
  readonly clashes: readonly Clash[];
  /** Sections whose feeds include this one's meetings. */
  readonly ridesWith: readonly string[];
  /** Sections whose meetings this one's feed includes. */
  readonly brings: readonly string[];
  readonly toBeAnnounced: boolean;
  readonly arrangements: readonly ArrangementFacts[];
  readonly ended: SectionFacts['ended'];
  readonly gone: boolean;
}

export function makeCards(
  offered: readonly OfferedSection[],
  chosen: ReadonlySet<string>,
  now: number | null,
): readonly SectionCard[] {
  const sorted = sortMeetings(offered);
  const meetings = new Map(offered.map((one) => [one.id, sorted(one)]));
  const clashes = findClashes(
    offered.filter(({ section }) => isBusy(section.kind)).map(({ id }) => ({ id, meetings: meetings.get(id) ?? [] })),
  );
  const suggested = new Set(listSuggested(offered));
  return offered.map((one) => makeCard(one, meetings.get(one.id) ?? [], { offered, chosen, now, clashes, suggested }));
}

interface Surroundings {
  readonly offered: readonly OfferedSection[];
  readonly chosen: ReadonlySet<string>;
  readonly now: number | null;
  readonly clashes: ReadonlyMap<string, readonly Clash[]>;
  readonly suggested: ReadonlySet<string>;
}

function makeCard(one: OfferedSection, meetings: readonly PublishedMeeting[], around: Surroundings): SectionCard {
  const { id, section } = one;
  const dates = meetings.map(({ facts }) => facts.date).sort();
  const [first] = dates;
  const last = dates.at(-1);
  const { now } = around;
  const coming =
    now === null
      ? []
      : meetings
          .map(({ facts }) => facts)
          .filter((facts) => facts.status === 'confirmed' && (facts.end ?? facts.start) > now)
          .sort((a, b) => a.start - b.start);
  return {
    id,
    kind: section.kind,
    name: nameSection(section),
    note: section.note,
    url: section.url,
    people: listPeople(meetings, section),
    usual: findUsualTimes(meetings, one.view.published),
    meetings: meetings.length,
    cancelled: meetings.filter(({ facts }) => facts.status === 'cancelled').length,
    span: first !== undefined && last !== undefined ? { from: first, until: last } : null,
    next: coming[0] ?? null,
    chosen: around.chosen.has(id),
    suggested: around.suggested.has(id),
    oneOf: isOneOf(section.kind) && section.with.length === 0,
    clashes: around.clashes.get(id) ?? [],
    ridesWith: section.with,
    brings: around.offered.filter((other) => other.section.with.includes(section.id)).map((other) => other.id),
    toBeAnnounced: section.toBeAnnounced,
    arrangements: section.arrangements ?? [],
    ended: section.ended,
    gone: section.gone,
  };
}

/** Sorted by number of meetings, most first; then those who are there by appointment. */
function listPeople(meetings: readonly PublishedMeeting[], { arrangements = [] }: SectionFacts): string[] {
  const counts = new Map<string, number>();
  for (const { facts } of meetings) for (const name of facts.staff) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return [...new Set([...names, ...arrangements.flatMap(({ staff }) => staff)])];
}
