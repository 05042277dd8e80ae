/** The sections of one course in a personal calendar, under the ids of that course's page, and edits to them. */
import type { LocalDate } from '../domain/date.ts';
import { localTimeIn } from '../domain/zone.ts';
import type { Courses, CourseView } from '../feeds/courses.ts';
import type { CalendarEdit, OpenCalendar } from '../feeds/personal/calendars.ts';
import { type SectionName, sectionsFrom } from '../feeds/personal/selection.ts';
import type { ChosenSpan } from '../store/personal-choice.ts';
import type { BrowseContext } from '../timetable/course-page.ts';
import { listOffered } from '../timetable/offered-sections.ts';
import type { PageContext } from '../web/page-context.ts';
import { sectionKeyOf } from './my-page.ts';

type ChoiceContext = Pick<BrowseContext, 'courses'> & Pick<PageContext, 'clock'>;
type MakeEdit = (calendar: OpenCalendar) => CalendarEdit;

export function listChosenIds(
  courses: Courses,
  view: CourseView,
  selection: readonly ChosenSpan[],
  date: LocalDate,
): readonly string[] {
  const current = new Set(sectionsFrom(selection, date).map((name) => sectionKeyOf(courses, name)));
  return listNames(courses, view)
    .filter((name) => current.has(sectionKeyOf(courses, name)))
    .map(({ section }) => section);
}

/** The calendar's sections from `date` on if exactly `ids` are chosen in this course; other courses are unchanged. */
export function replaceChoice(
  courses: Courses,
  view: CourseView,
  selection: readonly ChosenSpan[],
  date: LocalDate,
  ids: readonly string[],
): readonly SectionName[] {
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  const names = listNames(courses, view);
  const own = new Set(names.map((name) => sectionKeyOf(courses, name)));
  const chosen = names.filter(({ section }) => wanted.has(section.toLowerCase()));
  const keys = new Set(chosen.map((name) => sectionKeyOf(courses, name)));
  const current = sectionsFrom(selection, date);
  // A section chosen under another of its names keeps that name.
  const kept = current.filter((name) => !own.has(sectionKeyOf(courses, name)) || keys.has(sectionKeyOf(courses, name)));
  const known = new Set(kept.map((name) => sectionKeyOf(courses, name)));
  return [...kept, ...chosen.filter((name) => !known.has(sectionKeyOf(courses, name)))];
}

function listNames(courses: Courses, view: CourseView): readonly SectionName[] {
  const { term } = view.published.course;
  return listOffered(courses, view).map(({ id }) => ({ term, course: view.id, section: id }));
}

/** An edit that adds sections from today on. */
export function addSections(context: ChoiceContext, added: readonly SectionName[]): MakeEdit {
  return ({ selection, options }) => {
    const from = todayOf(context, added);
    const current = sectionsFrom(selection, from);
    const keys = new Set(current.map((name) => sectionKeyOf(context.courses, name)));
    const fresh = added.filter((name) => !keys.has(sectionKeyOf(context.courses, name)));
    return { wanted: [...current, ...fresh], from, options };
  };
}

/** An edit that undoes adding these sections. */
export function undoAddition(context: ChoiceContext, removed: readonly SectionName[]): MakeEdit {
  return ({ selection, options }) => {
    const from = todayOf(context, removed);
    const keys = new Set(removed.map((name) => sectionKeyOf(context.courses, name)));
    const [undone, wanted] = partition(sectionsFrom(selection, from), (name) =>
      keys.has(sectionKeyOf(context.courses, name)),
    );
    return { wanted, undone, from, options };
  };
}

function partition<T>(list: readonly T[], belongs: (one: T) => boolean): [T[], T[]] {
  return [list.filter(belongs), list.filter((one) => !belongs(one))];
}

/** Today, in the zone of the first section's course. */
function todayOf({ courses, clock }: ChoiceContext, [name]: readonly SectionName[]): LocalDate {
  const view = name && courses.find(name.term, name.course);
  return localTimeIn(view?.published.course.zone ?? 'UTC', clock()).date;
}
