/** Data of a course's page for a choice of sections and a week. */
import { isLocalDate, type LocalDate } from '../domain/date.ts';
import { DEADLINES } from '../domain/id.ts';
import type { PublishedChange } from '../domain/published.ts';
import type { CourseFacts } from '../domain/schedule.ts';
import { localTimeIn } from '../domain/zone.ts';
import { MAX_PARTS, writeFeedPath } from '../feeds/address.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';
import type { Feed } from '../feeds/feed.ts';
import type { FeedCache } from '../feeds/feed-cache.ts';
import { say } from '../words/say.ts';
import { inVoice } from '../words/voice.ts';
import { findNextDue, listDeadlines, type ShownDeadline } from './deadlines.ts';
import { listOffered, listSuggested, type OfferedSection, readChoice } from './offered-sections.ts';
import { findPresent, type PresentCourse } from './present-term.ts';
import { makeCards, type SectionCard } from './section-card.ts';
import type { ShownMeeting } from './shown-meeting.ts';
import { listShown } from './shown-meetings.ts';
import { chooseWeek, groupWeeks, type ShownWeek } from './weeks.ts';

export interface BrowseContext {
  readonly courses: Courses;
  readonly feedCache: Pick<FeedCache, 'find'>;
  /** Whether draft courses are shown (on loopback only). */
  readonly drafts: boolean;
}

export interface CourseRequest {
  readonly term: string;
  readonly course: string;
  /** Section ids as requested; null: no choice given, so sections without an alternative are chosen. */
  readonly choose: readonly string[] | null;
  /** A date of the week to open. */
  readonly week: string | null;
  /** Epoch ms; null: a static page, valid at any time. */
  readonly now: number | null;
}

/** The position of now among the meetings shown. */
export type Phase = 'before' | 'during' | 'after' | 'none' | 'timeless';

export interface CoursePage {
  /** '/fall-2018/cos418' */
  readonly path: string;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly facts: CourseFacts;
  readonly otherCodes: readonly { readonly path: string; readonly code: string }[];
  readonly sections: readonly SectionCard[];
  /** Ids, in the order of the sections. */
  readonly chosen: readonly string[];
  readonly unknown: readonly string[];
  /** The feed of the choice; null: no sections chosen, or too many. */
  readonly feed: { readonly path: string; readonly download: string; readonly name: string } | null;
  readonly tooMany: boolean;
  readonly everything: { readonly path: string; readonly download: string };
  readonly meetings: readonly ShownMeeting[];
  readonly weeks: readonly ShownWeek[];
  readonly open: ShownWeek | null;
  readonly phase: Phase;
  /** The course's current term, if its meetings here are over. */
  readonly present: PresentCourse | null;
  /** Null: a static page. */
  readonly today: LocalDate | null;
  /** Dates in the same year as this one are written without the year. */
  readonly beside: LocalDate;
  readonly underWay: readonly ShownMeeting[];
  readonly next: ShownMeeting | null;
  /** By instant: those for everybody and for the chosen sections. */
  readonly deadlines: readonly ShownDeadline[];
  /** The next deadline. */
  readonly due: ShownDeadline | null;
  /** Newest first; only of the sections shown. */
  readonly changes: readonly PublishedChange[];
  readonly now: number | null;
}

/** The page at an address, in the course's language; null: no such course. */
export async function browseCourse(context: BrowseContext, request: CourseRequest): Promise<CoursePage | null> {
  const view = findCourse(context, request.term, request.course);
  return view && inVoice(view.published.course, () => openPage(context, view, request));
}

async function openPage(context: BrowseContext, view: CourseView, request: CourseRequest): Promise<CoursePage> {
  const offered = listOffered(context.courses, view);
  const { chosen, unknown } = readChoice(context.courses, view, request.choose ?? listSuggested(offered));
  const ids = chosen.map(({ id }) => id);
  const facts = view.published.course;
  const shown = chooseShown(chosen, offered);
  const meetings = await listShown(findFeeds(context, view, shown), shown, facts.zone);
  const weeks = groupWeeks(meetings, facts);
  const today = request.now === null ? null : localTimeIn(facts.zone, request.now).date;
  const asked = request.week !== null && isLocalDate(request.week) ? request.week : null;
  const placed = placeNow(meetings, request.now);
  const sections = new Set([...shown.map(({ section }) => section.id), DEADLINES]);
  const deadlines = listDeadlines(view, chosen);
  return {
    path: `/${facts.term}/${view.id}`,
    id: view.id,
    code: view.code,
    title: view.title,
    facts,
    otherCodes: listOtherCodes(view),
    sections: makeCards(offered, new Set(ids), request.now),
    chosen: ids,
    unknown,
    feed: ids.length > 0 && ids.length <= MAX_PARTS ? { ...pathsOf(view, ids), name: nameChoice(view, ids) } : null,
    tooMany: ids.length > MAX_PARTS,
    everything: pathsOf(view, ['all']),
    meetings,
    weeks,
    open: chooseWeek(weeks, { asked, now: request.now, today: today ?? facts.span.from, weekStarts: facts.weekStarts }),
    ...placed,
    deadlines,
    due: findNextDue(deadlines, request.now),
    present: placed.phase === 'after' && request.now !== null ? findPresent(context.courses, view, request.now) : null,
    today,
    beside: today ?? facts.span.from,
    changes: view.published.changes.filter(({ section }) => section === 'all' || sections.has(section)),
    now: request.now,
  };
}

/** A page of the whole course as the page with one of its sections chosen; nothing is read again. */
export function chooseSection(page: CoursePage, section: SectionCard): CoursePage {
  const ids = new Set([section.id, ...section.brings]);
  const meetings = page.meetings.filter((meeting) => ids.has(meeting.section));
  const weeks = groupWeeks(meetings, page.facts);
  const { now, beside, facts } = page;
  const open = chooseWeek(weeks, { asked: null, now, today: beside, weekStarts: facts.weekStarts });
  return { ...page, chosen: [section.id], meetings, weeks, open };
}

/** The sections whose meetings are listed: the chosen ones, otherwise all. Deadlines have a list of their own. */
function chooseShown(chosen: readonly OfferedSection[], offered: readonly OfferedSection[]): readonly OfferedSection[] {
  const attended = chosen.filter(({ section }) => section.kind !== 'deadline');
  return attended.length > 0 ? attended : offered.filter(({ section }) => section.kind !== 'deadline');
}

/** Finds a course by term and any of its ids; drafts only if they are enabled. */
export function findCourse(
  context: Pick<BrowseContext, 'courses' | 'drafts'>,
  term: string,
  id: string,
): CourseView | null {
  const view = context.courses.find(term, id);
  return view && (context.drafts || !view.published.course.draft) ? view : null;
}

/** Up to this many sections are read as one joined feed; more are read one by one, yielding to the event loop. */
const READ_JOINED = 6;

/** The joined feed of the choice; for many sections, or if it is too large, the sections' own feeds instead. */
function* findFeeds(context: BrowseContext, view: CourseView, sections: readonly OfferedSection[]): Generator<Feed> {
  const find = (ids: readonly string[]): Feed | null => {
    const { term } = view.published.course;
    const answer = context.feedCache.find({ term, course: view.id, parts: ids, form: 'subscription' });
    return answer.type === 'feed' ? answer.feed : null;
  };
  const joined = sections.length <= READ_JOINED ? find(sections.map(({ id }) => id)) : null;
  if (joined) {
    yield joined;
    return;
  }
  for (const { id } of sections) {
    const feed = find([id]);
    if (feed) yield feed;
  }
}

function pathsOf(view: CourseView, ids: readonly string[]): { readonly path: string; readonly download: string } {
  const address = { term: view.published.course.term, course: view.id, parts: ids };
  return {
    path: writeFeedPath({ ...address, form: 'subscription' }),
    download: writeFeedPath({ ...address, form: 'download' }),
  };
}

function nameChoice(view: CourseView, ids: readonly string[]): string {
  const which = ids.length > 6 ? say('feed.sectionCount', { number: String(ids.length) }) : ids.join(' ');
  return say('feed.sections', { code: view.code, sections: which, term: view.published.course.termTitle });
}

function listOtherCodes(view: CourseView): CoursePage['otherCodes'] {
  const { id, code, term, crossListed } = view.published.course;
  return [{ id, code }, ...crossListed]
    .filter((other) => other.code !== view.code)
    .map((other) => ({ path: `/${term}/${other.id}`, code: other.code }));
}

function placeNow(
  meetings: readonly ShownMeeting[],
  now: number | null,
): Pick<CoursePage, 'phase' | 'underWay' | 'next'> {
  if (now === null) return { phase: 'timeless', underWay: [], next: null };
  const notCancelled = meetings.filter(({ cancelled }) => !cancelled);
  const underWay = notCancelled.filter(({ start, end }) => start <= now && end !== null && end > now);
  const next = notCancelled.find(({ start }) => start > now) ?? null;
  const [first] = meetings;
  if (!first) return { phase: 'none', underWay, next };
  if (next === null && underWay.length === 0) return { phase: 'after', underWay, next };
  return { phase: first.start > now ? 'before' : 'during', underWay, next };
}

/** The sections that the feed of the whole course has. */
export function countSections({ sections }: Pick<CoursePage, 'sections'>): number {
  return sections.filter(({ gone, kind }) => !gone && kind !== 'deadline').length;
}
