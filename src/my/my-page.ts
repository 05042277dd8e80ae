/** Data for the page of a personal calendar. */

import type { LocalDate } from '../domain/date.ts';
import { isBusy, KINDS, type Kind } from '../domain/kind.ts';
import { localTimeIn } from '../domain/zone.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';
import type { OpenCalendar } from '../feeds/personal/calendars.ts';
import { type ChosenMeeting, findSpans, listChosenMeetings } from '../feeds/personal/composition.ts';
import { scopeOf } from '../feeds/personal/raises.ts';
import { nameKey, type SectionName, sectionsFrom } from '../feeds/personal/selection.ts';
import { nameSection } from '../ical/event-text.ts';
import type { ChosenSpan } from '../store/personal-choice.ts';
import { sayOnlyArrangement } from '../timetable/arrangements.ts';
import { type Clash, findClashes } from '../timetable/clashes.ts';
import { listOffered, type OfferedSection, sortMeetings } from '../timetable/offered-sections.ts';
import { findUsualTimes, type UsualTime } from '../timetable/usual-times.ts';
import { byClockOf } from '../words/voice.ts';

export interface MySection {
  /** 'fall-2018/cos418/P01', the form value. */
  readonly value: string;
  readonly id: string;
  readonly code: string;
  readonly kind: Kind;
  readonly name: string;
  readonly usual: readonly UsualTime[];
  /** 'By appointment'; empty: only at these times. */
  readonly arranged: string;
  readonly people: readonly string[];
  /** Sections whose feeds include its meetings. */
  readonly ridesWith: readonly string[];
  readonly chosen: boolean;
  /** Key of its own options; null: it has no meetings. */
  readonly scope: string | null;
  /** Spans that are over or do not last the whole term. */
  readonly spans: readonly ChosenSpan[];
  /** Clashes with other held sections, of any course, from today on. */
  readonly clashes: readonly Clash[];
}

export interface MyCourse {
  readonly path: string;
  readonly code: string;
  readonly title: string;
  readonly titleLanguage?: string;
  readonly termTitle: string;
  readonly over: boolean;
  readonly sections: readonly MySection[];
}

export interface MyPage {
  readonly courses: readonly MyCourse[];
  /** Chosen earlier, no longer served. */
  readonly lost: readonly SectionName[];
  readonly today: LocalDate;
  readonly zone: string;
  readonly next: readonly ChosenMeeting[];
  readonly meetings: number;
  /** Kinds of the held sections, for reminders. */
  readonly kinds: readonly Kind[];
  /** 'COS 418, MAT 200' */
  readonly label: string;
}

const NEXT = 6;

/**
 * @param also sections to show as chosen in addition to those held; not saved yet
 */
export function describeCalendar(
  courses: Courses,
  calendar: Pick<OpenCalendar, 'selection'>,
  also: readonly SectionName[],
  now: number,
  drafts: boolean,
): MyPage {
  const added = also.map((name): ChosenSpan => ({ ...name, from: null, until: null }));
  const spans = findSpans(courses, [...calendar.selection, ...added], drafts);
  const views = new Map<string, CourseView>();
  for (const { found, span } of spans) {
    const view = found && courses.find(span.term, span.course);
    if (view) views.set(view.published.course.key, views.get(view.published.course.key) ?? view);
  }
  const [first] = [...views.values()];
  const zone = first?.published.course.zone ?? 'UTC';
  const today = localTimeIn(zone, now).date;
  const chosen = new Set(
    sectionsFrom([...calendar.selection, ...added], today).map((name) => sectionKeyOf(courses, name)),
  );
  const meetings = listChosenMeetings(spans);
  const clashes = findClashes(listComing(views, courses, chosen, now));
  const coming = meetings.filter(
    ({ meeting: { facts } }) => (facts.end ?? facts.start) > now && facts.status === 'confirmed',
  );
  return {
    courses: [...views.values()].map((view) =>
      describeCourse(courses, view, { spans: calendar.selection, chosen, clashes, today }),
    ),
    lost: sectionsFrom(
      spans.filter(({ found }) => !found).map(({ span }) => span),
      today,
    ),
    today,
    zone,
    next: coming.slice(0, NEXT),
    meetings: meetings.length,
    kinds: KINDS.filter((kind) => meetings.some(({ section }) => section.kind === kind)),
    label: [...new Set([...views.values()].map(({ code }) => code))].join(', '),
  };
}

/** Resolves 'fall-2018/cos418/P01' to a section's name as stored; null: not found. */
export function readSectionName(courses: Courses, value: string, drafts: boolean): SectionName | null {
  const [term = '', course = '', section = '', rest] = value.split('/');
  if (rest !== undefined) return null;
  const view = courses.find(term, course);
  if (!view || (view.published.course.draft && !drafts)) return null;
  const found = courses.findSection(view, section);
  if (!found) return null;
  const offered = listOffered(courses, view).find(
    (one) => one.section.id === found.section.id && one.view.published === found.view.published,
  );
  return { term: view.published.course.term, course: view.id, section: offered?.id ?? found.section.id };
}

interface Around {
  readonly meetingsOf: ReturnType<typeof sortMeetings>;
  readonly spans: readonly ChosenSpan[];
  readonly chosen: ReadonlySet<string | null>;
  readonly clashes: ReadonlyMap<string, readonly Clash[]>;
  readonly today: LocalDate;
}

function describeCourse(courses: Courses, view: CourseView, given: Omit<Around, 'meetingsOf'>): MyCourse {
  const { course } = view.published;
  const offered = listOffered(courses, view);
  const around: Around = { ...given, meetingsOf: sortMeetings(offered) };
  const gone = new Set(offered.filter(({ section }) => section.gone).map(({ id }) => id));
  return {
    path: `/${course.term}/${view.id}`,
    code: view.code,
    title: view.title,
    ...(course.titleLanguage === undefined ? {} : { titleLanguage: course.titleLanguage }),
    termTitle: course.termTitle,
    over: course.span.until < around.today,
    sections: offered
      .map((one) => describeSection(courses, view, one, around))
      .filter((section) => section.chosen || section.spans.length > 0 || !gone.has(section.id)),
  };
}

function describeSection(courses: Courses, view: CourseView, one: OfferedSection, around: Around): MySection {
  const name = { term: view.published.course.term, course: view.id, section: one.id };
  const sectionKey = sectionKeyOf(courses, name) ?? nameKey(name);
  const meetings = around.meetingsOf(one);
  const own = around.spans.filter((span) => sectionKeyOf(courses, span) === sectionKey);
  return {
    value: `${name.term}/${name.course}/${name.section}`,
    id: one.id,
    code: view.code,
    kind: one.section.kind,
    name: nameSection(one.section),
    usual: byClockOf(view.published.course, () => findUsualTimes(meetings, view.published)),
    arranged: sayOnlyArrangement(one.section) ?? '',
    people: [...new Set(meetings.flatMap(({ facts }) => facts.staff))],
    ridesWith: one.section.with,
    chosen: around.chosen.has(sectionKey),
    scope: meetings[0] ? scopeOf(meetings[0].identity) : null,
    spans: own.filter((span) => span.from !== null || span.until !== null),
    clashes: (around.clashes.get(labelOf(view, one)) ?? []).filter((clash) => clash.with !== labelOf(view, one)),
  };
}

/** Coming meetings of held and additional sections, labelled so that courses can be told apart. */
function listComing(
  views: ReadonlyMap<string, CourseView>,
  courses: Courses,
  chosen: ReadonlySet<string | null>,
  now: number,
): { readonly id: string; readonly meetings: readonly ChosenMeeting['meeting'][] }[] {
  return [...views.values()].flatMap((view) => {
    const offered = listOffered(courses, view);
    const meetingsOf = sortMeetings(offered);
    return offered
      .filter((one) => isBusy(one.section.kind))
      .filter((one) =>
        chosen.has(sectionKeyOf(courses, { term: view.published.course.term, course: view.id, section: one.id })),
      )
      .map((one) => ({
        id: labelOf(view, one),
        meetings: meetingsOf(one).filter(({ facts }) => facts.start > now),
      }));
  });
}

function labelOf(view: CourseView, one: OfferedSection): string {
  return `${view.code} ${one.id}`;
}

/** Canonical key of the section that a name (any alias) refers to; null: not found. */
export function sectionKeyOf(courses: Courses, name: SectionName): string | null {
  const view = courses.find(name.term, name.course);
  const found = view && courses.findSection(view, name.section);
  return found ? `${found.view.published.course.key}/${found.section.id}` : null;
}
