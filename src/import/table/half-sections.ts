/** Marks sections with an unreadable row, so that nobody takes them for complete. */
import type { UnfitRow } from './fit-rows.ts';
import { foldCode, type GatheredCourse, type GatheredSection } from './gather.ts';
import type { PassedRow } from './model.ts';
import type { Ledger } from './row-outcomes.ts';

type About = NonNullable<PassedRow['about']>;

interface Unread {
  readonly number: number;
  readonly about: About;
  readonly reason: string;
}

export function markHalfSections(
  courses: readonly GatheredCourse[],
  passed: readonly PassedRow[],
  unfit: readonly UnfitRow[],
  ledger: Ledger,
): GatheredCourse[] {
  const unread: Unread[] = [
    ...passed.flatMap(({ number, outcome, about, reason }) =>
      outcome === 'reported' && about ? [{ number, about, reason }] : [],
    ),
    ...unfit.map(({ row, reason }) => ({ number: row.number, about: row, reason })),
  ];
  const byCourse = Map.groupBy(unread, ({ about }) => foldCode(about.code));
  return courses.map((course) => {
    const lost = byCourse.get(foldCode(course.code));
    return lost
      ? { ...course, sections: course.sections.map((section) => mark(course, section, lost, ledger)) }
      : course;
  });
}

function mark(
  course: GatheredCourse,
  section: GatheredSection,
  lost: readonly Unread[],
  ledger: Ledger,
): GatheredSection {
  const own = lost.filter(({ about }) => isAbout(about, section));
  if (own.length === 0) return section;
  const total = section.rows.length + own.length;
  const checks = own.map(
    ({ number, reason }) => `row ${number}, one of the section’s ${total}, could not be read: ${reason}`,
  );
  ledger.remark(
    `${course.code} ${section.label ?? section.crn ?? ''}: only ${section.rows.length} of its ${total} rows could be read`,
    ...own.map(({ number }) => number),
  );
  return { ...section, checks: [...section.checks, ...checks] };
}

function isAbout(about: About, section: GatheredSection): boolean {
  if (about.crn !== null && section.crn !== null) return about.crn === section.crn;
  return about.section === section.label;
}
