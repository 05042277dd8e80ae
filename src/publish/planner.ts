/** Plans each course of a publication: its edit is published or held, it ends, or nothing changes. Writes nothing. */
import { foldId } from '../domain/id.ts';
import { type CourseKey, termOf } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse, PublishedSection } from '../domain/published.ts';
import type { CourseSchedule } from '../domain/schedule.ts';
import { type Adoption, adoptSections } from '../publication/adopting.ts';
import type { HeldEdit } from '../store/agreed.ts';
import { createPacker } from '../store/packed-course.ts';
import type { CourseSummary, StoreReads } from '../store/store.ts';
import { openAgreedRules } from './agreed-rules.ts';
import { isConfirmed } from './confirmed.ts';
import { type CourseRules, findCourseRules } from './course-rules.ts';
import { findListed, openListings } from './listings.ts';
import { type Adopt, type CoursePlan, type PlanContext, planCourse, planEnd } from './plan.ts';
import { hasEnded, haveSameInput, NO_RULES, needsPublication, rulesOfDigest, zoneDataOf } from './published-from.ts';
import { mayHaveCourse, type Rules } from './rules.ts';
import { createLoader } from './stored-courses.ts';
import { isOwnZoneData } from './zone-data.ts';

/** Agreement to drastic edits: by course, the digest of the rules that were shown. */
export interface Agreement {
  readonly edits: ReadonlyMap<CourseKey, string>;
  readonly by: string;
}

export interface PublishOptions {
  readonly agreement?: Agreement;
  readonly only?: ReadonlySet<CourseKey>;
  /** The term of the rules; without it, they are those of all terms. */
  readonly term?: string;
}

export interface Planned {
  /** In the order of publication; the last may be held. */
  readonly plans: readonly CoursePlan[];
  /** The folder's rules become the agreed ones. */
  readonly isAgreed: boolean;
}

export const NOTHING: Planned = { plans: [], isAgreed: false };

/**
 * The functions throw UnreadableCourseError if a stored document is damaged, and OlderZoneDataError if the course was
 * published with newer zone data.
 */
export function createPlanner(
  tx: StoreReads,
  rules: Rules,
  known: ReadonlyMap<CourseKey, CourseSummary>,
  waiting: ReadonlyMap<CourseKey, HeldEdit>,
  context: PlanContext,
  { agreement, only }: PublishOptions,
): (key: CourseKey) => Promise<Planned> {
  const pace = createPace();
  const load = createLoader(tx);
  const agreed = openAgreedRules(tx, rules);
  const listings = openListings(rules.catalog);
  const packer = createPacker();
  /** Of courses that list sections elsewhere, whose plans the others need. */
  const hosts = new Map<CourseKey, Promise<Planned>>();
  const underWay = new Set<CourseKey>();

  /** Somebody agreed to this very edit, here or while importing it. */
  const isAgreedTo = (key: CourseKey, summary: CourseSummary | null, digest: string): boolean => {
    if (agreement?.edits.get(key) === digest) return true;
    const to = digest === NO_RULES ? null : digest;
    return summary !== null && isConfirmed(rules.confirmed, key, rulesOfDigest(summary.rules), to);
  };

  /** A host as it is published after this. */
  const loadHost = async (key: CourseKey): Promise<PublishedCourse | null> => {
    // If two courses list sections of each other, this one as it was before.
    const isPlanned = !underWay.has(key) && (only?.has(key) ?? true);
    const { plans } = isPlanned ? await plan(key) : NOTHING;
    return plans.findLast((one) => !one.held)?.next ?? (await load(known.get(key) ?? (await tx.findCourse(key))));
  };

  const findAdoption = async (key: CourseKey, own: PublishedSection): Promise<Adoption | null> => {
    const listing = listings.find(key, own.id);
    if (!listing || listing.host === key) return null;
    const host = await loadHost(listing.host);
    // Its own edit may be held; until it is published the section stays.
    const section = host && findListed(host, key.slice(key.indexOf('/') + 1), own.id);
    return section ? { own, host, section } : null;
  };

  /** Sections removed from these rules continue where another course lists them here. */
  const adoptFor =
    (key: CourseKey, last: PublishedCourse | null): Adopt =>
    async (schedule: CourseSchedule) => {
      if (!last) return schedule;
      const claimed = new Set(schedule.sections.flatMap(({ id, aliases }) => [id, ...aliases]).map(foldId));
      const adoptions: Adoption[] = [];
      for (const own of last.sections) {
        const isClaimed = [own.id, ...own.aliases].some((id) => claimed.has(foldId(id)));
        const adoption = isClaimed ? null : await findAdoption(key, own);
        if (adoption) adoptions.push(adoption);
      }
      return adoptSections(schedule, last, adoptions);
    };

  const planRules = (found: CourseRules, last: PublishedCourse | null): Promise<CoursePlan> =>
    planCourse(found, last, context, pace, adoptFor(found.course.key, last));

  /** Applies the desk changes to the agreed rules; null: nothing is new, or the agreed rules are unknown. */
  const planPresent = async (key: CourseKey): Promise<CoursePlan | null> => {
    const summary = known.get(key);
    if (!summary) return null;
    const desk = context.deskChanges({ key, term: termOf(key) });
    const isSame = haveSameInput(summary.rules, rulesOfDigest(summary.rules), desk.digest);
    if (isSame && isOwnZoneData(zoneDataOf(summary.rules))) return null;
    const found = await agreed.read(summary);
    if (!found || !needsPublication(summary, found, context.deskChanges)) return null;
    return planRules(found, await load(summary));
  };

  /** Its file is gone, or it was ended by command. */
  const planWithoutRules = async (summary: CourseSummary): Promise<Planned> => {
    const { key, retired } = summary;
    const isGone = !mayHaveCourse(rules, key);
    if (!retired && !isGone) return { plans: await listPresent(key), isAgreed: false };
    // An end by command lasts until the file is gone: when that returns, so does the course.
    if (hasEnded(summary) && retired !== isGone) return NOTHING;
    const last = await load(summary);
    if (!last) return NOTHING;
    const ending = isGone ? 'gone' : 'retired';
    const end = await planEnd(last, { ending, digest: summary.rules }, context, adoptFor(key, last));
    if (retired || !end.drastic || isAgreedTo(key, summary, rulesOfDigest(end.digest))) {
      return { plans: [end], isAgreed: false };
    }
    return { plans: [...(await listPresent(key)), { ...end, held: true }], isAgreed: false };
  };

  const listPresent = async (key: CourseKey): Promise<readonly CoursePlan[]> => {
    const present = await planPresent(key);
    return present ? [present] : [];
  };

  const planEdit = async (fresh: CourseRules, summary: CourseSummary | null): Promise<Planned> => {
    const { key } = fresh.course;
    if (summary && !needsPublication(summary, fresh, context.deskChanges)) return { plans: [], isAgreed: true };
    const edit = await planRules(fresh, await load(summary));
    // Not an edit: only zone data or desk changes differ, and the meetings keep their times of day.
    if (summary && rulesOfDigest(summary.rules) === fresh.digest) {
      return { plans: [{ ...edit, drastic: false }], isAgreed: true };
    }
    // Neither time nor a change makes a held edit harmless.
    const waits = edit.delta.feeds.length > 0 && waiting.get(key)?.rules === fresh.digest;
    const drastic = edit.drastic || waits;
    if (!drastic || isAgreedTo(key, summary, fresh.digest)) return { plans: [{ ...edit, drastic }], isAgreed: true };
    // What was changed at the desk is published whatever becomes of the edit.
    const [present] = await listPresent(key);
    const held = present ? await planRules(fresh, present.next) : edit;
    return { plans: [...(present ? [present] : []), { ...held, drastic, held: true }], isAgreed: false };
  };

  const planOne = async (key: CourseKey): Promise<Planned> => {
    // Skipped courses take time too, if there are two thousand.
    await pace();
    underWay.add(key);
    const summary = known.get(key) ?? null;
    const fresh = findCourseRules(rules, key);
    const planned =
      fresh && !summary?.retired ? await planEdit(fresh, summary) : summary ? await planWithoutRules(summary) : NOTHING;
    underWay.delete(key);
    return { ...planned, plans: planned.plans.map((one) => ({ ...one, next: packer.pack(one.next) })) };
  };

  const plan = (key: CourseKey): Promise<Planned> => {
    if (!listings.isHost(key)) return planOne(key);
    const planned = hosts.get(key) ?? planOne(key);
    hosts.set(key, planned);
    return planned;
  };
  return plan;
}
