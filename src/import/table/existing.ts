/** What earlier imports wrote, found by the table's numbers and by addresses. */
import { foldId } from '../../domain/id.ts';
import type { CourseDraft, SectionDraft, WeeklyDates } from './draft.ts';
import { foldCode } from './gather.ts';
import { readImportedFile, readTitle } from './imported-file.ts';

/** Texts of imported files by course id; and of courses' own files, where disagreements are looked for. */
export interface ExistingFiles {
  readonly imported: ReadonlyMap<string, string>;
  readonly own?: ReadonlyMap<string, string>;
}

/** An address of a section: its own, or one of `also` or `listed`. */
export interface Address {
  readonly course: string;
  readonly id: string;
  /** The section whose meetings are there, and its course. */
  readonly owner: SectionDraft;
  readonly home: CourseDraft;
}

export interface Existing {
  readonly courses: ReadonlyMap<string, CourseDraft>;
  readonly byCode: ReadonlyMap<string, CourseDraft>;
  readonly byNumber: ReadonlyMap<string, Address>;
  /** By `course/section` without regard to case. */
  readonly byAddress: ReadonlyMap<string, Address>;
  /** Titles of courses' own files by their ids; null where one says none. */
  readonly own: ReadonlyMap<string, string | null>;
  /** Ids of courses whose imported file cannot be read. */
  readonly broken: readonly string[];
  /** As in TermCalendar: in files, single dates may be joined to weekly patterns. */
  readonly datesOf: WeeklyDates | null;
}

export function addressKey(course: string, section: string): string {
  return `${foldId(course)}/${foldId(section)}`;
}

/** All addresses of a section, its own first. */
export function addressesOf(
  course: string,
  section: SectionDraft,
): { readonly course: string; readonly id: string; readonly place: string }[] {
  return [
    { course, id: section.id, place: section.id },
    ...section.also.map((id) => ({ course, id, place: id })),
    ...section.listed.map((place) => {
      const [other = '', id = ''] = place.split('/');
      return { course: other, id, place };
    }),
  ];
}

export function readExisting(files: ExistingFiles | null, datesOf: WeeklyDates | null = null): Existing {
  const courses = new Map<string, CourseDraft>();
  const broken: string[] = [];
  for (const [id, text] of files?.imported ?? []) {
    const course = readImportedFile(id, text);
    if (course) courses.set(id, course);
    else broken.push(id);
  }
  const addresses = [...courses.values()].flatMap((home) =>
    home.sections.flatMap((owner) =>
      addressesOf(home.id, owner).map(({ course, id, place }) => ({ address: { course, id, owner, home }, place })),
    ),
  );
  return {
    courses,
    byCode: new Map([...courses.values()].map((course) => [foldCode(course.code), course])),
    byNumber: numbered(addresses),
    byAddress: new Map(addresses.map(({ address }) => [addressKey(address.course, address.id), address])),
    own: new Map([...(files?.own ?? [])].map(([id, text]) => [id, readTitle(text)])),
    broken,
    datesOf,
  };
}

/** By number; one that stands for several sections tells none of them. */
function numbered(
  addresses: readonly { readonly address: Address; readonly place: string }[],
): ReadonlyMap<string, Address> {
  const byNumber = new Map<string, Address>();
  const shared = new Set<string>();
  for (const { address, place } of addresses) {
    const number = address.owner.numbers.get(place);
    if (number === undefined) continue;
    if (byNumber.has(number)) shared.add(number);
    byNumber.set(number, address);
  }
  for (const number of shared) byNumber.delete(number);
  return byNumber;
}
