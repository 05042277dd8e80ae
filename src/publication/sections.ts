/**
 * The sections of a publication: those of the rules, and published ones that were removed from the rules.
 * A published section id keeps leading to the section (or its successor), even if the rules no longer mention it.
 */
import { foldId } from '../domain/id.ts';
import type { PublishedSection } from '../domain/published.ts';
import type { CourseFacts, SectionFacts } from '../domain/schedule.ts';
import { sameJson } from './same.ts';

/** A published section without `lastModified`, which depends on its meetings. */
export interface UnstampedSection extends SectionFacts {
  readonly gone: boolean;
}

export interface RevisedSections {
  /** In rules order, followed by the removed ones. */
  readonly sections: readonly UnstampedSection[];
  /** The current id of each section of the last publication, by its folded former id. */
  readonly presentIds: ReadonlyMap<string, string>;
}

/** Merges the rules' sections over the last published ones: renames are followed, missing ones are kept as removed. */
export function reviseSections(last: readonly PublishedSection[], fresh: readonly SectionFacts[]): RevisedSections {
  const claimed = claimIds(fresh);
  const inherited = new Map<SectionFacts, string[]>();
  const presentIds = new Map<string, string>();
  const gone: UnstampedSection[] = [];
  for (const section of last) {
    const heir = findHeir(section, claimed);
    presentIds.set(foldId(section.id), heir?.id ?? section.id);
    if (!heir) {
      const { lastModified: _, ...facts } = section;
      // Unless the whole course ended, removed deadlines are handled one by one.
      gone.push({ ...facts, gone: facts.kind !== 'deadline' || fresh.length === 0 });
      continue;
    }
    const unclaimed = [section.id, ...section.aliases].filter((id) => !claimed.has(foldId(id)));
    if (unclaimed.length > 0) inherited.set(heir, [...(inherited.get(heir) ?? []), ...unclaimed]);
  }
  const present = fresh.map((section): UnstampedSection => {
    const extra = inherited.get(section) ?? [];
    return { ...section, aliases: mergeIds(section.id, section.aliases, extra), gone: false };
  });
  return { sections: [...present, ...gone], presentIds };
}

/** The section of the rules for each id: a section's own id takes precedence over an alias. */
function claimIds(fresh: readonly SectionFacts[]): Map<string, SectionFacts> {
  const claimed = new Map<string, SectionFacts>();
  for (const section of fresh) for (const alias of section.aliases) claimed.set(foldId(alias), section);
  for (const section of fresh) claimed.set(foldId(section.id), section);
  return claimed;
}

/** The successor of a published section: the one with its id, otherwise one with an alias of it. */
function findHeir(section: UnstampedSection, claimed: ReadonlyMap<string, SectionFacts>): SectionFacts | undefined {
  const byId = claimed.get(foldId(section.id));
  if (byId) return byId;
  const alias = section.aliases.find((id) => claimed.has(foldId(id)));
  return alias === undefined ? undefined : claimed.get(foldId(alias));
}

/** The course's facts with all ids that it ever had; the same object if nothing differs. */
export function reviseCourseFacts(last: CourseFacts | undefined, fresh: CourseFacts): CourseFacts {
  if (!last) return fresh;
  const facts = { ...fresh, formerly: mergeIds(fresh.id, fresh.formerly, [last.id, ...last.formerly]) };
  return sameJson(last, facts) ? last : facts;
}

/** `ids` and those of `extra` that are neither among them nor the subject's own id, case-insensitive. */
function mergeIds(own: string, ids: readonly string[], extra: readonly string[]): readonly string[] {
  if (extra.length === 0) return ids;
  const known = new Set([own, ...ids].map(foldId));
  const added = extra.filter((id) => {
    if (known.has(foldId(id))) return false;
    known.add(foldId(id));
    return true;
  });
  return added.length === 0 ? ids : [...ids, ...added];
}
