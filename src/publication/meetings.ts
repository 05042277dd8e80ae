/**
 * The meetings of a publication: those that the rules give, and published ones that they no longer give (taken.ts).
 * Each is compared with its last revision, and its SEQUENCE increases by at most one.
 */
import { foldId } from '../domain/id.ts';
import { createLookup } from '../domain/lookup.ts';
import type { AbsentEvent, ChangeLine, PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts, CourseSchedule, MeetingFacts, ScheduledSeries } from '../domain/schedule.ts';
import { sameFacts, sameNamesakes, sameSettings, sameSurroundings } from './compare-facts.ts';
import { compareMeeting } from './difference.ts';
import type { UnstampedSection } from './sections.ts';
import { fitsSeries, isShown, offsetsOf, standingOf } from './series-membership.ts';
import { listLeaving, takeAway, type WantedMeeting } from './taken.ts';
import { sayDifference } from './words.ts';

/** The number of most recent lines kept of a meeting's history. */
const HISTORY_KEPT = 30;

/** The context for comparing the meetings of a course. */
export interface MeetingContext {
  readonly last: PublishedCourse | null;
  readonly fresh: CourseSchedule;
  readonly course: CourseFacts;
  readonly sections: readonly UnstampedSection[];
  /** The current id of each last published section, by its folded former id. */
  readonly presentIds: ReadonlyMap<string, string>;
  /** The weekly rules printed by series. */
  readonly rules: readonly ScheduledSeries[];
  readonly instant: number;
  /** The current time (epoch ms): decides which meetings are past and which leave. */
  readonly now: number;
}

/** The meetings of the next publication, sorted by identity. */
export function reviseMeetings(context: MeetingContext): PublishedMeeting[] {
  const { last } = context;
  const findLast = createLookup(last?.meetings ?? []);
  const absent = new Map(last?.absent.map((entry) => [entry.identity, entry]));
  const rules = new Map(context.rules.map((series) => [series.identity, series]));
  const offsets = offsetsOf(context.course);
  const isSameAround = compareSurroundings(context);
  const known = new Set(last?.sections.map((section) => context.presentIds.get(foldId(section.id))));

  const meetings = listWanted(context).map((wanted): PublishedMeeting => {
    const { identity, pattern, originalDate, facts, taken } = wanted;
    const was = findLast(identity);
    const rule = wanted.series === null ? undefined : rules.get(wanted.series);
    const series = rule ? rule.identity : null;
    const fits = fitsSeries(facts, originalDate, rule, offsets);
    if (!last || !was) {
      const news = known.has(facts.section);
      return beginMeeting(wanted, { series, fits, news }, absent.get(identity), context);
    }
    const wasShown = isShown(was, last.course);
    const standing = standingOf({ fits, shown: isShown(wanted, context.course), was: was.standing, wasShown });
    const same =
      sameFacts(was.facts, facts) &&
      was.standing === standing &&
      isSameAround(facts.section) &&
      sameSettings(last.course, was, context.course, wanted);
    // A published UID never changes, even if the site's domain does.
    const kept = sameNamesakes(was.facts, facts) ? was.facts : facts;
    if (same) return keepRevision(was, { series, pattern, facts: kept });
    const revision = { sequence: was.sequence + 1, lastModified: context.instant, ...markTaken(taken) };
    const history = [...was.history, ...listNews(wanted, was.facts, context.instant)].slice(-HISTORY_KEPT);
    return { identity, uid: was.uid, pattern, originalDate, series, facts, standing, history, ...revision };
  });
  return meetings.sort((a, b) => (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0));
}

/** The meeting with its SEQUENCE; itself if nothing differs. */
function keepRevision(
  was: PublishedMeeting,
  now: Pick<PublishedMeeting, 'series' | 'pattern' | 'facts'>,
): PublishedMeeting {
  const isSame = was.series === now.series && was.pattern === now.pattern && was.facts === now.facts;
  return isSame ? was : { ...was, ...now };
}

/** The meetings of the rules, and published ones that are neither withdrawn nor due to leave. */
function listWanted(context: MeetingContext): readonly WantedMeeting[] {
  const { last, fresh, now } = context;
  const withdrawn = new Set(fresh.withdrawn);
  const findGiven = createLookup(fresh.meetings);
  const kept = (last?.meetings ?? []).filter(({ identity }) => !findGiven(identity));
  const all = kept.length === 0 ? fresh.meetings : [...fresh.meetings, ...kept.map((one) => takeAway(one, context))];
  const wanted = withdrawn.size === 0 ? all : all.filter(({ identity }) => !withdrawn.has(identity));
  const leaving = listLeaving(wanted, now);
  return leaving.size === 0 ? wanted : wanted.filter(({ identity }) => !leaving.has(identity));
}

interface Beginning {
  readonly series: string | null;
  readonly fits: boolean;
  /** Whether it is announced: a new section is announced as a whole. */
  readonly news: boolean;
}

/** A meeting that is not (or no longer) in a feed: it continues from its earlier sequence. */
function beginMeeting(
  meeting: WantedMeeting,
  { series, fits, news }: Beginning,
  absent: AbsentEvent | undefined,
  { last, course, instant }: MeetingContext,
): PublishedMeeting {
  const { identity, uid, pattern, originalDate, facts } = meeting;
  const was = absent && (absent.shown ? 'ended' : 'gone');
  const standing = standingOf({ fits, shown: isShown({ facts }, course), was, wasShown: true });
  return {
    identity,
    uid: absent?.uid ?? uid,
    pattern,
    originalDate,
    series,
    facts,
    standing,
    history: news ? listNews(meeting, null, instant) : [],
    sequence: absent ? absent.sequence + 1 : (last?.sequencesFrom ?? 0),
    lastModified: instant,
  };
}

function markTaken(taken: number | undefined): Pick<PublishedMeeting, 'taken'> {
  return taken === undefined ? {} : { taken };
}

function listNews({ identity, facts }: WantedMeeting, before: MeetingFacts | null, at: number): ChangeLine[] {
  const line = sayDifference(compareMeeting(identity, before, facts));
  return line === null ? [] : [{ at, line }];
}

/** Whether the events of a section print the same of the section and its course as before. */
function compareSurroundings({ last, course, sections }: MeetingContext): (section: string) => boolean {
  if (!last) return () => false;
  const known = new Map<string, boolean>();
  const find = <T extends { readonly id: string }>(all: readonly T[], id: string) => all.find((one) => one.id === id);
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const before = { course: last.course, section: find(last.sections, id) };
    const isSame = sameSurroundings(before, { course, section: find(sections, id) });
    known.set(id, isSame);
    return isSame;
  };
}
