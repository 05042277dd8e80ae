/** The Last-Modified of sections: when anything in their feeds last changed (feed rule 13). */
import { foldId } from '../domain/id.ts';
import type { AbsentEvent, PublishedCourse, PublishedSection, PublishedSeries } from '../domain/published.ts';
import type { CourseFacts, SectionFacts } from '../domain/schedule.ts';
import { sameInFeeds } from './compare-facts.ts';
import type { MeetingPair } from './pairs.ts';
import { sameJson } from './same.ts';
import type { UnstampedSection } from './sections.ts';

interface Revised {
  readonly course: CourseFacts;
  readonly sections: readonly UnstampedSection[];
  readonly presentIds: ReadonlyMap<string, string>;
  /** As pairChanged. */
  readonly changed: readonly MeetingPair[];
  /** Unchanged ones are the same objects as in the last publication. */
  readonly series: readonly PublishedSeries[];
  readonly absent: readonly AbsentEvent[];
}

/** The sections with their time stamps: `instant` if one of their feeds changes, otherwise the previous value. */
export function stampSections(last: PublishedCourse | null, next: Revised, instant: number): PublishedSection[] {
  if (!last || !sameInFeeds(last.course, next.course)) {
    return next.sections.map((section) => ({ ...section, lastModified: instant }));
  }
  const presentId = (id: string): string => next.presentIds.get(foldId(id)) ?? id;
  const lastById = new Map(last.sections.map((section) => [presentId(section.id), section]));
  const touched = findTouched(last, next, presentId);
  const feeds = new Set(touched);
  // Its meetings are, or were, included in these sections' feeds as well.
  const spread = (section: SectionFacts): void => {
    if (touched.has(presentId(section.id))) for (const id of section.with) feeds.add(presentId(id));
  };
  for (const section of last.sections) spread(section);
  for (const section of next.sections) spread(section);
  return next.sections.map((section) => {
    const was = lastById.get(section.id);
    return was && !feeds.has(section.id) ? was : { ...section, lastModified: instant };
  });
}

/** The current ids of sections whose own facts, meetings or series changed. */
function findTouched(last: PublishedCourse, next: Revised, presentId: (id: string) => string): Set<string> {
  const touched = new Set<string>();
  const lastById = new Map(last.sections.map((section) => [presentId(section.id), section]));
  for (const section of next.sections) {
    const was = lastById.get(section.id);
    if (!was || !sameJson(withoutStamp(was), section)) touched.add(section.id);
  }
  const compare = <T>(before: readonly T[], after: readonly T[], sectionOf: (thing: T) => string): void => {
    const kept = new Set(after);
    const known = new Set(before);
    for (const thing of before) if (!kept.has(thing)) touched.add(presentId(sectionOf(thing)));
    for (const thing of after) if (!known.has(thing)) touched.add(sectionOf(thing));
  };
  for (const { was, now } of next.changed) {
    if (was) touched.add(presentId(was.facts.section));
    if (now) touched.add(now.facts.section);
  }
  compare(last.series, next.series, ({ rule }) => rule.section);
  const shown = (absent: readonly AbsentEvent[]) => absent.flatMap((entry) => entry.shown ?? []);
  compare(shown(last.absent), shown(next.absent), ({ section }) => section);
  return touched;
}

export function withoutStamp({ lastModified: _, ...section }: PublishedSection): UnstampedSection {
  return section;
}
