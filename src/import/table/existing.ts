/** What earlier imports wrote, found by the table's numbers and by addresses. */
import { foldId } from '../../domain/id.ts';
import type { CourseDraft, SectionDraft } from './draft.ts';
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

export function readExisting(files: ExistingFiles | null): Existing {
  const courses = new Map<string, CourseDraft>();
  const broken: string[] = [];
  for (const [id, text] of files?.imported ?? []) {
    const course = readImportedFile(id, text);
    if (course) courses.set(id, course);
    else broken.push(id);
  }
  const byNumber = new Map<string, Address>();
  // A number that stands for several sections tells none of them.
  const shared = new Set<string>();
  const byAddress = new Map<string, Address>();
  for (const home of courses.values()) {
    for (const owner of home.sections) {
      for (const { course, id, place } of addressesOf(home.id, owner)) {
        const address: Address = { course, id, owner, home };
        byAddress.set(addressKey(course, id), address);
        const number = owner.numbers.get(place);
        if (number === undefined) continue;
        if (byNumber.has(number)) shared.add(number);
        byNumber.set(number, address);
      }
    }
  }
  for (const number of shared) byNumber.delete(number);
  return {
    courses,
    byCode: new Map([...courses.values()].map((course) => [foldCode(course.code), course])),
    byNumber,
    byAddress,
    own: new Map([...(files?.own ?? [])].map(([id, text]) => [id, readTitle(text)])),
    broken,
  };
}
