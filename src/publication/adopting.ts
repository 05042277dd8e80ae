/**
 * Handles a section that moved to another course, which lists it under its old address: the address keeps working and
 * serves the other course's meetings under the UIDs that subscribers already have.
 */
import { makeUid } from '../domain/identity.ts';
import type { PublishedCourse, PublishedSection } from '../domain/published.ts';
import type { CourseSchedule, ScheduledMeeting, ScheduledSeries, SectionFacts } from '../domain/schedule.ts';

/** One section that continues as another course's. */
export interface Adoption {
  /** The section as it was last published here. */
  readonly own: PublishedSection;
  readonly host: PublishedCourse;
  /** The other course's section. */
  readonly section: PublishedSection;
}

/** Adds these sections to the schedule, in the order in which the course last had them. */
export function adoptSections(
  schedule: CourseSchedule,
  last: PublishedCourse,
  adoptions: readonly Adoption[],
): CourseSchedule {
  if (adoptions.length === 0) return schedule;
  const pairs = adoptions.map((adoption): [string, string] => [
    prefixOf(adoption.host, adoption.section.id),
    prefixOf(last, adoption.own.id),
  ]);
  const domain = findDomain(last) ?? findDomain(adoptions[0]?.host) ?? 'belltower.invalid';
  const adopted = adoptions.map((adoption, index) => {
    // A section may be listed here twice: its own name takes precedence.
    const names = new Map([...pairs, pairs[index] as [string, string]]);
    return readAdopted(adoption, (identity) => {
      const own = renameIdentity(identity, names);
      return { identity: own, uid: makeUid(own, domain) };
    });
  });
  return {
    ...schedule,
    sections: [...schedule.sections, ...adopted.map(({ section }) => section)],
    meetings: [...schedule.meetings, ...adopted.flatMap(({ meetings }) => meetings)].sort(byIdentity),
    series: [...schedule.series, ...adopted.flatMap(({ series }) => series)].sort(byIdentity),
  };
}

interface Adopted {
  readonly section: SectionFacts;
  readonly meetings: readonly ScheduledMeeting[];
  readonly series: readonly ScheduledSeries[];
}

type Rename = (identity: string) => { readonly identity: string; readonly uid: string };

function readAdopted({ own, host, section }: Adoption, rename: Rename): Adopted {
  const { id, aliases } = own;
  const { kind, title, note, url, toBeAnnounced, arrangements, ended } = section;
  const heldWith = { course: host.course.id, code: host.course.code, section: section.id };
  const meetings = host.meetings.filter(({ facts, taken }) => facts.section === section.id && taken === undefined);
  const series = host.series.filter(({ rule }) => rule.section === section.id);
  return {
    section: {
      ...{ id, aliases, kind, title, note, url, with: [], listed: [], toBeAnnounced, ended, heldWith },
      ...(arrangements === undefined ? {} : { arrangements }),
    },
    meetings: meetings.map(({ identity, pattern, originalDate, series: inside, facts }) => ({
      ...rename(identity),
      pattern,
      originalDate,
      series: inside === null ? null : rename(inside).identity,
      facts: { ...facts, section: id },
    })),
    series: series.map(({ rule }) => ({ ...rule, ...rename(rule.identity), section: id })),
  };
}

/** The prefix of the identities of a section's meetings: `term/course/section/` by first ids. */
function prefixOf(course: PublishedCourse, section: string): string {
  const identity =
    course.meetings.find(({ facts }) => facts.section === section)?.identity ??
    course.series.find(({ rule }) => rule.section === section)?.rule.identity;
  const ids = identity?.split('/').slice(0, 3) ?? [course.course.term, course.course.id, section];
  return `${ids.join('/')}/`;
}

const LEANS = '/by/';

/** The identity of a relative meeting contains the base meeting's. */
function renameIdentity(identity: string, names: ReadonlyMap<string, string>): string {
  const edge = identity.indexOf(LEANS);
  const base = edge < 0 ? '' : LEANS + renameIdentity(identity.slice(edge + LEANS.length), names);
  const first = edge < 0 ? identity : identity.slice(0, edge);
  const prefix = `${first.split('/').slice(0, 3).join('/')}/`;
  const own = names.get(prefix);
  return (own === undefined ? first : own + first.slice(prefix.length)) + base;
}

function findDomain(course: PublishedCourse | undefined): string | undefined {
  const uid = course?.meetings[0]?.uid ?? course?.series[0]?.rule.uid;
  return uid?.slice(uid.lastIndexOf('@') + 1);
}

function byIdentity(a: { readonly identity: string }, b: { readonly identity: string }): number {
  return a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0;
}
