/** Assigns ids to gathered courses and sections: the previous ones if known, otherwise the table's names. */
import { foldId, idOfCode } from '../../domain/id.ts';
import type { CourseDraft, SectionDraft, WeeklyDates } from './draft.ts';
import { type Address, addressKey, type Existing } from './existing.ts';
import type { FittedMeeting } from './fit-rows.ts';
import { foldCode, type GatheredCourse, type GatheredSection } from './gather.ts';
import { spreadDates } from './join-dates.ts';
import { timeKey } from './merge-meetings.ts';
import type { Ledger } from './row-outcomes.ts';
import { freeId, wishId } from './section-labels.ts';

export interface PlacedSection {
  readonly course: string;
  readonly code: string;
  readonly id: string;
  readonly formerly: readonly string[];
  /** The section from the last import that this one continues, if any. */
  readonly before: SectionDraft | null;
  readonly gathered: GatheredSection;
}

export interface PlacedCourse {
  readonly id: string;
  readonly formerly: readonly string[];
  readonly code: string;
  readonly title: string;
  readonly before: CourseDraft | null;
  readonly sections: readonly PlacedSection[];
}

/** A changed id. */
export interface Renaming {
  readonly what: 'course' | 'section';
  readonly course: string;
  readonly from: string;
  readonly to: string;
}

/** @param held ids of sections that stay unchanged, by course */
export function placeCourses(
  gathered: readonly GatheredCourse[],
  existing: Existing,
  held: ReadonlyMap<string, ReadonlySet<string>>,
  ledger: Ledger,
): { readonly courses: PlacedCourse[]; readonly renamings: readonly Renaming[] } {
  const renamings: Renaming[] = [];
  const codes = new Set(gathered.map(({ code }) => foldCode(code)));
  const taken = new Set<string>();
  for (const course of gathered) {
    const known = existing.byCode.get(foldCode(course.code));
    if (known) taken.add(foldId(known.id));
  }
  const sorted = gathered.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const courses = sorted.map((course): PlacedCourse => {
    const same = existing.byCode.get(foldCode(course.code)) ?? null;
    const renamed = same ? null : findRenamed(course, codes, existing, ledger);
    const before = same ?? renamed;
    const id = same?.id ?? claimId(course, taken, ledger);
    const formerly = renamed && renamed.id !== id ? [...renamed.formerly, renamed.id] : (before?.formerly ?? []);
    if (renamed) renamings.push({ what: 'course', course: id, from: renamed.id, to: id });
    return {
      id,
      formerly,
      code: course.code,
      title: course.title,
      before,
      sections: placeSections(course, id, before, held.get(before?.id ?? id) ?? new Set(), existing, ledger, renamings),
    };
  });
  return { courses, renamings };
}

/** An id made of the code, with a number where another course has it. */
function claimId(course: GatheredCourse, taken: Set<string>, ledger: Ledger): string {
  const wish = idOfCode(course.code);
  const id = freeId(wish === '' ? 'course' : wish, taken).toLowerCase();
  if (id !== wish)
    ledger.remark(
      `${course.code} is written as ${id}, because another course has the id ${wish || 'of no letters'}`,
      ...course.sections.flatMap(({ rows }) => rows),
    );
  taken.add(foldId(id));
  return id;
}

/** The course that this one was called, if all its numbers were that course's and its code is gone. */
function findRenamed(
  course: GatheredCourse,
  codes: ReadonlySet<string>,
  existing: Existing,
  ledger: Ledger,
): CourseDraft | null {
  const homes = new Set<CourseDraft | null>();
  for (const { crn } of course.sections) {
    const address = crn === null ? undefined : existing.byNumber.get(crn);
    if (address) homes.add(existing.courses.get(address.course) ?? null);
  }
  const [home] = homes;
  if (homes.size !== 1 || !home || codes.has(foldCode(home.code))) return null;
  if (hasInCommon(course, home)) return home;
  ledger.remark(
    `${course.code} has a number that was ${home.code}’s and nothing else of it: a new course`,
    ...course.sections.flatMap(({ rows }) => rows),
  );
  return null;
}

/** Registrars reuse numbers: the same course under another code must share more than its number. */
function hasInCommon(course: GatheredCourse, home: CourseDraft): boolean {
  if (foldCode(course.title) === foldCode(home.title)) return true;
  const words = (meeting: { start: string; where: readonly string[]; people: readonly string[] }): string[] => [
    `at ${meeting.start} ${meeting.where.join('|')}`,
    ...meeting.people,
  ];
  const before = new Set(home.sections.flatMap(({ patterns, people }) => [...patterns.flatMap(words), ...people]));
  const own = course.sections.flatMap(({ meetings, people }) => [...meetings.flatMap(words), ...people]);
  const untimed = home.sections.every(({ patterns }) => patterns.length === 0);
  return own.some((word) => before.has(word)) || (untimed && before.size === 0);
}

function placeSections(
  course: GatheredCourse,
  id: string,
  before: CourseDraft | null,
  held: ReadonlySet<string>,
  existing: Existing,
  ledger: Ledger,
  renamings: Renaming[],
): PlacedSection[] {
  const ids = new Map<GatheredSection, string>();
  const taken = new Set(held);
  const take = (section: GatheredSection, own: string): void => {
    ids.set(section, own);
    taken.add(foldId(own));
  };
  const wishes = new Set(course.sections.map((section) => foldId(wishOf(section))));
  // First exact matches; then the others, in table order.
  for (const section of course.sections) {
    const was = before && formerAddress(section, before, existing);
    if (was && keepsLabel(was.id, wishOf(section)) && !taken.has(foldId(was.id))) take(section, was.id);
  }
  const formerly = new Map<GatheredSection, readonly string[]>();
  for (const section of course.sections) {
    if (ids.has(section)) continue;
    const wish = wishOf(section);
    const own = freeId(wish, taken, section.crn);
    const was =
      before && (formerAddress(section, before, existing) ?? findTwin(section, course, before, existing.datesOf));
    const free = !before || !existing.byAddress.has(addressKey(before.id, own));
    // The old id must now be unused, and the new one must have been unused.
    if (was && free && !wishes.has(foldId(was.id)) && was.owner.id === was.id) {
      formerly.set(section, [...was.owner.formerly, was.id]);
      renamings.push({ what: 'section', course: id, from: was.id, to: own });
    }
    take(section, own);
  }
  return course.sections.map((section): PlacedSection => {
    const own = ids.get(section) as string;
    const label = section.label ?? section.crn;
    if (own !== label)
      ledger.remark(
        `${course.code}: section ${label === null ? 'without an id' : `“${label}”`} is written as ${own}`,
        ...section.rows,
      );
    const history = formerly.get(section);
    const old = before && existing.byAddress.get(addressKey(before.id, history?.at(-1) ?? own));
    const carried = old && old.home === before && foldId(old.owner.id) === foldId(old.id) ? old.owner : null;
    return {
      course: id,
      code: course.code,
      id: own,
      formerly: history ?? carried?.formerly ?? [],
      before: carried,
      gathered: section,
    };
  });
}

function wishOf({ label, crn }: GatheredSection): string {
  return wishId(label, crn);
}

function formerAddress(section: GatheredSection, before: CourseDraft, existing: Existing): Address | null {
  const address = section.crn === null ? undefined : existing.byNumber.get(section.crn);
  return address && foldId(address.course) === foldId(before.id) ? address : null;
}

/** Whether an id was made from this label: equal to it, or the label with a suffix. */
function keepsLabel(id: string, wish: string): boolean {
  return id === wish || (id.startsWith(`${wish}-`) && /^-[A-Za-z0-9]+$/.test(id.slice(wish.length)));
}

/** Without numbers: the one section that is gone and met exactly when and where this one does. */
function findTwin(
  section: GatheredSection,
  course: GatheredCourse,
  before: CourseDraft,
  datesOf: WeeklyDates | null,
): Address | null {
  if (section.crn !== null || section.meetings.length === 0) return null;
  const labels = new Set(course.sections.map((one) => foldId(wishOf(one))));
  const isDated = section.meetings.some(({ date }) => date !== null);
  const sign = (meetings: readonly Omit<FittedMeeting, 'doubts'>[]): string =>
    (isDated && datesOf ? spreadDates(meetings, datesOf) : meetings)
      .map((meeting) => `${timeKey(meeting)} ${meeting.where.join('|')}`)
      .sort()
      .join('\u0000');
  const own = sign(section.meetings);
  const twins = before.sections.filter(
    (old) => !labels.has(foldId(old.id)) && old.numbers.size === 0 && sign(old.patterns) === own,
  );
  const rivals = course.sections.filter((one) => one !== section && sign(one.meetings) === own);
  const [twin] = twins;
  return twin && twins.length === 1 && rivals.length === 0
    ? { course: before.id, id: twin.id, owner: twin, home: before }
    : null;
}
