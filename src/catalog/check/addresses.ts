/** Checks that the addresses of a term's courses and sections are unique. */
import { foldId } from '../../domain/id.ts';
import type { Course, CourseKey, Section } from '../../domain/model.ts';
import type { Position, Problem } from '../../domain/problem.ts';
import type { Steps } from '../../domain/steps.ts';

interface Claim {
  readonly course: Course;
  readonly id: string;
  readonly as: 'file' | 'crossListed' | 'formerly';
}

/** Precedence for an address: a file's own name, then other codes, then former names; within these, file order. */
const ORDER = ['file', 'crossListed', 'formerly'] as const;

export interface AddressCheck {
  readonly problems: readonly Problem[];
  /** Courses that claim an address which another one has. */
  readonly broken: ReadonlySet<CourseKey>;
}

/** `ids` are the ids of all the term's files, with and without errors. */
export function* checkAddresses(
  courses: readonly Course[],
  ids: readonly string[],
  atOf: (course: Course, key: string) => { readonly at: Position; readonly source: string },
): Steps<AddressCheck> {
  const problems: Problem[] = [];
  const broken = new Set<CourseKey>();
  const refuse: Refuse = (course, key, message, hint) => {
    broken.add(course.key);
    problems.push({ code: 'id-taken', severity: 'error', message, hint, ...atOf(course, key) });
  };
  const holders = holdAddresses(courses, ids, refuse);
  const listed = new Map<string, string>();
  yield;
  for (const course of courses) {
    yield;
    for (const section of course.sections) checkListed(course, section, { holders, listed, refuse });
  }
  return { problems, broken };
}

type Refuse = (course: Course, key: string, message: string, hint: string) => void;

interface TakenAddresses {
  /** Courses by address. */
  readonly holders: ReadonlyMap<string, Course>;
  /** Sections by the addresses under which they are listed; this section's are added. */
  readonly listed: Map<string, string>;
  readonly refuse: Refuse;
}

function checkListed(course: Course, section: Section, { holders, listed, refuse }: TakenAddresses): void {
  for (const other of section.listed) {
    const address = `${foldId(other.course)}/${foldId(other.section)}`;
    const holder = holders.get(foldId(other.course));
    const taken = listed.get(address) ?? (holder && hasSection(holder, other.section) ? holder.key : undefined);
    if (holder === course)
      refuse(
        course,
        'listed',
        `${section.id} is listed under its own course as ${other.course}/${other.section}.`,
        'Write also: for another id in the same course.',
      );
    else if (taken !== undefined)
      refuse(
        course,
        'listed',
        `The address ${other.course}/${other.section} is taken by ${taken}.`,
        'One of the two must go.',
      );
    listed.set(address, `${course.id}/${section.id}`);
  }
}

function hasSection(course: Course, id: string): boolean {
  const folded = foldId(id);
  return course.sections.some((section) =>
    [section.id, ...section.also, ...section.formerly].some((one) => foldId(one) === folded),
  );
}

function holdAddresses(courses: readonly Course[], ids: readonly string[], refuse: Refuse): Map<string, Course> {
  const files = new Map(ids.map((id) => [foldId(id), id]));
  const holders = new Map<string, Course>();
  const claims: Claim[] = courses.flatMap((course) => [
    { course, id: course.id, as: 'file' as const },
    ...course.crossListed.map(({ id }) => ({ course, id, as: 'crossListed' as const })),
    ...course.formerly.map((id) => ({ course, id, as: 'formerly' as const })),
  ]);
  for (const claim of ORDER.flatMap((as) => claims.filter((one) => one.as === as))) {
    const { course, id, as } = claim;
    const other = findOtherHolder(claim, holders, files);
    if (other === undefined) holders.set(foldId(id), course);
    else refuse(course, as, `The address ${id} is taken by the course ${other}.`, 'Take it away here, or there.');
  }
  return holders;
}

/** The id of another course with this address, by precedence or by its file name. */
function findOtherHolder(
  { course, id, as }: Claim,
  holders: ReadonlyMap<string, Course>,
  files: ReadonlyMap<string, string>,
): string | undefined {
  const address = foldId(id);
  const holder = holders.get(address);
  if (holder && holder !== course) return holder.id;
  return as === 'file' || foldId(course.id) === address ? undefined : files.get(address);
}
